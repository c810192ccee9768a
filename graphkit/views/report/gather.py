"""Gathers what the report says from what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from graphkit.advice.maturity import LEVELS, find_maturity
from graphkit.changes.remedy import Remedy, find_remedy
from graphkit.config import MaturityThresholds
from graphkit.index.arrays import Ints
from graphkit.index.judgement import GAP, REASONS, STATUSES, UNKNOWN
from graphkit.model.schema import DIMENSIONS
from graphkit.report.report import Report
from graphkit.reporters.advice import name_of
from graphkit.reporters.blind_spots import BlindSpot, blind_spots
from graphkit.reporters.overview import rows_worst_first
from graphkit.reporters.sections import Section, Sections
from graphkit.version import __version__
from graphkit.views.process import process_pictures
from graphkit.views.report.contents import Contents, Row, Story
from graphkit.views.report.cure import Cures
from graphkit.views.report.lead import find_lead
from graphkit.views.report.load import find_loads
from graphkit.views.report.places import find_places
from graphkit.views.report.story import sentences

MOST_ROWS = 1_000
MOST_GAPS_TO_MEND = 3_000
"""Gaps up to which the report says what would close them."""
_MOST_FINDINGS = 5
_MOST_DRAWN = 40
"""Elements in the picture of a process, so that names can be read on paper."""
_MOST_BLIND_SPOTS = 12


@dataclass(frozen=True)
class Scope:
    """What is asked of a report.

    Attributes:
        title: Its title.
        most: How many processes are told as a story.
        maturity: What each level of maturity asks for.
    """

    title: str
    most: int
    maturity: MaturityThresholds


def gather(report: Report, scope: Scope, doing: Callable[[str], None]) -> Contents:
    """Gather what the report says.

    Args:
        report: What was found.
        scope: What is asked of it.
        doing: Takes the name of each step as it begins.
    """
    gaps = report.verdicts["gap"]
    remedy = None
    if gaps <= MOST_GAPS_TO_MEND:
        doing("looking for the smallest remedy")
        remedy = find_remedy(report.index)
    doing("gathering the report")
    contents = _Gatherer(report, scope, remedy).contents()
    # Only now is it known which rules have failed to find the words for what is told.
    return replace(contents, crashes=tuple(f"rule {crash.code} crashed: {crash.error}" for crash in report.crashes))


class _Gatherer:
    def __init__(self, report: Report, scope: Scope, remedy: Remedy | None) -> None:
        self._report = report
        self._index = report.index
        self._scope = scope
        self._maturities = find_maturity(report.index, scope.maturity)
        self._cures = None if remedy is None else Cures(remedy)
        self._levels = {one.process: LEVELS[one.level] for one in self._maturities.processes}
        self._rows = _worst_first(report)
        verdict = self._index.judgement.verdict[self._rows]
        self._open = self._rows[
            (verdict == GAP) | ((verdict == UNKNOWN) & self._index.participation.crossing[self._rows])
        ]

    def contents(self) -> Contents:
        """Everything."""
        told = self._open[: self._scope.most]
        shown = self._rows[:MOST_ROWS]
        rows = {row.result.number: row for row in self._at_a_glance(np.union1d(shown, told), set(told.tolist()))}
        loads, overloaded = find_loads(self._index)
        places, further = find_places(self._index, self._rows)
        return Contents(
            title=self._scope.title,
            today=self._index.today.isoformat(),
            version=__version__,
            model={label: table.height for label, table in self._index.model.nodes.items() if table.height},
            verdicts=self._report.verdicts,
            crossing=int(self._index.participation.crossing[self._rows].sum()),
            findings={str(severity): count for severity, count in self._report.counts.items()},
            reasons=self._reasons(),
            dimensions=self._dimensions(),
            places=places,
            places_left_out=further,
            rows=tuple(rows[number] for number in shown.tolist()),
            rows_left_out=len(self._rows) - len(shown),
            stories=tuple(self._stories(told, rows)),
            stories_left_out=len(self._open) - len(told),
            loads=loads,
            overloaded=overloaded,
            cure=None if self._cures is None else self._cures.cure(),
            no_cure=self._no_cure(),
            maturity=self._maturities.counts if self._maturities.processes else {},
            lead=find_lead(self._index),
            blind_spots=tuple(self._blind_spots()),
        )

    def _at_a_glance(self, rows: Ints, told: set[int]) -> Iterator[Row]:
        model, judgement = self._index.model, self._index.judgement
        functions = self._index.participation.functions
        for result in self._report.results(rows):
            owner = int(judgement.owner[result.number])
            yield Row(
                result=result,
                owner=None if owner < 0 else name_of(model, owner),
                functions=tuple(sorted(name_of(model, node) for node in functions[result.number].tolist())),
                maturity=self._levels.get(result.number),
                told=result.number in told,
            )

    def _stories(self, told: Ints, rows: Mapping[int, Row]) -> Iterator[Story]:
        sections = Sections(self._report, self._report.found, told)
        found = {section.process: section for section in sections.at_processes(None, _MOST_FINDINGS)}
        pictures = process_pictures(self._index, told.tolist(), most=_MOST_DRAWN)
        for number, picture in zip(told.tolist(), pictures, strict=True):
            section = found.get(number, Section(number, (), 0))
            yield Story(
                row=rows[number],
                sentences=tuple(sentences(self._index, rows[number].result)),
                remedy=() if self._cures is None else self._cures.of(number),
                findings=section.findings,
                findings_left_out=section.left_out,
                picture=picture if len(picture.spots) > 1 else None,
            )

    def _reasons(self) -> dict[str, int]:
        counts = self._index.judgement.reasons[self._rows].sum(axis=0).tolist()
        return {reason: count for reason, count in zip(REASONS, counts, strict=True) if count}

    def _dimensions(self) -> dict[str, tuple[int, int, int]]:
        judgement = self._index.judgement
        wanted = np.zeros(len(judgement.owner), dtype=np.bool_)
        wanted[self._rows] = True
        counted = (wanted & judgement.owned)[judgement.elements.keys]
        dimension = self._index.authority.dimensions[judgement.elements.values[counted]]
        cell = dimension * len(STATUSES) + judgement.status[counted]
        counts = np.bincount(cell, minlength=len(DIMENSIONS) * len(STATUSES)).reshape(len(DIMENSIONS), -1).tolist()
        return {name: (held, missing, open_) for name, (held, missing, open_) in zip(DIMENSIONS, counts, strict=True)}

    def _no_cure(self) -> str:
        if self._cures is not None:
            return ""
        gaps = self._report.verdicts["gap"]
        return f"With {gaps:,} gaps the smallest remedy is not part of this report; graphkit remedy finds it."

    def _blind_spots(self) -> Iterator[BlindSpot]:
        return islice(blind_spots(self._report), _MOST_BLIND_SPOTS)


def _worst_first(report: Report) -> Ints:
    """Every process reported: the cross-functional ones the worst first, then what is not known, then the others."""
    crossing = rows_worst_first(report)
    rest = report.rows[~report.index.participation.crossing[report.rows]]
    functional = report.index.participation.known[rest]
    return np.concatenate([crossing, rest[~functional], rest[functional]])
