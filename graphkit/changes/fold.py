"""Edits in their order put together to what they change in all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from graphkit.changes.typed import wrong
from graphkit.changes.values import (
    AddNode,
    AddRelationship,
    Edit,
    Key,
    RemoveNode,
    RemoveRelationship,
    SetProperties,
)
from graphkit.errors import nearest
from graphkit.model.schema import RELATIONSHIPS
from graphkit.model.tables import Model

Properties = tuple[tuple[str, Any], ...]
"""The properties of a relationship that have a value, by name."""
_Ends = tuple[str, Key, Key]


def same(type_: str, properties: Mapping[str, Any]) -> Properties:
    """The properties of a relationship such that equal ones are the same relationship.

    Examples:
        >>> same("INVOLVES", {"x_note": None})
        (('raci', 'R'),)
    """
    filled = {name: value for name, value in properties.items() if value is not None}
    for known in RELATIONSHIPS[type_].properties:
        if known.default is not None:
            filled.setdefault(known.name, known.default)
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in filled.items()))


class Fold:
    """What edits change in all, taken one by one.

    Args:
        model: The model they change.
        there: Those nodes of it that edits name.
        file: The change file, for messages.

    Attributes:
        gone: Nodes of the model that go, with what was connected to them; some may be made anew.
        made: New nodes.
        changed: Properties of nodes of the model that change.
        cuts: Relationships of the model that go, and whether an edit before had made such a one.
    """

    def __init__(self, model: Model, there: Collection[Key], file: str | None) -> None:
        self.gone: dict[Key, int] = {}
        self.made: dict[Key, AddNode] = {}
        self.changed: dict[Key, dict[str, Any]] = {}
        self.cuts: list[tuple[RemoveRelationship, bool]] = []
        self._model = model
        self._there = there
        self._file = file
        self._links: dict[_Ends, dict[Properties, tuple[int, AddRelationship]]] = {}
        self._step = 0

    def links(self) -> dict[str, list[AddRelationship]]:
        """Type → new relationships, without those of nodes that went later."""
        kept: dict[str, list[AddRelationship]] = {}
        for (type_, source, target), links in self._links.items():
            last = max(self.gone.get(source, -1), self.gone.get(target, -1))
            kept.setdefault(type_, []).extend(link for step, link in links.values() if step > last)
        return kept

    def take(self, edit: Edit) -> None:
        """Put one more edit on top.

        Raises:
            InputError: When it does not fit what there is.
        """
        self._step += 1
        match edit:
            case AddNode():
                if self._alive((edit.label, edit.id)):
                    raise wrong(f"there is a {edit.label} {edit.id!r} already", edit, self._file)
                self.made[edit.label, edit.id] = edit
            case RemoveNode():
                self._remove_node(edit)
            case SetProperties():
                self._set(edit)
            case AddRelationship():
                self._add(edit)
            case RemoveRelationship():
                self._cut(edit)

    def _alive(self, key: Key) -> bool:
        return key in self.made or (key in self._there and key not in self.gone)

    def _expect(self, key: Key, edit: Edit) -> Key:
        if not self._alive(key):
            label, id_ = key
            ids = [] if label not in self._model.nodes else self._model.nodes[label]["id"].to_list()
            near = nearest(id_, [*ids, *(other for kind, other in self.made if kind == label)])
            raise wrong(f"there is no {label} {id_!r}", edit, self._file, near)
        return key

    def _remove_node(self, edit: RemoveNode) -> None:
        key = self._expect((edit.label, edit.id), edit)
        self.made.pop(key, None)
        self.changed.pop(key, None)
        self.gone[key] = self._step

    def _set(self, edit: SetProperties) -> None:
        key = self._expect((edit.label, edit.id), edit)
        if key in self.made:
            node = self.made[key]
            self.made[key] = AddNode(node.label, node.id, {**node.properties, **edit.properties}, node.line)
        else:
            self.changed.setdefault(key, {}).update(edit.properties)

    def _add(self, edit: AddRelationship) -> None:
        source, target = self._expect(edit.source, edit), self._expect(edit.target, edit)
        if not RELATIONSHIPS[edit.type].allows(source[0], target[0]):
            raise wrong(f"{edit.type} does not lead from a {source[0]} to a {target[0]}", edit, self._file)
        links = self._links.setdefault((edit.type, source, target), {})
        links[same(edit.type, edit.properties)] = (self._step, edit)

    def _cut(self, edit: RemoveRelationship) -> None:
        ends = (edit.type, self._expect(edit.source, edit), self._expect(edit.target, edit))
        links = self._links.get(ends, {})
        fitting = [properties for properties in links if fits(properties, edit)]
        for properties in fitting:
            del links[properties]
        self.cuts.append((edit, bool(fitting)))


def fits(properties: Properties, edit: RemoveRelationship) -> bool:
    """Whether a relationship between the ends that an edit names is one that it removes."""
    if edit.properties is None:
        return True
    has = dict(properties)
    return all(has.get(name) == value for name, value in edit.properties.items())
