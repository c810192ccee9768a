"""What a person sees first, and that it stays readable."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphkit import api
from graphkit.config import Settings
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.reporters import text
from tests.organisation_files import Tables, raw_tables

EXAMPLES = Path(__file__).parents[2] / "examples"
SETTINGS = Settings(today=date(2026, 11, 23))


def shown(report: Report, **options: bool) -> str:
    stream = io.StringIO()
    text.write(report, stream, **options)
    return stream.getvalue()


def checked(model: Model | Path | Tables, **options: Any) -> Report:
    return api.check(assemble(raw_tables(model)) if isinstance(model, dict) else model, SETTINGS, **options)


def positions(page: str, *parts: str) -> list[int]:
    assert [part for part in parts if part not in page] == []
    return [page.index(part) for part in parts]


@pytest.fixture(scope="module")
def meridian() -> Report:
    return checked(EXAMPLES / "meridian")


@pytest.fixture(scope="module")
def first_minute() -> Report:
    return checked(EXAMPLES / "first-minute")


# --- the order of things -----------------------------------------------------------------------------------------


def test_blind_spots_then_processes_then_findings_then_counts(first_minute: Report) -> None:
    page = shown(first_minute)
    parts = (
        "What the model cannot tell yet",
        "whether 2 of 10 processes cross functions is not known (Record to Report, Request to Fulfil)",
        "[MOD014]",
        "[MOD013]",
        "[MOD015]",
        "[MOD008]",
        "Cross-functional processes, the worst first",
        "Idea to Launch       nobody",
        "Issue to Resolution  Hannah Schmidt +1",
        "Order to Cash        Ana Lima",
        "Idea to Launch: gap (no owner)",
        "Issue to Resolution: gap (shared owner)",
        "Elsewhere in the model",
        "10 processes: 2 gap, 8 unknown, 0 governed, 0 functional",
        "findings: 2 errors",
    )
    assert positions(page, *parts) == sorted(positions(page, *parts))
    assert page.startswith(parts[0])


def test_without_performers_the_first_thing_said_is_that_nothing_can_be_told() -> None:
    page = shown(checked(EXAMPLES / "first-minute" / "without-performers"))
    said = "• which functions take part in the processes is not known, so none can be called cross-functional yet"
    assert page.splitlines()[1].startswith(said)
    assert "the worst first" not in page
    assert page.count("cross-functional yet") == 1  # and not again in other words


def test_a_model_without_processes_says_so() -> None:
    assert "• the model has no processes, so there is nothing to judge" in shown(checked({"people": [{"id": "ana"}]}))


def test_the_worst_come_first(meridian: Report) -> None:
    table = shown(meridian).split("\n\n")[0].splitlines()
    marks = [line[0] for line in table if line[:1] in "✗?✓" and line[1:3] == "  "]
    assert marks == sorted(marks, key="✗?✓".index)
    assert len(marks) == 18
    assert re.search(r"✗ +Lead to Quote +nobody$", table[2])
    assert re.search(
        r"✗ +Returns and Credits +Hannah Schmidt \+1 +mandate +█████ +█████ +- +- +█████ +█████$", table[4]
    )
    assert re.search(r"\? +Hazard to Control +Erik Dahl +mandate +█████ +█████ +····· +█████", "\n".join(table))


def test_findings_stand_at_their_process_with_fix_and_place(meridian: Report) -> None:
    sections = shown(meridian).split("\n\n")
    (section,) = (part for part in sections if part.startswith("Engineering Change (engineering-change): gap"))
    lines = section.splitlines()
    assert lines[0].endswith(": gap (not empowered, insufficient authority)")
    severities = re.findall(r"^  (error|warning|info) ", section, re.MULTILINE)
    assert severities == sorted(severities, key=("error", "warning", "info").index)
    (at,) = (number for number, line in enumerate(lines) if " EMP002 " in line)
    assert [line.split()[0] for line in lines[at + 1 :]][:3].count("fix:") == 1
    assert re.search(r"^ {18}at \S+processes.yaml:\d+$", section, re.MULTILINE)


def test_every_finding_is_shown_once(meridian: Report) -> None:
    page = shown(meridian, verbose=True)
    codes = re.findall(r"^  (?:error|warning|info) +([A-Z]{3}\d{3}) ", page, re.MULTILINE)
    told_first = re.findall(r"\[(MOD\d{3})\]$", page, re.MULTILINE)
    assert sorted(codes + told_first) == sorted(finding.code for finding in meridian.findings())
    evidence = next(finding.evidence for finding in meridian.findings() if finding.code == "EMP002")
    assert f"evidence: {', '.join(evidence)}" in page


# --- options -----------------------------------------------------------------------------------------------------


def test_quiet_leaves_advice_out_and_no_finding(first_minute: Report) -> None:
    page = shown(first_minute, quiet=True)
    assert page.startswith("Cross-functional processes")
    for advice in ("fix:", "to learn more", "owner has authority"):
        assert advice not in page
    assert "MOD013" in page  # what was a blind spot is a finding like any other


def test_statistics_count_by_rule(meridian: Report) -> None:
    page = shown(meridian, statistics=True)
    rows = re.findall(r"^ +(\d+)  ([A-Z]{3}\d{3})  ([a-z-]+)$", page, re.MULTILINE)
    assert {code: int(count) for count, code, _ in rows} == {
        found.rule.code: len(found.hits) for found in meridian.found if len(found.hits)
    }
    assert [int(count) for count, _, _ in rows] == sorted((int(count) for count, _, _ in rows), reverse=True)
    assert "fix:" not in page


def test_one_process_and_what_concerns_it() -> None:
    model = api.load(EXAMPLES / "meridian")
    (number,) = model.find("engineering-change")
    report = checked(model, processes=[number])
    page = shown(report)
    assert "1 process: 1 gap, " in page
    assert "Order to Cash" not in page
    told = re.findall(r"^  (?:error|warning|info) +([A-Z]{3}\d{3}) ", page, re.MULTILINE)
    assert sorted(told) == sorted(finding.code for finding in report.findings())


def test_a_finding_at_a_process_that_is_not_asked_for_is_still_shown() -> None:
    tables: Tables = {
        "functions": [{"id": "sales"}, {"id": "finance"}],
        "systems": [{"id": "crm"}],
        "processes": [{"id": p, "performed_by": ["sales", "finance"], "uses": ["crm"]} for p in ("one", "two")],
    }
    report = checked(tables, processes=[1])
    told = re.findall(r"^  (?:error|warning|info) +([A-Z]{3}\d{3}) ", shown(report, quiet=True), re.MULTILINE)
    assert sorted(told) == sorted(finding.code for finding in report.findings())


# --- no more than can be read --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded() -> Report:
    """2,000 processes without owners of which every other crosses functions, and 300 people in nobody's place."""
    both, one = ["sales", "finance"], ["sales"]
    tables: Tables = {
        "functions": [{"id": "sales"}, {"id": "finance"}],
        "people": [{"id": f"p{n}"} for n in range(300)],
        "processes": [{"id": f"x{n:04}", "performed_by": both if n % 2 else one} for n in range(2000)],
    }
    return checked(tables)


def test_a_large_report_is_bounded_and_says_what_it_leaves_out(crowded: Report) -> None:
    page = shown(crowded)
    assert len(page.splitlines()) < 400
    assert len(re.findall(r"^✗  x\d{4}", page, re.MULTILINE)) == text.MOST
    assert len(re.findall(r"^x\d{4}: gap", page, re.MULTILINE)) == text.MOST
    assert "\nand 950 more (-v shows all)\n" in page
    assert "\nand 950 findings at 950 more processes (-v shows all)\n" in page
    elsewhere = page.split("Elsewhere in the model")[1]
    assert len(re.findall(r"^  (?:error|warning|info) ", elsewhere, re.MULTILINE)) == text.MOST_OF_ONE
    assert re.search(r"^  and \d+ more here \(-v shows all\)$", elsewhere, re.MULTILINE)


def test_processes_without_findings_have_no_heading(crowded: Report) -> None:
    headed = set(re.findall(r"^(x\d{4}):", shown(crowded, verbose=True), re.MULTILINE))
    assert headed == {finding.process for finding in crowded.findings() if finding.process}
    assert len(headed) == 1000


def test_verbose_shows_everything(crowded: Report) -> None:
    page = shown(crowded, verbose=True)
    assert "more" not in re.sub(r"to learn more|and \d+ more(?! \(-v| here| findings)", "", page)
    assert len(re.findall(r"^✗  x\d{4}", page, re.MULTILINE)) == 1000


def test_the_gravest_are_not_crowded_out(meridian: Report) -> None:
    def errors(hit: object) -> str:
        return "grave"

    found = {part.rule.code: part for part in meridian.found}
    assert found["MOD006"].rule.severity == "warning"
    last = Rule("ZZZ001", "last", "error", found["MOD006"].rule.find, errors, errors, "Last.")
    page = shown(checked(EXAMPLES / "meridian", rules=[*(part.rule for part in meridian.found), last]))
    elsewhere = page.split("Elsewhere in the model")[1]
    assert elsewhere.index("ZZZ001") < elsewhere.index("MOD006")


# --- what is wrong with the rules themselves ---------------------------------------------------------------------


def fail(*_: object) -> Any:
    raise RuntimeError("first line\nsecond line")


@pytest.mark.parametrize("finds", [True, False])
def test_a_crash_is_named_and_the_others_are_reported(finds: bool, meridian: Report) -> None:
    real = next(found.rule for found in meridian.found if found.rule.code == "OWN001")
    bad = Rule("ACME001", "bad", "error", real.find if finds else fail, fail, fail, "An owner is wanted.")
    page = shown(checked(EXAMPLES / "meridian", rules=[real, bad]))
    assert "rule ACME001 crashed, so not all it finds is here: RuntimeError: first line second line\n" in page
    assert ("ACME001 An owner is wanted.\n" in page) == finds
    assert "OWN001 Lead to Quote has no owner" in page
