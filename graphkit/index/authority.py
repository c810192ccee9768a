"""Authority: what people hold by position and by chains of mandates, and who is entitled.

Both definitions are least solutions, so they are searched from the question upwards: who
holds a mandate that applies, from whom, and has that grantor what is given? A state, a
question with a person, is visited once; circles of mandates so end without an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Ints, any_by, chunks, contains_pairs, distinct_rows, unique_pairs
from graphkit.index.command import Command
from graphkit.index.mandates import Mandates

INFLUENCE = 1

_AT_ONCE = 30_000
"""Questions searched together: each may climb through several mandates, and all of that is held in memory."""

_WORKERS = 2
"""Searches that run side by side; while they look at columns they do not hold each other up."""

Granted = Callable[[Ints, Ints], tuple[Ints, Ints]]
"""Takes questions and people and gives who granted them mandates that count, as pairs of position and grantor."""
Has = Callable[[Ints, Ints], Bools]
"""Takes questions and people and says who has what is asked without any mandate."""


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
        parts = [[column[part] for column in columns] for part in chunks(len(people), _AT_ONCE)]
        if len(parts) < 2:
            return self._holds(*columns)
        with ThreadPoolExecutor(_WORKERS) as workers:
            return np.concatenate(list(workers.map(lambda part: self._holds(*part), parts)))

    def _holds(self, people: Ints, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        found = (levels <= 0) | self.command.commands(people, elements)
        rest = np.flatnonzero(~found & (levels <= INFLUENCE))
        found[rest] = self.command.dotted_to(people[rest], elements[rest])
        rest = np.flatnonzero(~found)
        found[rest] = self._granted(people[rest], elements[rest], processes[rest], levels[rest], delegable=False)
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
        found[rest] = self._granted(people[rest], elements[rest], processes[rest], levels[rest], delegable=True)
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
        kinds, back = distinct_rows(people[rest], elements[rest], levels[rest])
        kinds = rest[kinds]
        asked, level = elements[kinds], levels[kinds]
        dimensions = self.dimensions[asked]

        def passed_on(at: Ints, people: Ints) -> tuple[Ints, Ints]:
            step, mandate = self.mandates.applying_anywhere(people, asked[at], dimensions[at])
            keep = (self.mandates.level[mandate] >= level[at][step]) & self.mandates.delegable[mandate]
            return self._grantors(step[keep], mandate[keep])

        def has(at: Ints, people: Ints) -> Bools:
            return self.command.commands(people, asked[at])

        found[rest] = self._search(people[kinds], passed_on, passed_on, has, others=True)[back]
        return found

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
        rest = np.flatnonzero(~found)

        def passed_on(at: Ints, people: Ints) -> tuple[Ints, Ints]:
            return self.mandates.passed_on_by(people, processes[rest][at])

        def has(at: Ints, people: Ints) -> Bools:
            return self._entitled_by_position(people, processes[rest][at])

        found[rest] = self._search(people[rest], passed_on, passed_on, has, others=False)
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

    def _granted(self, people: Ints, elements: Ints, processes: Ints, levels: Ints, *, delegable: bool) -> Bools:
        dimensions = self.dimensions[elements]

        def applying(at: Ints, people: Ints) -> tuple[Ints, Ints]:
            step, mandate = self.mandates.applying(people, elements[at], processes[at], dimensions[at])
            keep = self.mandates.level[mandate] >= levels[at][step]
            return step[keep], mandate[keep]

        def granted(at: Ints, people: Ints) -> tuple[Ints, Ints]:
            return self._grantors(*applying(at, people))

        def passed_on(at: Ints, people: Ints) -> tuple[Ints, Ints]:
            step, mandate = applying(at, people)
            keep = self.mandates.delegable[mandate]
            return self._grantors(step[keep], mandate[keep])

        def has(at: Ints, people: Ints) -> Bools:
            return self.gives_anywhere(people, elements[at], levels[at])

        return self._search(people, passed_on if delegable else granted, passed_on, has, others=True)

    def _grantors(self, at: Ints, mandates: Ints) -> tuple[Ints, Ints]:
        """The grantors of some mandates, as pairs with the position of each."""
        step, grantor = self.mandates.grantors.expand(mandates)
        return unique_pairs(at[step], grantor)

    def _search(self, people: Ints, first: Granted, later: Granted, has: Has, *, others: bool) -> Bools:
        """Climb from people through mandates to grantors until one has what is asked.

        Args:
            people: Where each question starts.
            first: Who granted these people mandates that count.
            later: Who granted their grantors mandates that count.
            has: Who has what is asked without any mandate.
            others: A grantor must be somebody else than the grantee they empower.
        """
        found = np.zeros(len(people), dtype=np.bool_)
        empowered = self.mandates.of.counts > 0
        at = np.flatnonzero(empowered[people])
        here = people[at]
        seen_at, seen = NOTHING, NOTHING
        granted = first
        while len(at):
            source, grantor = granted(at, here)
            keep = (grantor != here[source]) if others else np.ones(len(grantor), dtype=np.bool_)
            next_at, next_here = unique_pairs(at[source[keep]], grantor[keep])
            seen_at, seen = np.concatenate([seen_at, at]), np.concatenate([seen, here])
            fresh = ~contains_pairs((seen_at, seen), (next_at, next_here))
            next_at, next_here = next_at[fresh], next_here[fresh]
            found[next_at[has(next_at, next_here)]] = True
            open_ = ~found[next_at] & empowered[next_here]
            at, here = next_at[open_], next_here[open_]
            granted = later
        return found
