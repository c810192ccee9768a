"""XLSX: one workbook, one sheet a table."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import polars as pl

from graphkit.errors import InputError
from graphkit.loaders.names import known_table, table_named
from graphkit.model.rows import RawTable, Tell

_NOTES = frozenset({"readme", "notes"})
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_START = 2000
"""Bytes of a sheet among which its dimension is."""
_MOST_CELLS = 200_000_000
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
    _refuse_endless_sheets(path)
    tables = list(_tables(path))
    if not tables:
        raise InputError("has no sheet that is named after a table, such as people", file=str(path))
    return tables


def _refuse_endless_sheets(path: Path) -> None:
    """Refuse a sheet with something in its far corner: reading it takes room for every cell before that."""
    try:
        with zipfile.ZipFile(path) as book:
            sheets = [part for part in book.namelist() if part.startswith("xl/worksheets/")]
            starts = [book.open(sheet).read(_START) for sheet in sheets]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError("is not a valid XLSX workbook", file=str(path)) from error
    for corner in filter(None, map(_DIMENSION.search, starts)):
        column, row = corner[1].decode(), int(corner[2])
        if _number(column) * row > _MOST_CELLS:
            reason = f"has a sheet that reaches to {column}{row}: delete what stands far from its table"
            raise InputError(reason, file=str(path))


def _number(column: str) -> int:
    """The position of a column, such as 28 for AB."""
    return reduce(lambda number, letter: 26 * number + ord(letter) - ord("A") + 1, column, 0)


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
