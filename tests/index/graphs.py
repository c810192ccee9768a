"""Small directed graphs, for hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graphkit.index.arrays import Ints


@dataclass(frozen=True)
class Drawn:
    """A directed graph as it is drawn: nodes are numbers, and an edge may come twice."""

    size: int
    edges: tuple[tuple[int, int], ...]

    @property
    def lower(self) -> Ints:
        return np.array([lower for lower, _ in self.edges], dtype=np.int64)

    @property
    def upper(self) -> Ints:
        return np.array([upper for _, upper in self.edges], dtype=np.int64)

    @property
    def graph(self) -> nx.DiGraph[int]:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from(self.edges)
        return graph


def graphs() -> st.SearchStrategy[Drawn]:
    """Any graph of up to twelve nodes, with loops, circles and repeated edges."""

    def of_size(size: int) -> st.SearchStrategy[Drawn]:
        node = st.integers(0, size - 1)
        return st.builds(Drawn, st.just(size), st.lists(st.tuples(node, node), max_size=3 * size).map(tuple))

    return st.integers(1, 12).flatmap(of_size)


@st.composite
def acyclic(draw: st.DrawFn) -> Drawn:
    """Graphs without cycles, whose nodes are numbered in any order and may have several parents."""
    drawn = draw(graphs())
    number = draw(st.permutations(range(drawn.size)))
    edges = [(number[max(pair)], number[min(pair)]) for pair in drawn.edges if pair[0] != pair[1]]
    return Drawn(drawn.size, tuple(edges))
