"""Ragged lists and sets of pairs against plain lists and dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.index import arrays
from graphkit.index.arrays import Ints, Ragged, distinct, distinct_rows, runs, unique_pairs
from graphkit.index.pairs import PairIndex, contains_pairs

ROWS = 6
pairs = st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, 9)), max_size=20)
triples = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)), max_size=20)
large = st.lists(st.tuples(st.sampled_from([0, 1, 2**40, 2**62]), st.sampled_from([0, 5, 2**40])), max_size=12)


def columns(rows: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    first, second = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return first, second


def lists_of(ragged: Ragged) -> list[list[int]]:
    return [ragged[row].tolist() for row in range(len(ragged))]


def grouped(rows: Sequence[tuple[int, int]]) -> list[list[int]]:
    lists: list[list[int]] = [[] for _ in range(ROWS)]
    for key, value in rows:
        lists[key].append(value)
    return lists


@given(rows=pairs, chosen=st.lists(st.integers(0, ROWS - 1), max_size=8))
def test_ragged_lists(rows: list[tuple[int, int]], chosen: list[int]) -> None:
    ragged, plain = Ragged.group(*columns(rows), ROWS), grouped(rows)
    assert lists_of(ragged) == plain
    assert ragged.counts.tolist() == [len(values) for values in plain]
    assert ragged.keys.tolist() == [row for row, values in enumerate(plain) for _ in values]
    picked = np.array(chosen, dtype=np.int64)
    at, values = ragged.expand(picked)
    assert list(zip(at.tolist(), values.tolist(), strict=True)) == [
        (position, value) for position, row in enumerate(chosen) for value in plain[row]
    ]
    assert lists_of(ragged.take(picked)) == [plain[row] for row in chosen]
    assert lists_of(ragged.where(ragged.values > 4)) == [[value for value in some if value > 4] for some in plain]
    flags = np.isin(np.arange(ROWS), picked)
    assert lists_of(ragged.only(flags)) == [some if row in chosen else [] for row, some in enumerate(plain)]


@given(first=pairs, second=pairs)
def test_lists_joined(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one, other = (Ragged.group(*columns(rows), ROWS) for rows in (first, second))
    assert lists_of(arrays.merge(one, other)) == grouped(first + second)
    assert lists_of(arrays.merge_distinct(one, other)) == [sorted(set(some)) for some in grouped(first + second)]


@given(known=triples, asked=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12))
def test_values_by_pairs(known: list[tuple[int, int, int]], asked: list[tuple[int, int]]) -> None:
    first, second = columns([(one, other) for one, other, _ in known])
    index = PairIndex.build(first, second, np.array([value for *_, value in known], dtype=np.int64), 4)
    plain = defaultdict(list)
    for one, other, value in known:
        plain[one, other].append(value)
    at, values = index.find(*columns(asked))
    assert list(zip(at.tolist(), values.tolist(), strict=True)) == [
        (position, value) for position, pair in enumerate(asked) for value in plain[pair]
    ]


@given(rows=pairs | large)
def test_sets_of_rows(rows: list[tuple[int, int]]) -> None:
    first, second = columns(rows)
    assert distinct(second).tolist() == sorted(set(second.tolist()))
    kinds, back = distinct_rows(first, second)
    assert len(kinds) == len(set(rows))
    assert [rows[row] for row in kinds[back].tolist()] == rows


@given(keys=st.lists(st.sampled_from([0, 1, 2, 5, 9, 2**40])))
def test_numbers_of_values(keys: list[int]) -> None:
    first, number = arrays.numbered(np.array(keys, dtype=np.int64))
    assert [keys[place] for place in first.tolist()] == sorted(set(keys))
    assert [keys[place] for place in first[number].tolist()] == keys
    assert all(keys.index(keys[place]) == place for place in first.tolist())


@given(rows=pairs)
def test_numbers_of_lists(rows: list[tuple[int, int]]) -> None:
    lists = [tuple(some) for some in grouped(rows)]
    kinds = arrays.kinds_of(Ragged.group(*columns(rows), ROWS)).tolist()
    assert set(kinds) == set(range(len(set(lists))))
    assert len(set(zip(kinds, lists, strict=True))) == len(set(lists))


@given(rows=pairs)
def test_sets_of_pairs(rows: list[tuple[int, int]]) -> None:
    assert list(zip(*(column.tolist() for column in unique_pairs(*columns(rows))), strict=True)) == sorted(set(rows))
    wanted = [(key, value) for key in range(ROWS) for value in range(10)]
    there = contains_pairs(columns(rows), columns(wanted))
    assert there.tolist() == [pair in rows for pair in wanted]


@given(rows=pairs)
def test_runs_of_equal_rows(rows: list[tuple[int, int]]) -> None:
    first, run = runs(*columns(rows))
    starts = [row for row in range(len(rows)) if not row or rows[row] != rows[row - 1]]
    assert first.tolist() == starts
    assert [rows[first[number]] for number in run.tolist()] == rows
    assert run.tolist() == sorted(run.tolist())


@given(rows=st.lists(st.tuples(st.integers(0, ROWS - 1), st.booleans()), max_size=20))
def test_flags_by_row(rows: list[tuple[int, bool]]) -> None:
    (at, _), flags = columns(rows), np.array([flag for _, flag in rows], dtype=np.bool_)
    lists = grouped(rows)
    assert arrays.any_by(at, flags, ROWS).tolist() == [any(some) for some in lists]
    assert arrays.all_by(at, flags, ROWS).tolist() == [all(some) for some in lists]
    assert arrays.count_by(at, flags, ROWS).tolist() == [sum(some) for some in lists]
    assert arrays.sum_by(at, at, ROWS).tolist() == [row * len(some) for row, some in enumerate(lists)]


@pytest.mark.parametrize("function", [distinct, lambda empty: unique_pairs(empty, empty)[0]])
def test_nothing_stays_nothing(function: object) -> None:
    assert callable(function)
    assert len(function(np.empty(0, dtype=np.int64))) == 0
