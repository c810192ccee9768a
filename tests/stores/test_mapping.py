"""The graph of others, read by a mapping and left as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.config import load_settings
from graphkit.errors import ConfigError

if TYPE_CHECKING:
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")

HR_AND_CMDB = """
CREATE (board:Unit {code: 10, name: 'Board'}), (sales:Unit {code: 20, name: 'Sales'}), (it:Unit {code: 30, name: 'IT'}),
  (ann:Employee:Manager {emp_no: 1, full_name: 'Ann', salary: 1, job: 'CEO', skills: ['lean', 'six']}),
  (bo:Employee {emp_no: 2, full_name: 'Bo', salary: 2, left: date('2020-01-31'), level: 'L1'}),
  (cy:Employee {emp_no: 3.0, full_name: "Cy `}) DETACH DELETE n //"}),
  (crm:Application {name: 'CRM'}), (old:Application {name: 'ERP', owner: 'Nobody'}),
  (quote:`Business \\u005Cu0060 Process` {key: 'quote-to-cash', title: 'Quote to Cash', strategic: true}),
  (:Car {plate: 'x'})<-[:DRIVES]-(ann),
  (sales)-[:UNDER]->(board), (it)-[:UNDER]->(board),
  (ann)-[:MANAGES]->(bo), (ann)-[:MANAGES]->(board), (bo)-[:MANAGES]->(sales), (bo)-[:MANAGES]->(crm),
  (ann)-[:WORKS_IN]->(board), (bo)-[:WORKS_IN {share: 0.5}]->(sales), (cy)-[:WORKS_IN]->(it),
  (crm)-[:SUPPORTS]->(quote), (old)-[:SUPPORTS]->(quote),
  (sales)-[:RUNS]->(quote), (it)-[:RUNS]->(quote),
  (ann)-[:ANSWERS_FOR]->(quote), (cy)-[:TAKES_PART {how: 'R'}]->(quote)
"""
SETTINGS = """
[neo4j.labels]
Employee = "Person"
Manager = "Role"
Unit = "Function"
Application = "System"
'Business \\u0060 Process' = "Process"
Machine = "Resource"

[neo4j.relationships]
UNDER = "PART_OF"
WORKS_IN = "MEMBER_OF"
MANAGES = [{ type = "REPORTS_TO", reverse = true }, "HEADS"]
SUPPORTS = { type = "USES", reverse = true }
RUNS = { type = "PERFORMED_BY", reverse = true }
ANSWERS_FOR = { type = "INVOLVES", reverse = true, raci = "A" }
TAKES_PART = { type = "INVOLVES", reverse = true }
SUPORTS = "SUPPORTS"

[neo4j.properties]
Employee = { emp_no = "id", full_name = "name", job = "title", left = "x_left", level = false }
Unit = { code = "id" }
'Business \\u0060 Process' = { key = "id", title = "name" }
WORKS_IN = { share = "x_share" }
TAKES_PART = { how = "raci" }
"""
THE_SAME = {
    "people": [
        {"id": "1", "name": "Ann", "title": "CEO", "skills": ["lean", "six"], "member_of": ["10"]},
        {"id": "2", "name": "Bo", "x_left": "2020-01-31", "reports_to": "1"},
        {"id": "3", "name": "Cy `}) DETACH DELETE n //", "member_of": ["30"]},
    ],
    "functions": [
        {"id": "10", "name": "Board", "head": "1"},
        {"id": "20", "name": "Sales", "head": "2", "part_of": "10"},
        {"id": "30", "name": "IT", "part_of": "10"},
    ],
    "systems": [{"name": "CRM"}, {"name": "ERP", "owner": "Nobody"}],
    "processes": [
        {
            "id": "quote-to-cash",
            "name": "Quote to Cash",
            "strategic": True,
            "performed_by": ["20", "30"],
            "uses": ["CRM", "ERP"],
            "accountable": "1",
            "responsible": "3",
        }
    ],
    "roles": [],
    "relationships": [
        {"source": "2", "type": "MEMBER_OF", "target": "20", "x_share": "0.5"},
        {"source": "2", "source_label": "Person", "type": "HEADS", "target": "CRM", "target_label": "System"},
    ],
}


@pytest.mark.usefixtures("logged_in")
def test_the_graph_of_others_is_read_as_files_would_be_and_left_alone(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    graph.run(HR_AND_CMDB)
    graph.push(api.load(same()))  # in the same database, and yet not read a second time
    before = graph.everything()
    Path("graphkit.toml").write_text(SETTINGS)
    said = []
    for source in (["same.json"], ["--on", graph.server.uri]):
        assert run(["check", "--format", "json", "--today", "2026-06-01", "--exit-zero", *source]) == 0
        out, err = capsys.readouterr()
        report = json.loads(out)
        for finding in report["findings"]:
            del finding["path"], finding["line"], finding["fingerprint"], finding["message"], finding["fix"]
        said.append(report)
    assert err.splitlines() == [
        f"{graph.server.uri} has no label 'Machine'",
        f"{graph.server.uri} has no relationship type 'SUPORTS' (did you mean 'SUPPORTS'?)",
    ]
    assert said[0] == said[1]
    assert {"MOD002", "MOD003"} <= {finding["code"] for finding in said[1]["findings"]}
    assert run(["pull", graph.server.uri, "pulled.json", "-q"]) == 0
    assert run(["convert", "same.json", "converted.json", "-q"]) == 0
    assert Path("pulled.json").read_text() == Path("converted.json").read_text()
    assert "salary" not in Path("pulled.json").read_text()
    assert graph.everything() == before
    assert run(["pull", graph.server.uri, "pushed.json", "-q", "--no-mapping"]) == 0


def same() -> Path:
    Path("same.json").write_text(json.dumps(THE_SAME))
    return Path("same.json")


@pytest.mark.usefixtures("logged_in")
def test_nodes_without_id_and_name_and_a_mapping_that_is_not_there(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pull", graph.server.uri, "pulled.json", "--mapping"]) == 2
    assert "no [neo4j.labels] to read by" in capsys.readouterr().err
    graph.run("CREATE (:Employee {number: 1})")
    Path("graphkit.toml").write_text('neo4j.labels.Employee = "Person"')
    assert run(["pull", graph.server.uri, "pulled.json"]) == 2
    said = capsys.readouterr().err
    assert said == (
        f"error: {graph.server.uri} (:Employee): has neither id nor name: say which property it is in "
        "[neo4j.properties.Employee]\n"
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('labels.A = "Persn"', "1: unknown label 'Persn' in neo4j.labels.A (did you mean 'Person'?)"),
        ('relationships.A = "USES"', "1: neo4j.relationships needs neo4j.labels"),
        ('labels.A = "Role"\nneo4j.relationships.R = "USE"', "2: unknown relationship type 'USE'"),
        ('labels.A = "Role"\nneo4j.relationships.R = { reverse = true }', "2: neo4j.relationships.R has no type"),
        (
            'labels.A = "Role"\nneo4j.relationships.R = { type = "INVOLVES", racy = "A" }',
            "2: unknown key 'racy' in neo4j.relationships.R (did you mean 'raci'?)",
        ),
        (
            'labels.A = "Role"\nneo4j.relationships.R = { type = "INVOLVES", raci = "X" }',
            "2: neo4j.relationships.R.raci",
        ),
        ('labels.A = "Role"\nneo4j.properties.B.x = "id"', "2: 'B' is in neo4j.properties and neither in"),
        (
            'labels.A = "Role"\nneo4j.properties.A.x = "vacnt"',
            "2: unknown property 'vacnt' of A (did you mean 'vacant'?)",
        ),
        ('labels.A = "Role"\nneo4j.properties.A = { x = "id", y = "id" }', "2: two properties of A stand for 'id'"),
        ('label.A = "Role"', "1: unknown setting 'neo4j.label' (did you mean 'neo4j.labels'?)"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_with_its_line(settings: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text(f"neo4j.{settings}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings([tmp_path], environment={})
    assert f"graphkit.toml:{said}" in str(caught.value)
