"""Who lies above whom in an acyclic graph, answered for whole columns of pairs.

Most nodes have one edge upwards. Those edges form a forest, in which a node lies above
another when its interval of pre-order numbers encloses the other's. A node with several
edges is the root of its tree; the places where its paths enter other trees are listed
once, and a path beyond the root is an interval test against each of these entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.arrays import (
    NOTHING,
    Bools,
    Ints,
    Ragged,
    any_by,
    chunks,
    distinct,
    narrowed,
    runs,
    slices,
    unique_pairs,
)

_DEEP = 500
"""Levels above which nodes are numbered one by one: a step a level costs more than a step a node then."""

_AT_ONCE = 15_000
"""Pairs tested together: columns of them fit in the fast memory of a processor, which halves the time."""


@dataclass(frozen=True, eq=False)
class Reach:
    """An acyclic graph compiled for questions about paths.

    Attributes:
        up: The upper ends of each node's edges.
        root: The root of the tree in which each node stands; shape (nodes,).
        depth: Steps from each node up to that root.
        begin: Pre-order number of each node.
        end: Largest pre-order number in the subtree of each node.
        entries: For each root with several edges, where paths from it enter other trees.
    """

    up: Ragged
    root: Ints
    depth: Ints
    begin: Ints
    end: Ints
    entries: Ragged

    @classmethod
    def compile(cls, size: int, lower: Ints, upper: Ints) -> Reach:
        """Compile a graph.

        Args:
            size: Number of nodes.
            lower: Start of each edge.
            upper: End of each edge; the graph must not have cycles.
        """
        lower, upper = unique_pairs(lower, upper)
        up = Ragged.group(lower, upper, size)
        parent = np.arange(size)
        single = up.counts == 1
        parent[single] = up.values[up.offsets[:-1][single]]
        root, depth = _climb(parent)
        begin, end = _intervals(parent, depth)
        entries = _entries(up, root, begin, end)
        return cls(up, narrowed(root), narrowed(depth), narrowed(begin), narrowed(end), entries)

    def above(self, lower: Ints, upper: Ints) -> Bools:
        """Whether a path of one or more edges leads from each lower node to its upper one.

        Args:
            lower: Node numbers.
            upper: As many node numbers.

        Returns:
            One flag a pair.
        """
        inner = self._inner[upper]
        if 2 * np.count_nonzero(inner) < len(inner):
            found = np.zeros(len(lower), dtype=np.bool_)
            found[inner] = self.above(lower[inner], upper[inner])
            return found
        found = np.empty(len(lower), dtype=np.bool_)
        for part in chunks(len(lower), _AT_ONCE):
            found[part] = self._above(lower[part], upper[part])
        return found

    def reaches(self, lower: Ints, upper: Ints) -> Bools:
        """Like `above`, and true where the two are the same."""
        same: Bools = lower == upper
        return same | self.above(lower, upper)

    def reach_any(self, lower: Ints, upper: Ints) -> Bools:
        """Which of some upper nodes are, or are above, any of some lower ones.

        Args:
            lower: Node numbers.
            upper: Node numbers, as many or not.

        Returns:
            One flag for each of `upper`.
        """
        places = np.sort(self.begin[self.paths(lower)[1]], kind="stable")
        found: Bools = np.searchsorted(places, self.begin[upper]) < np.searchsorted(places, self.end[upper], "right")
        return found

    def _above(self, lower: Ints, upper: Ints) -> Bools:
        first, last = self.begin[upper], self.end[upper]
        place, entry = self.begin[lower], self._first_entry[lower]
        found: Bools = ((first <= place) & (place <= last) & (upper != lower)) | ((first <= entry) & (entry <= last))
        rest = np.flatnonzero(~found & self._several_entries[lower])
        at, further = self.entries.expand(self.root[lower[rest]])
        place = self.begin[further]
        beyond = any_by(at, (first[rest[at]] <= place) & (place <= last[rest[at]]), len(rest))
        found[rest[beyond]] = True
        return found

    @cached_property
    def _inner(self) -> Bools:
        """Nodes with anything below them; most have nothing."""
        inner = np.zeros(len(self.root), dtype=np.bool_)
        inner[self.up.values] = True
        return inner

    @cached_property
    def _first_entry(self) -> Ints:
        """Pre-order number of the first entry beyond each root; -1, which nothing encloses, where there is none."""
        first = np.full(len(self.root), -1, dtype=np.int64)
        some = self.entries.counts > 0
        first[some] = self.begin[self.entries.values[self.entries.offsets[:-1][some]]]
        return narrowed(first[self.root])

    @cached_property
    def _several_entries(self) -> Bools:
        """Nodes beyond whose root there is more than one entry."""
        several: Bools = (self.entries.counts > 1)[self.root]
        return several

    def paths(self, nodes: Ints) -> tuple[Ints, Ints]:
        """The lowest nodes of all paths up from many nodes.

        Whatever lies above a node, or is it, stands between one of these and the root of its tree.

        Args:
            nodes: Node numbers.

        Returns:
            For each path, the position in `nodes` and the node it begins with.
        """
        at, entry = self.entries.expand(self.root[nodes])
        return np.concatenate([np.arange(len(nodes)), at]), np.concatenate([nodes, entry])

    def ancestor(self, nodes: Ints, depth: Ints) -> Ints:
        """The ancestor-or-self of each node in its tree at a depth.

        Args:
            nodes: Node numbers.
            depth: Steps up from the ancestor to the root, not more than from the node.
        """
        keys, ordered = self._by_depth
        found = nodes.astype(np.int64)
        higher = np.flatnonzero(depth < self.depth[nodes])
        wanted = depth[higher].astype(np.int64) * len(self.begin) + self.begin[nodes[higher]]
        found[higher] = ordered[np.searchsorted(keys, wanted, side="right") - 1]
        return found

    @cached_property
    def _by_depth(self) -> tuple[Ints, Ints]:
        """Nodes with something below them by depth and then place, as numbers in order, and the nodes themselves."""
        inner = np.flatnonzero(self._inner)
        keys = self.depth[inner].astype(np.int64) * len(self.begin) + self.begin[inner]
        order = np.argsort(keys, kind="stable")
        return keys[order], inner[order]

    def all_above(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Everything above many nodes.

        Args:
            nodes: Node numbers.

        Returns:
            For each pair found, the position in `nodes` and the node above, sorted.
        """
        found_at, found = [NOTHING], [NOTHING]
        at, here = np.arange(len(nodes)), nodes
        while len(at):
            step, above = self.up.expand(here)
            at, here = unique_pairs(at[step], above)
            found_at.append(at)
            found.append(here)
        return unique_pairs(np.concatenate(found_at), np.concatenate(found))

    @cached_property
    def down(self) -> Ragged:
        """The lower ends of the edges that lead to each node."""
        return Ragged.group(self.up.values, self.up.keys, len(self.up))


def _climb(parent: Ints) -> tuple[Ints, Ints]:
    """Root and depth of every node of a forest, by doubling the stride."""
    anchor = parent.copy()
    depth = (parent != np.arange(len(parent))).astype(np.int64)
    while len(anchor):
        further = anchor[anchor]
        if np.array_equal(further, anchor):
            break
        depth += depth[anchor]
        anchor = further
    return anchor, depth


def _intervals(parent: Ints, depth: Ints) -> tuple[Ints, Ints]:
    """First and last pre-order number of every subtree, a level of depth at a time."""
    roots, below = np.flatnonzero(depth == 0), np.flatnonzero(depth)
    below = below[np.argsort(depth[below], kind="stable")]
    levels = np.split(below, np.cumsum(np.bincount(depth[below]))[1:-1])
    if len(levels) > _DEEP:
        return _intervals_of_deep(parent, roots, below)
    size = np.ones(len(parent), dtype=np.int64)
    for level in reversed(levels):
        np.add.at(size, parent[level], size[level])
    begin = np.zeros(len(parent), dtype=np.int64)
    begin[roots] = np.cumsum(size[roots]) - size[roots]
    for level in levels:
        nodes = level[np.argsort(parent[level], kind="stable")]
        first, group = runs(parent[nodes])
        taken = np.cumsum(size[nodes]) - size[nodes]
        begin[nodes] = taken - taken[first][group] + begin[parent[nodes]] + 1
    return begin, begin + size - 1


def _intervals_of_deep(parent: Ints, roots: Ints, below: Ints) -> tuple[Ints, Ints]:
    """The same, a node at a time; those below others are given by depth."""
    above, order = parent.tolist(), below.tolist()
    size = [1] * len(above)
    for node in reversed(order):
        size[above[node]] += size[node]
    begin, free = [0] * len(above), [0] * len(above)
    taken = 0
    for node in roots.tolist():
        begin[node], free[node], taken = taken, taken + 1, taken + size[node]
    for node in order:
        begin[node] = free[above[node]]
        free[node], free[above[node]] = begin[node] + 1, begin[node] + size[node]
    first = np.array(begin, dtype=np.int64)
    return first, first + np.array(size, dtype=np.int64) - 1


def _entries(up: Ragged, root: Ints, begin: Ints, end: Ints) -> Ragged:
    """For every node with several edges, the lowest places where its paths enter other trees.

    A node enters where its edges lead, and where the roots there enter further trees; so those come first.
    """
    several = up.counts > 1
    nodes = np.flatnonzero(several)
    at, above = up.expand(nodes)
    beyond = several[root[above]]
    waiting = Ragged.group(root[above[beyond]], nodes[at[beyond]], len(root))
    missing = np.bincount(waiting.values, minlength=len(root))
    by_begin = np.empty(len(begin), dtype=np.int64)
    by_begin[begin] = np.arange(len(begin))
    first, count = np.zeros(len(root), dtype=np.int64), np.zeros(len(root), dtype=np.int64)
    found = NOTHING
    frontier = nodes[missing[nodes] == 0]
    while len(frontier):
        at, above = up.expand(frontier)
        further = root[above]
        step, entry = slices(found, first[further], count[further])
        at, place = unique_pairs(np.concatenate([at, at[step]]), begin[np.concatenate([above, entry])])
        # What lies above an entry also lies above what is below the entry, so only the lowest are kept.
        lowest = np.ones(len(at), dtype=np.bool_)
        lowest[:-1] = (at[1:] != at[:-1]) | (place[1:] > end[by_begin[place[:-1]]])
        entries = Ragged.group(at[lowest], by_begin[place[lowest]], len(frontier))
        first[frontier], count[frontier] = len(found) + entries.offsets[:-1], entries.counts
        found = np.concatenate([found, entries.values])
        _, dependent = waiting.expand(frontier)
        np.subtract.at(missing, dependent, 1)
        frontier = distinct(dependent[missing[dependent] == 0])
    at, values = slices(found, first[nodes], count[nodes])
    return Ragged.group(nodes[at], values, len(root))
