"""A model taken apart for a database: the nodes of one label, or the relationships of one type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from graphkit.stores import statements
from graphkit.stores.neo4j import Database
from graphkit.stores.properties import (
    Properties,
    maps,
    plain,
    stored_ids,
    stored_nodes,
    stored_relationships,
    without_nulls,
)

Key = tuple[str, ...]
"""What is the same in a model and a database: an id; or label and id of both ends."""

Found = Mapping[Key, list[tuple[str, Properties]]]
"""What a database holds of a part: for each key where it is and its properties."""

BATCH = 5000
"""Rows in a statement, and in a transaction."""


@dataclass(frozen=True)
class Nodes:
    """The nodes of one label."""

    label: str
    rows: pl.DataFrame

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label

    def keys(self) -> Iterator[Key]:
        """The key of each row."""
        return ((id_,) for id_ in self.rows["id"])

    def creations(self, new: Sequence[int]) -> Iterator[tuple[str, list[Any]]]:
        """Statements that make the rows with these numbers, with their parameters."""
        for some in _batches(new):
            yield statements.create_nodes(self.label), maps(_picked(self.rows, some))

    def found(self, database: Database) -> Found:
        """What the database holds of it."""

        def take(rows: Iterator[list[Any]]) -> Found:
            return {(properties["id"],): [(at, plain(properties))] for at, properties in rows}

        return database.read(statements.read_nodes(self.label), take)


@dataclass(frozen=True)
class Relationships:
    """The relationships of one type; `ends` has label and id of the source, then of the target."""

    type_: str
    rows: pl.DataFrame
    ends: pl.DataFrame

    @property
    def name(self) -> str:
        """What people call it."""
        return self.type_

    def keys(self) -> Iterator[Key]:
        """The key of each row."""
        return self.ends.iter_rows()

    def creations(self, new: Sequence[int]) -> Iterator[tuple[str, list[Any]]]:
        """Statements that make the rows with these numbers, with their parameters."""
        ends = _picked(self.ends, new).with_columns(pl.Series("row", new, dtype=pl.UInt32))
        for pair, group in ends.group_by("source_label", "target_label", maintain_order=True):
            statement = statements.create_relationships(self.type_, str(pair[0]), str(pair[1]))
            for some in group.iter_slices(BATCH):
                properties = maps(_picked(self.rows, some["row"].to_list()))
                yield statement, list(map(list, zip(some["source"], some["target"], properties, strict=True)))

    def found(self, database: Database) -> Found:
        """What the database holds of it."""

        def take(rows: Iterator[list[Any]]) -> Found:
            held: dict[Key, list[tuple[str, Properties]]] = {}
            for *key, at, properties in rows:
                held.setdefault(tuple(key), []).append((at, properties))
            return held

        return database.read(statements.read_relationships(self.type_), take, labels=list(LABELS))


Part = Nodes | Relationships


def parts(model: Model, derived: Mapping[str, pl.DataFrame]) -> Iterator[Part]:
    """A model taken apart: all nodes before the first relationship.

    Args:
        model: The model.
        derived: Relationships that follow from it: type → `source` and `target`, node numbers.
    """
    for label in LABELS:
        yield Nodes(label, stored_nodes(label, model.nodes[label]))
    labels = pl.Series(tuple(LABELS)).gather(model.label_codes)
    ids = stored_ids(model.ids)
    for type_ in (*RELATIONSHIPS, *statements.DERIVED):
        table = model.relationships[type_] if type_ in RELATIONSHIPS else derived[type_]
        rows = stored_relationships(type_, table)
        if type_ in statements.DERIVED:
            rows = rows.with_columns(pl.lit(value=True).alias("derived"))
        named = {
            "source_label": labels.gather(table["source"]),
            "source": ids.gather(table["source"]),
            "target_label": labels.gather(table["target"]),
            "target": ids.gather(table["target"]),
        }
        yield Relationships(type_, rows, pl.DataFrame(named))


@dataclass(frozen=True)
class Difference:
    """What a database lacks of a part, and what it holds beyond it.

    Attributes:
        part: The part.
        new: Numbers of the rows that are not there.
        changed: Where it is, and its properties as they should be.
        stale: Where it is, and whether the place is known from which it was read.
    """

    part: Part
    new: Sequence[int]
    changed: list[tuple[str, Properties]] = field(default_factory=list)
    stale: list[tuple[str, bool]] = field(default_factory=list)


def all_of(part: Part) -> Difference:
    """What a database lacks of a part that has none of it."""
    return Difference(part, range(part.rows.height))


def compare(part: Part, database: Database) -> Difference:
    """Find what differs between a part of a model and a database."""
    found = part.found(database)
    if not found:
        return all_of(part)
    left = {key: list(held) for key, held in found.items()}
    unlike: list[tuple[int, Key, Properties]] = []
    for number, (key, wanted) in enumerate(zip(part.keys(), without_nulls(part.rows, BATCH), strict=True)):
        held = left.get(key, [])
        same = next((at for at, (_, properties) in enumerate(held) if properties == wanted), None)
        if same is None:
            unlike.append((number, key, wanted))
        else:
            del held[same]
    new, changed = [], []
    for number, key, wanted in unlike:
        if held := left.get(key, []):
            changed.append((held.pop(0)[0], wanted))
        else:
            new.append(number)
    stale = [(at, FILE in was or LINE in was) for held in left.values() for at, was in held]
    return Difference(part, new, changed, stale)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def _picked(frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    return frame[pl.Series(numbers, dtype=pl.UInt32)] if len(numbers) < frame.height else frame
