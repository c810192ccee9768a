"""Asks a Neo4j database in somebody's own Cypher: reads only, unless it is told otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.model.schema import LABELS
from graphkit.stores.answer import Answer, Node, Path, Relationship, scalar
from graphkit.stores.dialect import without_prefix

if TYPE_CHECKING:
    from graphkit.stores.neo4j import Database


def ask(
    database: Database,
    query: str,
    parameters: Mapping[str, Any],
    take: Callable[[Answer], None],
    *,
    write: bool = False,
) -> dict[str, int]:
    """Ask a query, or say a statement that writes.

    Args:
        database: Who is asked.
        query: One statement.
        parameters: Its parameters.
        take: Takes the answer, whose rows come as they are asked for.
        write: Whether it may change something; otherwise it is refused before it runs.

    Returns:
        What it changed: of what sort, and how many.

    Raises:
        InputError: When it writes and may not.
    """
    if not write and (kind := database.kind(without_prefix(query), parameters)) != "r":
        what = "changes the schema" if kind == "s" else "writes"
        raise InputError(f"the query {what}; --write allows it")
    return database.ask(
        query,
        parameters,
        lambda columns, rows: take(Answer(columns, ([_plain(value) for value in row] for row in rows))),
        write=write,
    )


def _plain(value: Any) -> Any:
    """A value of the driver's, in our terms; told by what it has, for the driver is not imported here."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if hasattr(value, "relationships"):
        starts = [node.element_id for node in value.nodes]
        forward = tuple(over.start_node.element_id == at for over, at in zip(value.relationships, starts, strict=False))
        return Path(tuple(map(_plain, value.nodes)), tuple(map(_plain, value.relationships)), forward)
    if hasattr(value, "labels"):
        known = sorted(value.labels, key=lambda label: (label not in LABELS, label))
        return Node.of(":".join(known[:1]), {name: _plain(part) for name, part in value.items()})
    if hasattr(value, "start_node"):
        return Relationship.of(value.type, {name: _plain(part) for name, part in value.items()})
    return scalar(value)
