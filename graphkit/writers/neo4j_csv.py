"""A folder of CSV files for `neo4j-admin database import`: a file a label, a file a relationship and its ends."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from graphkit.writers.csv_folder import write_csv
from graphkit.writers.flat import flatten

_TYPES: dict[type[pl.DataType], str] = {pl.Boolean: "boolean", pl.Int64: "long", pl.Float64: "double", pl.Date: "date"}


def write(model: Model, folder: Path) -> None:
    """Write the files of an import, ids in one space a label.

    Args:
        model: What to write.
        folder: An existing folder.

    Raises:
        GraphkitError: When a text cannot be written as CSV.
    """
    for label, declared in LABELS.items():
        if model.nodes[label].height or (label == "Process" and not model.size):
            write_csv(_nodes(model, label), folder / f"{declared.table}.csv", guarded=False)
    labels = pl.Series(list(LABELS)).gather(model.label_codes.astype("int64"))
    for type_ in RELATIONSHIPS:
        table = model.relationships[type_].drop(FILE, LINE)
        ends = pl.DataFrame({"_from": labels.gather(table["source"]), "_to": labels.gather(table["target"])})
        for part in pl.concat([table, ends], how="horizontal").partition_by("_from", "_to", maintain_order=True):
            source, target = part.select("_from", "_to").row(0)
            frame = _relationships(model, type_, part.drop("_from", "_to"), source, target)
            write_csv(frame, folder / f"{type_}-{source}-{target}.csv", guarded=False)


def _nodes(model: Model, label: str) -> pl.DataFrame:
    table = model.nodes[label].drop(FILE, LINE)
    properties = _typed(label, table.drop("id"))
    return pl.DataFrame([table["id"].alias(f"id:ID({label})"), *properties]).with_columns(pl.lit(label).alias(":LABEL"))


def _relationships(model: Model, type_: str, table: pl.DataFrame, source: str, target: str) -> pl.DataFrame:
    ends = [
        model.ids.gather(table["source"]).alias(f":START_ID({source})"),
        model.ids.gather(table["target"]).alias(f":END_ID({target})"),
    ]
    properties = _typed(type_, table.drop("source", "target"))
    return pl.DataFrame([*ends, *properties]).with_columns(pl.lit(type_).alias(":TYPE"))


def _typed(what: str, table: pl.DataFrame) -> pl.DataFrame:
    """Text columns whose headings say their types; those without a value are left out."""
    filled = [column for column in table if column.null_count() < table.height]
    headings = {column.name: f"{column.name}:{_type(column.dtype)}" for column in filled}
    return flatten(what, pl.DataFrame(filled), "CSV").rename(headings)


def _type(dtype: pl.DataType) -> str:
    return "string[]" if isinstance(dtype, pl.List) else _TYPES.get(dtype.base_type(), "string")
