"""Authority: what people hold by position and by chains of mandates, and who is entitled.

Both definitions are least solutions, so they are searched from the question upwards: who
holds a mandate that applies, from whom, and has that grantor what is given?
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.alike import Alike
from graphkit.index.arrays import Bools, Edges, Ints, any_by, chunks, distinct_rows, unique_pairs
from graphkit.index.chains import Chains
from graphkit.index.command import Command
from graphkit.index.mandates import Mandates
from graphkit.workers import share, side_by_side

INFLUENCE = 1

_LEVEL_BITS = 2
_LEVEL = (1 << _LEVEL_BITS) - 1
"""Where a level is put beside a node in one number."""

_AT_ONCE = 150_000
"""Questions searched together: what they have in common is done once, but all that comes up is held in memory."""


@dataclass(frozen=True, eq=False)
class Authority:
    """Answers questions about levels of authority, whole columns at a time.

    Attributes:
        command: The command graph.
        mandates: The compiled mandates.
        dimensions: The dimension code of each node.
        empowering: Who holds a role whose kind empowers, one flag a node.
    """

    command: Command
    mandates: Mandates
    dimensions: Ints
    empowering: Bools

    def holds(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        """Whether each person's level over the element in the process is at least the one asked.

        Args:
            people: Active people.
            elements: As many nodes.
            processes: The process in which each is judged.
            levels: The level asked, from 0 (none) to 3 (decide).
        """
        columns = (people, elements, processes, levels)
        parts = chunks(len(people), share(len(people), _AT_ONCE))
        held = side_by_side(lambda part: self._holds(*(column[part] for column in columns)), parts)
        return np.concatenate([np.empty(0, dtype=np.bool_), *held])

    def _holds(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        found = (levels <= 0) | self.command.commands(people, elements)
        rest = np.flatnonzero(~found & (levels <= INFLUENCE))
        found[rest] = self.command.dotted_to(people[rest], elements[rest])
        rest = np.flatnonzero(~found)
        found[rest] = self._granted(people[rest], elements[rest], processes[rest], levels[rest])
        return found

    def gives(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        """Whether each person can give that level: only delegable mandates count, and no dotted line.

        Args:
            people: Active people.
            elements: As many nodes.
            processes: The process in which each is judged.
            levels: The level asked, from 0 (none) to 3 (decide).
        """
        found = (levels <= 0) | self.gives_anywhere(people, elements, levels)
        rest = np.flatnonzero(~found)
        found[rest] = self.gives_there(people[rest], elements[rest], processes[rest], levels[rest])
        return found

    def gives_there(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        """Whether each person can give that level in the process, who cannot give it in whatever process.

        Args:
            people: Active people.
            elements: As many nodes.
            processes: The process in which each is judged.
            levels: The level asked, from 1 (influence) to 3 (decide).
        """
        found = np.zeros(len(people), dtype=np.bool_)
        rest = np.flatnonzero(self._trusted[people])
        kinds, topics = distinct_rows(elements[rest], processes[rest], levels[rest])
        kinds = rest[kinds]
        found[rest] = self._giving(elements[kinds], processes[kinds], levels[kinds]).reach(topics, people[rest])
        return found

    def gives_anywhere(self, people: Ints, elements: Ints, levels: Ints) -> Bools:
        """Whether each person can give that level in whatever process: by command, or by mandates that hold anywhere.

        Few people hold such mandates, and many processes share their answers.

        Args:
            people: Active people.
            elements: As many nodes.
            levels: The level asked, from 1 (influence) to 3 (decide).
        """
        found = self.command.commands(people, elements)
        rest = np.flatnonzero(~found & self._trusted_anywhere[people])
        topics = _with_level(elements[rest].astype(np.int64), levels[rest])
        found[rest] = self._giving_anywhere.reach(topics, people[rest])
        return found

    def _giving(self, elements: Ints, processes: Ints, levels: Ints) -> Chains:
        """Chains of mandates by which levels over elements in processes are passed on; one topic a row."""
        mandates, dimensions = self.mandates, self.dimensions[elements]
        alike = _with_level(self._alike.there(elements, processes), levels)

        def granted(topics: Ints, people: Ints) -> Edges:
            able = np.flatnonzero(self._trusted[people])
            asked = topics[able]
            at, mandate = mandates.applying(people[able], elements[asked], processes[asked], dimensions[asked])
            keep = mandates.delegable[mandate] & (mandates.level[mandate] >= levels[asked[at]])
            return self._grantors(able[at[keep]], mandate[keep])

        def grants(topics: Ints) -> tuple[Ints, Ints, Ints]:
            at, mandate = mandates.applying_to(elements[topics], processes[topics], dimensions[topics])
            keep = mandates.delegable[mandate] & (mandates.level[mandate] >= levels[topics[at]])
            return mandates.ends(at[keep], mandate[keep])

        def has(topics: Ints, people: Ints) -> Bools:
            return self.gives_anywhere(people, elements[topics], levels[topics])

        def able(topics: Ints, people: Ints) -> Bools:
            return self._trusted_anywhere[people] | self.command.reach.reach_any(elements[topics], people)

        return Chains(len(mandates.of), lambda topics: alike[topics], has, able, granted, grants)

    @cached_property
    def _giving_anywhere(self) -> Chains:
        """Chains of mandates by which levels over elements are passed on in whatever process.

        A topic is an element with a level.
        """
        mandates = self.mandates

        def alike(topics: Ints) -> Ints:
            return _with_level(self._alike.anywhere(topics >> _LEVEL_BITS), topics & _LEVEL)

        def counting(topics: Ints, at: Ints, mandate: Ints) -> Edges:
            keep = mandates.delegable[mandate] & (mandates.level[mandate] >= topics[at] & _LEVEL)
            return at[keep], mandate[keep]

        def granted(topics: Ints, people: Ints) -> Edges:
            able = np.flatnonzero(self._trusted_anywhere[people])
            elements = topics[able] >> _LEVEL_BITS
            at, mandate = mandates.applying_anywhere(people[able], elements, self.dimensions[elements])
            return self._grantors(*counting(topics, able[at], mandate))

        def grants(topics: Ints) -> tuple[Ints, Ints, Ints]:
            elements = topics >> _LEVEL_BITS
            at, mandate = mandates.applying_anywhere_to(elements, self.dimensions[elements])
            return mandates.ends(*counting(topics, at, mandate))

        def has(topics: Ints, people: Ints) -> Bools:
            return self.command.commands(people, topics >> _LEVEL_BITS)

        def able(topics: Ints, people: Ints) -> Bools:
            return self.command.reach.reach_any(topics >> _LEVEL_BITS, people)

        return Chains(len(mandates.of), alike, has, able, granted, grants)

    @cached_property
    def _alike(self) -> Alike:
        return Alike(self.mandates, self.dimensions)

    @cached_property
    def _trusted(self) -> Bools:
        """Who holds a delegable mandate, one flag a node."""
        of = self.mandates.of
        return any_by(of.keys, self.mandates.delegable[of.values], len(of))

    @cached_property
    def _trusted_anywhere(self) -> Bools:
        """Who holds a delegable mandate without WITHIN, one flag a node."""
        of = self.mandates.of
        blanket = self.mandates.delegable & (self.mandates.within.counts == 0)
        return any_by(of.keys, blanket[of.values], len(of))

    def entitled(self, people: Ints, processes: Ints) -> Bools:
        """Whether each person is entitled to empower an owner for the process.

        Args:
            people: Active people.
            processes: As many processes.
        """
        found = self._entitled_by_position(people, processes)
        rest = np.flatnonzero(~found & self._trusted[people])

        def granted(topics: Ints, people: Ints) -> Edges:
            return self.mandates.passed_on_by(people, topics)

        def has(topics: Ints, people: Ints) -> Bools:
            return self._entitled_by_position(people, topics)

        def able(topics: Ints, people: Ints) -> Bools:
            return self.empowering[people] | self.command.reach.reach_any(topics, people)

        mandates = self.mandates
        chains = Chains(len(mandates.of), self._alike.about, has, able, granted, mandates.passed_on_about)
        found[rest] = chains.reach(processes[rest], people[rest])
        return found

    def empowered_by_mandate(self, owners: Ints, processes: Ints) -> Bools:
        """Whether someone entitled has empowered each owner for the process.

        Args:
            owners: Active people.
            processes: As many processes.
        """
        at, _, grantor = self.empowering_mandates(owners, processes)
        ask_at, ask = unique_pairs(at, grantor)
        found = np.zeros(len(owners), dtype=np.bool_)
        found[ask_at[self.entitled(ask, processes[ask_at])]] = True
        return found

    def empowering_mandates(self, owners: Ints, processes: Ints) -> tuple[Ints, Ints, Ints]:
        """Current mandates about a process that name its owner, with grantors from outside.

        Args:
            owners: Active people.
            processes: As many processes.

        Returns:
            Position in the question, mandate row, and a grantor who is not the owner nor
            commanded by them.
        """
        at, mandate = self.mandates.about(owners, processes)
        step, grantor = self.mandates.grantors.expand(mandate)
        at, mandate = at[step], mandate[step]
        outside = ~self.command.commands_as_recorded(owners[at], grantor)
        return at[outside], mandate[outside], grantor[outside]

    def _entitled_by_position(self, people: Ints, processes: Ints) -> Bools:
        return self.empowering[people] | self.command.commands(people, processes)

    def _granted(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        """Whether each person has that level by a mandate whose grantor can give it."""
        rows, empowered = len(people), np.flatnonzero(self.mandates.of.counts[people] > 0)
        people, elements, processes, levels = (column[empowered] for column in (people, elements, processes, levels))
        at, mandate = self.mandates.applying(people, elements, processes, self.dimensions[elements])
        keep = self.mandates.level[mandate] >= levels[at]
        at, grantor = self._grantors(at[keep], mandate[keep])
        given = self.gives(grantor, elements[at], processes[at], levels[at])
        return any_by(empowered[at], given, rows)

    def _grantors(self, at: Ints, mandates: Ints) -> Edges:
        """The grantors of some mandates, as pairs with the position of each."""
        step, grantor = self.mandates.grantors.expand(mandates)
        return unique_pairs(at[step], grantor)


def _with_level(nodes: Ints, levels: Ints) -> Ints:
    """Nodes, or kinds of them, and levels in one number."""
    return nodes << _LEVEL_BITS | levels
