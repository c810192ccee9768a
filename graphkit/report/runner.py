"""Runs rules over an index and gathers what they find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby

import numpy as np

from graphkit.index.arrays import Bools, Ints, any_by
from graphkit.index.index import Index
from graphkit.report.finding import NO_PROCESS, ORGANISATION, SEVERITIES, Hits
from graphkit.report.report import Crash, Found, Report
from graphkit.report.rule import Rule
from graphkit.workers import side_by_side


@dataclass(frozen=True)
class Selection:
    """Which rules and processes a report is about.

    Attributes:
        select: Code prefixes of the rules to run; all where empty.
        ignore: Code prefixes of the rules to leave out; the longer of two matching prefixes decides.
        processes: Numbers of the processes to report; all where None.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    processes: tuple[int, ...] | None = None

    def takes(self, code: str) -> bool:
        """Whether a rule is to be run."""
        wanted = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=-1)
        unwanted = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=-1)
        if self.select and wanted < 0:
            return False
        return unwanted < 0 or wanted > unwanted


def run(index: Index, rules: Iterable[Rule], selection: Selection | None = None) -> Report:
    """Run rules over an index.

    A rule that crashes is named in the report; the others still run.

    Args:
        index: The compiled model.
        rules: The rules there are.
        selection: Which of them to run, and which processes to report.
    """
    chosen = selection or Selection()
    wanted = _wanted(index, chosen.processes)
    found: list[Found] = []
    crashes: list[Crash] = []
    taken = [rule for rule in rules if chosen.takes(rule.code)]
    families = [tuple(family) for _, family in groupby(taken, key=lambda rule: rule.code.rstrip("0123456789"))]
    for outcome in chain(*side_by_side(partial(_outcomes, index, wanted), families, index.model.size)):
        if isinstance(outcome, Crash):
            crashes.append(outcome)
        else:
            found.append(outcome)
    return Report(index, tuple(found), tuple(crashes), wanted)


def _outcomes(index: Index, wanted: Bools | None, family: Sequence[Rule]) -> list[Found | Crash]:
    """What the rules of a family find, one after the other, since they ask for the same derived facts."""
    return [_outcome(index, wanted, rule) for rule in family]


def _outcome(index: Index, wanted: Bools | None, rule: Rule) -> Found | Crash:
    try:
        hits = rule.find(index, index.policy)
        _expect_sound(hits, index)
    except Exception as error:  # a rule may fail in any way; it is named and the others still run
        return Crash(rule.code, f"{type(error).__name__}: {error}")
    return Found(rule, _concerning(index, hits, wanted))


def _expect_sound(hits: Hits, index: Index) -> None:
    """Let a rule fail here and not where its findings are counted or shown."""
    columns = [hits.process, hits.evidence, hits.severity, hits.files, hits.lines, *hits.texts.values()]
    if any(column is not None and len(column) != len(hits) for column in columns):
        raise ValueError("the columns of what it found differ in length")
    _expect_within(hits.subject, ORGANISATION, index.model.size, "subject")
    _expect_within(hits.process, NO_PROCESS, len(index.parts), "process")
    _expect_within(hits.evidence.values, 0, index.model.size, "evidence")
    if hits.severity is not None:
        _expect_within(hits.severity, 0, len(SEVERITIES), "severity")


def _expect_within(numbers: Ints, first: int, end: int, name: str) -> None:
    if len(numbers) and not first <= numbers.min() <= numbers.max() < end:
        raise ValueError(f"a {name} is not one that there is")


def _wanted(index: Index, processes: Sequence[int] | None) -> Bools | None:
    if processes is None:
        return None
    wanted = np.zeros(len(index.parts), dtype=np.bool_)
    wanted[list(processes)] = True
    return wanted


def _concerning(index: Index, hits: Hits, wanted: Bools | None) -> Hits:
    if wanted is None:
        return hits
    rows, processes = hits.concerned(len(index.parts))
    return hits.only(np.flatnonzero(any_by(rows, wanted[processes], len(hits))))
