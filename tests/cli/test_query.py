"""`graphkit query` on files: the library and Cypher of one's own, without a server."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.queries import library

MERIDIAN = str(Path(__file__).parents[2] / "examples" / "meridian")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "graphkit" / "cypher"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What `query` writes: its results, or where it fails its one line."""
    assert run(["query", *arguments]) == code
    written = capsys.readouterr()
    return written.err if code else written.out


def test_the_library_is_listed_and_described(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(said(capsys, "--list", "--format", "json"))
    assert [row["name"] for row in listed] == [query.name for query in library()]
    assert all(row["title"] in said(capsys, "--list") for row in listed[:3])
    described = json.loads(said(capsys, "--describe", "owner-load", "--format", "json"))
    assert described["question"] in said(capsys, "--describe", "owner-load")


def test_processes_without_an_owner_are_those_that_check_reports(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(said(capsys, "without-owner", "-m", MERIDIAN, "--format", "json"))
    report = api.check(MERIDIAN).to_dict()["processes"]
    assert isinstance(report, list)
    expected = [row["id"] for row in report if "no-owner" in row["reasons"]]
    assert [row["process"] for row in rows] == expected != []


def test_formats_hold_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("all-functions", "-m", MERIDIAN, "--format")
    rows = json.loads(said(capsys, *asked, "json"))
    table = list(csv.DictReader(io.StringIO(said(capsys, *asked, "csv"))))
    assert [row["name"] for row in table] == [row["name"] for row in rows] != []
    assert all(row["name"].split()[0] in said(capsys, *asked, "table") for row in rows)


def test_cells_that_a_spreadsheet_would_run_are_disarmed(capsys: pytest.CaptureFixture[str]) -> None:
    written = said(capsys, "-e", "RETURN '=1+1' AS a, '@x' AS b", "-m", MERIDIAN, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(written))) == {"a": "'=1+1", "b": "'@x"}


def test_parameters_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("-e", "MATCH (p:Process {id: $process}) RETURN p.name AS name", "-m", MERIDIAN, "--format", "json")
    assert json.loads(said(capsys, *asked, "--param", "process=order-to-cash")) == [{"name": "Order to Cash"}]
    hostile = "x'}) DETACH DELETE n //"
    assert json.loads(said(capsys, *asked, "--param", f"process={hostile}")) == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["owner-lod"], "no query 'owner-lod' in the library (did you mean 'owner-load'?)"),
        (["owner-load", "--param", "todday=2026-01-01"], "todday"),
        (["footprint", "--param", "min_functions=two"], "min_functions"),
        (["-e", "MATCH (p:Proces) RETURN p"], "did you mean 'Process'?"),
        (["-e", "MATCH (p:Process) RETRUN p"], "line 1, column 19"),
        (["-e", "MATCH (p:Process) SET p.name = 'x'"], ""),
        (["-e", "MATCH (p:Process) DETACH DELETE p"], ""),
        (["-e", "RETURN $x"], "--param x=VALUE"),
        (["verdict"], "runs with --on URI only"),
    ],
)
def test_what_is_wrong_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], line: str) -> None:
    told = said(capsys, *arguments, "-m", MERIDIAN, code=2)
    assert line in told
    assert len(told.splitlines()) == 1


def test_a_database_is_kept_and_one_that_is_torn_is_made_anew(capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    asked = ("all-processes", "-m", MERIDIAN, "--format", "json")
    first = said(capsys, *asked)
    (kept,) = (entry for entry in cache.iterdir() if not entry.name.startswith("."))
    database = max((file for file in kept.iterdir()), key=lambda file: file.stat().st_size)
    made = database.stat().st_mtime_ns
    assert said(capsys, *asked) == first
    assert database.stat().st_mtime_ns == made
    database.write_bytes(database.read_bytes()[:1000])
    assert said(capsys, *asked) == first
    assert database.stat().st_size > 1000


def test_what_a_pattern_leaves_out_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = ["id,reports_to", *(f"m{number},m{number + 1}" for number in range(40)), "m40,"]
    (tmp_path / "people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    cypher = "MATCH (a:Person {id: 'm0'})-[:ANSWERS_TO*1..30]->(b) RETURN count(b) AS above"
    assert run(["query", "-e", cypher, "-m", str(tmp_path / "people.csv"), "--format", "json"]) == 0
    written = capsys.readouterr()
    assert json.loads(written.out) == [{"above": 30}]
    assert "40" in written.err
