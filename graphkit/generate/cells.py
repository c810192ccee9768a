"""Columns of text from columns of numbers: ids, looked-up names, several names in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]


def ids(prefix: str, count: int) -> pl.Series:
    """Ids of one width, so that they sort as they count.

    Args:
        prefix: What every id begins with.
        count: How many.

    Examples:
        >>> ids("fun-", 11).to_list()[-2:]
        ['fun-09', 'fun-10']
    """
    width = len(str(max(count - 1, 0)))
    number = pl.int_range(count, dtype=pl.Int64).cast(pl.String).str.zfill(width)
    return pl.select(pl.lit(prefix) + number).to_series()


def pick(texts: pl.Series | Sequence[str], at: Numbers) -> pl.Series:
    """The texts at the given places, null where the place is negative.

    Examples:
        >>> pick(["a", "b"], np.array([1, -1, 0])).to_list()
        ['b', None, 'a']
    """
    places = pl.Series(np.asarray(at, dtype=np.int64))
    column = texts if isinstance(texts, pl.Series) else pl.Series(texts, dtype=pl.String)
    return column.gather(pl.select(pl.when(places >= 0).then(places)).to_series()).rename("")


def keep(texts: pl.Series, where: Flags) -> pl.Series:
    """The texts, with null wherever `where` is false."""
    return pl.select(pl.when(pl.Series(where)).then(texts)).to_series().rename("")


def flags(values: Flags) -> pl.Series:
    """Truth as tables write it: `true`, or an empty cell for what is false."""
    return pick(["true"], np.where(values, 0, -1))


def joined(rows: Numbers, texts: pl.Series, height: int) -> pl.Series:
    """Several texts in one cell, separated by `;`, each once and in the order given.

    Args:
        rows: The row that each text belongs in.
        texts: As many texts; null ones are left out.
        height: How many rows the column has.

    Returns:
        A column of text, null in rows without any.

    Examples:
        >>> joined(np.array([2, 0, 2, 2]), pl.Series(["x", "y", "z", "x"]), 3).to_list()
        ['y', None, 'x;z']
    """
    cells = (
        pl.DataFrame({"row": pl.Series(rows), "text": texts})
        .drop_nulls()
        .unique(maintain_order=True)
        .group_by("row", maintain_order=True)
        .agg(pl.col("text").str.join(";"))
    )
    place = np.full(height, -1, dtype=np.int64)
    place[cells["row"].to_numpy()] = np.arange(cells.height)
    return pick(cells["text"], place)
