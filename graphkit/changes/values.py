"""The edits there are, as small values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Value = str | bool | int | float | date | Sequence[str] | None
"""A property as it is written: typed, or as text that is read as a cell would be. None is no value."""

Key = tuple[str, str]
"""A node: its label and its id."""


@dataclass(frozen=True)
class AddNode:
    """A new node.

    Attributes:
        label: Its label.
        id: Its id, which no node of that label has.
        properties: Its properties, `id` apart.
        line: Line of the change file that says so.
    """

    label: str
    id: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class RemoveNode:
    """A node that goes, with all its relationships.

    Attributes:
        label: Its label.
        id: Its id.
        line: Line of the change file that says so.
    """

    label: str
    id: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class SetProperties:
    """Other values for properties of a node.

    Attributes:
        label: Its label.
        id: Its id.
        properties: The properties that change; None takes a value away.
        line: Line of the change file that says so.
    """

    label: str
    id: str
    properties: Mapping[str, Value]
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class AddRelationship:
    """A new relationship; where it is there already, nothing happens.

    Attributes:
        type: Its type.
        source: The node it starts from.
        target: The node it leads to.
        properties: Its properties.
        line: Line of the change file that says so.
    """

    type: str
    source: Key
    target: Key
    properties: Mapping[str, Value] = field(default_factory=dict)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class RemoveRelationship:
    """A relationship that goes.

    Attributes:
        type: Its type.
        source: The node it starts from.
        target: The node it leads to.
        properties: Only such as have these values go; all of that type between the two where None.
        line: Line of the change file that says so.
    """

    type: str
    source: Key
    target: Key
    properties: Mapping[str, Value] | None = None
    line: int | None = field(default=None, compare=False)


Edit = AddNode | RemoveNode | SetProperties | AddRelationship | RemoveRelationship
