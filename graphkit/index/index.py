"""The index: a model compiled to integer columns, where all of the semantics lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graphkit.config import Policy
from graphkit.index.arrays import Ragged
from graphkit.index.authority import Authority
from graphkit.index.claims import find_contested
from graphkit.index.command import Command
from graphkit.index.facts import Facts
from graphkit.index.faults import MandateFaults
from graphkit.index.footprint import dimension_codes, find_footprints
from graphkit.index.governance import Governance
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.holders import find_holders
from graphkit.index.judgement import Judgement, judge
from graphkit.index.mandates import Mandates, find_mandates
from graphkit.index.participation import Ownership, Participation, find_ownership, find_participation
from graphkit.index.placement import Placement, find_placement
from graphkit.model.tables import Model
from graphkit.workers import side_by_side


@dataclass(frozen=True, eq=False)
class Index:
    """A model, a policy and a day, and everything that follows from them.

    Each part is computed when it is first asked for and then kept. Nodes are written as
    their numbers in the model; processes come first, so that a process's number is also
    its row in every column about processes.

    Attributes:
        model: The organisation.
        policy: What the organisation has set.
        today: The day on which mandates must be current.
    """

    model: Model
    policy: Policy = field(default_factory=Policy)
    today: date = field(default_factory=date.today)

    @cached_property
    def facts(self) -> Facts:
        """The model's facts as columns."""
        return Facts(self.model, self.policy)

    @cached_property
    def functions(self) -> Hierarchy:
        """How functions are part of one another."""
        return self._hierarchy("Function")

    @cached_property
    def processes(self) -> Hierarchy:
        """How processes are part of one another."""
        return self._hierarchy("Process")

    def _hierarchy(self, label: str) -> Hierarchy:
        lower, upper = self.facts.edges("PART_OF")
        own = self.facts.is_label(lower, label)
        return Hierarchy.compile(self.model.size, lower[own], upper[own])

    @cached_property
    def holders(self) -> Ragged:
        """The holders of every person, role and function."""
        return find_holders(self.facts, self.functions)

    @cached_property
    def command(self) -> Command:
        """The command graph."""
        return Command.compile(self.facts, self.functions, self.holders)

    @cached_property
    def parts(self) -> Ragged:
        """For each process, itself and everything that is part of it."""
        rows = self.facts.nodes("Process")
        at, whole = self.processes.with_ancestors(rows)
        return Ragged.group(whole, rows[at], len(rows))

    @cached_property
    def ownership(self) -> Ownership:
        """Recorded owners of every process and their holders."""
        return find_ownership(self.facts, self.processes, self.holders)

    @cached_property
    def participation(self) -> Participation:
        """The functions that take part in every process."""
        return find_participation(self.facts, self.functions, self.parts, self.holders, self.policy)

    @cached_property
    def footprints(self) -> Ragged:
        """Elements of every process that is cross-functional or has several owners."""
        wanted = self.participation.crossing | (self.ownership.owners.counts > 1)
        return find_footprints(self.facts, self.parts, wanted)

    @cached_property
    def mandates(self) -> Mandates:
        """The mandates."""
        return find_mandates(self.facts, self.holders, self.functions, self.processes, self.today)

    @cached_property
    def authority(self) -> Authority:
        """Who holds what, by position and by mandate."""
        empowering = self.facts.holders_of_kind(self.policy.empowering_roles)
        return Authority(self.command, self.mandates, dimension_codes(self.facts), empowering)

    @cached_property
    def judgement(self) -> Judgement:
        """The verdict on every process."""
        self._prepare()
        return judge(self.facts, self.policy, self.ownership, self.participation, self.footprints, self.authority)

    def _prepare(self) -> None:
        """Work out side by side what position gives and what processes need, which do not wait for each other."""
        _ = self.functions, self.processes, self.holders
        parts = (("command",), ("ownership", "footprints", "mandates"))
        side_by_side(lambda names: [getattr(self, name) for name in names], parts, self.model.size)

    @cached_property
    def mandate_faults(self) -> MandateFaults:
        """What is wrong with the mandates."""
        return MandateFaults(self.facts, self.authority, self.judgement, self.parts)

    @cached_property
    def placement(self) -> Placement:
        """Who should own the processes whose owner lacks authority over something."""
        return find_placement(self.facts, self.judgement, self.command)

    @cached_property
    def contested(self) -> Ragged:
        """For each node, those who own or head it side by side, neither commanding the other."""
        return find_contested(self.facts, self.holders, self.command)

    @cached_property
    def governance(self) -> Governance:
        """Who leads process management, and what they have to do it with."""
        return Governance(
            self.facts,
            self.policy,
            self.functions,
            self.processes,
            self.holders,
            self.footprints,
            self.participation.crossing,
            self.authority,
        )
