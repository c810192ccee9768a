"""A report as Markdown, for a pull request or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

import numpy as np

from graphkit.model.schema import DIMENSIONS
from graphkit.report.finding import Finding
from graphkit.report.process import Coverage, ProcessResult
from graphkit.report.report import Report
from graphkit.reporters.console import clean
from graphkit.reporters.overview import rows_worst_first
from graphkit.reporters.sections import Sections

SIGNS: Mapping[str, str] = {"gap": "✗", "unknown": "?", "governed": "✓", "functional": "·"}
"""The sign of each verdict."""
NONE_NAMED = "\N{EN DASH}"
"""Stands for a dimension in which the model names nothing."""

_LONGEST = 1_500
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_MOST = 100
"""Processes and findings elsewhere that are shown: what receives the page has limits of its own."""


def write(report: Report, stream: TextIO, **_options: object) -> None:
    """Write a report as Markdown, as GitHub reads it.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        **_options: What other formats can leave out or add.
    """
    stream.writelines(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    verdicts = ", ".join(f"{SIGNS[name]} {count:,} {name}" for name, count in report.verdicts.items())
    findings = ", ".join(f"{count:,} {severity}" for severity, count in report.counts.items())
    yield f"**{verdicts}**; findings: {findings}"
    rows = rows_worst_first(report)
    if len(rows):
        yield ""
        yield from table(["", "process", "owner", "empowered", *DIMENSIONS], map(_row, report.results(rows[:_MOST])))
        yield from _more(len(rows) - _MOST)
    sections = Sections(report, report.found, report.rows)
    for section in sections.at_processes(_MOST, None):
        (result,) = report.results(np.array([section.process], dtype=np.int64))
        yield f"\n### {SIGNS[result.verdict]} {text(result.name)}\n"
        yield from map(_finding, section.findings)
    yield from _more(sections.beyond(_MOST)[1])
    elsewhere = sections.elsewhere(_MOST)
    if elsewhere.findings:
        yield "\n### Elsewhere\n"
        yield from map(_finding, elsewhere.findings)
        yield from _more(elsewhere.left_out)
    yield from (f"\n**rule {crash.code} crashed: {text(crash.error)}**" for crash in report.crashes)


def _row(result: ProcessResult) -> list[str]:
    owner = result.owner or ("*nobody*" if result.owner_source is None else "*vacant*")
    cells = [coverage_cell(part) for part in result.coverage.values()] if result.coverage else [""] * len(DIMENSIONS)
    owner = text(owner) if result.owner else owner
    return [SIGNS[result.verdict], text(result.name), owner, result.empowered or "", *cells]


def _finding(finding: Finding) -> str:
    place = f" `{clean(finding.path).replace('`', '?')}:{finding.line}`" if finding.path and finding.line else ""
    said = f"{text(finding.message)}. To do: {text(finding.fix)}."
    return f"- {finding.severity} **{finding.code}** {said}{place}"


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"\nAnd {count:,} more."


def coverage_cell(part: Coverage | None) -> str:
    """How much of a dimension is held, in a cell.

    Args:
        part: The coverage; None where the model names nothing.
    """
    if part is None:
        return NONE_NAMED
    return f"{part.held}/{part.elements}" + (f" ({part.ungoverned}?)" if part.ungoverned else "")


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, line by line.

    Args:
        titles: Its headings.
        rows: Cells, escaped already.
    """
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def text(words: str) -> str:
    r"""Words that Markdown reads as nothing but words.

    Args:
        words: Any text.

    Examples:
        >>> print(text("<b>*Sales* | [x](y)"))
        \<b\>\*Sales\* \| \[x\](y)
    """
    kept = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return _SPECIAL.sub(r"\\\1", clean(kept))
