"""One relationship of an organisation as a directed graph, in networkx or in rustworkx."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Protocol, TypeAlias

Node: TypeAlias = Hashable
Pair: TypeAlias = "tuple[Node, Node]"


class Edges(Protocol):
    """The edges of one relationship."""

    def __contains__(self, node: object) -> bool:
        """Whether a node has any edge."""

    def after(self, node: Node) -> Iterable[Node]:
        """Where the edges of a node lead."""

    def before(self, node: Node) -> Iterable[Node]:
        """Where the edges to a node come from."""

    def pairs(self) -> Iterable[Pair]:
        """All edges."""

    def without_cycles(self) -> Edges:
        """The same less every edge on a cycle."""


class Library(Protocol):
    """What keeps the edges, and what it has for ids."""

    def nodes(self, ids: Iterable[str]) -> Iterable[Node]:
        """The nodes of ids."""

    def pairs(self, ids: Iterable[tuple[str, str]]) -> Iterable[Pair]:
        """The nodes of pairs of ids."""

    def name(self, node: Node) -> str:
        """The id of a node."""

    def edges(self, pairs: Iterable[Pair]) -> Edges:
        """A graph of pairs."""


class Networkx:
    """Graphs of networkx; ids are its nodes as they are."""

    def nodes(self, ids: Iterable[str]) -> Iterable[Node]:
        """The ids."""
        return ids

    def pairs(self, ids: Iterable[tuple[str, str]]) -> Iterable[Pair]:
        """The pairs."""
        return ids

    def name(self, node: Node) -> str:
        """The id of a node."""
        return str(node)

    def edges(self, pairs: Iterable[Pair]) -> Edges:
        """A graph of pairs."""
        return _NetworkxEdges(pairs)


class _NetworkxEdges:
    def __init__(self, pairs: Iterable[Pair]) -> None:
        import networkx as nx

        self._graph: nx.DiGraph[Node] = nx.DiGraph()
        self._graph.add_edges_from(pairs)

    def __contains__(self, node: object) -> bool:
        return node in self._graph

    def after(self, node: Node) -> Iterable[Node]:
        return self._graph.successors(node) if node in self._graph else ()

    def before(self, node: Node) -> Iterable[Node]:
        return self._graph.predecessors(node) if node in self._graph else ()

    def pairs(self) -> Iterable[Pair]:
        edges: Iterable[Pair] = self._graph.edges
        return edges

    def without_cycles(self) -> Edges:
        import networkx as nx

        if nx.is_directed_acyclic_graph(self._graph):
            return self
        circle = {node: n for n, part in enumerate(nx.strongly_connected_components(self._graph)) for node in part}
        return _NetworkxEdges((a, b) for a, b in self._graph.edges if circle[a] != circle[b])


class Rustworkx:
    """Graphs of rustworkx, whose nodes are numbers; all graphs number them alike."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._names: list[str] = []

    def nodes(self, ids: Iterable[str]) -> Iterable[Node]:
        """The numbers of ids."""
        return map(self._numbers.__getitem__, ids)

    def pairs(self, ids: Iterable[tuple[str, str]]) -> Iterable[Pair]:
        """The numbers of pairs of ids."""
        number = self._numbers
        return ((number[first], number[second]) for first, second in ids)

    def name(self, node: Node) -> str:
        """The id of a number."""
        if len(self._names) < len(self._numbers):
            self._names = list(self._numbers)
        return self._names[node]  # type: ignore[call-overload,no-any-return]

    def edges(self, pairs: Iterable[Pair]) -> Edges:
        """A graph of pairs."""
        return _RustworkxEdges(pairs)


class _RustworkxEdges:
    def __init__(self, pairs: Iterable[Pair]) -> None:
        import rustworkx as rx

        self._graph = rx.PyDiGraph(multigraph=False)
        self._graph.extend_from_edge_list(list(pairs))  # type: ignore[arg-type]
        self._size = self._graph.num_nodes()

    def __contains__(self, node: object) -> bool:
        known = node < self._size  # type: ignore[operator]
        return known and (self._graph.out_degree(node) > 0 or self._graph.in_degree(node) > 0)  # type: ignore[arg-type]

    def after(self, node: Node) -> Iterable[Node]:
        return self._graph.successor_indices(node) if node < self._size else ()  # type: ignore[operator,arg-type]

    def before(self, node: Node) -> Iterable[Node]:
        return self._graph.predecessor_indices(node) if node < self._size else ()  # type: ignore[operator,arg-type]

    def pairs(self) -> Iterator[Pair]:
        yield from self._graph.edge_list()

    def without_cycles(self) -> Edges:
        import rustworkx as rx

        if rx.is_directed_acyclic_graph(self._graph):
            return self
        parts = rx.strongly_connected_components(self._graph)
        circle = {node: n for n, part in enumerate(parts) for node in part}
        return _RustworkxEdges((a, b) for a, b in self._graph.edge_list() if circle[a] != circle[b])


LIBRARIES: Mapping[str, Callable[[], Library]] = {"networkx": Networkx, "rustworkx": Rustworkx}
"""What the analysis can be run over, by name."""
