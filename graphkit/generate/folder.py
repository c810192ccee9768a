"""A generated organisation on disk: a folder with one file a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import polars as pl

from graphkit.files import atomic_folder

Format = Literal["csv", "parquet"]


def write(frames: Mapping[str, pl.DataFrame], folder: str | Path, format_: Format = "csv") -> None:
    """Write tables as files of one folder, all of them or none.

    Args:
        frames: Table name → rows.
        folder: The folder to write; files of the same name in it are replaced.
        format_: `csv` or `parquet`.

    Raises:
        OSError: The folder cannot be written.
    """
    with atomic_folder(folder) as part:
        for table, frame in frames.items():
            file = part / f"{table}.{format_}"
            if format_ == "csv":
                frame.write_csv(file)
            else:
                frame.write_parquet(file)
