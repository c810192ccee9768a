"""What a query answers, alike from every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graphkit.model.tables import FILE, LINE
from graphkit.stores.statements import OURS, WHOLE_ID

NUMBER = "_number"
"""The property by which the embedded engine finds a node."""

_OWN = frozenset({FILE, LINE, WHOLE_ID, OURS, NUMBER})
"""Properties that are graphkit's own; a query may ask for them, but they are not shown with what they are of."""


@dataclass(frozen=True)
class Node:
    """A node.

    Attributes:
        label: Its label.
        properties: Its properties, by name, without graphkit's own.
    """

    label: str
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, label: str, properties: Mapping[str, Any]) -> Node:
        """A node as an engine has it."""
        return cls(label, shown(properties))

    def __str__(self) -> str:
        """`Label:id`."""
        return f"{self.label}:{self.properties.get('id', '')}"


@dataclass(frozen=True)
class Relationship:
    """A relationship.

    Attributes:
        type: Its type.
        properties: Its properties, by name, without graphkit's own.
    """

    type: str
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, type_: str, properties: Mapping[str, Any]) -> Relationship:
        """A relationship as an engine has it."""
        return cls(type_, shown(properties))

    def __str__(self) -> str:
        """Its type and properties."""
        inside = ", ".join(f"{name}: {as_text(value)}" for name, value in self.properties.items())
        return f"{self.type} {{{inside}}}" if inside else self.type


@dataclass(frozen=True)
class Path:
    """A path.

    Attributes:
        nodes: Its nodes.
        relationships: Those between them.
        forward: Whether each leads on, and not back.
    """

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    forward: tuple[bool, ...]

    def __str__(self) -> str:
        """Its nodes with arrows between them."""
        steps = zip(self.relationships, self.forward, self.nodes[1:], strict=False)
        rest = (f" -[{over}]-> {node}" if on else f" <-[{over}]- {node}" for over, on, node in steps)
        return str(self.nodes[0]) + "".join(rest) if self.nodes else ""


@dataclass(frozen=True)
class Answer:
    """Rows that a query returned.

    Attributes:
        columns: Their names.
        rows: The rows, as they come.
    """

    columns: tuple[str, ...]
    rows: Iterator[list[Any]]


def shown(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that are there and not graphkit's own: id and name first, then by name."""
    names = sorted(properties, key=lambda name: (name != "id", name != "name", name))
    return {name: properties[name] for name in names if name not in _OWN and properties[name] is not None}


def scalar(value: Any) -> Any:
    """A value that holds no others, as Python's own.

    Examples:
        >>> scalar(Decimal("3")), scalar(Decimal("2.5"))
        (3, 2.5)
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.to_native() if hasattr(value, "to_native") else value


def as_json(value: Any) -> Any:
    """A value of an answer as JSON has it.

    Examples:
        >>> as_json([date(2026, 1, 31), Node("Person", {"id": "ann"})])
        ['2026-01-31', {'label': 'Person', 'id': 'ann'}]
    """
    match value:
        case Node():
            return {"label": value.label, **as_json(value.properties)}
        case Relationship():
            return {"type": value.type, **as_json(value.properties)}
        case Path():
            return {"nodes": as_json(value.nodes), "relationships": as_json(value.relationships)}
        case list() | tuple():
            return [as_json(part) for part in value]
        case Mapping():
            return {str(name): as_json(part) for name, part in value.items()}
        case None | bool() | int() | str():
            return value
        case float():
            return value if abs(value) < float("inf") else str(value)
    return as_text(value)


def as_text(value: Any, between: str = ", ") -> str:
    """A value of an answer as people read it.

    Args:
        value: The value.
        between: What stands between the parts of a list.

    Examples:
        >>> as_text(["a", True, None, date(2026, 1, 31)])
        'a, true, , 2026-01-31'
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return between.join(as_text(part) for part in value)
        case Mapping():
            return "{" + ", ".join(f"{name}: {as_text(part)}" for name, part in value.items()) + "}"
    return str(value)
