"""GraphML, read through networkx: nodes with a `label`, edges with a `type`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import InputError, nearest
from graphkit.loaders.records import Row, table_of
from graphkit.loaders.xml_safety import Outline, outline
from graphkit.model.rows import RawTable, Tell
from graphkit.model.schema import LABELS, RELATIONSHIPS_TABLE

if TYPE_CHECKING:
    import networkx as nx


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a GraphML file.

    Args:
        path: The file. A node has the attribute `label` (a label of the schema) and may have
            `id`; where it has none, its key in the file serves. An edge has `type`.
        tell: Not needed: nothing has to be guessed.

    Returns:
        A table a label, and the edges as relationships.

    Raises:
        InputError: When it is not GraphML, or a node has no label or an edge no type.
    """
    import networkx as nx

    file = str(path)
    found = outline(path)
    if found.root != "graphml":
        raise InputError(f"is not GraphML: its root is {found.root!r}", file=file)
    try:
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_graphml(path, force_multigraph=True))
    except (nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"is not valid GraphML: {error}", file=file) from error
    return _Tables(graph, found, file).read()


class _Tables:
    """The tables of one graph."""

    def __init__(self, graph: nx.MultiDiGraph[str], found: Outline, file: str) -> None:
        self._graph = graph
        self._found = found
        self._file = file
        self._names: dict[str, tuple[str, str]] = {}

    def read(self) -> list[RawTable]:
        rows: dict[str, list[tuple[Row, int]]] = {label: [] for label in LABELS}
        for key, attributes in self._graph.nodes(data=True):
            label = self._label(key, attributes)
            id_ = _text(attributes.get("id", key)) or key
            self._names[key] = (label, id_)
            own = {name: _text(value) for name, value in attributes.items() if name not in {"id", "label", "labels"}}
            rows[label].append(({"id": id_, **own}, self._found.nodes.get(key, 1)))
        tables = [
            table_of(LABELS[label].table, [row for row, _ in some], [line for _, line in some], self._file, flat=True)
            for label, some in rows.items()
            if some
        ]
        edges = [self._edge(*edge) for edge in self._graph.edges(data=True)]
        if edges:
            lines = [self._found.edges.get(ends, 1) for ends in self._graph.edges()]
            tables.append(table_of(RELATIONSHIPS_TABLE, edges, lines, self._file, flat=True))
        return tables or [table_of(LABELS["Process"].table, [], [], self._file)]

    def _label(self, key: str, attributes: Mapping[str, object]) -> str:
        written = str(attributes.get("label", attributes.get("labels", ""))).lstrip(":")
        folded = {label.casefold(): label for label in LABELS}
        label = folded.get(written.casefold())
        if label is None:
            problem = (
                f"the node {key!r} has the unknown label {written!r}" if written else f"the node {key!r} has no label"
            )
            raise InputError(
                problem, file=self._file, line=self._found.nodes.get(key), suggestion=nearest(written, LABELS)
            )
        return label

    def _edge(self, source: str, target: str, attributes: Mapping[str, object]) -> Row:
        for key in (source, target):
            if key not in self._names:
                raise InputError(f"an edge names {key!r}, which is not a node", file=self._file)
        type_ = _text(attributes.get("type", attributes.get("label")))
        if type_ is None:
            raise InputError(f"the edge from {source!r} to {target!r} has no type", file=self._file)
        own = {name: _text(value) for name, value in attributes.items() if name not in {"id", "type", "label"}}
        source_label, source_id = self._names[source]
        target_label, target_id = self._names[target]
        labels = {"source_label": source_label, "target_label": target_label}
        return {"source": source_id, "type": type_, "target": target_id, **labels, **own}


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None or value == "" else str(value)
