"""Maturity: a ladder climbed step by step, the example, and what must always be true."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from graphkit import api
from graphkit.advice.maturity import CRITERIA, LEVELS, Maturity, find_maturity
from graphkit.cli.run import run
from graphkit.config import MaturityThresholds
from graphkit.model.assemble import assemble
from graphkit.reporters import maturity as reporter
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations, policies

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"


def organisation() -> Tables:
    """The ladder at its foot: a process without an owner, and people who could have mandates."""
    return {
        "people": [
            {"id": "ceo", "title": "CEO"},
            {"id": "cpo", "title": "Chief Process Officer", "reports_to": ["ceo"]},
            {"id": "sue", "reports_to": ["ceo"]},
            {"id": "tom", "reports_to": ["ceo"]},
            {"id": "uma", "reports_to": ["tom"]},
            {"id": "own", "reports_to": ["cpo"]},
        ],
        "functions": [{"id": "sales", "head": ["sue"]}, {"id": "tech", "head": ["tom"]}],
        "systems": [{"id": "crm", "belongs_to": ["sales"]}, {"id": "erp", "belongs_to": ["tech"]}],
        "rules": [{"id": "terms", "belongs_to": ["sales"]}],
        "resources": [{"id": "budget", "belongs_to": ["sales"]}],
        "processes": [
            {
                "id": "p",
                "performed_by": ["sales", "tech"],
                "uses": ["crm", "erp"],
                "governed_by": ["terms"],
                "consumes": ["budget"],
                "responsible": ["uma"],
            }
        ],
        "mandates": [],
    }


def mature(tables: Tables, thresholds: MaturityThresholds | None = None) -> Maturity:
    index = api.compile_index(assemble(raw_tables(tables)), None, TODAY)
    (one,) = find_maturity(index, thresholds).processes
    return one


def mandate(**given: Any) -> dict[str, Any]:
    return {"id": "m", "by": ["ceo"], "to": ["own"], "within": ["p"], **given}


def test_a_ladder_climbed_step_by_step() -> None:
    tables = organisation()
    said = [(mature(tables).level, mature(tables).missing)]
    tables["processes"][0]["owner"] = ["own"]
    said.append((mature(tables).level, mature(tables).missing))
    tables["mandates"] = [mandate(dimensions=["technology"], covers=["crm"])]
    said.append((mature(tables).level, mature(tables).missing))
    tables["mandates"] = [mandate()]
    said.append((mature(tables).level, mature(tables).missing))
    tables["people"][5]["coordinator"] = ["cpo"]
    said.append((mature(tables).level, mature(tables).missing))
    tables["mandates"] = [mandate(level="direct")]
    said.append((mature(tables).level, mature(tables).missing))
    tables["mandates"] = [mandate(level="decide")]
    said.append((mature(tables).level, mature(tables).missing))
    assert said == [
        (0, ("owner",)),
        (1, ("appointed", "some_say")),
        (2, ("rules_and_technology", "functions", "people", "resources", "coordinated")),
        (2, ("coordinated",)),
        (3, ("decides_resources", "directs_people")),
        (3, ("decides_resources",)),
        (4, ()),
    ]


@pytest.mark.parametrize(
    ("table", "row", "change", "level", "missing"),
    [
        ("processes", 0, {"owner": ["own", "sue"]}, 1, "single"),
        ("processes", 0, {"owner": ["sales"]}, 1, "named"),
        ("people", 5, {"active": False}, 0, "owner"),
        ("processes", 0, {"consumes": []}, 2, "resources"),
        ("processes", 0, {"uses": [], "governed_by": []}, 1, "some_say"),
        ("mandates", 0, {"valid_until": date(2020, 1, 1)}, 1, "appointed"),
    ],
)
def test_what_takes_it_down(table: str, row: int, change: dict[str, Any], level: int, missing: str) -> None:
    tables = organisation()
    tables["processes"][0]["owner"] = ["own"]
    tables["people"][5]["coordinator"] = ["cpo"]
    tables["mandates"] = [mandate(level="decide")]
    tables[table][row].update(change)
    one = mature(tables)
    assert one.level == level
    assert missing in one.missing


def test_thresholds_are_settings() -> None:
    tables = organisation()
    tables["processes"][0]["owner"] = ["own"]
    tables["people"][5]["coordinator"] = ["cpo"]
    tables["mandates"] = [mandate(level="decide")]
    assert mature(tables, MaturityThresholds(senior_distance=1)).missing == ("senior",)
    assert mature(tables, MaturityThresholds(top_distance=1)).missing == ("top_body",)
    tables["mandates"] = [mandate(covers=["crm", "terms", "sales", "uma", "budget"])]
    assert mature(tables).missing == ("rules_and_technology", "functions")
    assert mature(tables).shares["rules_and_technology"] == pytest.approx(2 / 3, abs=1e-6)
    assert mature(tables, MaturityThresholds(rules_and_technology=0.6, functions=0.5)).level == 3


def test_the_example() -> None:
    index = api.compile_index(api.load(MERIDIAN), today=date(2026, 11, 23))
    found = find_maturity(index)
    said = {index.model.show(one.process): LEVELS[one.level] for one in found.processes}
    assert Counter(said.values()) == {"P-0": 2, "P-1": 11, "P-2": 1, "P-3": 3, "P-4": 1}
    assert {name for name, level in said.items() if level >= "P-2"} == {
        "hazard-to-control",
        "issue-to-resolution",
        "order-to-cash",
        "procure-to-pay",
        "plan-to-produce",
    }
    stream = io.StringIO()
    reporter.write_text(found, stream)
    page = stream.getvalue()
    assert "an operational reading of the process-owner enabler" in page
    assert "P-4  Plan to Produce (plan-to-produce), owner: Greta Hoffmann" in page


@settings(max_examples=40, deadline=None)
@given(organisations(), policies())
def test_levels_agree_with_verdicts(tables: Tables, policy: Any) -> None:
    index = api.compile_index(assemble(raw_tables(tables)), policy, TODAY)
    found = find_maturity(index)
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["levels"] == found.counts
    reporter.write_text(found, io.StringIO())
    assert sorted(one.process for one in found.processes) == index.participation.crossing.nonzero()[0].tolist()
    for one in found.processes:
        assert (one.level == 0) == (index.judgement.owner[one.process] < 0)
        below = [met for (_, level), met in zip(CRITERIA, one.met, strict=True) if level <= one.level]
        assert all(below)
        assert (one.missing == ()) == (one.level == len(LEVELS) - 1)
        if one.level >= 2:
            assert index.judgement.empowered[one.process] in (1, 2)


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["maturity", str(MERIDIAN), "--format", "json", "--quiet", "--today", "2026-11-23"]
    assert run([*arguments, "--process", "order-to-cash"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["levels"] == {"P-0": 0, "P-1": 0, "P-2": 0, "P-3": 1, "P-4": 0}
    assert document["processes"][0]["missing"] == ["decides_resources", "directs_people"]
    assert document["thresholds"]["top_distance"] == 2
