"""Cycles: which edges of a directed graph lie on one, and in what order the rest can be walked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Ints, Ragged, distinct


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

    Nodes without a way out, and then those without a way in, are taken off until none is
    left; only the rest, which in a sound model is empty, is searched for components.

    Args:
        size: Number of nodes.
        lower: Start of each edge.
        upper: End of each edge.

    Returns:
        The edges on cycles (self-loops too) and the components, by their lowest node.
    """
    left = _peel(size, lower, upper)
    if not left.any():
        return Cycles(left, Ragged.empty(0))
    back = _peel(size, upper[left], lower[left])
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
    """Edges that remain when nodes without a way out are taken off, again and again."""
    incoming = Ragged.group(upper, np.arange(len(upper)), size)
    ways_out = np.bincount(lower, minlength=size)
    left = np.ones(len(lower), dtype=np.bool_)
    frontier = np.flatnonzero((ways_out == 0) & (incoming.counts > 0))
    while len(frontier):
        _, edges = incoming.expand(frontier)
        left[edges] = False
        below = lower[edges]
        np.subtract.at(ways_out, below, 1)
        frontier = distinct(below[ways_out[below] == 0])
    return left


def _components(size: int, lower: Ints, upper: Ints) -> Ints:
    # Only models with cycles come here, so only they wait for scipy to load.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(lower), dtype=np.int8), (lower, upper)), shape=(size, size))
    _, component = connected_components(graph.tocsr(), directed=True, connection="strong")
    return np.asarray(component, dtype=np.int64)


def no_cycles() -> Cycles:
    """The cycles of a graph without edges."""
    return Cycles(np.zeros(0, dtype=np.bool_), Ragged(np.zeros(1, dtype=np.int64), NOTHING))
