"""Organisations written as tables of plain values, and how to hand them to what reads files."""

from __future__ import annotations

from typing import Any

import polars as pl

from graphkit.model.rows import RawTable
from graphkit.model.schema import REFERENCES, TABLES
from graphkit.model.tables import dtype_of

Tables = dict[str, list[dict[str, Any]]]
"""Table name → rows; a row maps columns to values, and to lists of ids where the column names nodes."""


def _dtypes(table: str) -> dict[str, pl.DataType]:
    label = TABLES[table]
    dtypes = {property_.name: dtype_of(property_) for property_ in label.all_properties}
    for reference in REFERENCES[label.name]:
        dtypes[reference.name] = pl.List(pl.String())
        dtypes |= {column: pl.Boolean() for _, column in reference.companions}
    return dtypes


def raw_tables(tables: Tables, file: str = "organisation.yaml") -> list[RawTable]:
    """The tables as a loader would yield them, each cell typed; a table without rows is still given."""
    raw = []
    for table, rows in tables.items():
        used = {"id"}.union(*rows)
        schema = {name: dtype for name, dtype in _dtypes(table).items() if name in used}
        frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
        lines = pl.Series("line", range(1, len(rows) + 1), dtype=pl.UInt32)
        raw.append(RawTable(table, frame, file, lines, flat=False))
    return raw
