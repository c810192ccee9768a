"""A model while changes are put on it: what names mean, and what is connected to what, at every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.changes.fold import Properties, fits, same
from graphkit.changes.values import (
    AddNode,
    AddRelationship,
    Edit,
    Key,
    RemoveNode,
    RemoveRelationship,
)
from graphkit.errors import InputError, nearest
from graphkit.model.schema import RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

Link = tuple[str, Key, Key, Properties]
"""A relationship: type, source, target, and the properties that have a value."""


class Workspace:
    """Gathers edits and knows what they have led to so far.

    Args:
        model: The model that the edits begin with.
        file: The change file, for messages.

    Attributes:
        edits: The edits so far.
        line: The line of the change being worked on; edits that have none of their own get it.
    """

    def __init__(self, model: Model, file: str | None) -> None:
        self.edits: list[Edit] = []
        self.line: int | None = None
        self.model = model
        self._file = file
        self._made: dict[Key, str | None] = {}
        self._gone: set[Key] = set()
        self._cut: set[Link] = set()
        self._new: dict[tuple[str, bool, Key], dict[Link, None]] = {}
        self._by_id: dict[str, dict[str, int]] = {}
        self._by_name: dict[str, dict[str, list[str]]] = {}
        self._sorted: dict[tuple[str, bool], tuple[NDArray[np.intp], NDArray[np.uint32]]] = {}

    def wrong(self, message: str, suggestion: str | None = None, line: int | None = None) -> InputError:
        """The error for the change being worked on."""
        return InputError(message, file=self._file, line=line or self.line, suggestion=suggestion)

    def do(self, edit: Edit) -> None:
        """Take one more edit.

        Args:
            edit: The edit; it fits what there is.
        """
        placed = edit if edit.line is not None else replace(edit, line=self.line)
        self.edits.append(placed)
        match edit:
            case AddNode(label, id_, properties):
                name = properties.get("name")
                self._made[label, id_] = None if name is None else str(name)
            case RemoveNode(label, id_):
                for link in list(self.around((label, id_))):
                    self._forget(link)
                self._made.pop((label, id_), None)
                self._gone.add((label, id_))
            case AddRelationship(type_, source, target, properties):
                link = (type_, source, target, same(type_, properties))
                self._new.setdefault((type_, False, source), {})[link] = None
                self._new.setdefault((type_, True, target), {})[link] = None
            case RemoveRelationship(type_, source, _):
                for link in [link for link in self.links(type_, source) if _meant(link, edit)]:
                    self._forget(link)

    def cut(self, link: Link) -> None:
        """Take away one relationship that there is."""
        type_, source, target, properties = link
        self.do(RemoveRelationship(type_, source, target, dict(properties)))

    def links(self, type_: str, node: Key, *, inward: bool = False) -> list[Link]:
        """The relationships of a type that start from a node, or with `inward` lead to it."""
        new = self._new.get((type_, inward, node), {})
        return [*(link for link in self._old(type_, node, inward=inward) if link not in new), *new]

    def around(self, node: Key) -> Iterator[Link]:
        """All relationships of a node."""
        for type_, declared in RELATIONSHIPS.items():
            if node[0] in declared.sources:
                yield from self.links(type_, node)
            if node[0] in declared.targets:
                yield from (link for link in self.links(type_, node, inward=True) if link[1] != node)

    def there(self, key: Key) -> bool:
        """Whether there is a node with this label and id."""
        return key in self._made or (key not in self._gone and key[1] in self._numbers(key[0]))

    def find(self, reference: str, labels: Sequence[str], what: str, line: int | None = None) -> Key:
        """The node that a reference means.

        Args:
            reference: An id, `Label:id`, or a name.
            labels: The labels it may have.
            what: What is looked for, for messages.
            line: The line of the reference.

        Raises:
            InputError: When it means none, with the nearest name, or several.
        """
        found = self.means(reference, labels)
        if len(found) == 1:
            return found[0]
        if found:
            shown = ", ".join(f"{label}:{id_}" for label, id_ in found[:3])
            raise self.wrong(f"{what}: '{reference}' may mean {len(found)} nodes ({shown})", line=line)
        raise self.wrong(f"{what}: there is no '{reference}'", self._nearest(reference, labels), line)

    def means(self, reference: str, labels: Sequence[str]) -> list[Key]:
        """The nodes that a reference may mean; see `find`."""
        found = [(label, reference) for label in labels if self.there((label, reference))]
        if found:
            return found
        label, _, id_ = reference.partition(":")
        if label in labels and self.there((label, id_)):
            return [(label, id_)]
        old = [(label, id_) for label in labels for id_ in self._called(label).get(reference, ())]
        new = [key for key, name in self._made.items() if name == reference and key[0] in labels]
        return [*(key for key in old if key not in self._gone and key not in self._made), *new]

    def _numbers(self, label: str) -> Mapping[str, int]:
        """The number of each node of a label in the model, by id."""
        if label not in self._by_id:
            first = self.model.offsets[label]
            self._by_id[label] = {id_: first + row for row, id_ in enumerate(self.model.nodes[label]["id"].to_list())}
        return self._by_id[label]

    def _called(self, label: str) -> Mapping[str, Sequence[str]]:
        """The ids of the nodes of a label in the model, by name."""
        if label not in self._by_name:
            ids: dict[str, list[str]] = {}
            for id_, name in self.model.nodes[label].select("id", "name").drop_nulls().iter_rows():
                ids.setdefault(name, []).append(id_)
            self._by_name[label] = ids
        return self._by_name[label]

    def _nearest(self, reference: str, labels: Sequence[str]) -> str | None:
        tables = [self.model.nodes[label] for label in labels]
        words = [word for table in tables for name in ("id", "name") for word in table[name].drop_nulls()]
        return nearest(reference, [*words, *(id_ for label, id_ in self._made if label in labels)])

    def _old(self, type_: str, node: Key, *, inward: bool) -> Iterator[Link]:
        number = None if node in self._gone else self._numbers(node[0]).get(node[1])
        if number is None:
            return
        table = self.model.relationships[type_]
        order, ends = self._order(type_, inward=inward)
        first, last = np.searchsorted(ends, [number, number + 1])
        for row in table[order[first:last]].iter_rows(named=True):
            yield from self._standing(type_, row)

    def _standing(self, type_: str, row: dict[str, Any]) -> Iterator[Link]:
        source, target = self._key(row.pop("source")), self._key(row.pop("target"))
        properties = {name: value for name, value in row.items() if name not in (FILE, LINE)}
        link = (type_, source, target, same(type_, properties))
        if link not in self._cut and not {source, target} & self._gone:
            yield link

    def _order(self, type_: str, *, inward: bool) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """The rows of a type sorted by one end, and those ends."""
        if (type_, inward) not in self._sorted:
            ends = self.model.relationships[type_]["target" if inward else "source"].to_numpy()
            order = np.argsort(ends, kind="stable")
            self._sorted[type_, inward] = order, ends[order]
        return self._sorted[type_, inward]

    def _key(self, number: int) -> Key:
        label = self.model.label_of(number)
        return label, str(self.model.ids[number])

    def _forget(self, link: Link) -> None:
        type_, source, target, _ = link
        self._new.get((type_, False, source), {}).pop(link, None)
        self._new.get((type_, True, target), {}).pop(link, None)
        self._cut.add(link)


def _meant(link: Link, edit: RemoveRelationship) -> bool:
    return link[2] == edit.target and fits(link[3], edit)
