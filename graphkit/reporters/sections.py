"""Which findings are shown where: at their process, the gravest first, and no more than can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Ints, Ragged
from graphkit.report.finding import Finding
from graphkit.report.report import Found, Report


@dataclass(frozen=True)
class Section:
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
        order = np.lexsort((self._row, self._rule, -severity, places))
        self._by_place = Ragged.group(places[order], order, len(processes) + 1)

    def at_processes(self, most: int | None, most_of_one: int | None) -> Iterator[Section]:
        """The first sections that have findings.

        Args:
            most: How many processes are shown; all where None.
            most_of_one: How many findings of one process are shown; all where None.
        """
        for place in self._filled[:most].tolist():
            yield self._section(place, int(self._processes[place]), most_of_one)

    def elsewhere(self, most: int | None) -> Section:
        """The findings at no process, or at one that is not reported.

        Args:
            most: How many are shown; all where None.
        """
        return self._section(len(self._processes), -1, most)

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

    def _section(self, place: int, process: int, most: int | None) -> Section:
        every = self._by_place[place]
        kept = every[:most].tolist()
        findings = tuple(finding for position in kept for finding in self._worded(position))
        return Section(process, findings, len(every) - len(kept))

    def _worded(self, position: int) -> Iterator[Finding]:
        return self._report.worded(self._found[self._rule[position]], self._row[position : position + 1])
