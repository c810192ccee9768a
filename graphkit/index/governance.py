"""Governance: who leads process management, who supports and coordinates owners, and what they have to do it with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ints, Ragged, any_by, distinct, unique_pairs
from graphkit.index.authority import INFLUENCE, Authority
from graphkit.index.facts import Facts, Words, folded
from graphkit.index.hierarchy import Hierarchy
from graphkit.model.schema import DIMENSIONS

_STRUCTURE = [DIMENSIONS.index("functions"), DIMENSIONS.index("rules")]


@dataclass(frozen=True, eq=False)
class Governance:
    """What an organisation has for managing its processes, each part found when it is first asked for.

    People are active people and roles that stand for their holder, by node number in order.

    Attributes:
        facts: The model's facts.
        policy: Executive roles and critical skills.
        functions: How functions are part of one another.
        processes: How processes are part of one another.
        holders: The holders of every person, role and function.
        footprints: The elements of processes.
        crossing: Which processes are known to be cross-functional.
        authority: Who holds what, by position and by mandate.
    """

    facts: Facts
    policy: Policy
    functions: Hierarchy
    processes: Hierarchy
    holders: Ragged
    footprints: Ragged
    crossing: Bools
    authority: Authority

    @cached_property
    def recorded(self) -> bool:
        """Whether the model says anything about governance.

        That is an executive role, filled or not, somebody with the title of one, a sponsor, a
        coordinator, a centre of excellence, or what it supports.
        """
        facts = self.facts
        kinds = {*self.policy.executive_roles, *self.policy.empowering_roles, "coo", "cpo", "cio"}
        edges = (len(facts.edges(type_)[0]) for type_ in ("SPONSORS", "COORDINATES", "SUPPORTS"))
        return bool(len(self.centres) or any(edges) or facts.roles_of_kind(kinds).any() or facts.titled(kinds).any())

    def holders_of(self, kind: str) -> Ints:
        """Who holds a role of a kind, by role or by title.

        Args:
            kind: A kind of role, such as `coo`.

        Returns:
            People, by node number.
        """
        return np.flatnonzero(self.facts.holders_of_kind([kind]))

    @cached_property
    def process_executives(self) -> Ints:
        """Who is Chief Process Officer (CPO)."""
        return self.holders_of("cpo")

    @cached_property
    def operations_executives(self) -> Ints:
        """Who is Chief Operating Officer (COO)."""
        return self.holders_of("coo")

    @cached_property
    def technology_executives(self) -> Ints:
        """Who is Chief Information Officer (CIO)."""
        return self.holders_of("cio")

    @cached_property
    def executive_kinds(self) -> tuple[str, ...]:
        """The kinds of executive role, as the policy lists them, each once."""
        return tuple(dict.fromkeys(self.policy.executive_roles))

    @cached_property
    def executives(self) -> Bools:
        """Who is an executive of which kind; shape (kinds, nodes), kinds as in `executive_kinds`."""
        columns = [self.facts.holders_of_kind([kind]) for kind in self.executive_kinds]
        return np.stack(columns) if columns else np.zeros((0, self.facts.size), dtype=np.bool_)

    def under(self, person: int) -> Ints:
        """The active people whom somebody commands, themselves left out.

        Args:
            person: A node number.
        """
        people = np.flatnonzero(self.facts.active)
        others = people[people != person]
        below: Ints = others[self.authority.command.commands(np.full(len(others), person, dtype=np.int64), others)]
        return below

    def answer_to(self, people: Ints, leaders: Ints) -> Bools:
        """Whether each person is one of the leaders, or is commanded by one.

        Args:
            people: Node numbers.
            leaders: Node numbers, few of them.
        """
        found: Bools = np.isin(people, leaders)
        for leader in leaders.tolist():
            found |= self.authority.command.commands(np.full(len(people), leader, dtype=np.int64), people)
        return found

    @cached_property
    def centres(self) -> Ints:
        """Functions that are a centre of excellence (`kind: coe`)."""
        kinds = self.facts.model.nodes["Function"]["kind"].fill_null("function")
        found: Ints = self.facts.nodes("Function")[(kinds == "coe").to_numpy()]
        return found

    @cached_property
    def members(self) -> Ragged:
        """For each of `centres`, its active members and heads, those of its parts included."""
        facts = self.facts
        units = facts.nodes("Function")
        at, above = self.functions.with_ancestors(units)
        row = np.searchsorted(self.centres, above)
        inside = np.isin(above, self.centres)
        centre_of = Ragged.group(*unique_pairs(units[at[inside]], row[inside]), facts.size)
        person, unit = facts.edges("MEMBER_OF")
        head, headed = facts.edges("HEADS")
        who, where = np.concatenate([person, head]), np.concatenate([unit, headed])
        step, centre = centre_of.expand(where)
        link, holder = self.holders.expand(who[step])
        return Ragged.group(*unique_pairs(centre[link], holder), len(self.centres))

    @cached_property
    def coordinators(self) -> Ragged:
        """For each node, who coordinates it: the holders of those recorded."""
        source, target = self.facts.edges("COORDINATES")
        at, holder = self.holders.expand(source)
        return Ragged.group(*unique_pairs(target[at], holder), self.facts.size)

    @cached_property
    def centre_coordinators(self) -> Ints:
        """Who coordinates a centre of excellence."""
        return distinct(self.coordinators.expand(self.centres)[1])

    @cached_property
    def coordinated(self) -> Bools:
        """Who is coordinated by a CPO or the coordinator of a centre, or is one of these; one flag a node."""
        leaders = np.zeros(self.facts.size, dtype=np.bool_)
        leaders[self.process_executives] = True
        leaders[self.centre_coordinators] = True
        return leaders | any_by(self.coordinators.keys, leaders[self.coordinators.values], self.facts.size)

    @cached_property
    def supported(self) -> Bools:
        """Processes that a centre of excellence supports, or that are part of one; one flag a process."""
        function, process = self.facts.edges("SUPPORTS")
        return self._with_parts(process[np.isin(function, self.centres)])

    @cached_property
    def sponsors(self) -> Ragged:
        """For each process, its recorded sponsors: people and roles."""
        sponsor, process = self.facts.edges("SPONSORS")
        return Ragged.group(*unique_pairs(process, sponsor), len(self.facts.span("Process")))

    @cached_property
    def sponsored(self) -> Bools:
        """Processes that a holder of an empowering role sponsors, or that are part of one; one flag a process."""
        sponsors = self.sponsors
        at, holder = self.holders.expand(sponsors.values)
        return self._with_parts(sponsors.keys[at[self.authority.empowering[holder]]])

    def _with_parts(self, processes: Ints) -> Bools:
        marked = np.zeros(self.facts.size, dtype=np.bool_)
        marked[processes] = True
        rows = self.facts.nodes("Process")
        at, above = self.processes.with_ancestors(rows)
        return any_by(at, marked[above], len(rows))

    @cached_property
    def critical_skills(self) -> tuple[str, ...]:
        """The critical skills, as the policy names them."""
        return tuple(self.policy.critical_skills)

    @cached_property
    def skills(self) -> Bools:
        """Who has which critical skill, by its name or another name for it; shape (skills, nodes)."""
        facts = self.facts
        people = facts.model.nodes["Person"].select(row=pl.int_range(pl.len(), dtype=pl.Int64), skill="skills")
        listed = people.drop_nulls("skill").explode("skill").drop_nulls("skill")
        words = Words.of(listed["skill"])
        plain = folded(pl.Series(list(words.numbers), dtype=pl.String)).to_list()
        found = np.zeros((len(self.critical_skills), facts.size), dtype=np.bool_)
        row = facts.span("Person").start + listed["row"].to_numpy()
        for position, (skill, others) in enumerate(self.policy.critical_skills.items()):
            names = {" ".join(name.lower().split()) for name in (skill, *others)}
            known = [word for word, name in zip(words.numbers, plain, strict=True) if name in names]
            found[position, row[words.among(known)]] = True
        return found

    def skills_among(self, people: Ints) -> Bools:
        """Which critical skills some people have together.

        Args:
            people: Node numbers.

        Returns:
            One flag a skill, in the order of `critical_skills`.
        """
        return np.asarray(self.skills[:, people].any(axis=1))

    @cached_property
    def structure(self) -> Ragged:
        """For each cross-functional process, its functions and rules that anybody governs."""
        elements = self.footprints.only(self.crossing)
        counts = np.isin(self.authority.dimensions[elements.values], _STRUCTURE)
        return elements.where(counts & self.authority.command.governed[elements.values])

    def holds_structure(self, person: int, level: int = INFLUENCE) -> Bools:
        """What somebody holds of the functions and rules of cross-functional processes.

        Args:
            person: A node number.
            level: The level asked, from 1 (influence) to 3 (decide).

        Returns:
            One flag for each of `structure.values`: held in the process that it stands with.
        """
        process, element = self.structure.keys, self.structure.values
        asked = len(element)
        who = np.full(asked, person, dtype=np.int64)
        return self.authority.holds(who, element, process, np.full(asked, level, dtype=np.int64))

    @cached_property
    def involved(self) -> Ragged:
        """For each process, who and what takes part in it or in its parts.

        People and roles that are responsible, accountable or consulted, and the functions that
        perform it, as recorded; being told about it is no part in it.
        """
        facts = self.facts
        process, participant = facts.raci("R", "A", "C")
        performed, unit = facts.edges("PERFORMED_BY")
        rows = facts.nodes("Process")
        own = Ragged.group(
            *unique_pairs(np.concatenate([process, performed]), np.concatenate([participant, unit])), len(rows)
        )
        at, whole = self.processes.with_ancestors(rows)
        step, node = own.expand(rows[at])
        return Ragged.group(*unique_pairs(whole[step], node), len(rows))
