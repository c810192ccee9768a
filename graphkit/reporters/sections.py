"""Which findings are shown where: at their process, the gravest first, and no more than can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphkit.index.arrays import NOTHING, Ints, Ragged, distinct
from graphkit.report.finding import Finding
from graphkit.report.report import Found, Report

_AT_ONCE = 50
"""Sections put into words together, which is quicker than one by one."""


class Section(NamedTuple):
    """The findings at one process.

    Attributes:
        process: The process's number; -1 for findings at none, or at one that is not reported.
        findings: Those shown, the gravest first.
        left_out: How many more there are.
    """

    process: int
    findings: tuple[Finding, ...]
    left_out: int


class Sections:
    """Findings by process, put into words only as far as they are shown."""

    def __init__(self, report: Report, found: tuple[Found, ...], processes: Ints) -> None:
        self._report = report
        self._found = found
        self._processes = processes
        sizes = [len(part.hits) for part in found]
        self._rule = np.repeat(np.arange(len(found)), sizes)
        self._row = np.concatenate([NOTHING, *(np.arange(size) for size in sizes)])
        severity = np.concatenate([NOTHING, *(part.severities for part in found)])
        places = self._places(np.concatenate([NOTHING, *(part.hits.process for part in found)]))
        order = np.lexsort((-severity, places))  # which leaves what is alike as it is: by rule and row
        self._by_place = Ragged.group(places[order], order, len(processes) + 1)

    def at_processes(self, most: int | None, most_of_one: int | None) -> Iterator[Section]:
        """The first sections that have findings.

        Args:
            most: How many processes are shown; all where None.
            most_of_one: How many findings of one process are shown; all where None.
        """
        places = self._filled[:most]
        for first in range(0, len(places), _AT_ONCE):
            yield from self._sections(places[first : first + _AT_ONCE], most_of_one)

    def elsewhere(self, most: int | None) -> Section:
        """The findings at no process, or at one that is not reported.

        Args:
            most: How many are shown; all where None.
        """
        (section,) = self._sections(np.array([len(self._processes)]), most)
        return section

    def beyond(self, most: int | None) -> tuple[int, int]:
        """How many findings there are beyond the first sections, and at how many processes.

        Args:
            most: How many processes are shown; all where None.
        """
        rest = NOTHING if most is None else self._filled[most:]
        return int(self._by_place.counts[rest].sum()), len(rest)

    @property
    def _filled(self) -> Ints:
        return np.flatnonzero(self._by_place.counts[:-1])

    def _places(self, process: Ints) -> Ints:
        """The section of each finding; those without one of their own go behind all others."""
        last = len(self._processes)
        place_of = np.full(len(self._report.index.parts) + 1, last)  # what NO_PROCESS points to is the last
        place_of[self._processes] = np.arange(last)
        places: Ints = place_of[process]
        return places

    def _sections(self, places: Ints, most: int | None) -> Iterator[Section]:
        every = [self._by_place[place] for place in places.tolist()]
        findings = self._worded(np.concatenate([NOTHING, *(positions[:most] for positions in every)]))
        for place, positions in zip(places.tolist(), every, strict=True):
            process = int(self._processes[place]) if place < len(self._processes) else -1
            kept = positions[:most].tolist()
            yield Section(process, tuple(findings[position] for position in kept), len(positions) - len(kept))

    def _worded(self, positions: Ints) -> dict[int, Finding]:
        """Findings in words by their position, those of a rule together."""
        findings: dict[int, Finding] = {}
        for rule in distinct(self._rule[positions]).tolist():
            own = positions[self._rule[positions] == rule]
            findings |= zip(own.tolist(), self._report.worded(self._found[rule], self._row[own]), strict=True)
        return findings
