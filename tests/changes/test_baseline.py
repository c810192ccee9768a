"""Findings that are known or waived are left out, and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.cli.run import run
from tests.organisation_files import Tables

MODEL: Tables = {
    "people": [{"id": "coo", "title": "Chief Operating Officer"}],
    "functions": [{"id": "sales", "head": ["coo"]}, {"id": "service", "head": ["coo"]}],
    "processes": [{"id": name, "performed_by": ["sales", "service"]} for name in ("claims", "orders")],
}
CHECK = ["check", "m.yaml", "--select", "OWN001", "--format", "json", "--today", "2026-06-01"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(json.dumps(MODEL))
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str], str]:
    """The exit code, the subjects of the findings, and what is said."""
    code = run([*CHECK, *more])
    out, err = capsys.readouterr()
    return code, [finding["subject"] for finding in json.loads(out)["findings"]] if out else [], err


def test_only_what_is_new_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys)[:2] == (1, ["claims", "orders"])
    assert check(capsys, "--baseline", "b", "--update-baseline") == (0, [], "b: 2 findings written\n")
    assert check(capsys, "--baseline", "b") == (0, [], "known from b: 2 findings\n")
    first = (folder / "b").read_text()
    rows = [json.loads(line) for line in first.splitlines()]
    assert [(row.get("code"), row.get("subject")) for row in rows[1:]] == [("OWN001", "claims"), ("OWN001", "orders")]
    refunds = {"id": "refunds", "performed_by": ["sales", "service"]}
    processes = [refunds, MODEL["processes"][0], {**MODEL["processes"][1], "owner": ["coo"]}]
    (folder / "m.yaml").write_text(json.dumps(MODEL | {"processes": processes}))
    assert check(capsys, "--baseline", "b")[:2] == (1, ["refunds"])
    assert check(capsys, "--baseline", "b", "--update-baseline")[0] == 0
    subjects = [json.loads(line).get("subject") for line in (folder / "b").read_text().splitlines()[1:]]
    assert subjects == ["claims", "refunds"]
    (folder / "m.yaml").write_text(json.dumps(MODEL))
    check(capsys, "--baseline", "b", "--update-baseline")
    assert (folder / "b").read_text() == first


def test_rules_that_did_not_run_stay_in_the_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(capsys, "--baseline", "b", "--update-baseline")
    (folder / "m.yaml").write_text(json.dumps(MODEL | {"processes": []}))
    run(["check", "m.yaml", "--select", "MOD", "--baseline", "b", "--update-baseline", "-q"])
    assert (folder / "b").read_text().count('"OWN001"') == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "b: no such baseline ('--update-baseline' writes it)"),
        ("", "b: is not a baseline"),
        ("code: x", "b:1: is not a line of JSON"),
        ('{"graphkit_baseline": 1}\n{"code": 1}', "b:2: is not a finding with fingerprint"),
    ],
)
def test_what_is_no_baseline(folder: Path, capsys: pytest.CaptureFixture[str], text: str | None, said: str) -> None:
    if text is not None:
        (folder / "b").write_text(text)
    code, _, err = check(capsys, "--baseline", "b")
    assert (code, err.startswith(f"error: {said}"), err.count("\n")) == (2, True, 1)
    assert check(capsys, "--update-baseline")[0] == 2


def waiver(until: str = "", subject: str = "claims", code: str = "OWN001") -> str:
    return f'[[waivers]]\ncode = "{code}"\nsubject = "{subject}"\nreason = "in spring"\n{until}\n'


def test_waivers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = folder / "graphkit.toml"
    settings.write_text(waiver() + waiver("until = 2026-06-01", "orders"))
    assert check(capsys) == (0, [], "waived: 2 findings\n")
    settings.write_text(waiver("until = 2026-05-31"))
    said = "graphkit.toml: the waiver of OWN001 for claims was over on 2026-05-31\n"
    assert check(capsys) == (1, ["claims", "orders"], said)
    settings.write_text(waiver(subject="refunds"))
    assert check(capsys)[2] == "graphkit.toml: the waiver of OWN001 for refunds waives nothing\n"
    assert check(capsys, "--baseline", "b", "--update-baseline")[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (waiver(code="OWN01"), "graphkit.toml:1: unknown rule code 'OWN01' in a waiver (did you mean 'OWN001'?)"),
        (waiver("untill = 2026-01-01"), "unknown key 'untill' in waivers 1 (did you mean 'until'?)"),
        ('[[waivers]]\ncode = "OWN001"\nsubject = "x"', "waivers 1 has no reason"),
        ("waivers = 3", "waivers must be a list of tables"),
        (waiver("until = 'soon'"), "must be a date"),
    ],
)
def test_wrong_waivers(folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    (folder / "graphkit.toml").write_text(text)
    code, _, err = check(capsys)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
