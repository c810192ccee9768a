"""The page on the graph: a diagram and tables, from the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.model.schema import LABELS, RELATIONSHIPS, Property, RelationshipType


def model_page() -> str:
    """Labels, relationships and properties, drawn and listed."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The graph\n"
    yield "Every input becomes one labelled property graph, the same in memory, in Neo4j and without a server."
    yield "Relationships read `(source)-[:TYPE]->(target)`. Made by `make docs`.\n"
    yield "```mermaid\nflowchart LR"
    for label in LABELS:
        yield f"  {label}"
    for source in LABELS:
        for target in LABELS:
            if types := [type_.name for type_ in RELATIONSHIPS.values() if type_.allows(source, target)]:
                yield f'  {source} -- "{"<br>".join(types)}" --> {target}'
    yield "```\n"
    yield "## Labels\n\nEvery node has an `id`, unique within its label, and may have a `name` and a `description`.\n"
    yield "| label | what it is | further properties |\n|---|---|---|"
    for row in LABELS.values():
        yield f"| {row.name} | {row.description} | {_properties(row.properties)} |"
    yield "\n## Relationships\n"
    yield "| type | from | to | what it says of its source | properties |\n|---|---|---|---|---|"
    for type_ in RELATIONSHIPS.values():
        ends = f"{', '.join(type_.sources)} | {_targets(type_)}"
        yield f"| {type_.name} | {ends} | {type_.description} | {_properties(type_.properties)} |"
    yield "\nWhat else a model says of a node or relationship is kept as text, under a name that begins with `x_`."
    yield "What a push to Neo4j adds is in [neo4j.md](neo4j.md)."


def _targets(type_: RelationshipType) -> str:
    return "the same label" if type_.same_label else ", ".join(type_.targets)


def _properties(properties: Sequence[Property]) -> str:
    return ", ".join(f"`{property_.name}` ({_values(property_)})" for property_ in properties)


def _values(property_: Property) -> str:
    if property_.choices and len(property_.choices) < 6:
        return ", ".join(property_.choices)
    return {"texts": "words", "bool": "true or false", "int": "whole number", "float": "number"}.get(
        property_.kind, property_.kind
    )
