"""A folder of Parquet files, with typed columns and lists."""

from __future__ import annotations

from pathlib import Path

from graphkit.model.tables import Model
from graphkit.writers.tables import tables_of


def write(model: Model, folder: Path) -> None:
    """Write one Parquet file a table.

    Args:
        model: What to write.
        folder: An existing folder.
    """
    for table, frame in tables_of(model, flat=False).items():
        frame.write_parquet(folder / f"{table}.parquet")
