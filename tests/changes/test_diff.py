"""Models compared, in files and in a git history."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from graphkit.cli.run import run
from tests.organisation_files import Tables

OLD: Tables = {
    "people": [{"id": "coo", "title": "COO"}, {"id": "ana", "reports_to": ["coo"]}],
    "functions": [{"id": "sales", "head": ["ana"]}, {"id": "service", "head": ["coo"]}],
    "processes": [{"id": "claims", "performed_by": ["sales", "service"], "responsible": ["ana"]}],
}
NEW: Tables = {
    "people": [{"id": "coo", "title": "Chief Operating Officer"}, {"id": "bo", "reports_to": ["coo"]}],
    "functions": [{"id": "sales", "head": ["bo"]}, {"id": "service", "head": ["coo"]}],
    "processes": [{"id": "claims", "performed_by": ["sales", "service"], "owner": ["coo"], "accountable": ["bo"]}],
}


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two revisions of a model, tagged, and a third state in the work tree."""
    folder = tmp_path / "repository"
    (folder / "models").mkdir(parents=True)
    monkeypatch.chdir(folder)
    git(folder, "init", "-q")
    for tag, tables in (("old", OLD), ("new", NEW)):
        (folder / "models" / "m.yaml").write_text(json.dumps(tables))
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    return folder


def test_two_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(json.dumps(OLD))
    new.write_text(json.dumps(NEW))
    assert run(["diff", str(old), str(new), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    nodes, relationships = document["model"]["nodes"], document["model"]["relationships"]
    assert [node["id"] for node in nodes["added"]] == ["bo"]
    assert [node["id"] for node in nodes["removed"]] == ["ana"]
    assert nodes["changed"] == [
        {"label": "Person", "id": "coo", "column": "title", "before": "COO", "after": "Chief Operating Officer"}
    ]
    assert {"type": "OWNS", "source": "Person:coo", "target": "Process:claims", "properties": ""} in relationships[
        "added"
    ]
    assert relationships["removed"][-1]["type"] == "INVOLVES"
    assert document["processes"] == [{"id": "claims", "name": "claims", "before": "gap", "after": "governed"}]
    assert "OWN001" in {finding["code"] for finding in document["findings"]["closed"]}
    assert run(["diff", str(new), str(old)]) == 1
    out = capsys.readouterr().out
    assert "governed -> gap" in out
    assert "nodes added: 1" in out
    assert run(["diff", str(new), str(new)]) == 0
    assert "The models do not differ." in capsys.readouterr().out


def test_two_revisions_of_a_path(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old", "new", "models"]) == 0
    assert "claims: gap -> governed" in capsys.readouterr().out
    assert run(["diff", "HEAD", "HEAD~1", "models/m.yaml", "--format", "json"]) == 1
    opened = json.loads(capsys.readouterr().out)["findings"]["opened"]
    assert any(finding["path"] == "HEAD~1:models/m.yaml" for finding in opened)
    (repository / "models" / "m.yaml").write_text(json.dumps(OLD))
    assert run(["diff", "HEAD", "models/m.yaml"]) == 1
    (repository / "graphkit.toml").write_text('sources = ["models"]')
    assert run(["diff", "old", "new"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old", "newer", "models"], "'newer' is neither a path nor a git revision"),
        (["--", "--output=x", "new", "models"], "'--output=x' is neither a path nor a git revision"),
        (["old", "new", "other"], "other: is not in revision old"),
        (["old", "new"], "as a git revision it needs a PATH or sources"),
        (["old", "new", ".."], "is not in a git repository"),
        (["broken", "new", "models"], "broken:models/m.yaml:1: unknown table 'peopel'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    repository: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (repository / "models" / "m.yaml").write_text("peopel: []")
    git(repository, "checkout", "-q", "-b", "broken")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    assert run(["diff", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_the_worst_come_first_and_the_rest_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(json.dumps(OLD))
    added = [{"id": f"p{number:03}", "performed_by": ["sales", "service"]} for number in range(60)]
    new.write_text(json.dumps(OLD | {"processes": [*OLD["processes"], *added, {"id": "z", "owner": ["sales"]}]}))
    assert run(["diff", str(old), str(new), "--select", "MOD005,OWN"]) == 1
    lines = capsys.readouterr().out.splitlines()
    opened = lines[lines.index("opened: 61 findings") :]
    assert opened[1] == "  + OWN001 p000: p000 has no owner"
    assert opened[51] == "  and 11 more (all with --format json)"
    assert lines[0] == "nodes added: 61"
    assert lines[51] == "  and 11 more (all with --format json)"
