"""Small models put together straight from rows of plain values, without any reading of files."""

from __future__ import annotations

from typing import Any

import polars as pl

from graphkit.model.schema import LABELS, REFERENCES, RELATIONSHIPS
from graphkit.model.tables import Model, node_schema, relationship_schema

Row = dict[str, Any]


def model_of(tables: dict[str, list[Row]]) -> Model:
    """The model that native tables mean; every reference must lead to a row."""
    rows = {label: tables.get(LABELS[label].table, []) for label in LABELS}
    nodes = {label: _nodes(label, rows[label]) for label in LABELS}
    bare = Model(nodes, {type_: pl.DataFrame(schema=relationship_schema(type_)) for type_ in RELATIONSHIPS})
    edges: dict[str, list[Row]] = {type_: [] for type_ in RELATIONSHIPS}
    for label, columns in REFERENCES.items():
        for row in rows[label]:
            here = bare.number_of(label, str(row["id"]))
            for column in columns:
                written = row.get(column.name) or []
                for reference in written if isinstance(written, list) else [written]:
                    (there,) = bare.find(str(reference), column.admits)
                    source, target = (there, here) if column.inward else (here, there)
                    own = dict(column.properties) | {name: row.get(cell) for name, cell in column.companions}
                    edges[column.type].append({"source": source, "target": target} | own)
    relationships = {
        type_: pl.DataFrame(found, schema=relationship_schema(type_)).sort("source", "target")
        for type_, found in edges.items()
    }
    return Model(nodes, relationships)


def _nodes(label: str, rows: list[Row]) -> pl.DataFrame:
    schema = node_schema(label)
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema).sort("id")
