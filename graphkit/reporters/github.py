"""Findings as workflow commands, which GitHub Actions shows as annotations of the lines they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from graphkit.config import Severity
from graphkit.report.finding import Finding
from graphkit.report.report import Report
from graphkit.reporters.console import clean

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def write(report: Report, stream: TextIO, **_options: object) -> None:
    """Write the findings of a report as workflow commands, one line each.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        **_options: What other formats can leave out or add.
    """
    stream.writelines(f"{_command(finding)}\n" for finding in report.findings())


def _command(finding: Finding) -> str:
    properties = {"title": f"{finding.code} {finding.name}"}
    if finding.path is not None:
        properties = {"file": finding.path} | ({"line": str(finding.line)} if finding.line else {}) | properties
    said = ",".join(f"{name}={clean(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    message = clean(f"{finding.message}. To do: {finding.fix}.")
    return f"::{_COMMANDS[finding.severity]} {said}::{message.translate(_IN_MESSAGE)}"
