"""Findings, verdicts and authority beside the model: what architects ask for is what `check` and `why` say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.model.tables import Model
from graphkit.report.report import Report

if TYPE_CHECKING:
    from graphkit.stores.push import Pushed
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")
MERIDIAN = str(Path(__file__).parent.parent.parent / "examples" / "meridian")
_PAGE = (Path(__file__).parent.parent.parent / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^    // .+\n(?:    .+\n)+", _PAGE, flags=re.MULTILINE)
"""The examples in the documentation."""

ON = ("--today", "2026-06-01")


@pytest.mark.usefixtures("logged_in")
def test_findings_are_those_of_check_and_go_with_the_next_push_without_them(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    push = ["push", graph.server.uri, "-m", MERIDIAN, *ON]
    assert run([*push, "--with-findings"]) == 0
    assert run(["check", MERIDIAN, *ON, "--format", "json", "--exit-zero"]) == 0
    out = capsys.readouterr().out
    said = json.loads(out[out.index("{") :])
    assert found(graph) == sorted(map(as_found, said["findings"]))
    assert verdicts(graph) == sorted(map(as_verdict, said["processes"]))
    assert graph.run("MATCH (m:GraphkitModel) RETURN m.as_of") == [["2026-06-01"]]
    before = graph.everything()
    assert run([*push, "--with-findings"]) == 0
    assert "as it did before" in capsys.readouterr().out
    assert graph.everything() == before
    assert graph.pull().equals(api.load(MERIDIAN))
    for query in QUERIES:
        assert graph.run(query), query
    assert run(push) == 0
    there = "MATCH (n) OPTIONAL MATCH (n)-[r]->() UNWIND labels(n) + coalesce(type(r), '') AS what RETURN DISTINCT what"
    left = {row[0] for row in graph.run(there)}
    assert left.isdisjoint({"Finding", "Verdict", "ABOUT", "HAS_AUTHORITY"})
    assert "ANSWERS_TO" in left


def found(graph: Graph) -> list[list[Any]]:
    statement = (
        "MATCH (f:Finding) RETURN f.id, f.fingerprint, f.code, f.name, f.severity, f.message, f.fix, f.path, f.line, "
        "COLLECT { MATCH (f)-[a:ABOUT]->(n) WHERE a.as IN ['subject', 'process'] "
        "RETURN n.id AS id ORDER BY a.as = 'process', id }, "
        "COLLECT { MATCH (f)-[:ABOUT {as: 'evidence'}]->(n) RETURN n.id AS id ORDER BY id } ORDER BY f.id"
    )
    return graph.run(statement)


def as_found(finding: dict[str, Any]) -> list[Any]:
    about = [finding["subject"], finding["process"] or finding["subject"]]
    nodes = [node.split(":")[-1] for node in dict.fromkeys(about) if node != "organisation"]
    plain = [finding[name] for name in ("code", "name", "severity", "message", "fix", "path", "line")]
    evidence = sorted(node.split(":")[-1] for node in finding["evidence"] if node not in about)
    return [finding["fingerprint"], finding["fingerprint"], *plain, nodes, evidence]


def verdicts(graph: Graph) -> list[list[Any]]:
    about = ", ".join(
        f"COLLECT {{ MATCH (v)-[:ABOUT {{as: '{role}'}}]->(n) RETURN n.id AS id ORDER BY id }}"
        for role in ("owner", "function", "missing", "ungoverned")
    )
    plain = "v.verdict, v.cross_functional, v.owner_source, v.empowered, v.reasons"
    return graph.run(f"MATCH (v:Verdict)-[:ABOUT {{as: 'subject'}}]->(p) RETURN p.id, {plain}, {about} ORDER BY p.id")


def as_verdict(process: dict[str, Any]) -> list[Any]:
    plain = [process[name] for name in ("verdict", "cross_functional", "owner_source", "empowered", "reasons")]
    lists = [process["functions"], process["missing"], process["ungoverned"]]
    owner = [process["owner"]] if process["owner"] else []
    nodes = [sorted(node.split(":")[-1] for node in nodes) for nodes in (owner, *lists)]
    return [process["id"], *plain, *nodes]


def test_what_others_join_to_a_finding_is_left_alone(graph: Graph) -> None:
    model = api.load(MERIDIAN)
    push(graph, model, api.check(model))
    graph.run("MATCH (f:Finding) WITH f LIMIT 1 CREATE (f)<-[:NOTES]-(:Note {text: 'ask the board'})")
    assert push(graph, model).kept == 1
    assert graph.run("MATCH (f:Finding) RETURN COUNT { (f)-[:ABOUT]->() }, COUNT { (f)--(:Note) }") == [[0, 1]]


def push(graph: Graph, model: Model, report: Report | None = None) -> Pushed:
    with graph.reached() as database:
        return api.push(model, database, report=report)
