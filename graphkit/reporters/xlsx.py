"""A report as a workbook: a sheet of processes and one of findings, in which no cell is run as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from graphkit.report.report import Report
from graphkit.reporters.findings import FINDINGS, PROCESSES, Cell, finding_rows, process_rows

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767
"""Characters that a cell can hold."""
_MOST = 1_048_575
"""Rows that a sheet can hold below its headings."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write(report: Report, stream: BinaryIO, **_options: object) -> None:
    """Write a report as a workbook.

    Args:
        report: What was found.
        stream: Where to write; bytes.
        **_options: What other formats can leave out or add.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _write_sheet(book.create_sheet("processes"), PROCESSES, process_rows(report))
    _write_sheet(book.create_sheet("findings"), FINDINGS, finding_rows(report))
    book.save(stream)


def _write_sheet(sheet: WriteOnlyWorksheet, titles: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    sheet.freeze_panes = "C2"
    sheet.append(list(_cells(sheet, titles)))
    for row, _ in zip(rows, range(_MOST), strict=False):
        sheet.append(list(_cells(sheet, row)))


def _cells(sheet: WriteOnlyWorksheet, row: Iterable[Cell]) -> Iterator[SheetCell | None]:
    from openpyxl.cell import WriteOnlyCell

    for value in row:
        if isinstance(value, str):
            cell = WriteOnlyCell(sheet, _UNPRINTABLE.sub("", value)[:_LONGEST])
            cell.data_type = "s"  # whatever it begins with
            yield cell
        else:
            yield None if value is None else WriteOnlyCell(sheet, value)
