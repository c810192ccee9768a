"""What a database says of the model that it holds, and of the faults found when that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from graphkit.model.problems import PROBLEM_SCHEMA
from graphkit.model.tables import FILE, LINE, Model
from graphkit.stores import statements
from graphkit.stores.properties import stored_id

if TYPE_CHECKING:
    from graphkit.stores.neo4j import Database


@dataclass(frozen=True)
class State:
    """What the node `(:GraphkitModel)` says.

    Attributes:
        push: Which push wrote it; empty where none did.
        revision: Which model it holds, see `revision_of`.
        complete: Whether that push came to its end.
        files: The files that `_file` counts.
        extra: Nodes and relationships of graphkit's own that are not in that model.
        as_of: The day for which findings are there, as text; empty where there are none.
    """

    push: str = ""
    revision: str = ""
    complete: bool = False
    files: tuple[str, ...] = ()
    extra: int = 0
    as_of: str = ""


def read_state(database: Database) -> State:
    """What the database says; an empty state where no model was ever written."""
    said: dict[str, Any] = database.read(statements.STATE, lambda rows: next((row[0] for row in rows), {}))
    return State(
        str(said.get("push", "")),
        str(said.get("revision", "")),
        bool(said.get("complete", False)),
        tuple(str(file) for file in said.get("files", ())),
        int(said.get("extra", 0)),
        str(said.get("as_of", "")),
    )


def revision_of(model: Model) -> str:
    """A hash of all nodes, relationships and properties; where they were read does not count."""
    sum_ = hashlib.sha256()
    for name, table in (*model.nodes.items(), *model.relationships.items()):
        sum_.update(f"{name}\n".encode())
        content = table.drop(FILE, LINE)
        sum_.update(b"".join(part.write_ndjson().encode() for part in content.iter_slices(100_000)))
    return sum_.hexdigest()[:16]


Fault = dict[str, Any]
"""A problem as the database has it: its node by label and id."""


def faults_of(model: Model) -> list[Fault]:
    """The problems of a model, in order, without nulls."""
    faults = []
    for number, row in enumerate(model.problems.iter_rows(named=True)):
        subject = row.pop("subject")
        fault = {"number": number, **{name: value for name, value in row.items() if value is not None}}
        if subject >= 0:
            fault |= {"label": model.label_of(subject), "id": stored_id(model.ids[subject])}
        faults.append(fault)
    return faults


def read_faults(database: Database) -> list[Fault]:
    """The problems that the database holds, in order."""
    return database.read(
        statements.READ_PROBLEMS, lambda rows: sorted((row[0] for row in rows), key=lambda fault: fault["number"])
    )


def problems_from(faults: list[Fault], numbers: dict[tuple[str, str], int]) -> pl.DataFrame:
    """Problems of a model again.

    Args:
        faults: What the database holds.
        numbers: Label and stored id → the number of the node.
    """
    return pl.DataFrame(list(_rows(faults, numbers)), schema=PROBLEM_SCHEMA, orient="row")


def _rows(faults: list[Fault], numbers: dict[tuple[str, str], int]) -> Iterator[tuple[Any, ...]]:
    for fault in faults:
        subject = numbers.get((fault.get("label", ""), fault.get("id", "")), -1)
        yield tuple(subject if name == "subject" else fault.get(name) for name in PROBLEM_SCHEMA)
