"""Pairs of integers looked up in whole columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, are_among, unique_pairs


@dataclass(frozen=True, eq=False)
class PairIndex:
    """Values found by a pair of integers.

    Attributes:
        keys: The different pairs as one number each, in order.
        values: The values of each.
        width: What the first member of a pair is multiplied by.
    """

    keys: Ints
    values: Ragged
    width: int

    @classmethod
    def build(cls, first: Ints, second: Ints, values: Ints, width: int, *, distinct: bool = False) -> PairIndex:
        """Index values by pairs.

        Args:
            first: Left members, not negative.
            second: Right members, from 0 to width - 1.
            values: As many values.
            width: More than any right member.
            distinct: Keep each value of a pair once.
        """
        pairs = first.astype(np.int64) * width + second
        keys, row = np.unique(pairs, return_inverse=True)
        if distinct:
            row, values = unique_pairs(row, values)
        return cls(keys, Ragged.group(row, values, len(keys)), width)

    def find(self, first: Ints, second: Ints) -> tuple[Ints, Ints]:
        """The values of many pairs at once.

        Args:
            first: Left members.
            second: As many right members.

        Returns:
            For each value found, its position in the question, and the value.
        """
        if not len(self.keys):
            return NOTHING, NOTHING
        wanted = first.astype(np.int64) * self.width + second
        row = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        at = np.flatnonzero(self.keys[row] == wanted)
        step, found = self.values.expand(row[at])
        return at[step], found


@dataclass(frozen=True, eq=False)
class PairSet:
    """A set of pairs of integers.

    Attributes:
        keys: The pairs as one number each, in order.
        width: What the first member of a pair is multiplied by.
    """

    keys: Ints
    width: int

    @classmethod
    def build(cls, first: Ints, second: Ints, width: int) -> PairSet:
        """Make a set of pairs.

        Args:
            first: Left members, not negative.
            second: As many right members, from 0 to width - 1.
            width: More than any right member, also of pairs that are looked for.
        """
        return cls(np.sort(first.astype(np.int64) * width + second, kind="stable"), width)

    def has(self, first: Ints, second: Ints) -> Bools:
        """Which of some pairs are in the set."""
        return are_among(self.keys, first.astype(np.int64) * self.width + second)


def contains_pairs(known: Edges, wanted: Edges) -> Bools:
    """Which of the wanted pairs are among the known ones."""
    width = 1 + int(max(known[1].max(initial=0), wanted[1].max(initial=0)))
    return PairSet.build(*known, width).has(*wanted)
