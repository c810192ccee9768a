"""What each command does, where that is not the engine's matter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from graphkit.cli.init import STARTER, starter_text
from graphkit.cli.run import run
from graphkit.config import Policy, Settings, load_settings

PROCESSES = """\
id,name,accountable,responsible,performed_by
order-to-cash,Order to cash,,,sales;finance
hire-to-retire,Hire to retire,ana,,sales;finance
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def model() -> str:
    """A folder with one table."""
    Path("model").mkdir()
    Path("model/processes.csv").write_text(PROCESSES)
    return "model"


def output(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command writes to standard output."""
    assert run(arguments) == code
    return capsys.readouterr().out


def codes(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> set[str]:
    """The codes of the findings of a check."""
    report = json.loads(output(capsys, "check", "--format", "json", *arguments, code=code))
    return {finding["code"] for finding in report["findings"]}


def test_init_writes_a_model_with_the_gap_that_it_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert "graphkit check new" in output(capsys, "init", "new")
    assert sorted(os.listdir("new")) == sorted(STARTER)
    report = json.loads(output(capsys, "check", "new", "--format", "json", "--exit-zero"))
    found = {finding["code"] for finding in report["findings"]}
    assert found == {"AUT003", "AUT010"}
    assert all(code in starter_text("organisation.yaml") for code in found)
    assert [process["verdict"] for process in report["processes"]] == ["governed", "gap"]


def test_init_in_the_working_directory_is_what_check_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output(capsys, "init")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / "deeper")
    assert '"processes": 2' in output(capsys, "check", "--format", "json", "--exit-zero")


@pytest.mark.parametrize("name", STARTER)
def test_init_overwrites_nothing(capsys: pytest.CaptureFixture[str], name: str) -> None:
    Path(name).write_text("mine")
    assert run(["init"]) == 2
    assert f"{name}: exists already; nothing was written" in capsys.readouterr().err
    assert os.listdir() == [name]
    assert Path(name).read_text() == "mine"


def test_the_starter_settings_show_the_defaults(tmp_path: Path) -> None:
    shown = starter_text("graphkit.toml")
    (tmp_path / "graphkit.toml").write_text(shown)
    assert load_settings(environment={}) == Settings(sources=("organisation.yaml",))
    settings = [line for line in shown.splitlines() if not line.startswith("# ") or " = " in line or "[policy." in line]
    uncommented = "\n".join(line.removeprefix("# ") for line in settings)
    (tmp_path / "graphkit.toml").write_text(uncommented)
    loaded = load_settings(environment={})
    assert loaded.fail_on == Settings().fail_on
    named = {"managing director": "ceo", "head of operations": "coo"}
    assert loaded.policy == Policy(role_names={**Policy().role_names, **named})


def test_check_selects_and_ignores_rules(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert "OWN001" in codes(capsys, model, code=1)
    assert {code[:3] for code in codes(capsys, model, "--select", "OWN,EMP", code=1)} == {"OWN"}
    assert codes(capsys, model, "--select", "own00", "--ignore", "OWN001,OWN007") == set()


def test_check_fails_on_what_it_is_told_to_fail_on(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert codes(capsys, model, "--select", "MOD013") == {"MOD013"}
    assert codes(capsys, model, "--select", "MOD013", "--fail-on", "warning", code=1) == {"MOD013"}
    assert codes(capsys, model, "--exit-zero") == codes(capsys, model, code=1)


def test_check_shows_one_process(capsys: pytest.CaptureFixture[str], model: str) -> None:
    wanted = ("check", model, "--format", "json", "--exit-zero", "--process")
    report = json.loads(output(capsys, *wanted, "Hire to retire"))
    assert [process["id"] for process in report["processes"]] == ["hire-to-retire"]
    assert run([*wanted, "hire"]) == 2
    assert "no such process 'hire'" in capsys.readouterr().err


def test_a_report_in_a_file_is_the_report_and_replaces_only_when_whole(
    capsys: pytest.CaptureFixture[str], model: str
) -> None:
    shown = output(capsys, "check", model, "--format", "json", code=1)
    assert output(capsys, "check", model, "--format", "json", "-o", "report.json", code=1) == ""
    assert Path("report.json").read_text() == shown
    assert run(["check", model, "-o", "missing/report.json"]) == 2
    assert "missing/report.json: no such file or directory" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["model", "report.json"]


def test_a_report_for_people_has_no_colours_in_a_file(capsys: pytest.CaptureFixture[str], model: str) -> None:
    assert "Order to cash" in output(capsys, "check", model, code=1)
    output(capsys, "check", model, "-o", "report.txt", code=1)
    assert "\x1b" not in Path("report.txt").read_text()


def test_rules_and_explain(capsys: pytest.CaptureFixture[str]) -> None:
    rules = json.loads(output(capsys, "rules", "--format", "json"))
    table = output(capsys, "rules").splitlines()
    assert [rule["code"] for rule in rules] == sorted(line.split()[0] for line in table)
    assert set(rules[0]) == {"code", "name", "severity", "summary"}
    page = output(capsys, "explain", "own001")
    assert page == output(capsys, "explain", "no-owner")
    assert "## What to do" in page


def test_convert_there_and_back(capsys: pytest.CaptureFixture[str], model: str) -> None:
    output(capsys, "convert", model, "model.yaml")
    output(capsys, "convert", "model.yaml", "again", "--to", "csv")
    before = json.loads(output(capsys, "check", model, "--format", "json", "--exit-zero"))
    after = json.loads(output(capsys, "check", "again", "--format", "json", "--exit-zero"))
    assert before["processes"] == after["processes"]
    for arguments, said in (
        (["convert", model, "model.yaml"], "model.yaml: exists already"),
        (["convert", model, "model.docx"], "docx"),
        (["convert", model, "m.yaml", "--to", "yml"], "unknown format 'yml' (did you mean 'yaml'?)"),
    ):
        assert run(arguments) == 2
        assert said in capsys.readouterr().err
    output(capsys, "convert", model, "model.yaml", "--overwrite")


def test_generate_writes_a_model_that_check_reads(capsys: pytest.CaptureFixture[str]) -> None:
    output(capsys, "generate", "--people", "50", "--seed", "3", "-o", "made", "--format", "parquet")
    assert '"Person": 50' in output(capsys, "check", "made", "--format", "json", "--exit-zero")
    assert run(["generate", "-o", "made"]) == 2
    assert "made: is not empty" in capsys.readouterr().err


def completions(words: Sequence[str]) -> list[str]:
    """What the shell would offer for the last word."""
    environment = {**os.environ, "_GRAPHKIT_COMPLETE": "bash_complete"}
    environment |= {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "graphkit"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_completion_offers_processes_and_codes(model: str) -> None:
    assert completions(["graphkit", "check", model, "--process", "ord"]) == ["order-to-cash"]
    assert "OWN001" in completions(["graphkit", "explain", "OWN"])
    Path("graphkit.toml").write_text('sources = ["model"]')
    assert completions(["graphkit", "why", "hi"]) == ["hire-to-retire"]


def test_completion_says_nothing_where_something_is_wrong() -> None:
    assert completions(["graphkit", "why", "x"]) == []
    Path("graphkit.toml").write_text("sources = [")
    assert completions(["graphkit", "check", "--process", "x"]) == []


def test_what_graphkit_keeps_beside_a_model_is_no_part_of_it(
    model: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    everything = ("check", model, "--format", "json", "--exit-zero")
    before = output(capsys, *everything)
    output(capsys, "check", model, "--baseline", f"{model}/known.json", "--update-baseline")
    output(capsys, "remedy", model, "-o", f"{model}/remedy.yaml")
    output(capsys, *everything, "-o", f"{model}/report.json")
    (tmp_path / model / "model.schema.json").write_text(output(capsys, "schema", "model"))
    (tmp_path / model / "mine.yml").write_text("# what to do\n---\nchanges: []\n")
    (tmp_path / model / "mine.json").write_text('{"changes": []}')
    assert run(everything) == 0
    after = capsys.readouterr()
    assert after.out == before
    told = [line.removeprefix("graphkit: ").removeprefix(model + "/") for line in after.err.splitlines()]
    assert told == [
        "known.json is passed over: it is a baseline, which 'graphkit check --baseline' takes",
        "mine.json is passed over: it is a change file, which 'graphkit whatif' takes",
        "mine.yml is passed over: it is a change file, which 'graphkit whatif' takes",
        "model.schema.json is passed over: it is a JSON Schema",
        "remedy.yaml is passed over: it is a change file, which 'graphkit whatif' takes",
        "report.json is passed over: it is what a graphkit command has found",
    ]
    assert run(["check", f"{model}/remedy.yaml"]) == 2
    assert "model/remedy.yaml: is no part of a model: it is a change file" in capsys.readouterr().err


def test_changes_are_made_on_the_way(model: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("changes:\n  - {appoint: ana, to: order-to-cash, reason: she does it anyway}\n")
    output(capsys, "convert", model, "new.yaml", "--changes", "c.yaml")
    assert "OWN001" in codes(capsys, model, code=1)
    assert "OWN001" not in codes(capsys, "new.yaml")
    output(capsys, "convert", model, model, "--changes", "c.yaml", "--overwrite")
    assert "OWN001" not in codes(capsys, model)
    (tmp_path / "c.yaml").write_text("changes:\n  - {appoint: ana, to: order-to-cahs}\n")
    assert run(["convert", model, "other.yaml", "--changes", "c.yaml"]) == 2
    assert "c.yaml:2: to: there is no 'order-to-cahs' (did you mean 'order-to-cash'?)" in capsys.readouterr().err
    assert not (tmp_path / "other.yaml").exists()
