"""A folder of CSV files that a spreadsheet may open: no cell is run as a formula."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graphkit.errors import GraphkitError
from graphkit.model.formulas import guard, guard_text
from graphkit.model.tables import Model
from graphkit.writers.flat import flatten
from graphkit.writers.tables import tables_of


def write(model: Model, folder: Path) -> None:
    """Write one CSV file a table.

    Args:
        model: What to write.
        folder: An existing folder.

    Raises:
        GraphkitError: When a text cannot be written as CSV.
    """
    for table, frame in tables_of(model, flat=True).items():
        write_csv(flatten(table, frame, "CSV").with_columns(guard(pl.all())), folder / f"{table}.csv", guarded=True)


def write_csv(frame: pl.DataFrame, path: Path, *, guarded: bool) -> None:
    """Write text columns to one file.

    Args:
        frame: Text columns.
        path: The file.
        guarded: Whether headings, too, are kept from being run as formulas.

    Raises:
        GraphkitError: When a text has a zero character, which text files cannot have.
    """
    zeros = frame.select(pl.all().str.contains("\0", literal=True).any())
    if any(column[0] for column in zeros):
        raise GraphkitError(f"{path.name}: a text with a zero character cannot be written as CSV")
    if guarded:
        frame = frame.rename(guard_text)
    frame.write_csv(path)
