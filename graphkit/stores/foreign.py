"""Reads a graph that graphkit did not make, by a mapping of its names to ours; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import polars as pl

from graphkit.config import GraphMapping, MappedType
from graphkit.errors import InputError, nearest
from graphkit.model.rows import RawTable, Tell
from graphkit.model.schema import LABELS, RELATIONSHIPS, RELATIONSHIPS_TABLE, columns_of
from graphkit.stores import statements
from graphkit.stores.neo4j import Database

_CHUNK = 20_000
"""Rows that are held as the driver gives them, before they become columns."""

_AT = pl.Schema({"at": pl.String(), "label": pl.String(), "id": pl.String()})
"""Where nodes are, and what they are called in the tables read."""


def read_mapped(database: Database, mapping: GraphMapping, tell: Tell = lambda _: None) -> list[RawTable]:
    """Read what a mapping speaks of, as tables.

    What graphkit itself wrote into the database is left out. A node with several of the labels is read as the
    first of them. A relationship counts where both ends are read.

    Args:
        database: Where it is read.
        mapping: Their names to ours.
        tell: Told what the mapping names and the database does not have.

    Returns:
        A table a label and a table a type, for `graphkit.model.assemble`.

    Raises:
        InputError: Nodes have neither an id nor a name.
    """
    there = _Names.of(database)
    labels = there.known(mapping.labels, "label", there.labels, database, tell)
    types = there.known(mapping.relationships, "relationship type", there.types, database, tell)
    for name in (*labels, *types):
        there.known(mapping.properties.get(name, {}), "property", there.properties, database, tell)
    tables, nodes = [], [pl.DataFrame(schema=_AT)]
    for number, label in enumerate(labels):
        table, places = _read_label(database, mapping, label, labels[:number], there.properties)
        tables.append(table)
        nodes.append(places)
    places = pl.concat(nodes)
    for type_ in types:
        tables += _read_type(database, mapping, type_, labels, places, there.properties)
    return tables


@dataclass(frozen=True)
class _Names:
    """The names that a database has."""

    labels: frozenset[str]
    types: frozenset[str]
    properties: frozenset[str]

    @classmethod
    def of(cls, database: Database) -> _Names:
        def take(rows: Iterator[list[Any]]) -> frozenset[str]:
            return frozenset(row[0] for row in rows)

        return cls(*(database.read(statement, take) for statement in statements.NAMES))

    def known(
        self, names: Iterable[str], what: str, there: frozenset[str], database: Database, tell: Tell
    ) -> list[str]:
        """Those of some names that the database has; the others are told."""
        known = []
        for name in names:
            if name in there:
                known.append(name)
                continue
            near = nearest(name, there)
            tell(f"{database.name} has no {what} '{name}'" + (f" (did you mean '{near}'?)" if near else ""))
        return known


def _read_label(
    database: Database, mapping: GraphMapping, label: str, before: Sequence[str], there: frozenset[str]
) -> tuple[RawTable, pl.DataFrame]:
    """The nodes of a label, and where they are."""
    ours = mapping.labels[label]
    columns = _columns(mapping.properties.get(label, {}), columns_of(ours), there)
    frame = _read(database, statements.foreign_nodes(label), ("at",), columns, before=list(before))
    place = f"{database.name} (:{label})"
    for name in ("id", "name"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name))
    ids = pl.coalesce(_single("id", frame), _single("name", frame))
    places = frame.select("at", pl.lit(ours).alias("label"), ids.alias("id"))
    if frame.height and places["id"].null_count() == frame.height:
        raise InputError(f"has neither id nor name: say which property it is in [neo4j.properties.{label}]", file=place)
    return _table(LABELS[ours].table, frame.drop("at"), place), places


def _single(name: str, frame: pl.DataFrame) -> pl.Expr:
    """A column as single values; what is wrong with a list is said where the table is put to use."""
    return pl.col(name).list.first() if isinstance(frame[name].dtype, pl.List) else pl.col(name)


def _read_type(
    database: Database,
    mapping: GraphMapping,
    type_: str,
    labels: Sequence[str],
    places: pl.DataFrame,
    there: frozenset[str],
) -> Iterator[RawTable]:
    """The relationships of a type, a table for each type of ours that it stands for."""
    candidates = mapping.relationships[type_]
    columns = _columns(mapping.properties.get(type_, {}), sorted(mapping.known_properties(type_)), there)
    frame = _read(database, statements.foreign_relationships(type_), ("from", "to"), columns, labels=list(labels))
    ends = frame.join(places, left_on="from", right_on="at", how="inner")
    ends = ends.join(places, left_on="to", right_on="at", how="inner", suffix="_to").drop("from", "to")
    kinds = ends.select("label", "label_to").unique()
    meant = pl.Series("meant", [_meant(candidates, *kind) for kind in kinds.iter_rows()], dtype=pl.Int64)
    ends = ends.join(kinds.with_columns(meant), on=["label", "label_to"], how="left")
    for number, candidate in enumerate(candidates):
        rows = ends.filter(pl.col("meant") == number)
        source, target = ("_to", "") if candidate.reverse else ("", "_to")
        yield _table(
            RELATIONSHIPS_TABLE,
            rows.select(
                pl.col(f"id{source}").alias("source"),
                pl.col(f"label{source}").alias("source_label"),
                pl.lit(candidate.type).alias("type"),
                pl.col(f"id{target}").alias("target"),
                pl.col(f"label{target}").alias("target_label"),
                *(name for name in columns.values() if name not in candidate.properties),
                *(pl.lit(value).alias(name) for name, value in candidate.properties.items()),
            ),
            f"{database.name} [:{type_}]",
        )


def _meant(candidates: Sequence[MappedType], source: str, target: str) -> int:
    """The first of several types that may lead from one label to another; the first of all where none may."""
    for number, candidate in enumerate(candidates):
        ends = (target, source) if candidate.reverse else (source, target)
        if RELATIONSHIPS[candidate.type].allows(*ends):
            return number
    return 0


def _columns(mapped: Mapping[str, str | None], known: Sequence[str], there: frozenset[str]) -> dict[str, str]:
    """Property of theirs → column of ours: what is mapped, and what has the same name."""
    columns = {theirs: ours for theirs, ours in mapped.items() if ours is not None and theirs in there}
    same = {name: name for name in known if name in there and name not in mapped and name not in columns.values()}
    return columns | same


def _read(
    database: Database, statement: str, places: Sequence[str], columns: Mapping[str, str], **parameters: object
) -> pl.DataFrame:
    """Rows as columns: places first, then a column a property."""

    def take(rows: Iterator[list[Any]]) -> pl.DataFrame:
        names = (*places, *columns.values())
        chunks: list[list[pl.Series]] = [[] for _ in names]
        while several := list(islice(rows, _CHUNK)):
            cells = zip(*([*row[:-1], *row[-1]] for row in several), strict=True)
            for column, name, values in zip(chunks, names, cells, strict=True):
                column.append(_series(name, [_text(value) for value in values]))
        return pl.DataFrame([_joined(name, parts) for name, parts in zip(names, chunks, strict=True)])

    return database.read(statement, take, keys=list(columns), **parameters)


def _series(name: str, values: list[str | list[str] | None]) -> pl.Series:
    if any(isinstance(value, list) for value in values):
        lists = [[value] if isinstance(value, str) else value for value in values]
        return pl.Series(name, lists, dtype=pl.List(pl.String))
    return pl.Series(name, values, dtype=pl.String)


def _joined(name: str, parts: Sequence[pl.Series]) -> pl.Series:
    lists = any(isinstance(part.dtype, pl.List) for part in parts)
    if lists:
        parts = [part if isinstance(part.dtype, pl.List) else _series(name, [[v] for v in part]) for part in parts]
    return pl.concat(parts) if parts else pl.Series(name, dtype=pl.String)


def _text(value: object) -> str | list[str] | None:
    """A value as somebody would write it into a file."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [str(_text(part)) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _table(table: str, frame: pl.DataFrame, place: str) -> RawTable:
    nowhere = pl.Series("line", [None], dtype=pl.UInt32).new_from_index(0, frame.height)
    return RawTable(table=table, frame=frame, file=place, lines=nowhere, flat=False)
