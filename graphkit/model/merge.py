"""Rows that give one node more than once, joined into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from graphkit.model.problems import CONFLICT
from graphkit.model.tables import FILE, LINE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ORIGIN = [FILE, LINE]


class Merged(NamedTuple):
    """The nodes of one label.

    Attributes:
        table: One row a node, sorted by `id`.
        rows: For every table that was merged, the row in `table` of each of its rows.
        conflicts: Where rows disagree: `row` of the node, `column`, `value`, `other`, `_file`, `_line`; None where
            no node was given more than once.
    """

    table: pl.DataFrame
    rows: tuple[NDArray[np.int32], ...]
    conflicts: pl.DataFrame | None

    def moved(self, place: NDArray[np.int32]) -> Merged:
        """The same after the rows of the label's table were moved.

        Args:
            place: For each row, where it is now.
        """
        if self.conflicts is None:
            return self
        moved = pl.Series("row", place[self.conflicts["row"].to_numpy()])
        return self._replace(conflicts=self.conflicts.with_columns(moved.cast(self.conflicts["row"].dtype)))


def merge(tables: Sequence[pl.DataFrame], source_of_file: Sequence[int]) -> Merged:
    """Join rows with one id into one node.

    Properties that do not disagree are joined. Where they disagree, what the first source says
    stands, and within one source the smallest value.

    Args:
        tables: Rows of nodes of one label, with `id`, `_file` and `_line`.
        source_of_file: For each file, the position of the path that it came from.

    Returns:
        The nodes, where every row went, and the disagreements.

    Examples:
        >>> origin = {"_file": pl.Series([0, 0, 0], dtype=pl.UInt32), "_line": pl.Series([2, 3, 4], dtype=pl.UInt32)}
        >>> merged = merge([pl.DataFrame({"id": ["b", "a", "b"], "title": ["Clerk", None, "Agent"]} | origin)], [0])
        >>> merged.table.select("id", "title").rows(), merged.rows[0].tolist()
        ([('a', None), ('b', 'Agent')], [1, 0, 1])
    """
    stacked = tables[0] if len(tables) == 1 else pl.concat(tables, how="diagonal")
    bounds = np.cumsum([table.height for table in tables])[:-1]
    ids = stacked["id"]
    if (ids[1:] > ids[:-1]).all():
        return Merged(stacked, tuple(np.split(np.arange(len(ids), dtype=np.int32), bounds)), None)
    order = ids.arg_sort()
    ordered = ids.gather(order)
    again = (ordered[1:] == ordered[:-1]).to_numpy()
    group = np.zeros(len(ids), dtype=np.int32)
    np.cumsum(~again, out=group[1:])
    rows = np.empty(len(ids), dtype=np.int32)
    rows[order.to_numpy()] = group
    split = tuple(np.split(rows, bounds))
    if not again.any():
        return Merged(stacked[order], split, None)
    return _join(stacked.with_columns(pl.Series("row", rows)), split, source_of_file)


def _no_conflicts() -> pl.DataFrame:
    text = dict.fromkeys(("column", "value", "other"), pl.String())
    return pl.DataFrame(schema={"row": pl.Int32(), **text, FILE: pl.UInt32(), LINE: pl.UInt32()})


def _join(stacked: pl.DataFrame, rows: tuple[NDArray[np.int32], ...], source_of_file: Sequence[int]) -> Merged:
    sources = pl.Series(source_of_file, dtype=pl.UInt32).gather(stacked[FILE])
    stacked = stacked.with_columns(sources.alias("_source"))
    several = stacked["row"].is_duplicated()
    twice = stacked.filter(several).sort("row", "_source", FILE, LINE)
    first = twice.unique("row", keep="first", maintain_order=True)
    conflicts = [_no_conflicts()]
    for name in (name for name in stacked.columns if name not in ("id", "row", "_source", FILE, LINE)):
        claims = twice.filter(pl.col(name).is_not_null()).select("row", "_source", name, *_ORIGIN)
        claims = claims.with_columns(_comparable(claims[name]).alias("key")).sort("row", "_source", "key", *_ORIGIN)
        stands = claims.unique("row", keep="first", maintain_order=True)
        first = first.drop(name).join(stands.select("row", name), on="row", how="left", maintain_order="left")
        conflicts.append(_disagreements(claims, stands, name))
    table = pl.concat([stacked.filter(~several), first.select(stacked.columns)]).sort("row").drop("row", "_source")
    return Merged(table, rows, pl.concat(conflicts))


def _disagreements(claims: pl.DataFrame, stands: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row for every value of a column that was left out."""
    both = claims.join(stands.select("row", pl.col("key").alias("stands")), on="row", maintain_order="left")
    wrong = both.filter(pl.col("key") != pl.col("stands")).sort("row", "key", *_ORIGIN)
    wrong = wrong.unique(["row", "key"], keep="first", maintain_order=True)
    return wrong.select(
        "row",
        pl.lit(name).alias("column"),
        pl.col("stands").cast(pl.String).alias("value"),
        pl.col("key").cast(pl.String).alias("other"),
        *_ORIGIN,
    )


def _comparable(values: pl.Series) -> pl.Series:
    return values.list.join("; ") if isinstance(values.dtype, pl.List) else values


def conflict_problems(merged: Merged, first_number: int) -> list[pl.DataFrame]:
    """The disagreements of one label as problems, where there may be any.

    Args:
        merged: The nodes of the label.
        first_number: The number of its first node in the model.
    """
    if merged.conflicts is None:
        return []
    problems = merged.conflicts.select(
        pl.lit(CONFLICT).alias("code"),
        (pl.col("row").cast(pl.Int64) + first_number).alias("subject"),
        *("column", "value", "other", FILE, LINE),
    )
    return [problems]
