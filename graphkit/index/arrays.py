"""Small building blocks over whole columns, and ragged lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias, cast

import numpy as np

# As words, because loading numpy.typing would cost every run more than the analysis of a small model.
Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
"""Whole numbers, of 64 bits where they are worked with and of 32 where they are kept; see `narrowed`."""
Bools: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
Edges: TypeAlias = "tuple[Ints, Ints]"
"""Sources and targets, as node numbers."""

NOTHING: Ints = np.empty(0, dtype=np.int64)
_LARGEST = np.iinfo(np.int64).max
_SMALLER = np.iinfo(np.int32).max


def narrowed(numbers: Ints) -> Ints:
    """The same numbers in half the space, where they fit; large models are many such columns.

    What is made of them by multiplying or shifting must be widened first.

    Args:
        numbers: Any integers.

    Examples:
        >>> narrowed(np.array([7])).dtype, narrowed(np.array([1 << 40])).dtype
        (dtype('int32'), dtype('int64'))
    """
    fits = numbers.min(initial=0) >= -_SMALLER and numbers.max(initial=0) <= _SMALLER
    if numbers.dtype != np.int64 or not fits:
        return numbers
    return cast(Ints, numbers.astype(np.int32))


def chunks(count: int, size: int) -> Iterator[slice]:
    """Cut rows into runs of one size.

    Args:
        count: How many rows there are.
        size: How many go into a run.

    Examples:
        >>> list(chunks(5, 2))
        [slice(0, 2, None), slice(2, 4, None), slice(4, 6, None)]
    """
    return (slice(first, first + size) for first in range(0, count, size))


def costing(costs: Ints, most: int) -> Iterator[slice]:
    """Cut rows into runs that cost about the same.

    Args:
        costs: What each row costs; a row that costs more than a run may still comes whole.
        most: What a run costs, about.

    Examples:
        >>> list(costing(np.array([4, 1, 9, 10]), 6))
        [slice(0, 2, None), slice(2, 3, None), slice(3, 4, None)]
    """
    number = np.cumsum(costs) // most
    cuts = np.flatnonzero(number[1:] != number[:-1]) + 1
    bounds = [0, *cuts.tolist(), len(costs)] if len(costs) else []
    return (slice(first, last) for first, last in pairwise(bounds))


@dataclass(frozen=True, eq=False)
class Ragged:
    """A list of integers for each row, kept as two columns.

    Attributes:
        offsets: Where each row's list begins, and the end of the last; shape (rows + 1,).
        values: All lists, one behind the other.

    Examples:
        >>> lists = Ragged.group(np.array([2, 0, 2]), np.array([7, 8, 9]), rows=3)
        >>> [lists[row].tolist() for row in range(3)]
        [[8], [], [7, 9]]
    """

    offsets: Ints
    values: Ints

    @classmethod
    def group(cls, keys: Ints, values: Ints, rows: int) -> Ragged:
        """Gather values by key, keeping the order they come in.

        Args:
            keys: The row of each value, from 0 to rows - 1.
            values: As many values.
            rows: How many lists there are.
        """
        if len(keys) > 1 and np.any(keys[1:] < keys[:-1]):
            values = values[np.argsort(keys, kind="stable")]
        offsets = np.zeros(rows + 1, dtype=np.int64)
        np.cumsum(np.bincount(keys, minlength=rows), out=offsets[1:])
        return cls(narrowed(offsets), narrowed(values))

    @classmethod
    def empty(cls, rows: int) -> Ragged:
        """A list without values for each of the rows."""
        return cls(np.zeros(rows + 1, dtype=np.int64), NOTHING)

    @property
    def counts(self) -> Ints:
        """Length of each list."""
        return np.diff(self.offsets)

    @cached_property
    def keys(self) -> Ints:
        """The row of each value."""
        return np.repeat(narrowed(np.arange(len(self))), self.counts)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> Ints:
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def expand(self, rows: Ints) -> tuple[Ints, Ints]:
        """The lists of many rows at once.

        Args:
            rows: Row numbers, in any order, repeated or not.

        Returns:
            For each value found, its position in `rows`, and the value.
        """
        begin = self.offsets[rows]
        return slices(self.values, begin, self.offsets[rows + 1] - begin)

    def only(self, rows: Bools) -> Ragged:
        """The same lists where a flag is set, empty ones elsewhere."""
        return self.where(rows[self.keys])

    def where(self, flags: Bools) -> Ragged:
        """The same lists with only the values whose flag is set; one flag a value."""
        return Ragged.group(self.keys[flags], self.values[flags], len(self))

    def take(self, rows: Ints) -> Ragged:
        """The lists of some rows, as a ragged of its own."""
        at, values = self.expand(rows)
        return Ragged.group(at, values, len(rows))


def slices(values: Ints, begin: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Many slices of a column at once.

    Args:
        values: The column.
        begin: Where each slice begins.
        counts: How long each is.

    Returns:
        For each value found, the number of its slice, and the value.

    Examples:
        >>> at, found = slices(np.array([5, 6, 7]), np.array([1, 0]), np.array([2, 1]))
        >>> at.tolist(), found.tolist()
        ([0, 0, 1], [6, 7, 5])
    """
    if counts.max(initial=0) <= 1:  # most lists are so short, and then there is little to do
        at = np.flatnonzero(counts)
        return at, values[begin[at]]
    at = np.repeat(np.arange(len(begin)), counts)
    place = np.repeat(begin - (np.cumsum(counts) - counts), counts)
    place += np.arange(len(at))
    return at, values[place]


def distinct(numbers: Ints) -> Ints:
    """The different numbers of a column, in order.

    Sorting is several times faster here than the hash table of `numpy.unique`, and a stable sort several times
    faster again: most columns are runs that are in order already.

    Args:
        numbers: Any integers.

    Examples:
        >>> distinct(np.array([3, 1, 3])).tolist()
        [1, 3]
    """
    if not len(numbers):
        return numbers
    ordered = np.sort(numbers, kind="stable")
    found: Ints = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return found


def are_among(known: Ints, numbers: Ints) -> Bools:
    """Which of some numbers are in a column.

    Args:
        known: Numbers in order.
        numbers: Any integers.

    Examples:
        >>> are_among(np.array([1, 4]), np.array([4, 2])).tolist()
        [True, False]
    """
    if not len(known):
        return np.zeros(len(numbers), dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    found: Bools = known[place] == numbers
    return found


def missing_from(known: Iterable[Ints], numbers: Ints) -> Ints:
    """Those of some numbers that are in no known column.

    Args:
        known: Columns of different numbers in order.
        numbers: Any integers.

    Examples:
        >>> missing_from([np.array([1, 4]), np.array([2])], np.array([1, 2, 3])).tolist()
        [3]
    """
    for column in known:
        numbers = numbers[~are_among(column, numbers)]
    return numbers


def numbered(keys: Ints) -> tuple[Ints, Ints]:
    """Number the different values of a column from 0.

    Args:
        keys: Any integers, not negative.

    Returns:
        For each number the first position of the value that it stands for, and for each value its number.

    Examples:
        >>> first, number = numbered(np.array([7, 3, 7]))
        >>> first.tolist(), number.tolist()
        ([1, 0], [1, 0, 1])
    """
    width = int(keys.max(initial=-1)) + 1
    if width > 4 * len(keys):
        _, first, number = np.unique(keys, return_index=True, return_inverse=True)
        return first, number
    place = np.full(width, -1, dtype=np.int64)
    place[keys[::-1]] = np.arange(len(keys))[::-1]
    first = place[place >= 0]
    place[keys[first]] = np.arange(len(first))
    return first, place[keys]


def kinds_of(lists: Ragged) -> Ints:
    """Number the different lists from 0.

    Args:
        lists: Lists of numbers that are not negative.

    Returns:
        The number of each row's list.

    Examples:
        >>> kinds_of(Ragged.group(np.array([0, 0, 2, 3, 3]), np.array([5, 6, 5, 5, 6]), rows=4)).tolist()
        [2, 0, 1, 2]
    """
    kind = np.zeros(len(lists), dtype=np.int64)
    rows, depth = np.flatnonzero(lists.counts), 0
    while len(rows):
        _, number = distinct_rows(kind[rows], lists.values[lists.offsets[rows] + depth])
        kind[rows] = kind.max() + 1 + number
        depth += 1
        rows = rows[lists.counts[rows] > depth]
    return numbered(kind)[1]


def unique_pairs(first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """Sort pairs and drop repeated ones.

    Args:
        first: Left members, not negative.
        second: Right members, not negative.

    Returns:
        The distinct pairs, by first and then second.

    Examples:
        >>> a, b = unique_pairs(np.array([1, 0, 1]), np.array([2, 5, 2]))
        >>> list(zip(a.tolist(), b.tolist()))
        [(0, 5), (1, 2)]
    """
    if not len(first):
        return NOTHING, NOTHING
    bits = int(second.max()).bit_length()
    keys = (first.astype(np.int64) << bits) | second
    if np.all(keys[1:] > keys[:-1]):
        return first, second
    keys = distinct(keys)
    return keys >> bits, keys & ((1 << bits) - 1)


def runs(*columns: Ints) -> tuple[Ints, Ints]:
    """Runs of equal rows that follow one another.

    Args:
        *columns: Columns of one length.

    Returns:
        The position of the first row of each run, and for each row the number of its run.

    Examples:
        >>> first, run = runs(np.array([4, 4, 0]), np.array([2, 2, 2]))
        >>> first.tolist(), run.tolist()
        ([0, 2], [0, 0, 1])
    """
    new = np.ones(len(columns[0]), dtype=np.bool_)
    new[1:] = False
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new), np.cumsum(new) - 1


def distinct_rows(*columns: Ints) -> tuple[Ints, Ints]:
    """Drop repeated rows of several columns, keeping the way back.

    Args:
        *columns: Columns of one length, not negative.

    Returns:
        The position of one row of each kind, and for each row the position of its kind among these.

    Examples:
        >>> kinds, back = distinct_rows(np.array([4, 0, 4]), np.array([2, 5, 2]))
        >>> kinds.tolist(), back.tolist()
        ([1, 0], [1, 0, 1])
    """
    key = columns[0].astype(np.int64)
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        if int(key.max(initial=0)) > _LARGEST // width - 1:
            _, key = numbered(key)
        key = key * width + column
    return numbered(key)


def merge(first: Ragged, second: Ragged) -> Ragged:
    """Append the lists of one ragged to those of another with as many rows."""
    keys = np.concatenate([first.keys, second.keys])
    return Ragged.group(keys, np.concatenate([first.values, second.values]), len(first))


def merge_distinct(first: Ragged, second: Ragged) -> Ragged:
    """The lists of two raggeds with as many rows joined, in order and each value once."""
    both = merge(first, second)
    return Ragged.group(*unique_pairs(both.keys, both.values), len(both))


def any_by(at: Ints, flags: Bools, rows: int) -> Bools:
    """Whether any flag of each row is set.

    Args:
        at: The row of each flag.
        flags: As many flags.
        rows: How many rows there are.
    """
    found = np.zeros(rows, dtype=np.bool_)
    found[at[flags]] = True
    return found


def all_by(at: Ints, flags: Bools, rows: int) -> Bools:
    """Whether no flag of each row is unset (also where it has none)."""
    return ~any_by(at, ~flags, rows)


def count_by(at: Ints, flags: Bools, rows: int) -> Ints:
    """How many flags of each row are set."""
    return np.bincount(at[flags], minlength=rows)


def sum_by(at: Ints, numbers: Ints, rows: int) -> Ints:
    """The sum of the numbers of each row."""
    return np.bincount(at, weights=numbers, minlength=rows).astype(np.int64)
