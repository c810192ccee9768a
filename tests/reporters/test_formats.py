"""Formats that other programs read: each says what the JSON report says, and no name does any harm in it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from graphkit import api
from graphkit.cli.run import run
from graphkit.config import FORMATS
from graphkit.model.assemble import assemble
from graphkit.model.schema import DIMENSIONS
from graphkit.report.report import Report
from graphkit.reporters import csv as csv_format
from graphkit.reporters import github, junit, markdown, sarif, xlsx
from graphkit.reporters.findings import FINDINGS
from tests.organisation_files import raw_tables

HOSTILE = '=1+1|@x\r\n::error::y %0A<b>&]]>\x00`[z](javascript:1)\u202e,;"'
LEVELS = {"error": "error", "warning": "warning", "note": "info", "notice": "info"}


@pytest.fixture(scope="module")
def report() -> Report:
    return api.check("examples/meridian")


@pytest.fixture(scope="module")
def expected(report: Report) -> dict[str, Any]:
    return report.to_dict()


@pytest.fixture(scope="module")
def hostile() -> Report:
    """An organisation in which everything has a hostile name and id."""
    end = [HOSTILE]
    tables: dict[str, list[dict[str, Any]]] = {
        "functions": [{"id": f"{HOSTILE}{n}", "name": HOSTILE} for n in range(2)],
        "people": [{"id": HOSTILE, "name": HOSTILE}],
        "processes": [
            {"id": f"{HOSTILE}{n}", "name": HOSTILE, "owner": end, "performed_by": [f"{HOSTILE}0", f"{HOSTILE}1"]}
            for n in range(2)
        ],
    }
    return api.check(assemble(raw_tables(tables, f"{HOSTILE}.yaml")))


def written(format_: Any, report: Report, path: Path, **options: Any) -> str:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        format_.write(report, stream, **options)
    return path.read_text(encoding="utf-8")


def test_csv(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path) -> None:
    rows = list(csv.DictReader(written(csv_format, report, tmp_path / "a.csv").splitlines()))
    assert [(row["code"], row["fingerprint"], row["message"]) for row in rows] == [
        (finding["code"], finding["fingerprint"], finding["message"]) for finding in expected["findings"]
    ]
    assert rows[0]["evidence"].split(";") == expected["findings"][0]["evidence"]
    written(csv_format, hostile, tmp_path / "b.csv")
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) % len(FINDINGS) == 0
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_xlsx(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path) -> None:
    for name, each in (("a.xlsx", report), ("b.xlsx", hostile)):
        with (tmp_path / name).open("wb") as stream:
            xlsx.write(each, stream)
    processes, findings = (list(sheet.values) for sheet in load_workbook(tmp_path / "a.xlsx").worksheets)
    assert [row[findings[0].index("fingerprint")] for row in findings[1:]] == [
        finding["fingerprint"] for finding in expected["findings"]
    ]
    for values, process in zip(processes[1:], expected["processes"], strict=True):
        row = dict(zip(processes[0], values, strict=True))
        assert (row["id"], row["verdict"], row["owner"]) == (process["id"], process["verdict"], process["owner"])
        for dimension in DIMENSIONS:
            part = (process["coverage"] or {}).get(dimension)
            counts = (None, None) if part is None else (part["held"], sum(part.values()))
            assert (row[f"{dimension}_held"], row[f"{dimension}_elements"]) == counts
    kinds = {cell.data_type for sheet in load_workbook(tmp_path / "b.xlsx") for row in sheet for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}


def test_sarif(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path) -> None:
    (told,) = json.loads(written(sarif, report, tmp_path / "a.sarif"))["runs"]
    rules = told["tool"]["driver"]["rules"]
    assert told["invocations"][0]["executionSuccessful"] is True
    for result, finding in zip(told["results"], expected["findings"], strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == finding["code"]
        assert LEVELS[result["level"]] == finding["severity"]
        assert result["message"]["text"].startswith(finding["message"])
        assert result["partialFingerprints"] == {"graphkit/v1": finding["fingerprint"]}
        place = result["locations"][0].get("physicalLocation", {})
        assert place.get("artifactLocation", {}).get("uri") == finding["path"]
        assert place.get("region", {}).get("startLine") == finding["line"]
    (told,) = json.loads(written(sarif, hostile, tmp_path / "b.sarif"))["runs"]
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in told["results"]
        if "physicalLocation" in result["locations"][0]
    }
    assert uris
    assert all(re.fullmatch(r"[\w%./~-]+", uri) for uri in uris)


@pytest.mark.parametrize("fail_on", ["error", "warning"])
def test_junit(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path, fail_on: str) -> None:
    root = etree.fromstring(written(junit, report, tmp_path / "a.xml", fail_on=fail_on).encode())
    grave = ("error",) if fail_on == "error" else ("error", "warning")
    failing = {finding["process"] for finding in expected["findings"] if finding["severity"] in grave}
    cases = root.findall("testsuite[@name='processes']/testcase")
    assert [case.get("name") for case in cases] == [process["id"] for process in expected["processes"]]
    for case in cases:
        assert (case.find("failure") is not None) == (case.get("name") in failing)
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))
    assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
    said = "\n".join(str(words) for words in root.itertext())
    assert all(finding["message"] in said for finding in expected["findings"])
    etree.fromstring(written(junit, hostile, tmp_path / "b.xml").encode())


def test_github(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path) -> None:
    lines = written(github, report, tmp_path / "a").splitlines()
    for line, finding in zip(lines, expected["findings"], strict=True):
        command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
        assert LEVELS[command] == finding["severity"]
        assert f"title={finding['code']} " in properties
        assert f"file={finding['path']},line={finding['line']}" in properties or finding["path"] is None
        assert message.startswith(finding["message"])
    lines = written(github, hostile, tmp_path / "b").splitlines()
    assert len(lines) == sum(hostile.counts.values())
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines)


def test_markdown(report: Report, hostile: Report, expected: dict[str, Any], tmp_path: Path) -> None:
    said = written(markdown, report, tmp_path / "a.md")
    codes = Counter(re.findall(r"^- \w+ \*\*(\w+)\*\*", said, flags=re.MULTILINE))
    assert codes == Counter(finding["code"] for finding in expected["findings"])
    assert "| ✗ | Hire to Retire | ruth-adeyemi | none | 2/3 | 1/3 | 1/2 | 1/2 | 1/2 | 0/1 |" in said
    said = written(markdown, hostile, tmp_path / "b.md")
    said = re.sub(r" `[^`]*`$", "", said, flags=re.MULTILINE)  # the place is code, in which nothing is markup
    assert not re.search(r"(?<!\\)(<b>|\]\(javascript|\|@x)", said)
    assert not [line for line in said.splitlines() if line.startswith("::")]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_goes_to_a_file_and_is_the_same_again(
    format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    for path in (first, again):
        assert run(["check", "examples/first-minute", "--format", format_, "-o", str(path)]) == 1
    assert first.stat().st_size > 0
    if format_ == "xlsx":  # a workbook says when it was made
        assert run(["check", "examples/first-minute", "--format", format_]) == 2
        assert "--format xlsx needs -o FILE" in capsys.readouterr().err
        return
    assert first.read_bytes() == again.read_bytes()
    assert run(["check", "examples/first-minute", "--format", format_]) == 1
    assert capsys.readouterr().out == first.read_text(encoding="utf-8")
