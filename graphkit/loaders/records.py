"""Rows that are mappings, as YAML, JSON and GraphML give them, put into columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from graphkit.errors import InputError
from graphkit.model.rows import RawTable

Cell = str | list[str] | None
Row = Mapping[str, Cell]


def table_of(table: str, rows: Sequence[Row], lines: Sequence[int], file: str, *, flat: bool = False) -> RawTable:
    """Put rows into columns.

    Args:
        table: The table they belong to.
        rows: One mapping a row; columns appear in the order in which they are first met.
        lines: The line of each row.
        file: The file as the user named it.
        flat: Whether several names in one cell are written with `;` between them.

    Returns:
        The table: a column that has a list in any row is a column of lists. Empty rows are left out.

    Examples:
        >>> raw = table_of("people", [{"id": "a", "holds": "x"}, {"holds": ["y", "z"]}], [2, 3], "m.yaml")
        >>> raw.frame.to_dict(as_series=False)
        {'id': ['a', None], 'holds': [['x'], ['y', 'z']]}
    """
    kept = [place for place, row in enumerate(rows) if any(cell is not None for cell in row.values())]
    names = dict.fromkeys(name for row in rows for name in row)
    try:
        columns = [_column(name, [rows[place].get(name) for place in kept]) for name in names]
    except UnicodeEncodeError as error:  # escapes such as \ud800 are admitted by JSON
        line = next(line for line, row in zip(lines, rows, strict=True) if _has_half(row))
        raise InputError("a text has half a character (an escape such as \\ud800)", file=file, line=line) from error
    return RawTable(
        table=table,
        frame=pl.DataFrame(columns),
        file=file,
        lines=pl.Series("line", [lines[place] for place in kept], dtype=pl.UInt32),
        flat=flat,
    )


def _has_half(row: Row) -> bool:
    """Whether a text has one half of a pair of UTF-16 units, which stands for nothing."""
    words = [word for cell in row.values() for word in ([cell] if isinstance(cell, str) else cell or ())]
    return any("\ud800" <= letter <= "\udfff" for letter in "".join([*row, *words]))


def _column(name: str, cells: list[Cell]) -> pl.Series:
    if not any(isinstance(cell, list) for cell in cells):
        return pl.Series(name, cells, dtype=pl.String)
    lists = [[cell] if isinstance(cell, str) else cell for cell in cells]
    return pl.Series(name, lists, dtype=pl.List(pl.String))
