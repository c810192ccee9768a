"""The example organisation is what its README says it is, and what the README says would mend it does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from graphkit.api import check, load, rules
from graphkit.config import Policy, load_settings
from tests import reference

if TYPE_CHECKING:
    from graphkit.model.tables import Model

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
README = (MERIDIAN / "README.md").read_text("utf-8")
TODAY = date(2026, 11, 23)
FAMILIES = ("OWN", "EMP", "AUT", "MOD")

Row = dict[str, Any]
Edit = tuple[str, str, Row | None]
"""A table, the id of a row (new where there is none), and what to change in it; None takes the row out."""


def told(heading: str) -> list[dict[str, str]]:
    """A table of the README, by its first heading: one mapping a row."""
    lines = README[README.index(f"| {heading} |") :].split("\n\n")[0].splitlines()
    names, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(names, row, strict=True)) for row in rows]


def checked(model: Model | Path) -> dict[str, Any]:
    settings = load_settings([MERIDIAN], {"today": TODAY.isoformat(), "select": list(FAMILIES)}, {})
    loaded: dict[str, Any] = check(model, settings).to_dict()
    return loaded


@pytest.fixture(scope="module")
def model() -> Model:
    return load(MERIDIAN)


@pytest.fixture(scope="module")
def report(model: Model) -> dict[str, Any]:
    return checked(model)


def test_each_process_is_as_the_readme_tells(report: dict[str, Any]) -> None:
    written = {row["process"]: (row["owner"], row["verdict"], row["findings"].split()) for row in told("process")}
    found = {row["id"]: (row["owner"] or "", row["verdict"], row["findings"]) for row in report["processes"]}
    assert written == found


def test_nothing_else_is_found(report: dict[str, Any]) -> None:
    written = sorted((row["finding"], row["subject"]) for row in told("subject"))
    assert written == [(row["code"], row["subject"]) for row in report["findings"] if row["process"] is None]


def test_how_processes_are_led_is_as_the_readme_tells() -> None:
    settings = load_settings([MERIDIAN], {"today": TODAY.isoformat(), "select": ["GOV", "ROL", "STR"]}, {})
    written = sorted((row["rule"], subject) for row in told("rule") for subject in row["about"].split())
    found = [(row.code, row.subject) for row in check(MERIDIAN, settings).findings()]
    assert written == sorted(found)


def test_every_kind_of_gap_occurs(report: dict[str, Any]) -> None:
    every = {rule.code for rule in rules() if rule.code.startswith(FAMILIES[:3])}
    assert every <= {row["code"] for row in report["findings"]}


def test_every_finding_is_told_as_a_story(report: dict[str, Any]) -> None:
    for row in report["processes"]:
        if row["findings"]:
            stories = re.findall(rf"^\*\*[^*]+\*\* \([^)]*\b{row['id']}\b([^)]*)\)", README, re.MULTILINE)
            assert set(row["findings"]) <= codes_in(" ".join(stories)) | {"OWN006"}, row["id"]


def codes_in(text: str) -> set[str]:
    """The codes named in a text, ranges such as AUT001 to AUT004 spelled out."""
    found = set(re.findall(r"[A-Z]{3}\d{3}", text))
    for family, first, last in re.findall(r"([A-Z]{3})(\d{3}) to [A-Z]{3}(\d{3})", text):
        found |= {f"{family}{number:03}" for number in range(int(first), int(last))}
    return found


def test_the_reference_agrees(model: Model, report: dict[str, Any]) -> None:
    graph = model.to_networkx()
    ours = [{key: value for key, value in row.items() if key != "findings"} for row in report["processes"]]
    assert ours == reference.judge(graph, Policy(), TODAY)


def test_it_stays_true_for_years(model: Model, report: dict[str, Any]) -> None:
    for later in (date(2030, 1, 1), date(2039, 12, 31)):
        rows = reference.judge(model.to_networkx(), Policy(), later)
        assert [row["verdict"] for row in rows] == [row["verdict"] for row in report["processes"]]


def mandate(to: str, within: str) -> Edit:
    return ("mandates", "new", {"by": "coo", "to": to, "within": within})


MENDED: dict[str, list[Edit]] = {
    "returns-and-credits": [("processes", "returns-and-credits", {"owner": "maria-conti"})],
    "supplier-onboarding": [("mandates", "cpo-to-supplier-onboarding", {"accepted": True})],
    "shop-floor-scheduling": [("processes", "shop-floor-scheduling", {"owner": None})],
    "shop-floor-scheduling, empowered": [mandate("jan-kowalski", "shop-floor-scheduling")],
    "issue-to-resolution": [("mandates", "coo-to-issue-to-resolution", {"level": "direct"})],
    "lead-to-quote": [
        ("processes", "lead-to-quote", {"owner": "tobias-keller"}),
        mandate("tobias-keller", "lead-to-quote"),
    ],
    "service-contract-renewal": [
        ("mandates", "isabel-to-felix", None),
        ("mandates", "felix-to-isabel", None),
        mandate("felix-braun", "service-contract-renewal"),
    ],
    "idea-to-launch": [
        ("people", "wei-chen", {"holds": "head-of-product-development"}),
        ("roles", "head-of-product-development", {"vacant": None}),
        mandate("head-of-product-development", "idea-to-launch"),
    ],
    "engineering-change": [("mandates", "coo-to-yuki", {"delegable": True})],
    "forecast-to-budget": [
        ("processes", "forecast-to-budget", {"owner": "henrik-lund"}),
        ("mandates", "ceo-to-forecast-to-budget", {"dimensions": None}),
    ],
    "hire-to-retire": [mandate("ruth-adeyemi", "hire-to-retire")],
    "joiner-onboarding": [("mandates", "ceo-to-onboarding", {"valid_until": None})],
    "joiner-onboarding, inherited": [
        ("processes", "joiner-onboarding", {"owner": None}),
        mandate("ruth-adeyemi", "hire-to-retire"),
    ],
    "acquire-to-retire": [("mandates", "cfo-to-acquire-to-retire", {"by": "coo"})],
    "incident-to-correction": [
        ("mandates", "rajesh-to-hannah", {"by": "coo"}),
        ("processes", "incident-to-correction", {"accountable": "hannah-schmidt"}),
    ],
    "hazard-to-control": [("systems", "chemicals-register", {"belongs_to": "safety"})],
}


def edited(edits: list[Edit], folder: Path) -> Path:
    """The example with some rows changed."""
    for file in MERIDIAN.glob("*.yaml"):
        rows = {row["id"]: row for row in yaml.safe_load(file.read_text("utf-8"))}
        for table, id_, change in edits:
            if table == file.stem and change is None:
                del rows[id_]
            elif table == file.stem and change is not None:
                rows[id_] = {"id": id_} | rows.get(id_, {}) | change
        (folder / file.name).write_text(yaml.safe_dump(list(rows.values())), "utf-8")
    return folder


@pytest.mark.parametrize("case", MENDED)
def test_what_would_mend_it_does(case: str, tmp_path: Path) -> None:
    rows = {row["id"]: row for row in checked(edited(MENDED[case], tmp_path))["processes"]}
    process = rows[case.partition(",")[0]]
    assert (process["verdict"], process["missing"], process["ungoverned"]) == ("governed", [], [])
    assert set(process["findings"]) <= {"EMP004", "OWN005", "OWN006", "OWN007"}


def test_without_the_first_link_one_process_is_governed(tmp_path: Path) -> None:
    report = checked(edited([("mandates", "ceo-to-coo", {"delegable": False})], tmp_path))
    assert [row["id"] for row in report["processes"] if row["verdict"] == "governed"] == ["plan-to-produce"]
