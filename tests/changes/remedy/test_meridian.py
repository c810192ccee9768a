"""What is to be done about the gaps of Meridian."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.api import check, compile_index, load, remedy
from graphkit.changes.changefile import read_changes
from graphkit.changes.interpret import apply_changes
from graphkit.cli.run import run
from graphkit.config import load_settings
from graphkit.index.judgement import VERDICTS

MERIDIAN = Path(__file__).parents[3] / "examples" / "meridian"


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> tuple[dict[str, object], Path]:
    """The remedy as JSON, and the change file."""
    file = tmp_path / "remedy.yaml"
    assert run(["remedy", str(MERIDIAN), "--format", "json", "-o", str(file), "-q"]) == 0
    return json.loads(capsys.readouterr().out), file


def test_every_gap_closes(answer: tuple[dict[str, object], Path]) -> None:
    told, file = answer
    assert told["closed"] == told["gaps"] != []
    settings = load_settings([str(MERIDIAN)])
    changed = apply_changes(load(MERIDIAN), read_changes(file), str(file))
    verdicts = compile_index(changed, settings.policy, settings.today).judgement.verdict
    assert "gap" not in {VERDICTS[verdict] for verdict in verdicts}
    backed = check(changed, replace(settings, select=("GOV001", "GOV002")))
    assert [finding.subject for finding in backed.findings()] == []


def test_who_is_appointed_and_who_grants(answer: tuple[dict[str, object], Path]) -> None:
    told, _ = answer
    appointments, mandates = told["appointments"], told["mandates"]
    assert isinstance(appointments, list)
    assert isinstance(mandates, list)
    because = {each["process"]: each["because"] for each in appointments}
    assert because == {
        "lead-to-quote": "no-owner",
        "idea-to-launch": "vacant-owner",
        "returns-and-credits": "shared-owner",
    }
    # both parts of shop-floor scheduling lie in Operations, so nobody above the COO is asked
    by = {within: each["by"] for each in mandates for within in each["within"]}
    assert by["shop-floor-scheduling"] == "mateo-ruiz"
    assert by["supplier-onboarding"] == "ines-carvalho"
    assert told["optimality_gap"] == 0


def test_one_process_alone() -> None:
    model = load(MERIDIAN)
    number = model.number_of("Process", "shop-floor-scheduling")
    assert number is not None
    found = remedy(model, processes=[number])
    assert found.gaps == found.closed == (number,)
    assert [grant.processes for grant in found.grants] == [(number,)]


def test_the_same_twice_and_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    words = []
    for format_ in ("text", "text", "yaml"):
        assert run(["remedy", str(MERIDIAN), "--format", format_, "-q"]) == 0
        words.append(capsys.readouterr().out)
    assert words[0] == words[1]
    assert "12 of 12 gaps can be closed: 3 appointments, 11 grants" in words[0]
    assert words[2].startswith("changes:\n  - appoint: ")
