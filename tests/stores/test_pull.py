from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.stores.neo4j import connect
from tests.model.raw import flat

if TYPE_CHECKING:
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")
MERIDIAN = str(Path(__file__).parent.parent.parent / "examples" / "meridian")


def small() -> Model:
    return assemble([flat("people", {"id": ["ann", "bo"], "grade": ["3", "4"], "reports_to": ["gone", "ann"]})])


@pytest.mark.usefixtures("logged_in")
def test_check_on_a_database_says_what_check_of_the_files_says(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["push", graph.server.uri, "-m", MERIDIAN]) == 0
    assert "Person: 61 new" in capsys.readouterr().out
    said = []
    for source in ([MERIDIAN], ["--on", graph.server.uri]):
        assert run(["check", "--format", "json", "--today", "2026-06-01", *source]) == 1
        said.append(capsys.readouterr())
    assert said[0] == said[1]


@pytest.mark.usefixtures("logged_in")
def test_pull_writes_the_model(graph: Graph, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["push", graph.server.uri, "-m", MERIDIAN, "-q"]) == 0
    assert run(["pull", graph.server.uri, "pulled.yaml"]) == 0
    assert run(["convert", MERIDIAN, "converted.yaml"]) == 0
    assert capsys.readouterr() == ("", "")
    assert Path("pulled.yaml").read_text() == Path("converted.yaml").read_text()


def test_what_others_keep_in_the_database_is_not_read(graph: Graph) -> None:
    graph.push(small())
    graph.run("CREATE (:Person {id: 'zoe'})-[:REPORTS_TO]->(:Person), (:Movie {name: 'x'})")
    before = graph.everything()
    assert graph.pull().equals(small())
    assert graph.everything() == before


def test_what_people_wrote_into_properties_is_read_or_told_and_set_right_by_a_push(graph: Graph) -> None:
    graph.push(small())
    graph.run("MATCH (p:Person {id: 'ann'}) SET p.grade = '7', p.x_since = 2020, p.x_tags = ['a', 'b']")
    people = graph.pull().nodes["Person"]
    assert people.select("grade", "x_since", "x_tags").rows() == [(7, "2020", "a;b"), (4, None, None)]
    graph.run("MATCH (p:Person {id: 'ann'}) SET p.grade = 'high', p._file = 99")
    with pytest.raises(InputError, match=r"Person in bolt:.*: grade: 'high' is not a whole number"):
        graph.pull()
    graph.push(small())
    assert graph.pull().equals(small())


def test_no_model_or_half_a_model_is_not_read(graph: Graph) -> None:
    with pytest.raises(InputError, match="holds no model; 'graphkit push' writes one"):
        graph.pull()
    graph.push(small())
    graph.run("MATCH (m:GraphkitModel) SET m.complete = false")
    with pytest.raises(InputError, match="did not come to its end"):
        graph.pull()
    assert graph.push(small()).written
    assert graph.pull().equals(small())


def test_a_model_that_is_written_to_while_it_is_read_is_not_read(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.stores import pull

    graph.push(small())

    def slow(database: object) -> list[object]:
        graph.push(assemble([flat("people", {"id": ["cy"]})]))
        return []

    monkeypatch.setattr(pull, "read_faults", slow)
    with pytest.raises(InputError, match="was written to while it was read"), graph.reached() as database:
        api.pull(database)


@pytest.mark.usefixtures("logged_in")
def test_a_routing_address_writes_and_reads_and_reading_cannot_write(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    routing = graph.server.uri.replace("bolt://", "neo4j://")
    Path("people.csv").write_text("id,reports_to\nann,\nbo,ann\n")
    assert run(["push", routing, "-m", "people.csv"]) == 0
    assert "Person: 2 new" in capsys.readouterr().out
    assert run(["pull", routing, "pulled.yaml"]) == 0
    assert run(["convert", "people.csv", "converted.yaml"]) == 0
    assert Path("pulled.yaml").read_text() == Path("converted.yaml").read_text()
    with pytest.raises(InputError, match="not allowed"), connect(routing, graph.server.credentials) as database:
        database.read("CREATE (n:Person) RETURN n", list)
    assert graph.run("MATCH (n:Person) RETURN count(n)") == [[2]]
