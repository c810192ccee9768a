from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.graph import from_networkx, to_networkx
from graphkit.model.problems import DANGLING, WRONG_ENDPOINT
from graphkit.model.rows import RawTable
from tests.model.organisations import tables
from tests.model.raw import edges, flat, ids, problems


@settings(max_examples=100, deadline=None)
@given(tables())
def test_there_and_back_is_the_same_model(raws: list[RawTable]) -> None:
    model = assemble(raws)
    assert from_networkx(to_networkx(model)).equals(model)


def test_the_graph_has_plain_values_and_places() -> None:
    mandates = {"id": ["m"], "to": ["ann"], "dimensions": ["rules"], "valid_from": ["2026-01-02"], "label": ["x"]}
    model = assemble([flat("mandates", mandates), flat("people", {"id": ["ann"], "reports_to": ["gone"]})])
    graph = model.to_networkx()
    assert dict(graph.nodes["Mandate", "m"]) == {
        "label": "Mandate",
        "id": "m",
        "dimensions": ["rules"],
        "valid_from": date(2026, 1, 2),
        ".label": "x",
        "_file": "mandates.csv",
        "_line": 2,
    }
    assert list(graph.edges(data=True)) == [
        (("Mandate", "m"), ("Person", "ann"), {"type": "EMPOWERS", "_file": "mandates.csv", "_line": 2})
    ]
    assert graph.graph["files"] == ("mandates.csv", "people.csv")
    dangling = next(problem for problem in graph.graph["problems"] if problem["code"] == DANGLING)
    assert (dangling["subject"], dangling["_file"], dangling["_line"]) == (("Person", "ann"), "people.csv", 2)


def test_a_graph_written_by_hand() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_node("Ann", label="Person", active="yes", grade=3, skills={"sql", "law"}, x_since=2020)
    graph.add_node("n2", label="Person", id="Bo", skills="sql", valid=True)
    graph.add_node(("Process", "p"), level="Activity", strategic=True)
    graph.add_edge("Ann", "n2", type="REPORTS_TO")
    graph.add_edge(("Process", "p"), "Ann", type="INVOLVES", raci="a", x_share=0.5)
    graph.add_edge("Ann", ("Process", "p"), type="USES")
    model = from_networkx(graph)
    assert ids(model) == {"Process": ["p"], "Person": ["Ann", "Bo"]}
    people = model.nodes["Person"]
    assert people.select("active", "grade", "skills", "valid", "x_since").rows() == [
        (True, 3, ["law", "sql"], None, "2020"),
        (None, None, ["sql"], "true", None),
    ]
    assert model.nodes["Process"].select("level", "strategic", "_file", "_line").rows() == [
        ("activity", True, None, None)
    ]
    assert edges(model, "REPORTS_TO") == [("Person:Ann", "Person:Bo")]
    assert model.relationships["REPORTS_TO"]["line"].to_list() == ["solid"]
    assert model.relationships["INVOLVES"].select("raci", "x_share").rows() == [("A", "0.5")]
    assert problems(model, WRONG_ENDPOINT) == [("Person:Ann", "USES.target", "p", "Process")]


def test_a_node_taken_out_leaves_its_problems_without_subject() -> None:
    graph = assemble([flat("people", {"id": ["a", "b"], "reports_to": ["gone", "gone"]})]).to_networkx()
    graph.remove_node(("Person", "a"))
    assert problems(from_networkx(graph), DANGLING) == [
        (None, "reports_to", "gone", None),
        ("Person:b", "reports_to", "gone", None),
    ]


@pytest.mark.parametrize(
    ("nodes", "edge", "message"),
    [
        ([("a", {})], None, "node 'a' has no label"),
        ([("a", {"label": "Persn"})], None, r"node 'a' has an unknown label 'Persn' \(did you mean 'Person'\?\)"),
        ([("a", {"label": "Person"}), (("Person", "a"), {})], None, "two nodes are Person 'a'"),
        ([("a", {"label": "Person", "active": "perhaps"})], None, "active: 'perhaps' is not true, false"),
        ([("a", {"label": "Person"})], {}, "edge 'a' to 'a' has no type"),
        (
            [("a", {"label": "Person"})],
            {"type": "REPORT_TO"},
            r"unknown type 'REPORT_TO' \(did you mean 'REPORTS_TO'\?\)",
        ),
    ],
)
def test_what_is_no_model(
    nodes: list[tuple[object, dict[str, str]]], edge: dict[str, str] | None, message: str
) -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    if edge is not None:
        graph.add_edge("a", "a", **edge)
    with pytest.raises(InputError, match=message):
        from_networkx(graph)


def test_an_undirected_graph_is_no_model() -> None:
    with pytest.raises(InputError, match="directed"):
        from_networkx(nx.MultiGraph())  # type: ignore[arg-type]
