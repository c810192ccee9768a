"""One XLSX workbook: one sheet a table. Text is written as text, so that no cell is run as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graphkit.errors import GraphkitError
from graphkit.model.tables import Model
from graphkit.writers.flat import flatten
from graphkit.writers.tables import tables_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767
_MOST_ROWS = 1_048_575
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was
_DECIMALS = 9  # as many as readers keep
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write(model: Model, path: Path) -> None:
    """Write a model as a workbook.

    Args:
        model: What to write.
        path: The file.

    Raises:
        GraphkitError: When a table or a text is longer than a sheet or cell can be.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table, frame in tables_of(model, flat=True).items():
        if frame.height > _MOST_ROWS:
            raise GraphkitError(f"{table}: {frame.height} rows are more than a sheet can hold")
        lists = [column.name for column in frame if isinstance(column.dtype, pl.List)]
        flat = frame.with_columns(flatten(table, frame.select(lists), "XLSX")) if lists else frame
        _write_sheet(book.create_sheet(table), table, flat)
    book.save(path)


def _write_sheet(sheet: WriteOnlyWorksheet, table: str, frame: pl.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    sheet.append(list(_cells(sheet, table, frame.columns)))
    for row in frame.iter_rows():
        sheet.append(list(_cells(sheet, table, row)))


def _cells(sheet: WriteOnlyWorksheet, table: str, row: Iterable[str | float | date | None]) -> Iterator[Cell | None]:
    from openpyxl.cell import WriteOnlyCell

    for value in row:
        if isinstance(value, str) or _inexact(value):
            text = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", str(value))
            if len(text) > _LONGEST:
                raise GraphkitError(f"{table}: a text of {len(text)} characters is longer than a cell can be")
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # whatever it begins with
            yield cell
        elif isinstance(value, date):
            cell = WriteOnlyCell(sheet, datetime.combine(value, time()))
            cell.number_format = "yyyy-mm-dd"
            yield cell
        else:
            yield None if value is None else WriteOnlyCell(sheet, value)


def _inexact(value: float | date | None) -> bool:
    """Whether spreadsheets, or what reads them, would give back something else."""
    if isinstance(value, float):
        return round(value, _DECIMALS) != value
    return isinstance(value, date) and value < _FIRST_DAY
