from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from graphkit import api
from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.rows import RawTable
from graphkit.model.tables import Model
from graphkit.stores import statements
from tests.model.organisations import tables
from tests.model.raw import flat

if TYPE_CHECKING:
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")  # one worker starts the server
ROOT = Path(__file__).parent.parent.parent
HOSTILE = (
    "it's",
    'say "no"',
    "a`b``c",
    "}) DETACH DELETE n //",
    "') DETACH DELETE n //",
    "$rows",
    "\\u0060\\",
    "two\nlines\ttab",
    "\U0001f600 漢字 ÄÖÜ",
    "Person:ann",
    "x" * 10_000,
    "\U0001f600" * 10_000,
)


@pytest.fixture(scope="module")
def meridian() -> Model:
    return api.load(ROOT / "examples" / "meridian")


def test_what_is_pushed_is_pulled(graph: Graph, meridian: Model) -> None:
    assert graph.push(meridian).written
    assert graph.pull().equals(meridian)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
def test_each_push_leaves_the_model_and_nothing_of_the_one_before(graph: Graph, raws: list[RawTable]) -> None:
    model = assemble(raws)
    graph.push(model, prune=True)
    assert graph.pull().equals(model)
    assert not graph.push(model, prune=True).written


def test_hostile_names_come_back(graph: Graph) -> None:
    graph.run("CREATE (:Person {name: 'nobody of ours'})")
    names = list(HOSTILE)
    people = {"id": names, "name": names[::-1], "reports_to": [None, *names[:-1]], "x_`}) DETACH DELETE n //": names}
    systems = {"name": names, "._id": names, "x_$y": names}
    raws = [
        RawTable(table, pl.DataFrame(rows), table, lines(names), flat=False)
        for table, rows in (("people", people), ("systems", systems))
    ]
    model = assemble(raws)
    graph.push(model)
    assert graph.pull().equals(model)
    assert graph.pull().nodes["Person"]["id"].to_list() == sorted(names)
    assert not graph.push(model).written
    assert graph.run("MATCH (p:Person) WHERE p._graphkit IS NULL RETURN p.name") == [["nobody of ours"]]


def lines(rows: list[str]) -> pl.Series:
    return pl.Series(range(1, len(rows) + 1), dtype=pl.UInt32)


def test_the_same_push_twice_changes_nothing(graph: Graph, meridian: Model) -> None:
    graph.push(meridian)
    before = graph.everything()
    again = graph.push(meridian, prune=True)
    assert not again.written
    assert again.changes == ()
    assert graph.everything() == before


def test_a_dry_run_writes_nothing(graph: Graph, meridian: Model) -> None:
    for (name,) in graph.run("SHOW CONSTRAINTS YIELD name"):
        graph.run(f"DROP CONSTRAINT {name}")
    pushed = graph.push(meridian, dry_run=True)
    assert {change.name: change.new for change in pushed.changes}["Person"] == meridian.nodes["Person"].height
    assert graph.everything() == []
    assert graph.run("SHOW CONSTRAINTS") == []


def organisation(manager: str, raci: str = "accountable", *people: str) -> Model:
    everybody = ["ann", "bo", *people]
    managers = [None, manager, *[None for _ in people]]
    return assemble(
        [
            flat("people", {"id": everybody, "reports_to": managers}),
            flat("processes", {"id": ["p"], raci: ["ann"], "uses": ["crm"]}, file=f"processes-{raci}.csv"),
        ]
    )


def test_without_prune_what_is_gone_stays_and_what_differs_is_set_right(graph: Graph) -> None:
    graph.push(organisation("ann", "accountable", "cy"))
    model = organisation("ann", "responsible")
    pushed = graph.push(model)
    assert [(change.name, change.changed, change.kept) for change in pushed.changes if change.name != "System"] == [
        ("Person", 0, 1),
        ("INVOLVES", 1, 0),
    ]
    assert graph.run("MATCH (:Process)-[r:INVOLVES]->(:Person) RETURN r.raci") == [["R"]]
    assert graph.run("MATCH (p:Person {id: 'cy'}) RETURN p._file") == [[None]]
    assert graph.run("MATCH (m:GraphkitModel) RETURN m.complete, m.extra") == [[True, 1]]
    assert not graph.push(model).written
    assert graph.push(model, prune=True).written
    assert graph.pull().equals(model)


def test_prune_removes_nothing_of_others(graph: Graph) -> None:
    graph.push(organisation("ann", "accountable", "cy", "di"))
    graph.run(
        "MATCH (a:Person {id: 'ann'}), (c:Person {id: 'cy'}), (p:Process) "
        "CREATE (a)-[:OWNS]->(p), (c)-[:LIKES]->(:Movie {id: 'm'}), (:Person {name: 'other'})-[:REPORTS_TO]->(a)"
    )
    model = organisation("ann")
    pushed = graph.push(model, prune=True)
    assert pushed.kept == 1
    assert graph.run("MATCH (p:Person) RETURN coalesce(p.id, p.name) AS who ORDER BY who") == [
        ["ann"],
        ["bo"],
        ["cy"],
        ["other"],
    ]
    assert graph.run("MATCH (:Person)-[r:OWNS|LIKES]->() RETURN count(r)") == [[2]]
    assert graph.pull().relationships["OWNS"].height == 0
    graph.run("MATCH (m:Movie) DETACH DELETE m")
    graph.push(model, prune=True)
    assert graph.pull().equals(model)


def test_a_node_of_others_with_the_same_id_is_not_taken_over(graph: Graph) -> None:
    graph.run("CREATE (:Person {id: 'ann', born: 1970})")
    with pytest.raises(InputError, match=r"that graphkit did not make: .*ann"):
        graph.push(organisation("ann"))
    assert graph.run("MATCH (p:Person {id: 'ann'}) RETURN properties(p)") == [[{"id": "ann", "born": 1970}]]


def test_answers_to_is_the_command_graph(graph: Graph, meridian: Model) -> None:
    graph.push(organisation("ann"))
    graph.push(meridian, prune=True)
    command = api.compile_index(meridian, today=dt.date(2026, 6, 1)).command
    people = np.flatnonzero(meridian.label_codes == meridian.label_codes[meridian.offsets["Person"]])
    nodes = np.repeat(np.arange(meridian.size), len(people))
    everybody = np.tile(people, meridian.size)
    over = command.over_others(everybody, nodes)
    expected = {
        (meridian.label_of(node), str(meridian.ids[int(node)]), str(meridian.ids[int(person)]))
        for node, person in zip(nodes[over], everybody[over], strict=True)
    }
    found = graph.run(
        "MATCH (x)-[:ANSWERS_TO*1..]->(p:Person) WHERE coalesce(p.active, true) "
        "RETURN DISTINCT [l IN labels(x)][0], x.id, p.id"
    )
    assert len(expected) > 100
    assert {tuple(row) for row in found} == expected
    assert graph.run("MATCH ()-[r:ANSWERS_TO]->() WHERE r.derived IS NULL RETURN count(r)") == [[0]]


def test_the_later_of_two_pushes_wins(graph: Graph) -> None:
    graph.push(organisation("ann"))
    with graph.reached() as database, pytest.raises(InputError, match=r"another push to .* began meanwhile"):
        database.write_guarded("an earlier one", statements.CREATE_PROBLEMS, rows=[{"number": 1}])
    assert graph.run("MATCH (p:GraphkitProblem {number: 1}) RETURN p.code") != [[None]]


@pytest.mark.parametrize("name", ["Movie", "Person`) DETACH DELETE n //", ""])
def test_only_labels_types_and_properties_of_the_schema_stand_in_a_statement(name: str) -> None:
    with pytest.raises(ValueError, match="of the schema"):
        statements.create_nodes(name, ["id"])
    with pytest.raises(ValueError, match="of the schema"):
        statements.create_relationships(name, "Person", "Person", [])
    with pytest.raises(ValueError, match="of the schema"):
        statements.create_nodes("Person", ["id", name])


def test_one_module_imports_the_driver() -> None:
    importing = [
        file.name
        for file in (ROOT / "graphkit").rglob("*.py")
        if any(line.strip().startswith(("import neo4j", "from neo4j")) for line in file.read_text().splitlines())
    ]
    assert importing == ["neo4j.py"]
