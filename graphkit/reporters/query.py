"""What a query of the library is, for people and for programs."""

from __future__ import annotations

from typing import Any

from graphkit.queries.header import Query
from graphkit.stores.answer import as_text

_NAMES = {"neo4j": "Neo4j", "embedded": "the files, without a server"}


def described(query: Query) -> dict[str, Any]:
    """A query as JSON has it."""
    return {
        "name": query.name,
        "family": query.family,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": as_text(parameter.default) if parameter.type == "date" else parameter.default,
                "description": parameter.description,
            }
            for parameter in query.parameters
        ],
        "columns": [vars(column) for column in query.columns],
        "engines": list(query.engines),
        "cypher": query.text,
    }


def text_of(query: Query) -> str:
    """A query for people: what it answers, what it is asked with, what it returns, and the Cypher."""
    parts = [query.title, "=" * len(query.title), "", query.question, ""]
    if query.parameters:
        parts.append("Parameters")
        parts += _aligned(
            [
                (parameter.name, parameter.type, f"{parameter.description}  [default: {_default(parameter.default)}]")
                for parameter in query.parameters
            ]
        )
    parts.append("Columns")
    parts += _aligned([(column.name, column.type, column.description) for column in query.columns])
    parts += [f"Runs on {' and '.join(_NAMES[engine] for engine in query.engines)}."]
    if query.why_not:
        parts.append(f"Nowhere else: {query.why_not}.")
    return "\n".join([*parts, "", _body(query), ""])


def _default(value: object) -> str:
    return "today" if value is None else as_text(value)


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    return [f"  {name.ljust(widths[0])}  {type_.ljust(widths[1])}  {words}" for name, type_, words in rows] + [""]


def _body(query: Query) -> str:
    """The Cypher without the header, as it is pasted."""
    lines = query.text.splitlines()
    keys = ("title:", "question:", "param:", "column:", "engines:", "why-not-")
    first = next((at for at, line in enumerate(lines) if not line.removeprefix("//").lstrip().startswith(keys)), 0)
    return "\n".join(lines[first:])
