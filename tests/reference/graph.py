"""The graph of an organisation written by hand, without the package's own way of putting models together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from graphkit.model.schema import LABELS, REFERENCES, ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.organisation_files import Tables
    from tests.reference.organisation import Node


def _nodes(tables: Tables) -> dict[Node, dict[str, object]]:
    return {
        (label.name, row["id"]): {p.name: row[p.name] for p in label.all_properties if row.get(p.name) is not None}
        for label in LABELS.values()
        for row in tables.get(label.table, [])
    }


def _meant(reference: str, column: ReferenceColumn, nodes: dict[Node, dict[str, object]]) -> Node | None:
    """`Label:id`, or an id that only one of the admitted labels has; anything else leads nowhere."""
    label, _, id_ = reference.partition(":")
    if label in column.admits and (label, id_) in nodes:
        return (label, id_)
    found = [(name, reference) for name in column.admits if (name, reference) in nodes]
    return found[0] if len(found) == 1 else None


def _edges(tables: Tables, nodes: dict[Node, dict[str, object]]) -> Iterator[tuple[Node, Node, dict[str, object]]]:
    for label in LABELS.values():
        for row in tables.get(label.table, []):
            for column in REFERENCES[label.name]:
                for reference in row.get(column.name) or []:
                    other = _meant(reference, column, nodes)
                    if other is not None:
                        here = (label.name, row["id"])
                        ends = (other, here) if column.inward else (here, other)
                        yield *ends, {"type": column.type, **dict(column.properties)}


def graph_of(tables: Tables) -> nx.MultiDiGraph[Node]:
    """Nodes and relationships of tables as people write them; what leads nowhere is left out."""
    graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
    nodes = _nodes(tables)
    for node, properties in nodes.items():
        graph.add_node(node, **properties)
    for source, target, data in _edges(tables, nodes):
        graph.add_edge(source, target, **data)
    return graph
