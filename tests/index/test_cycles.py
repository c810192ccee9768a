"""Cycles, found by either of the two searches, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from graphkit.index import cycles
from graphkit.index.cycles import find_cycles
from tests.index.graphs import Drawn, graphs


@pytest.mark.parametrize("few", [10**6, 0], ids=["walked", "scipy"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # what is patched stays the same
@given(drawn=graphs())
def test_cycles_are_the_strongly_connected_components(monkeypatch: pytest.MonkeyPatch, few: int, drawn: Drawn) -> None:
    monkeypatch.setattr(cycles, "_FEW", few)
    found = find_cycles(drawn.size, drawn.lower, drawn.upper)
    graph = drawn.graph
    circles = [
        sorted(part)
        for part in nx.strongly_connected_components(graph)
        if len(part) > 1 or any(graph.has_edge(node, node) for node in part)
    ]
    assert [found.members[row].tolist() for row in range(len(found.members))] == sorted(circles)
    circle_of = {node: number for number, part in enumerate(circles) for node in part}
    inside = [low in circle_of and circle_of.get(low) == circle_of.get(up) for low, up in drawn.edges]
    assert found.edges.tolist() == inside


def test_a_long_circle_is_walked_without_recursion() -> None:
    size = 15_000
    lower = np.arange(size)
    found = find_cycles(size, lower, (lower + 1) % size)
    assert found.edges.all()
    assert found.members.counts.tolist() == [size]
