"""Cycles: which edges of a directed graph lie on one, and in what order the rest can be walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, distinct

_ROUNDS = 100
"""Rounds of taking nodes off; what is deeper than that is searched for components at once."""

_FEW = 20_000
"""Nodes up to which components are walked here; scipy is faster on more, but takes long to load."""


@dataclass(frozen=True, eq=False)
class Cycles:
    """The cycles of a directed graph.

    Attributes:
        edges: Which edges lie on a cycle; shape (edges,).
        members: For each strongly connected component with a cycle, its nodes in order.
    """

    edges: Bools
    members: Ragged


def find_cycles(size: int, lower: Ints, upper: Ints) -> Cycles:
    """Find every strongly connected component that holds a cycle.

    Nodes without a way in, and then those without a way out, are taken off until none is
    left; only the rest, which in a sound model is empty or deep, is searched for components.

    Args:
        size: Number of nodes.
        lower: Start of each edge.
        upper: End of each edge.

    Returns:
        The edges on cycles (self-loops too) and the components, by their lowest node.
    """
    left = _peel(size, upper, lower)
    if not left.any():
        return Cycles(left, Ragged.empty(0))
    back = _peel(size, lower[left], upper[left])
    rest = np.flatnonzero(left)[back]
    component = _components(size, lower[rest], upper[rest])
    on_cycle = np.zeros(len(lower), dtype=np.bool_)
    on_cycle[rest] = component[lower[rest]] == component[upper[rest]]
    nodes = distinct(np.concatenate([lower[on_cycle], upper[on_cycle]]))
    _, first, group = np.unique(component[nodes], return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.int64)
    order[np.argsort(first)] = np.arange(len(first))
    return Cycles(on_cycle, Ragged.group(order[group], nodes, len(first)))


def _peel(size: int, lower: Ints, upper: Ints) -> Bools:
    """Edges that remain when nodes without a way out are taken off, again and again for some rounds."""
    incoming = Ragged.group(upper, np.arange(len(upper)), size)
    ways_out = np.bincount(lower, minlength=size)
    left = np.ones(len(lower), dtype=np.bool_)
    frontier = np.flatnonzero((ways_out == 0) & (incoming.counts > 0))
    for _ in range(_ROUNDS):
        if not len(frontier):
            break
        _, edges = incoming.expand(frontier)
        left[edges] = False
        below = lower[edges]
        np.subtract.at(ways_out, below, 1)
        frontier = distinct(below[ways_out[below] == 0])
    return left


def _components(size: int, lower: Ints, upper: Ints) -> Ints:
    """For each node, a number that the nodes of its strongly connected component share."""
    nodes, position = np.unique(np.concatenate([lower, upper]), return_inverse=True)
    start, end = np.split(position, 2)
    search = _walked if len(nodes) <= _FEW else _strongly_connected
    component = np.arange(size) + len(nodes)
    component[nodes] = search(len(nodes), start, end)
    return component


def _walked(size: int, lower: Ints, upper: Ints) -> Ints:
    """Components by two walks in depth (Kosaraju), the second one against the edges."""
    onwards = Ragged.group(lower, upper, size)
    backwards = Ragged.group(upper, lower, size)
    component = np.full(size, -1, dtype=np.int64)
    order = [node for _, node in finished(onwards, range(size))]
    for root, node in finished(backwards, reversed(order)):
        component[node] = root
    return component


def finished(edges: Ragged, roots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Walk a graph in depth.

    Args:
        edges: For each node, where its edges lead.
        roots: Where to begin, in this order; nodes that were met before are no roots.

    Yields:
        Every node with the root that it was first reached from, when all behind it is done.
    """
    ends, values = edges.offsets.tolist(), edges.values.tolist()
    rest = [iter(values[first:last]) for first, last in pairwise(ends)]
    seen = [False] * len(edges)
    for root in roots:
        path = [] if seen[root] else [root]
        seen[root] = True
        while path:
            fresh = next((other for other in rest[path[-1]] if not seen[other]), None)
            if fresh is None:
                yield root, path.pop()
            else:
                seen[fresh] = True
                path.append(fresh)


def _strongly_connected(size: int, lower: Ints, upper: Ints) -> Ints:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(lower), dtype=np.int8), (lower, upper)), shape=(size, size))
    _, component = connected_components(graph.tocsr(), directed=True, connection="strong")
    return np.asarray(component, dtype=np.int64)
