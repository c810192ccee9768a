"""What differs between two models, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from rich.text import Text

from graphkit.model.difference import Difference
from graphkit.report.comparison import Comparison, VerdictChange
from graphkit.report.finding import SEVERITIES, Finding
from graphkit.report.report import Report
from graphkit.reporters.console import VERDICT_STYLES, Page, console_for, styled

_Line = tuple[str, Text]
_MOST = 50
"""How many lines of a kind are shown, of findings the worst."""


def write_json(comparison: Comparison, stream: TextIO, model: Difference | None = None) -> None:
    """Write a comparison as JSON.

    Args:
        comparison: The comparison of reports.
        stream: Where to write; text, UTF-8.
        model: What differs between the models.
    """
    document = comparison.to_dict() | ({} if model is None else {"model": model.to_dict()})
    stream.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_text(comparison: Comparison, stream: TextIO, model: Difference | None = None) -> None:
    """Write a comparison for people to read.

    Args:
        comparison: The comparison of reports.
        stream: Where to write; colours only where it is a terminal.
        model: What differs between the models.
    """
    page = Page(console_for(stream))
    if model is not None:
        for lead, words in _model_lines(model):
            page.write(words, lead)
    for lead, words in _lines(comparison):
        page.write(words, lead)
    page.flush()


def _lines(comparison: Comparison) -> Iterator[_Line]:
    changes = comparison.verdicts
    yield "", _heading("verdicts", len(changes), "process judged otherwise", "processes judged otherwise")
    yield from _some((("  ", _verdict(change)) for change in changes), len(changes))
    for title, sign, style, report in (
        ("closed", "- ", "green", comparison.closed),
        ("opened", "+ ", "red", comparison.opened),
    ):
        count = sum(report.counts.values())
        yield "", Text()
        yield "", _heading(title, count, "finding", "findings")
        yield from _some(_findings(report, sign, style), count)
    yield "", Text()
    yield "", Text(_totals(comparison))


def _findings(report: Report, sign: str, style: str) -> Iterator[_Line]:
    for finding in _worst_first(report):
        words = Text.assemble((sign, style), (f"{finding.code} ", "bold"))
        words.append_text(styled(f"{finding.subject}: ", "dim"))
        words.append_text(styled(finding.message))
        yield "  ", words


def _worst_first(report: Report) -> Iterator[Finding]:
    for severity in range(len(SEVERITIES) - 1, -1, -1):
        yield from report.only([found.severities == severity for found in report.found]).findings()


def _verdict(change: VerdictChange) -> Text:
    words = styled(change.name)
    if change.id != change.name:
        words.append_text(styled(f" ({change.id})", "dim"))
    words.append(": ")
    words.append(change.before or "new", style=VERDICT_STYLES.get(change.before or "", ""))
    words.append(" -> ")
    words.append(change.after or "gone", style=VERDICT_STYLES.get(change.after or "", ""))
    return words


def _totals(comparison: Comparison) -> str:
    before, after = comparison.before.verdicts, comparison.after.verdicts
    moved = ", ".join(f"{name} {before[name]:,} -> {count:,}" for name, count in after.items())
    return f"{moved}; {comparison.unchanged:,} findings unchanged"


def _model_lines(model: Difference) -> Iterator[_Line]:
    if not model:
        yield "", Text("The models do not differ.")
    for title, table in (
        ("nodes added", model.added),
        ("nodes removed", model.removed),
        ("cells changed", model.changed),
        ("relationships added", model.joined),
        ("relationships removed", model.parted),
        ("relationships changed", model.altered),
    ):
        if table.height:
            yield "", Text(f"{title}: {table.height:,}", style="bold")
            yield from _some((("  ", styled(_row(row))) for row in table.iter_rows(named=True)), table.height)
    yield "", Text()


def _row(row: dict[str, str | None]) -> str:
    said = f"{row['source']} {row['type']} {row['target']}" if "type" in row else f"{row['label']}:{row['id']}"
    if "after" in row:
        column = f" {row['column']}" if "column" in row else ""
        return f"{said}{column}: {row['before'] or 'nothing'} -> {row['after'] or 'nothing'}"
    more = row.get("properties") or row.get("name")
    return f"{said} ({more})" if more and more != row.get("id") else said


def _some(lines: Iterator[_Line], count: int) -> Iterator[_Line]:
    yield from islice(lines, _MOST)
    if count > _MOST:
        yield "  ", Text(f"and {count - _MOST:,} more (all with --format json)", style="dim")


def _heading(title: str, count: int, one: str, many: str) -> Text:
    return Text(f"{title}: {count:,} {one if count == 1 else many}", style="bold")
