"""The processes at a glance: owner, empowerment and six small bars each, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from rich.text import Text

from graphkit.index.arrays import Ints, count_by
from graphkit.index.judgement import GAP, GOVERNED, MISSING, REASONS, UNKNOWN
from graphkit.model.schema import DIMENSIONS
from graphkit.report.process import Coverage, ProcessResult
from graphkit.report.report import Report
from graphkit.reporters.console import VERDICT_STYLES, styled

_MARKS: Mapping[str, str] = {"gap": "✗", "unknown": "?", "governed": "✓", "functional": "·"}
_EMPOWERED: Mapping[str | None, tuple[str, str]] = {
    "position": ("position", "green"),
    "mandate": ("mandate", "green"),
    "none": ("no", "red"),
    "unmodelled": ("not known", "yellow"),
    None: ("", ""),
}
_WORST_FIRST = {GAP: 0, UNKNOWN: 1, GOVERNED: 2}

_WIDE = 100
"""Columns from which the headings are spelled out."""
_SHORT = ("people", "func.", "tech.", "rules", "flow", "res.")
_BAR = 5
_EMPOWERED_WIDTH = len("empowered")
_LEAST_ROOM = 20

LEGEND = (
    "█ owner has authority  ░ owner lacks it  · nobody commands it  - none named",
    "✗ gap  ? cannot be told yet  ✓ governed: empowered, with authority over all",
)
"""What the signs mean."""


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


def overview(results: Sequence[ProcessResult], names: Mapping[str, str], width: int) -> Iterator[Text]:
    """A heading and one line a process.

    Args:
        results: The processes, in the order to be shown.
        names: What people call the owners, by id as written.
        width: Columns there are; names give way, and from 70 on nothing else does.
    """
    headings, gap = (DIMENSIONS, "  ") if width >= _WIDE else (_SHORT, " ")
    fixed = [_EMPOWERED_WIDTH, *(max(_BAR, len(heading)) for heading in headings)]
    alike = Counter(result.name for result in results)
    processes = [_process(result, alike[result.name] > 1) for result in results]
    owners = [_owner(result, names) for result in results]
    room = width - 1 - sum(fixed) - len(gap) * (len(fixed) + 2)
    widths = [1, *_shared(room, processes, owners), *fixed]
    titles = ["", "process", "owner", "empowered", *headings]
    yield _line([Text(title, style="bold") for title in titles], widths, gap)
    for result, process in zip(results, processes, strict=True):
        owner = _owner(result, names, widths[2])
        mark = Text(_MARKS[result.verdict], style=VERDICT_STYLES[result.verdict])
        yield _line([mark, process, owner, Text(*_EMPOWERED[result.empowered]), *_bars(result)], widths, gap)


def _shared(room: int, processes: Sequence[Text], owners: Sequence[Text]) -> tuple[int, int]:
    """The widths of both names: as long as they are where there is room, else three to two."""
    process, owner = (max(text.cell_len for text in (Text("process"), *texts)) for texts in (processes, owners))
    room = max(room, _LEAST_ROOM)
    if process + owner > room:
        owner = min(owner, max(room * 2 // 5, room - process))
        process = room - owner
    return process, owner


def _line(cells: Sequence[Text], widths: Sequence[int], gap: str) -> Text:
    line = Text(gap).join(_fitted(cell, width) for cell, width in zip(cells, widths, strict=True))
    line.rstrip()
    return line


def _fitted(cell: Text, width: int) -> Text:
    fitted = cell.copy()
    fitted.truncate(width, overflow="ellipsis", pad=True)
    return fitted


def _process(result: ProcessResult, ambiguous: bool) -> Text:
    """The name, with the id where others have the same name."""
    shown = f"{result.name} ({result.id})" if ambiguous and result.id != result.name else result.name
    return styled(shown, VERDICT_STYLES[result.verdict])


def _owner(result: ProcessResult, names: Mapping[str, str], width: int | None = None) -> Text:
    """The owner; where there is too little room, how many there are stays."""
    if result.owner is None:
        return Text("nobody" if result.owner_source is None else "vacant", style="red")
    others = len(result.owners) - 1
    shared = f" +{others}" if others else ""
    owner = styled(names[result.owner] + (" (inherited)" if result.owner_source == "inherited" else ""))
    if width is not None:
        owner.truncate(max(width - len(shared), 1), overflow="ellipsis")
    return owner.append(shared)


def _bars(result: ProcessResult) -> list[Text]:
    """The six bars; without an owner there is nothing to show."""
    coverage = result.coverage
    return [Text() if coverage is None else _bar(coverage[name]) for name in DIMENSIONS]


def _bar(coverage: Coverage | None) -> Text:
    if coverage is None:
        return Text("-", style="dim")
    held = coverage.held * _BAR // coverage.elements
    missing = -(-coverage.missing * _BAR // coverage.elements)
    bar = Text("█" * held, style="green")
    bar.append("░" * min(missing, _BAR - held), style="red")
    return bar.append("·" * (_BAR - len(bar)), style="yellow")
