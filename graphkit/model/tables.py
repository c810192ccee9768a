"""The model: one property graph as immutable tables, each row with its origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graphkit.model.problems import no_problems
from graphkit.model.schema import LABELS, RELATIONSHIPS, Property

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

_FEW = 16
"""Nodes up to which looking each up is quicker than gathering all."""

FILE = "_file"
LINE = "_line"

_DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "texts": pl.List(pl.String()),
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "date": pl.Date(),
}
_ORIGIN: Mapping[str, pl.DataType] = {FILE: pl.UInt32(), LINE: pl.UInt32()}


def dtype_of(property_: Property) -> pl.DataType:
    """The polars type in which a property is stored."""
    return _DTYPES[property_.kind]


def node_schema(label: str) -> dict[str, pl.DataType]:
    """Columns and types of a label's node table, free properties apart.

    Examples:
        >>> list(node_schema("System"))
        ['id', 'name', 'description', '_file', '_line']
    """
    return {property_.name: dtype_of(property_) for property_ in LABELS[label].all_properties} | dict(_ORIGIN)


def relationship_schema(type_: str) -> dict[str, pl.DataType]:
    """Columns and types of a relationship type's table, free properties apart.

    Examples:
        >>> list(relationship_schema("REPORTS_TO"))
        ['source', 'target', 'line', '_file', '_line']
    """
    ends: dict[str, pl.DataType] = {"source": pl.UInt32(), "target": pl.UInt32()}
    own = {property_.name: dtype_of(property_) for property_ in RELATIONSHIPS[type_].properties}
    return ends | own | dict(_ORIGIN)


@dataclass(frozen=True, eq=False)
class Model:
    """An organisation as one labelled property graph.

    Nodes are numbered through: labels in the order of the schema, ids in code-point order
    within a label. So the numbers, and all that is derived from them, are the same whatever
    the order of the rows that were read.

    Attributes:
        nodes: Label → table, sorted by `id`: `id`, `name`, `description`, the label's
            properties, free properties (text), then `_file` and `_line`.
        relationships: Type → table, sorted: `source` and `target` (node numbers), properties,
            free properties (text), then `_file` and `_line`.
        files: The files that `_file` counts, from 0.
        problems: Faults found while reading, see `graphkit.model.problems`.

    Every label and every type of the schema has a table, empty or not.
    """

    nodes: Mapping[str, pl.DataFrame]
    relationships: Mapping[str, pl.DataFrame]
    files: tuple[str, ...] = ()
    problems: pl.DataFrame = field(default_factory=no_problems)

    @cached_property
    def offsets(self) -> Mapping[str, int]:
        """Number of the first node of each label."""
        heights = [self.nodes[label].height for label in LABELS]
        return dict(zip(LABELS, accumulate(heights, initial=0), strict=False))

    @cached_property
    def size(self) -> int:
        """How many nodes there are."""
        return sum(table.height for table in self.nodes.values())

    @cached_property
    def label_codes(self) -> NDArray[np.int8]:
        """For each node, the position of its label in the schema; shape (size,)."""
        heights = [self.nodes[label].height for label in LABELS]
        return np.repeat(np.arange(len(heights), dtype=np.int8), heights)

    @cached_property
    def ids(self) -> pl.Series:
        """The ids of all nodes, by number."""
        return pl.concat([self.nodes[label]["id"] for label in LABELS])

    @cached_property
    def labels_apart(self) -> tuple[str, ...] | None:
        """The labels that have nodes, where all ids of one stand before all ids of the next; None where they mix."""
        ends = sorted((str(ids[0]), str(ids[-1]), label) for label in LABELS if len(ids := self.nodes[label]["id"]))
        apart = all(last < first for (_, last, _), (first, _, _) in pairwise(ends))
        return tuple(label for *_, label in ends) if apart else None

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Ids that nodes of more than one label have."""
        if self.labels_apart is not None:
            return frozenset()
        return frozenset(self.ids.filter(self.ids.is_duplicated()).to_list())

    @property
    def shares_ids(self) -> bool:
        """Whether nodes of different labels have the same id, so that some are written with their label."""
        return bool(self._shared)

    def label_of(self, number: int) -> str:
        """The label of a node.

        Args:
            number: A node number.
        """
        return tuple(LABELS)[int(self.label_codes[number])]

    def show(self, number: int) -> str:
        """How a node is written wherever people read it.

        Args:
            number: A node number.

        Returns:
            The id, or `Label:id` where another label has a node with the same id.
        """
        id_ = str(self.ids[int(number)])
        return f"{self.label_of(number)}:{id_}" if id_ in self._shared else id_

    def show_all(self, numbers: Sequence[int] | NDArray[np.integer]) -> list[str]:
        """`show` for many nodes at once, in the order given."""
        at = np.asarray(numbers, dtype=np.int64)
        if len(at) <= _FEW:
            return [self.show(number) for number in at.tolist()]
        ids: list[str] = self.ids.gather(at).to_list()
        if not self._shared:
            return ids
        return [self.show(int(n)) if id_ in self._shared else id_ for n, id_ in zip(at, ids, strict=True)]

    def name_of(self, number: int) -> str:
        """The name of a node, or its id where it has none."""
        label = self.label_of(number)
        row = int(number) - self.offsets[label]
        return str(self.nodes[label]["name"][row] or self.nodes[label]["id"][row])

    def number_of(self, label: str, id_: str) -> int | None:
        """The number of the node with this label and id, or None where there is none."""
        row = self.nodes[label]["id"].search_sorted(id_)
        ids = self.nodes[label]["id"]
        return self.offsets[label] + int(row) if row < len(ids) and ids[int(row)] == id_ else None

    def find(self, reference: str, labels: Sequence[str] = tuple(LABELS)) -> list[int]:
        """Nodes that a reference written by a person may mean.

        Args:
            reference: An id, `Label:id`, or a name; looked for in this order.
            labels: The labels to look among.

        Returns:
            Numbers of the nodes with that id; where none has it, of those with that name.
        """
        by_id = [number for name in labels if (number := self.number_of(name, reference)) is not None]
        if by_id:
            return by_id
        label, _, rest = reference.partition(":")
        if label in labels and (number := self.number_of(label, rest)) is not None:
            return [number]
        return [
            self.offsets[name] + int(row)
            for name in labels
            for row in (self.nodes[name]["name"] == reference).fill_null(value=False).arg_true()
        ]

    def origin_of(self, number: int) -> tuple[str | None, int | None]:
        """File and line of a node's row, each None where it is not known."""
        label = self.label_of(number)
        row = int(number) - self.offsets[label]
        return self._place(self.nodes[label], row)

    def _place(self, table: pl.DataFrame, row: int) -> tuple[str | None, int | None]:
        file, line = table[FILE][row], table[LINE][row]
        return (None if file is None else self.files[file]), (None if line is None else int(line))

    def equals(self, other: Model) -> bool:
        """Whether two models have the same nodes, relationships, origins and problems."""
        return (
            self.files == other.files
            and all(self.nodes[label].equals(other.nodes[label]) for label in LABELS)
            and all(self.relationships[type_].equals(other.relationships[type_]) for type_ in RELATIONSHIPS)
            and self.problems.equals(other.problems)
        )

    def _repr_html_(self) -> str:
        """The model in a notebook: how much of what it holds."""
        from graphkit.views.notebook import model_html

        return model_html(self)

    def to_networkx(self) -> nx.MultiDiGraph[tuple[str, str]]:
        """The same graph for networkx; see `graphkit.model.graph.to_networkx`."""
        from graphkit.model.graph import to_networkx

        return to_networkx(self)

    @classmethod
    def from_networkx(cls, graph: nx.MultiDiGraph[tuple[str, str]]) -> Model:
        """The exact inverse of `to_networkx`; see `graphkit.model.graph.from_networkx`."""
        from graphkit.model.graph import from_networkx

        return from_networkx(graph)
