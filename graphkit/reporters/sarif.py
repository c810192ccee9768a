"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines they are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from graphkit.config import Severity
from graphkit.report.finding import Finding
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, stream: TextIO, **_options: object) -> None:
    """Write the findings of a report as SARIF.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        **_options: What other formats can leave out or add.
    """
    findings = list(report.findings())
    places = {found.rule.code: place for place, found in enumerate(report.found)}
    run = {
        "tool": {
            "driver": {
                "name": "graphkit",
                "version": __version__,
                "rules": [_rule(found.rule) for found in report.found],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.crashes,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"rule {crash.code} crashed: {crash.error}"}}
                    for crash in report.crashes
                ],
            }
        ],
        "results": [_result(finding, places[finding.code]) for finding in findings],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    stream.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _rule(rule: Rule) -> dict[str, object]:
    _, _, rest = rule.page.strip().partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rest.strip() or rule.summary, "markdown": rest.strip() or rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    logical = [{"name": name, "kind": "resource"} for name in filter(None, (finding.subject, finding.process))]
    place: dict[str, object] = {"logicalLocations": logical}
    if finding.path is not None:
        physical: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.path)}}
        if finding.line:
            physical["region"] = {"startLine": finding.line}
        place["physicalLocation"] = physical
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. To do: {finding.fix}."},
        "locations": [place],
        "partialFingerprints": {"graphkit/v1": finding.fingerprint},
    }


def _uri(path: str) -> str:
    """A path as a URI: relative where it is, so that it holds in every checkout."""
    file = Path(path)
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())
