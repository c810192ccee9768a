"""The command graph: authority that comes with position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.arrays import Bools, Edges, Ints, Ragged, any_by, distinct, unique_pairs
from graphkit.index.cycles import Cycles, find_cycles
from graphkit.index.facts import Facts
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.holders import direct_heads, heads_of_functions
from graphkit.index.pairs import PairSet
from graphkit.index.reach import Reach


@dataclass(frozen=True, eq=False)
class Command:
    """Who commands whom and what.

    Attributes:
        reach: The command graph without the edges that lie on a cycle.
        cycles: The cycles that were found in it (MOD004).
        circles: For each node, the upper ends of its edges that lie on a cycle.
        active: Who can have authority, one flag a node.
        heads: People (and standing roles) that head a function, one flag a node.
        dotted: Direct dotted lines, from the lower to the higher.
    """

    reach: Reach
    cycles: Cycles
    circles: Ragged
    active: Bools
    heads: Bools
    dotted: Edges

    @classmethod
    def compile(cls, facts: Facts, functions: Hierarchy, holders: Ragged) -> Command:
        """Derive the command graph from a model's facts.

        Args:
            facts: The model's facts.
            functions: How functions are part of one another.
            holders: Holders of people, roles and functions.
        """
        edges = list(_edges(facts, functions, holders))
        lower, upper = unique_pairs(
            np.concatenate([lower for lower, _ in edges]), np.concatenate([upper for _, upper in edges])
        )
        cycles = find_cycles(facts.size, lower, upper)
        reach = Reach.compile(facts.size, lower[~cycles.edges], upper[~cycles.edges])
        circles = Ragged.group(lower[cycles.edges], upper[cycles.edges], facts.size)
        heads = np.zeros(facts.size, dtype=np.bool_)
        heads[heads_of_functions(facts)[0]] = True
        return cls(reach, cycles, circles, facts.active, heads, facts.reports("dotted"))

    def commands(self, people: Ints, nodes: Ints) -> Bools:
        """Whether each person commands the node beside them.

        Args:
            people: Node numbers of people or roles that stand for their holder.
            nodes: As many nodes.
        """
        return self.active[people] & self.reach.reaches(nodes, people)

    def over_others(self, people: Ints, nodes: Ints) -> Bools:
        """Like `commands`, but nobody commands themselves."""
        others: Bools = people != nodes
        return others & self.commands(people, nodes)

    def commands_as_recorded(self, people: Ints, nodes: Ints) -> Bools:
        """Like `commands`, with the edges on cycles, which count for nothing, counted.

        This is for what speaks against an owner: that the grantor answers to them must not
        cease to count because the recorded lines also run in a circle.

        Args:
            people: Node numbers of people or roles that stand for their holder.
            nodes: As many nodes.
        """
        knot, reach = self._as_recorded
        return self.active[people] & reach.reaches(knot[nodes], knot[people])

    @cached_property
    def _as_recorded(self) -> tuple[Ints, Reach]:
        """For each node what stands for it, one node for all of a knot of cycles, and paths between these."""
        size = len(self.active)
        knot = np.arange(size)
        if not len(self.cycles.members):
            return knot, self.reach
        members = self.cycles.members
        knot[members.values] = np.repeat(members.values[members.offsets[:-1]], members.counts)
        lower, upper = knot[self.reach.up.keys], knot[self.reach.up.values]
        return knot, Reach.compile(size, lower, upper)

    def dotted_to(self, people: Ints, nodes: Ints) -> Bools:
        """Whether each node has a direct dotted line to the active person beside it."""
        return self.active[people] & self._dotted_pairs.has(nodes, people)

    @cached_property
    def _dotted_pairs(self) -> PairSet:
        return PairSet.build(*self.dotted, len(self.active))

    @cached_property
    def commanded(self) -> Bools:
        """Nodes that somebody other than themselves commands."""
        lower, upper = self.reach.up.keys, self.reach.up.values
        found = any_by(lower, self.active[upper], len(self.active))
        frontier = np.flatnonzero(found)
        while len(frontier):
            _, below = self.reach.down.expand(frontier)
            frontier = distinct(below[~found[below]])
            found[frontier] = True
        return found

    @cached_property
    def modelled(self) -> bool:
        """Whether anybody in the model commands anybody or anything but themselves."""
        return bool(self.commanded.any())

    @cached_property
    def governed(self) -> Bools:
        """Nodes that are not ungoverned: commanded by another, or people who head a function."""
        return self.commanded | self.heads

    @cached_property
    def top(self) -> Bools:
        """Active people whom nobody else commands."""
        return self.active & ~self.commanded

    def commanders(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Everybody who commands each of many nodes.

        Args:
            nodes: Node numbers.

        Returns:
            For each pair, the position in `nodes` and the person, sorted; an active node's own self too.
        """
        at, above = self.reach.all_above(nodes)
        itself = np.flatnonzero(self.active[nodes])
        keep = self.active[above]
        return unique_pairs(np.concatenate([at[keep], itself]), np.concatenate([above[keep], nodes[itself]]))


def _edges(facts: Facts, functions: Hierarchy, holders: Ragged) -> Iterator[Edges]:
    """Edges of the command graph, from the lower to the higher, a kind at a time."""
    managed, manager = facts.reports("solid")
    yield managed, manager
    has_manager = np.zeros(facts.size, dtype=np.bool_)
    has_manager[managed] = True
    yield from _by_place(facts, functions, has_manager)
    yield direct_heads(facts, holders)
    yield facts.edges("PART_OF")
    yield _through_holders(facts, holders)
    kept, keeper = facts.edges("BELONGS_TO")
    by_place = facts.standing_roles[kept]
    yield kept[~by_place], keeper[~by_place]
    yield from _by_owner(facts, holders)


def _by_place(facts: Facts, functions: Hierarchy, has_manager: Bools) -> Iterator[Edges]:
    """Who has no manager answers to their functions, and above those that they head."""
    head, headed = heads_of_functions(facts)
    placed = ~has_manager[head]
    head, headed = head[placed], headed[placed]
    member, unit = facts.edges("MEMBER_OF")
    role, home = facts.edges("BELONGS_TO")
    standing = facts.standing_roles[role]
    at, parent = functions.up.expand(headed)
    lower = np.concatenate([member[~has_manager[member]], role[standing], head[at]])
    upper = np.concatenate([unit[~has_manager[member]], home[standing], parent])
    own = _within_headed(functions, Ragged.group(*unique_pairs(head, headed), facts.size), lower, upper)
    yield lower[~own], upper[~own]


def _within_headed(functions: Hierarchy, headed: Ragged, people: Ints, units: Ints) -> Bools:
    """Whether each function is one that the person heads, or part of one."""
    at, unit = headed.expand(people)
    return any_by(at, functions.reach.reaches(units[at], unit), len(people))


def _through_holders(facts: Facts, holders: Ragged) -> Edges:
    roles = facts.nodes("Role")
    roles = roles[~facts.standing_roles[roles]]
    at, holder = holders.expand(roles)
    return roles[at], holder


def _by_owner(facts: Facts, holders: Ragged) -> Iterator[Edges]:
    owner, owned = facts.edges("OWNS")
    kept = ~facts.is_label(owned, "Process")
    owner, owned = owner[kept], owned[kept]
    by_function = facts.is_label(owner, "Function")
    yield owned[by_function], owner[by_function]
    at, holder = holders.expand(owner[~by_function])
    yield owned[~by_function][at], holder
