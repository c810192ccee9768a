"""What loaders yield: tables of text, each row with the place it was read from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

Tell = Callable[[str], None]
"""Takes a message for the user (one line, shown on stderr); never a result."""


class RawTable(NamedTuple):
    """One table as it was read, before references are resolved and cells are typed.

    Attributes:
        table: A table name of the schema, or `relationships`.
        frame: One row a node (or relationship). Columns are text, lists of text where the
            format has lists, or already typed (Parquet, XLSX). Empty cells are null.
        file: The file as the user named it, with `!sheet` behind a workbook.
        lines: Line or row number of each row, counted from 1 (UInt32, as long as the frame).
        flat: Whether several names in one cell are written with `;` or a new line between them.
        source: Position, among the paths given, of the path that this table came from.
        complete: Whether the table claims to list all nodes of its label. Where none does, as when a
            drawing names some functions by the way, a reference to another one makes it (MOD016).
    """

    table: str
    frame: pl.DataFrame
    file: str
    lines: pl.Series
    flat: bool
    source: int = 0
    complete: bool = True
