"""Parquet: one file a table, named after it, with typed columns."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graphkit.errors import InputError
from graphkit.loaders.names import table_named
from graphkit.model.rows import RawTable, Tell

_NESTED = (pl.Struct, pl.Object, pl.Array, pl.Binary)


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a Parquet file that is named after its table.

    Args:
        path: The file, such as `people.parquet`.
        tell: Not needed: nothing has to be guessed.

    Returns:
        The one table, its lines the numbers of its rows.

    Raises:
        InputError: When its name is no table's, it is not Parquet, or a column is of a type that no cell has.
    """
    file = str(path)
    table = table_named(path.stem, file)
    try:
        frame = pl.read_parquet(path, glob=False, hive_partitioning=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise InputError("is not a valid Parquet file", file=file) from error
    for name, dtype in frame.schema.items():
        inner = dtype.inner if isinstance(dtype, pl.List) else dtype
        if isinstance(inner, pl.List) or inner in _NESTED:
            raise InputError(f"the column {name!r} is of type {dtype}, which no cell has", file=file)
    lines = pl.int_range(1, frame.height + 1, dtype=pl.UInt32, eager=True).alias("line")
    return [RawTable(table=table, frame=frame, file=file, lines=lines, flat=True)]
