"""Findings keep their order and their fingerprints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from graphkit import api
from graphkit.config import Settings
from graphkit.report.finding import Finding
from graphkit.report.report import Report

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
SETTINGS = Settings(today=date(2026, 11, 23))


@pytest.fixture(scope="module")
def report() -> Report:
    return api.check(MERIDIAN, SETTINGS)


def fingerprints(report: Report) -> list[str]:
    return [finding.fingerprint for finding in report.findings()]


def test_findings_are_ordered_by_code_and_subject(report: Report) -> None:
    keys = [(finding.code, finding.subject) for finding in report.findings()]
    assert keys == sorted(keys)
    ids = [result.id for result in report.processes()]
    assert ids == sorted(ids)


def test_a_fingerprint_is_of_the_finding_and_not_of_its_words(report: Report) -> None:
    rules = api.rules()
    graver = [
        replace(rule, severity="info", name="renamed", message=lambda hit: "otherwise", fix=lambda hit: "so")
        for rule in rules
    ]
    assert fingerprints(api.check(MERIDIAN, SETTINGS, rules=graver)) == fingerprints(report)


def test_a_fingerprint_is_not_of_the_place(report: Report, tmp_path: Path) -> None:
    moved = copytree(MERIDIAN, tmp_path / "elsewhere")
    for file in moved.glob("*.yaml"):
        file.write_text("# moved\n\n" + file.read_text("utf-8"), "utf-8")
    assert fingerprints(api.check(moved, SETTINGS)) == fingerprints(report)


def test_different_findings_have_different_fingerprints(report: Report) -> None:
    assert len(set(fingerprints(report))) == len(fingerprints(report))


def test_a_fingerprint_is_what_it_is_said_to_be() -> None:
    finding = Finding("OWN001", "n", "info", "ö", None, "m", "f", (), None, None, ("Process:ö", "x"))
    assert finding.fingerprint == "db4ae6cc65cb7ef0"
