"""Verdicts over the git history of a model."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graphkit.cli.run import run
from tests.changes.test_diff import NEW, OLD, git


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model without, with a broken, and with a good owner; and a commit beside it."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    for subject, file, text in (
        ("begin", "m.yaml", json.dumps(OLD)),
        ("slip", "m.yaml", "people: ["),
        ("beside", "other.txt", "x"),
        ("appoint", "m.yaml", json.dumps(NEW)),
    ):
        (tmp_path / file).write_text(text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", subject)
    return tmp_path


def test_table_json_and_plot(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", "m.yaml", "--format", "json", "--plot", "t.svg"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("left out: ")
    assert "m.yaml" in err
    assert err.count("\n") == 1
    found = [(point["subject"], point["verdicts"]) for point in json.loads(out)["revisions"]]
    assert found == [
        ("begin", {"gap": 1, "unknown": 0, "governed": 0, "functional": 0}),
        ("appoint", {"gap": 0, "unknown": 0, "governed": 1, "functional": 0}),
    ]
    drawing = ElementTree.parse(repository / "t.svg").getroot()
    assert len(drawing.findall("{http://www.w3.org/2000/svg}polyline")) == 4
    assert run(["trend", "m.yaml", "--max", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("appoint")


def test_since_a_revision_or_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    for since, count in (("HEAD~1", 1), ("2001-01-01", 2), ("HEAD", 0)):
        assert run(["trend", "m.yaml", "-q", "--since", since, "--format", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["revisions"]) == count


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["m.yaml", "--since", "yore"], "'yore' is neither a git revision nor a date such as 2026-01-31"),
        (["/"], "is not in a git repository"),
        ([], "no model: name a file or folder"),
    ],
)
def test_what_is_wrong(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert run(["trend", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
