"""A model taken apart for a database: the nodes of one label, or the relationships of one type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from graphkit.stores import statements
from graphkit.stores.derived import Derived, DerivedNodes
from graphkit.stores.properties import (
    Properties,
    filled,
    plain,
    stored_ids,
    stored_nodes,
    stored_relationships,
    tuples,
    without_nulls,
)

if TYPE_CHECKING:
    from graphkit.stores.neo4j import Database

_T = TypeVar("_T")
Key = tuple[str, ...]
"""What is the same in a model and a database: an id; or label and id of both ends."""

Found = Mapping[Key, list[tuple[str, Properties]]]
"""What a database holds of a part: for each key where it is and its properties."""

BATCH = 5000
"""Rows in a statement, and in a transaction."""


def batches(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Rows, as many at a time as go into a statement."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


@dataclass(frozen=True)
class Nodes:
    """The nodes of one label; `rows` makes the properties of those with some numbers."""

    label: str
    ids: pl.Series
    rows: Callable[[Sequence[int]], pl.DataFrame]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label

    @property
    def derived(self) -> bool:
        """Whether it follows from the model."""
        return self.label in statements.DERIVED_LABELS

    def __len__(self) -> int:
        return len(self.ids)

    def keys(self) -> Iterator[Key]:
        """The key of each row."""
        return ((id_,) for id_ in self.ids)

    def creations(self, new: Sequence[int]) -> Iterator[tuple[str, list[Any]]]:
        """Statements that make the rows with these numbers, with their parameters."""
        for some in batches(new):
            names, more, rows = tuples(self.rows(some), statements.PROPERTIES)
            yield statements.create_nodes(self.label, names, more=more), rows

    def found(self, database: Database) -> Found:
        """What the database holds of it."""

        def take(rows: Iterator[list[Any]]) -> Found:
            return {(properties["id"],): [(at, plain(properties))] for at, properties in rows}

        return database.read(statements.read_nodes(self.label), take)


@dataclass(frozen=True)
class Relationships:
    """The relationships of one type; `ends` has label and id of the source, then of the target."""

    type_: str
    frame: pl.DataFrame
    ends: pl.DataFrame

    @property
    def name(self) -> str:
        """What people call it."""
        return self.type_

    @property
    def derived(self) -> bool:
        """Whether it follows from the model."""
        return self.type_ in statements.DERIVED

    def __len__(self) -> int:
        return self.frame.height

    def rows(self, numbers: Sequence[int]) -> pl.DataFrame:
        """The properties of those with some numbers."""
        return _picked(self.frame, numbers)

    def keys(self) -> Iterator[Key]:
        """The key of each row."""
        return self.ends.iter_rows()

    def creations(self, new: Sequence[int]) -> Iterator[tuple[str, list[Any]]]:
        """Statements that make the rows with these numbers, with their parameters."""
        ends = _picked(self.ends, new).with_columns(pl.Series("row", new, dtype=pl.UInt32))
        for pair, group in ends.group_by("source_label", "target_label", maintain_order=True):
            for some in group.iter_slices(BATCH):
                names, more, rows = tuples(self.rows(some["row"].to_list()), statements.PROPERTIES)
                statement = statements.create_relationships(self.type_, str(pair[0]), str(pair[1]), names, more=more)
                ids = some.select("source", "target").iter_rows()
                yield statement, [(*both, *row) for both, row in zip(ids, rows, strict=True)]

    def found(self, database: Database) -> Found:
        """What the database holds of it."""

        def take(rows: Iterator[list[Any]]) -> Found:
            held: dict[Key, list[tuple[str, Properties]]] = {}
            for *key, at, properties in rows:
                held.setdefault(tuple(key), []).append((at, properties))
            return held

        labels = [*LABELS, *statements.DERIVED_LABELS]
        return database.read(statements.read_relationships(self.type_), take, labels=labels)


Part = Nodes | Relationships


def parts(model: Model, derived: Derived) -> Iterator[Part]:
    """A model and what follows from it taken apart: all nodes before the first relationship.

    Args:
        model: The model.
        derived: What follows from it; labels and types that it does not have are there, and empty.
    """
    labels, ids = [pl.Series(tuple(LABELS)).gather(model.label_codes)], [stored_ids(model.ids)]
    for label in LABELS:
        rows = filled(stored_nodes(label, model.nodes[label]))
        yield Nodes(label, rows["id"], partial(_picked, rows))
    for label, nodes in derived.nodes.items():
        labels.append(pl.repeat(label, len(nodes.ids), dtype=pl.String, eager=True))
        ids.append(stored_ids(nodes.ids))
    for label in statements.DERIVED_LABELS:
        nodes = derived.nodes.get(label, DerivedNodes(pl.Series(dtype=pl.String), lambda _: pl.DataFrame()))
        yield Nodes(label, stored_ids(nodes.ids), partial(_marked_rows, nodes))
    named = (pl.concat(labels), pl.concat(ids))
    for type_ in RELATIONSHIPS:
        table = model.relationships[type_]
        yield Relationships(type_, filled(stored_relationships(type_, table)), _ends(table, *named))
    nowhere = pl.DataFrame(schema={"source": pl.UInt32, "target": pl.UInt32})
    for type_ in statements.DERIVED:
        table = derived.relationships.get(type_, nowhere)
        yield Relationships(type_, _marked(table).drop("source", "target"), _ends(table, *named))


def _ends(table: pl.DataFrame, labels: pl.Series, ids: pl.Series) -> pl.DataFrame:
    """Label and id of both ends of each relationship."""
    return pl.DataFrame(
        {
            "source_label": labels.gather(table["source"]),
            "source": ids.gather(table["source"]),
            "target_label": labels.gather(table["target"]),
            "target": ids.gather(table["target"]),
        }
    )


def _marked_rows(nodes: DerivedNodes, numbers: Sequence[int]) -> pl.DataFrame:
    ids = stored_ids(nodes.ids).gather(pl.Series(numbers, dtype=pl.UInt32)).alias("id")
    return _marked(nodes.rows(numbers).with_columns(ids))


def _marked(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.lit(value=True).alias("derived"), pl.lit(value=True).alias(statements.OURS))


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
    return Difference(part, range(len(part)))


def compare(part: Part, database: Database) -> Difference:
    """Find what differs between a part of a model and a database."""
    found = part.found(database)
    if not found:
        return all_of(part)
    left = {key: list(held) for key, held in found.items()}
    unlike: list[tuple[int, Key, Properties]] = []
    for number, (key, wanted) in enumerate(zip(part.keys(), _properties(part), strict=True)):
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


def _properties(part: Part) -> Iterator[Properties]:
    """The properties of all rows as the database gives them back."""
    for some in batches(range(len(part))):
        yield from without_nulls(part.rows(some))


def _picked(frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    if isinstance(numbers, range) and numbers.step == 1:
        return frame.slice(numbers.start, len(numbers))
    return frame[pl.Series(numbers, dtype=pl.UInt32)]
