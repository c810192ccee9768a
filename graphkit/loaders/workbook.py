"""XLSX: one workbook, one sheet a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from graphkit.errors import InputError
from graphkit.loaders.names import known_table, table_named
from graphkit.model.rows import RawTable, Tell

_NOTES = frozenset({"readme", "notes"})
_MIDNIGHT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a workbook.

    Args:
        path: The workbook. Sheets that are empty, called README or Notes, or whose name begins
            with `_`, are passed over.
        tell: Not needed: nothing has to be guessed.

    Returns:
        A table a sheet, all cells as text: a day as its ISO date, 100.0 as 100.

    Raises:
        InputError: When it is not a workbook or another sheet's name is no table's.
    """
    tables = list(_tables(path))
    if not tables:
        raise InputError("has no sheet that is named after a table, such as people", file=str(path))
    return tables


def _tables(path: Path) -> Iterator[RawTable]:
    import fastexcel

    try:
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            if sheet.startswith("_") or sheet.strip().casefold() in _NOTES:
                continue
            loaded = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            cells = loaded.to_polars()
            if known_table(sheet) or not cells.is_empty():
                yield _table(sheet, cells, path)
    except fastexcel.FastExcelError as error:
        raise InputError("is not a valid XLSX workbook", file=str(path)) from error


def _table(sheet: str, cells: pl.DataFrame, path: Path) -> RawTable:
    table = table_named(sheet, str(path))
    file = f"{path}!{sheet}"
    cells = cells.with_columns(pl.when(pl.all() != "").then(pl.all().str.replace(_MIDNIGHT, "${1}")))
    cells = cells.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("line"))
    cells = cells.filter(pl.any_horizontal(pl.exclude("line").is_not_null()))
    if cells.is_empty():
        return RawTable(table=table, frame=pl.DataFrame(), file=file, lines=cells["line"], flat=True)
    header = cells.row(0, named=True)
    names: dict[str, str] = {}
    for position, (column, name) in enumerate(header.items(), start=1):
        if column == "line":
            continue
        if name is None or not name.strip():
            if cells[column].null_count() < cells.height:
                raise InputError(f"column {position} has no name", file=file, line=header["line"])
        elif name.strip().casefold() in names:
            raise InputError(f"two columns are called {name.strip()!r}", file=file, line=header["line"])
        else:
            names[name.strip().casefold()] = column
    body = cells.slice(1)
    frame = body.select(pl.col(column).alias(str(header[column]).strip()) for column in names.values())
    return RawTable(table=table, frame=frame, file=file, lines=body["line"], flat=True)
