"""A model as the tables of an embedded database: the same properties as a push to Neo4j writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import polars as pl

from graphkit.model.problems import PROBLEM_SCHEMA
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import Model
from graphkit.stores.answer import NUMBER
from graphkit.stores.properties import stored_nodes, stored_relationships
from graphkit.stores.state import faults_of
from graphkit.stores.statements import DERIVED, PROBLEM_LABEL, STATE_LABEL, WHOLE_ID

_TYPES = {
    pl.String: "STRING",
    pl.Boolean: "BOOL",
    pl.Int64: "INT64",
    pl.Float64: "DOUBLE",
    pl.Date: "DATE",
    pl.UInt32: "UINT32",
}
_ENDS = (tuple(label for label in LABELS if label != "Mandate"), ("Process", "Function", "Person", "Role"))
"""What may answer to what, by position."""

_TAKEN = frozenset({"_id", "_label", "_src", "_dst", "_nodes", "_rels", "_length", "_row_offset", NUMBER})
"""Names of properties that the engine keeps for itself."""


@dataclass(frozen=True)
class Table:
    """A table of the database.

    Attributes:
        name: The label or the type.
        statement: What makes it.
        parts: Rows to load, each with the options with which they are loaded.
    """

    name: str
    statement: str
    parts: tuple[tuple[str, pl.DataFrame], ...]


def tables(
    model: Model, derived: Mapping[str, pl.DataFrame], state: Mapping[str, object]
) -> tuple[list[Table], list[str]]:
    """Every table of a model, those of nodes first.

    Args:
        model: The model.
        derived: Relationships that follow from it: type → `source` and `target`, node numbers.
        state: What the node `(:GraphkitModel)` says.

    Returns:
        The tables, and what the engine cannot take, a line each.
    """
    remarks: list[str] = []
    several = [_node_table(label, _nodes(model, label), remarks) for label in LABELS]
    several.append(_node_table(STATE_LABEL, _numbered(pl.DataFrame([{"id": "model", **state}]), 0), remarks))
    several.append(_node_table(PROBLEM_LABEL, _numbered(_problems(model), 0), remarks))
    labels = pl.Series("label", tuple(LABELS)).gather(model.label_codes)
    for type_ in (*RELATIONSHIPS, *derived):
        rows = model.relationships[type_] if type_ in RELATIONSHIPS else derived[type_]
        several.append(_relationship_table(type_, rows, labels, remarks))
    return several, remarks


def _nodes(model: Model, label: str) -> pl.DataFrame:
    """The rows of a label. An id of any length serves here, so it is never shortened."""
    table = model.nodes[label]
    rows = stored_nodes(label, table).drop(WHOLE_ID).with_columns(table["id"])
    return _numbered(rows, model.offsets[label])


def _numbered(rows: pl.DataFrame, first: int) -> pl.DataFrame:
    return rows.with_row_index(NUMBER, first).with_columns(pl.col(NUMBER).cast(pl.Int64))


def _problems(model: Model) -> pl.DataFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"number": pl.Int64, **PROBLEM_SCHEMA}
    schema |= {"label": pl.String, "id": pl.String}
    del schema["subject"]
    return pl.DataFrame(faults_of(model), schema=schema, orient="row")


def _node_table(label: str, rows: pl.DataFrame, remarks: list[str]) -> Table:
    kept = rows.select(_taken(label, rows, remarks, NUMBER))
    statement = f"CREATE NODE TABLE {_name(label)}({', '.join(_columns(kept))}, PRIMARY KEY({NUMBER}))"
    return Table(label, statement, (("", kept),))


def _relationship_table(type_: str, table: pl.DataFrame, labels: pl.Series, remarks: list[str]) -> Table:
    stored = stored_relationships(type_, table)
    if type_ in DERIVED:
        stored = stored.with_columns(pl.lit(value=True).alias("derived"))
    properties = stored.select(_taken(type_, stored, remarks))
    ends = table.select(pl.col("source", "target").cast(pl.Int64))
    rows = pl.concat([ends, properties], how="horizontal").with_columns(
        labels.gather(table["source"]).alias("source_label"), labels.gather(table["target"]).alias("target_label")
    )
    pairs = list(_pairs(type_))
    ways = ", ".join(f"FROM {_name(source)} TO {_name(target)}" for source, target in pairs)
    statement = f"CREATE REL TABLE {_name(type_)}({', '.join([ways, *_columns(properties)])})"
    parts = []
    for source, target in pairs:
        some = rows.filter(source_label=source, target_label=target).drop("source_label", "target_label")
        options = f"(from='{source}', to='{target}')" if len(pairs) > 1 else ""
        parts.append((options, some))
    return Table(type_, statement, tuple(parts))


def _pairs(type_: str) -> Iterator[tuple[str, str]]:
    """The labels that a type may join."""
    if type_ in DERIVED:
        yield from product(*_ENDS)
        return
    known = RELATIONSHIPS[type_]
    yield from (pair for pair in product(known.sources, known.targets) if known.allows(*pair))


def _taken(name: str, rows: pl.DataFrame, remarks: list[str], first: str | None = None) -> list[str]:
    """The columns that the engine can have: to it, upper and lower case are the same."""
    kept: dict[str, str] = {} if first is None else {first.lower(): first}
    for column in rows.columns:
        if column == first:
            continue
        folded = column.lower()
        if folded in kept or folded in _TAKEN or not column or "\0" in column:
            remarks.append(f"the embedded engine cannot have the property '{column}' of {name}; it is left out")
        else:
            kept[folded] = column
    return list(kept.values())


def _columns(rows: pl.DataFrame) -> list[str]:
    return [f"{_name(column)} {_type(dtype)}" for column, dtype in rows.schema.items()]


def _type(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.List):
        return "STRING[]"
    return _TYPES[dtype.base_type()]


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
