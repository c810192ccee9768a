"""Reads the model that a push wrote, property for property; what else the database holds is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import polars as pl

from graphkit.errors import InputError
from graphkit.model.canonical import node_table, problem_table, relationship_table
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, Model
from graphkit.stores import statements
from graphkit.stores.neo4j import Database
from graphkit.stores.properties import plain, read_back, stored_ids, whole_ids
from graphkit.stores.state import State, problems_from, read_faults, read_state

_CHUNK = 20_000
"""Rows that are held as the driver gives them, before they become columns."""


def pull(database: Database) -> tuple[Model, State]:
    """Read a model.

    Args:
        database: Where it is read.

    Returns:
        The model, and what the database says of it.

    Raises:
        InputError: There is none, its push did not come to its end, it is written to meanwhile, or somebody
            gave it a property that is not what the schema says.
    """
    state = read_state(database)
    _check_whole(database, state)
    nodes = {label: _nodes(database, label, len(state.files)) for label in LABELS}
    model = Model(nodes, {}, state.files)
    numbers = pl.DataFrame(
        {
            "label": pl.Series(tuple(LABELS)).gather(model.label_codes),
            "id": stored_ids(model.ids),
            "number": pl.int_range(model.size, dtype=pl.UInt32, eager=True),
        }
    )
    relationships = {type_: _relationships(database, type_, numbers, len(state.files)) for type_ in RELATIONSHIPS}
    faults = read_faults(database)
    named = {(label, id_): number for label, id_, number in numbers.iter_rows()} if faults else {}
    problems = problem_table([problems_from(faults, named)])
    if read_state(database) != state:
        raise InputError(f"the model in {database.name} was written to while it was read; try again")
    return Model(nodes, relationships, state.files, problems), state


def _check_whole(database: Database, state: State) -> None:
    if not state.push:
        raise InputError(f"{database.name} holds no model; 'graphkit push' writes one")
    if not state.complete:
        raise InputError(f"the last push to {database.name} did not come to its end; push revision {state.revision}")


def _nodes(database: Database, label: str, files: int) -> pl.DataFrame:
    known = LABELS[label].all_properties

    def take(rows: Iterator[list[Any]]) -> pl.DataFrame:
        frames = []
        for chunk in _chunks(rows):
            properties = [plain(row[1]) for row in chunk]
            frame = read_back(properties, known, f"{label} in {database.name}")
            frames.append(frame.with_columns(pl.Series("id", whole_ids(properties), dtype=pl.String)))
        return _joined(frames)

    rows = _files_known(database.read(statements.read_nodes(label), take), files)
    return node_table(label, rows.sort("id") if rows.height else rows)


def _relationships(database: Database, type_: str, numbers: pl.DataFrame, files: int) -> pl.DataFrame:
    known = RELATIONSHIPS[type_].properties
    names = ("source_label", "source_id", "target_label", "target_id")

    def take(rows: Iterator[list[Any]]) -> pl.DataFrame:
        frames = []
        for chunk in _chunks(rows):
            frame = read_back([row[5] for row in chunk], known, f"{type_} in {database.name}")
            ends = {name: [row[at] for row in chunk] for at, name in enumerate(names)}
            ends_frame = pl.DataFrame(ends, schema=dict.fromkeys(names, pl.String))
            frames.append(pl.concat([_numbered(ends_frame, numbers), frame], how="horizontal"))
        return _joined(frames)

    read = database.read(statements.read_relationships(type_), take, labels=list(LABELS))
    return relationship_table(type_, _files_known(read, files))


def _numbered(ends: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Labels and ids of both ends as node numbers."""
    columns = []
    for end in ("source", "target"):
        named = ends.select(pl.col(f"{end}_label").alias("label"), pl.col(f"{end}_id").alias("id"))
        columns.append(named.join(numbers, on=["label", "id"], how="left", maintain_order="left")["number"].alias(end))
    return pl.DataFrame(columns)


def _files_known(rows: pl.DataFrame, files: int) -> pl.DataFrame:
    """Without files that are not counted, which somebody must have written."""
    if FILE not in rows.columns:
        return rows
    return rows.with_columns(pl.when(pl.col(FILE) < files).then(FILE).alias(FILE))


def _chunks(rows: Iterator[list[Any]]) -> Iterable[Sequence[list[Any]]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _joined(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()
