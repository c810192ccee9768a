"""How deep the chains of a model are, so that no query cuts one off unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from graphkit.model.schema import RELATIONSHIPS
from graphkit.model.tables import Model
from graphkit.queries.tokens import Chain

USUAL = 30
"""The longest path that the engine follows where a pattern has no end."""

_MEANT = 10
"""Up to here an end of a pattern is taken for what is asked; beyond, for what the engine can bear."""


class Depth:
    """The longest chains of a model.

    Args:
        model: The model.
        derived: Relationships that follow from it: type → `source` and `target`, node numbers.
    """

    def __init__(self, model: Model, derived: Mapping[str, pl.DataFrame]) -> None:
        self._tables = {name: model.relationships[name] for name in RELATIONSHIPS} | dict(derived)
        self._size = model.size
        self._names = {name.upper(): name for name in self._tables}

    def of(self, types: Sequence[str]) -> int | None:
        """The longest chain of relationships of these types.

        Args:
            types: Types of relationships; all where there are none.

        Returns:
            How many relationships it has; None where one comes back to where it began.
        """
        known = [self._names[name.upper()] for name in types or self._names if name.upper() in self._names]
        ends = [self._tables[name].select("source", "target").to_numpy() for name in known]
        edges = np.concatenate([np.zeros((0, 2), dtype=np.int64), *ends]).astype(np.int64)
        return longest(self._size, edges[:, 0], edges[:, 1])

    def remarks(self, several: Sequence[Chain], bound: int) -> Iterator[str]:
        """What patterns would leave out, a line each.

        Args:
            several: The patterns of a query.
            bound: Where a pattern without an end is cut off.
        """
        for chain in dict.fromkeys(several):
            most = bound if chain.most is None else chain.most
            if chain.most is not None and most < _MEANT:
                continue
            depth = self.of(chain.types)
            if depth is None and chain.most is None:
                yield f"{chain.written} meets a circle; it is followed for {most} steps"
            elif depth is not None and depth > most:
                yield f"{chain.written} ends after {most} steps, and the model has chains of {depth}: rows may lack"

    def bound(self, several: Sequence[Chain]) -> int:
        """How far the engine has to go for patterns, so that nothing is left out where there is no circle."""
        ends = [chain.most for chain in several if chain.most is not None]
        open_ = [self.of(chain.types) or 0 for chain in several if chain.most is None]
        return max([USUAL, *ends, *open_])


def longest(size: int, lower: np.typing.NDArray[np.int64], upper: np.typing.NDArray[np.int64]) -> int | None:
    """The number of edges of the longest path in a graph.

    Args:
        size: Number of nodes.
        lower: Start of each edge.
        upper: End of each edge.

    Returns:
        The number, or None where the graph has a cycle.

    Examples:
        >>> longest(4, np.array([0, 1, 0]), np.array([1, 2, 2])), longest(2, np.array([0, 1]), np.array([1, 0]))
        (2, None)
    """
    into = np.bincount(upper, minlength=size)
    order = np.argsort(lower, kind="stable")
    lower, upper = lower[order], upper[order]
    first = np.searchsorted(lower, np.arange(size + 1))
    here, left, steps = np.flatnonzero(into == 0), len(lower), 0
    while True:
        counts = first[here + 1] - first[here]
        total = int(counts.sum())
        if not total:
            return None if left else steps
        steps, left = steps + 1, left - total
        edges = np.repeat(first[here] - (np.cumsum(counts) - counts), counts) + np.arange(total)
        reached = upper[edges]
        np.subtract.at(into, reached, 1)
        here = np.unique(reached[into[reached] == 0])
