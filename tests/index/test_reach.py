"""Paths in acyclic graphs, with one parent and with several, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.index import reach
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.reach import Reach
from tests.index.graphs import Drawn, acyclic, graphs


def compiled(drawn: Drawn) -> Reach:
    return Reach.compile(drawn.size, drawn.lower, drawn.upper)


@pytest.mark.parametrize("deep", [0, 500])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=acyclic())
def test_above_is_where_a_path_leads(monkeypatch: pytest.MonkeyPatch, deep: int, drawn: Drawn) -> None:
    monkeypatch.setattr(reach, "_DEEP", deep)
    paths = compiled(drawn)
    lower, upper = (ends.ravel() for ends in np.indices((drawn.size, drawn.size)))
    known = {(node, above) for node in drawn.graph for above in nx.descendants(drawn.graph, node)}
    expected = [pair in known for pair in zip(lower.tolist(), upper.tolist(), strict=True)]
    assert paths.above(lower, upper).tolist() == expected
    assert paths.reaches(lower, upper).tolist() == (np.array(expected) | (lower == upper)).tolist()
    at, above = paths.all_above(np.arange(drawn.size))
    assert list(zip(at.tolist(), above.tolist(), strict=True)) == sorted(known)


@given(drawn=acyclic(), data=st.data())
def test_who_stands_above_any_of_some(drawn: Drawn, data: st.DataObject) -> None:
    paths, every = compiled(drawn), np.arange(drawn.size)
    some = np.array(data.draw(st.lists(st.integers(0, drawn.size - 1))), dtype=np.int64)
    expected = [bool(paths.reaches(some, np.full(len(some), node)).any()) for node in every]
    assert paths.reach_any(some, every).tolist() == expected


@given(drawn=acyclic())
def test_down_is_up_the_other_way(drawn: Drawn) -> None:
    paths = compiled(drawn)
    for node in drawn.graph:
        assert paths.up[node].tolist() == sorted(drawn.graph.successors(node))
        assert paths.down[node].tolist() == sorted(drawn.graph.predecessors(node))


def test_many_pairs_are_looked_at_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Drawn(9, tuple((node, node + 1) for node in range(8)))
    monkeypatch.setattr(reach, "_AT_ONCE", 4)
    lower, upper = (ends.ravel() for ends in np.indices((9, 9)))
    assert compiled(line).above(lower, upper).tolist() == (lower < upper).tolist()


def test_a_long_line_is_numbered_node_by_node() -> None:
    count = 5_000
    paths = compiled(Drawn(count, tuple((node, node + 1) for node in range(count - 1))))
    assert paths.above(np.array([0, 4_000, 7]), np.array([count - 1, 3_999, 7])).tolist() == [True, False, False]


def test_a_ladder_of_nodes_with_two_parents_each() -> None:
    # The paths through it double with every rung.
    rungs, sides = 80, [(0, 0), (0, 1), (1, 0), (1, 1)]
    edges = [(2 * rung + one, 2 * rung + 2 + other) for rung in range(rungs - 1) for one, other in sides]
    paths = compiled(Drawn(2 * rungs, tuple(edges)))
    lower, upper = (ends.ravel() for ends in np.indices((2 * rungs, 2 * rungs)))
    assert paths.above(lower, upper).tolist() == (lower // 2 < upper // 2).tolist()


@given(drawn=graphs(), marks=...)
def test_the_nearest_marked_ancestors(drawn: Drawn, marks: set[int]) -> None:
    hierarchy = Hierarchy.compile(drawn.size, drawn.lower, drawn.upper)
    graph = without_circles(drawn)
    marked = np.array([node in marks or node % 5 == 0 for node in range(drawn.size)])
    at, found = hierarchy.nearest(np.arange(drawn.size), marked)
    expected = set()
    for node in range(drawn.size):
        steps = nx.single_source_shortest_path_length(graph, node)
        able = {above: count for above, count in steps.items() if marked[above]}
        expected |= {(node, above) for above, count in able.items() if count == min(able.values())}
    assert list(zip(at.tolist(), found.tolist(), strict=True)) == sorted(expected)


@given(drawn=graphs())
def test_a_hierarchy_has_depth_and_ancestors(drawn: Drawn) -> None:
    hierarchy = Hierarchy.compile(drawn.size, drawn.lower, drawn.upper)
    graph = without_circles(drawn)
    tops = [node for node in graph if not graph.out_degree(node)]
    steps = nx.multi_source_dijkstra_path_length(graph.reverse(), set(tops))
    assert hierarchy.depth.tolist() == [steps[node] for node in range(drawn.size)]
    nodes = np.arange(drawn.size)[::-1]
    at, found = hierarchy.with_ancestors(nodes)
    expected = {(node, above) for node in graph for above in {node} | nx.descendants(graph, node)}
    assert sorted(zip(nodes[at].tolist(), found.tolist(), strict=True)) == sorted(expected)


def without_circles(drawn: Drawn) -> nx.DiGraph[int]:
    """The graph without the edges that lie on a cycle."""
    graph = drawn.graph
    component = {node: number for number, part in enumerate(nx.strongly_connected_components(graph)) for node in part}
    graph.remove_edges_from([(low, up) for low, up in drawn.edges if component[low] == component[up]])
    return graph
