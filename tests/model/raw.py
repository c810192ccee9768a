"""Tables as loaders hand them over, written in a line."""

from __future__ import annotations

from typing import Any

import polars as pl

from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS
from graphkit.model.tables import Model


def flat(table: str, columns: dict[str, Any], *, source: int = 0, file: str | None = None) -> RawTable:
    """A CSV table: all cells text, rows from line 2."""
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    lines = pl.int_range(2, 2 + frame.height, dtype=pl.UInt32, eager=True)
    return RawTable(table, frame, file or f"{table}.csv", lines, flat=True, source=source)


def typed(table: str, frame: pl.DataFrame) -> RawTable:
    """A Parquet or YAML table: cells typed or lists, rows from 1."""
    lines = pl.int_range(1, 1 + frame.height, dtype=pl.UInt32, eager=True)
    return RawTable(table, frame, f"{table}.parquet", lines, flat=False)


def edges(model: Model, type_: str) -> list[tuple[str, str]]:
    """The relationships of a type, each as `Label:id` twice."""
    table = model.relationships[type_]
    return [
        (full(model, source), full(model, target)) for source, target in table.select("source", "target").iter_rows()
    ]


def full(model: Model, number: int) -> str:
    return f"{model.label_of(number)}:{model.ids[number]}"


def ids(model: Model) -> dict[str, list[str]]:
    """The ids of every label that has nodes."""
    return {label: model.nodes[label]["id"].to_list() for label in LABELS if model.nodes[label].height}


def problems(model: Model, code: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Problems with one code: the node, column, value and what it clashes with."""
    rows = model.problems.filter(pl.col("code") == code).select("subject", "column", "value", "other").iter_rows()
    return [(full(model, subject) if subject >= 0 else None, *rest) for subject, *rest in rows]
