"""What has one number is alike to mandates: exactly the same of those that may be passed on apply to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from hypothesis import given, settings

from graphkit.config import Policy
from graphkit.index.alike import Alike
from graphkit.index.arrays import Edges, Ints
from graphkit.index.index import Index
from graphkit.model.assemble import assemble
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations


@settings(max_examples=150, deadline=None)
@given(organisations())
def test_what_has_one_number_is_alike(tables: Tables) -> None:
    index = Index(assemble(raw_tables(tables)), Policy(), TODAY)
    mandates, dimensions = index.mandates, index.authority.dimensions
    alike = Alike(mandates, dimensions)
    processes = np.arange(len(index.parts))
    element, process = (ends.ravel() for ends in np.indices((index.model.size, len(processes))))

    def passed_on(found: Edges, rows: int) -> list[frozenset[Hashable]]:
        at, mandate = found
        keep = mandates.delegable[mandate]
        return gathered(zip(at[keep].tolist(), mandate[keep].tolist(), strict=True), rows)

    there = mandates.applying_to(element, process, dimensions[element])
    assert_one_each(alike.there(element, process), passed_on(there, len(element)))
    nodes = np.arange(index.model.size)
    anywhere = mandates.applying_anywhere_to(nodes, dimensions)
    assert_one_each(alike.anywhere(nodes), passed_on(anywhere, len(nodes)))
    at, grantee, grantor = (column.tolist() for column in mandates.passed_on_about(processes))
    about = gathered(zip(at, zip(grantee, grantor, strict=True), strict=True), len(processes))
    assert_one_each(alike.about(processes), about)


def gathered(pairs: Iterable[tuple[int, Hashable]], rows: int) -> list[frozenset[Hashable]]:
    found: list[set[Hashable]] = [set() for _ in range(rows)]
    for row, value in pairs:
        found[row].add(value)
    return [frozenset(values) for values in found]


def assert_one_each(numbers: Ints, sets: Sequence[frozenset[Hashable]]) -> None:
    of_number: defaultdict[int, set[frozenset[Hashable]]] = defaultdict(set)
    for number, values in zip(numbers.tolist(), sets, strict=True):
        of_number[number].add(values)
    assert all(len(different) == 1 for different in of_number.values())
