"""What changes would close and open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import api
from graphkit.changes.actions import Add, Appoint, Change, Grant, Leaves, Row
from graphkit.cli.run import run
from graphkit.config import Settings
from graphkit.model.assemble import assemble
from graphkit.report.report import Report
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations

MODEL: Tables = {
    "people": [
        {"id": "coo", "title": "Chief Operating Officer"},
        {"id": "ana", "reports_to": ["coo"], "member_of": ["sales"]},
        {"id": "bo", "reports_to": ["coo"], "member_of": ["service"]},
    ],
    "functions": [{"id": "sales", "head": ["ana"]}, {"id": "service", "head": ["bo"]}],
    "processes": [
        {"id": "claims", "owner": ["ana"], "performed_by": ["sales", "service"]},
        {"id": "orders", "owner": ["coo"], "performed_by": ["sales", "service"]},
    ],
    "mandates": [],
}


def found(report: Report) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in report.findings()]


def test_an_appointment_closes_a_gap() -> None:
    outcome = api.whatif(assemble(raw_tables(MODEL)), [Change(Appoint("coo", ("claims",)))])
    assert [(change.id, change.before, change.after) for change in outcome.verdicts] == [("claims", "gap", "governed")]
    assert ("AUT002", "claims") in found(outcome.closed)
    assert all(subject != "claims" or code != "AUT002" for code, subject in found(outcome.opened))


def test_a_departure_opens_one() -> None:
    outcome = api.whatif(assemble(raw_tables(MODEL)), [Change(Leaves(("coo",)))])
    assert [(change.id, change.before, change.after) for change in outcome.verdicts] == [("orders", "governed", "gap")]
    assert any(subject == "orders" for _, subject in found(outcome.opened))


def test_the_first_mandate_turns_nothing_unknown_into_a_gap() -> None:
    people = [*MODEL["people"], {"id": "cy", "reports_to": ["coo"]}]
    functions = [{"id": name, "head": ["cy"]} for name in ("sales", "service")]
    processes = [{"id": "p", "owner": ["cy"], "performed_by": ["sales"], "responsible": ["ana", "bo"]}]
    tables = {"people": people, "functions": functions, "processes": processes, "mandates": []}
    grant = Change(Grant(Row({"id": "m", "by": "coo", "to": "ana", "within": "p"})))
    outcome = api.whatif(assemble(raw_tables(tables)), [grant])
    assert outcome.verdicts == ()


def test_new_processes_and_processes_that_are_no_more() -> None:
    new = Change(Add({"processes": (Row({"id": "refunds", "performed_by": ["sales"]}),)}))
    outcome = api.whatif(assemble(raw_tables(MODEL)), [new])
    assert [(change.id, change.before, change.after) for change in outcome.verdicts] == [
        ("refunds", None, "functional")
    ]


@settings(max_examples=15)
@given(organisations(), st.data())
def test_closed_opened_and_unchanged_are_all_there_is(tables: Tables, data: st.DataObject) -> None:
    model = assemble(raw_tables(tables))
    ids = model.nodes["Person"]["id"].to_list()
    leaving = data.draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)) if ids else []
    chosen = Settings(today=TODAY)
    outcome = api.whatif(model, [Change(Leaves(tuple(f"Person:{id_}" for id_ in leaving)))], chosen)
    before, after = (
        {finding.fingerprint for finding in report.findings()} for report in (outcome.before, outcome.after)
    )
    assert {finding.fingerprint for finding in outcome.closed.findings()} == before - after
    assert {finding.fingerprint for finding in outcome.opened.findings()} == after - before
    assert outcome.unchanged == len(before & after)
    assert bool(leaving) or not (outcome.verdicts or before ^ after)


@pytest.fixture
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(json.dumps(MODEL))
    return tmp_path


def test_the_command(organisation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (organisation / "c.yaml").write_text("changes: [{appoint: coo, to: claims, reason: commands all}]")
    assert run(["whatif", "c.yaml", "-m", "m.yaml"]) == 0
    out = capsys.readouterr().out
    assert "claims: gap -> governed" in out
    assert "- AUT002 claims" in out
    assert run(["whatif", "-m", "m.yaml", "--leaves", "coo", "--appoint", "bo=orders", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["processes"] == [{"id": "orders", "name": "orders", "before": "governed", "after": "gap"}]
    assert document["findings"]["opened"]
    assert run(["whatif", "-m", "m.yaml", "--merge-functions", "sales,service"]) == 0
    assert "gap -> functional" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no changes: name a change file"),
        (["--appoint", "ana"], "'ana' is not an appointment such as ana=order-to-cash"),
        (["--leaves", "anna"], "leaves: there is no 'anna' (did you mean 'ana'?)"),
        (["missing.yaml"], "missing.yaml: no such file or directory"),
    ],
)
def test_what_is_wrong(organisation: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert organisation.is_dir()
    assert run(["whatif", "-m", "m.yaml", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
