"""Findings as CSV that a spreadsheet may open: no cell is run as a formula."""

from __future__ import annotations

import csv
from typing import TextIO

from graphkit.model.formulas import guard_text
from graphkit.report.report import Report
from graphkit.reporters.findings import FINDINGS, Cell, finding_rows


def write(report: Report, stream: TextIO, **_options: object) -> None:
    """Write the findings of a report as CSV, one row each.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        **_options: What other formats can leave out or add.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FINDINGS)
    writer.writerows([_plain(cell) for cell in row] for row in finding_rows(report))


def _plain(cell: Cell) -> Cell:
    return guard_text(cell.replace("\0", "")) if isinstance(cell, str) else cell
