"""Native CSV: one file a table, named after it."""

from __future__ import annotations

from pathlib import Path

from graphkit.loaders.delimited import read_delimited
from graphkit.loaders.names import table_named
from graphkit.model.rows import RawTable, Tell


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a CSV file that is named after its table.

    Args:
        path: The file, such as `people.csv`.
        tell: Told when the encoding had to be guessed.

    Returns:
        The one table.

    Raises:
        InputError: When its name is no table's, or it cannot be read.
    """
    table = table_named(path.stem, str(path))
    read_ = read_delimited(path, tell)
    return [RawTable(table=table, frame=read_.frame, file=str(path), lines=read_.lines, flat=True)]
