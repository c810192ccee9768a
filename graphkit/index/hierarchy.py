"""PART_OF as a hierarchy: without its cycles, with ancestors, descendants and nearest ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, distinct, unique_pairs
from graphkit.index.cycles import find_cycles
from graphkit.index.reach import Reach


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Nodes and the larger ones they are part of.

    Edges on a cycle are left out: they are reported (MOD004) and count for nothing.

    Attributes:
        reach: Paths along PART_OF.
        left_out: Which of the recorded edges lie on a cycle, in the order of the model.
    """

    reach: Reach
    left_out: Bools

    @classmethod
    def compile(cls, size: int, lower: Ints, upper: Ints) -> Hierarchy:
        """Compile the PART_OF relationships of one label.

        Args:
            size: Number of nodes in the model.
            lower: The parts.
            upper: What they are part of.
        """
        on_cycle = find_cycles(size, lower, upper).edges
        return cls(Reach.compile(size, lower[~on_cycle], upper[~on_cycle]), on_cycle)

    @property
    def up(self) -> Ragged:
        """The parents of each node."""
        return self.reach.up

    @property
    def down(self) -> Ragged:
        """The parts of each node."""
        return self.reach.down

    def nearest(self, nodes: Ints, marked: Bools) -> tuple[Ints, Ints]:
        """The nearest marked ancestors-or-self of many nodes, all that are equally near.

        Args:
            nodes: Node numbers.
            marked: One flag a node of the model.

        Returns:
            For each pair found, the position in `nodes` and the marked node, sorted.
        """
        distance = self._distances(marked)
        at = np.flatnonzero(distance[nodes] >= 0)
        here = nodes[at]
        found_at, found = [], []
        while len(at):
            arrived = distance[here] == 0
            found_at.append(at[arrived])
            found.append(here[arrived])
            at, here = at[~arrived], here[~arrived]
            step, above = self.up.expand(here)
            nearer = distance[above] == distance[here][step] - 1
            at, here = unique_pairs(at[step[nearer]], above[nearer])
        if not found:
            return at, here
        return unique_pairs(np.concatenate(found_at), np.concatenate(found))

    def _distances(self, marked: Bools) -> Ints:
        """Steps up to the nearest marked ancestor-or-self; -1 where there is none."""
        distance = np.where(marked, 0, -1)
        frontier = np.flatnonzero(marked & (self.down.counts > 0))
        steps = 0
        while len(frontier):
            steps += 1
            _, below = self.down.expand(frontier)
            frontier = distinct(below[distance[below] < 0])
            distance[frontier] = steps
        return distance

    @cached_property
    def depth(self) -> Ints:
        """Steps up to the nearest node that is part of nothing."""
        return self._distances(self.up.counts == 0)

    def with_ancestors(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Every node with itself and all its ancestors.

        Args:
            nodes: Node numbers.

        Returns:
            For each pair, the position in `nodes` and the node or ancestor.
        """
        at, above = self.reach.all_above(nodes)
        return np.concatenate([np.arange(len(nodes)), at]), np.concatenate([nodes, above])
