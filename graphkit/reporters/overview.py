"""The processes at a glance: owner, empowerment and six small bars each, the worst first."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from rich.table import Table
from rich.text import Text

from graphkit.index.arrays import Ints, count_by
from graphkit.index.judgement import GAP, GOVERNED, MISSING, REASONS, UNKNOWN
from graphkit.model.schema import DIMENSIONS
from graphkit.report.process import Coverage, ProcessResult
from graphkit.report.report import Report
from graphkit.reporters.console import VERDICT_STYLES, clean, styled

_MARKS: Mapping[str, str] = {"gap": "✗", "unknown": "?", "governed": "✓", "functional": "·"}
_HEADINGS = ("people", "funct.", "techn.", "rules", "workfl.", "resour.")
_BAR = 5
_WORST_FIRST = {GAP: 0, UNKNOWN: 1, GOVERNED: 2}


def rows_worst_first(report: Report) -> Ints:
    """Numbers of the cross-functional processes reported, the worst first.

    Gaps come first, by their first reason, then by how much is missing; then what is
    unknown; then what is governed.

    Args:
        report: What was found.
    """
    judgement = report.index.judgement
    rows = report.rows[report.index.participation.crossing[report.rows]]
    place = np.arange(len(rows))
    missing = count_by(judgement.elements.keys, judgement.status == MISSING, len(judgement.owner))[rows]
    reasons = judgement.reasons[rows]
    reason = np.where(reasons.any(axis=1), reasons.argmax(axis=1), len(REASONS))
    rank = np.array([_WORST_FIRST.get(code, len(_WORST_FIRST)) for code in range(4)])[judgement.verdict[rows]]
    ordered: Ints = rows[np.lexsort((place, -missing, reason, rank))]
    return ordered


def process_table(results: list[ProcessResult], names: Mapping[str, str]) -> Table:
    """One line a process.

    Args:
        results: The processes, in the order to be shown.
        names: What people call the owners, by id as written.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    table.add_column("process", no_wrap=True, overflow="ellipsis", ratio=3)
    table.add_column("owner", no_wrap=True, overflow="ellipsis", ratio=2)
    table.add_column("empowered", no_wrap=True)
    for heading in _HEADINGS:
        table.add_column(heading, no_wrap=True)
    table.expand = False
    for result in results:
        style = VERDICT_STYLES[result.verdict]
        table.add_row(
            Text(_MARKS[result.verdict], style=style),
            styled(result.name, style),
            _owner(result, names),
            _empowered(result),
            *(_bar(None if result.coverage is None else result.coverage[name]) for name in DIMENSIONS),
        )
    return table


def legend() -> Text:
    """What the bars mean."""
    return Text("█ held  ░ missing  · ungoverned  - not modelled", style="dim")


def _owner(result: ProcessResult, names: Mapping[str, str]) -> Text:
    if result.owner is None:
        return Text("nobody" if result.owner_source is None else "vacant", style="red")
    others = len(result.owners) - 1
    shared = f" +{others}" if others else ""
    inherited = " (inherited)" if result.owner_source == "inherited" else ""
    return Text(f"{clean(names[result.owner])}{shared}{inherited}")


def _empowered(result: ProcessResult) -> Text:
    styles = {"position": "green", "mandate": "green", "none": "red", "unmodelled": "yellow"}
    words = {"none": "not", "unmodelled": "not known", None: "-"}
    return Text(words.get(result.empowered, result.empowered or ""), style=styles.get(result.empowered or "", ""))


def _bar(coverage: Coverage | None) -> Text:
    if coverage is None:
        return Text("-", style="dim")
    held = coverage.held * _BAR // coverage.elements
    missing = -(-coverage.missing * _BAR // coverage.elements)
    bar = Text("█" * held, style="green")
    bar.append("░" * min(missing, _BAR - held), style="red")
    return bar.append("·" * (_BAR - len(bar)), style="yellow")
