"""Processes and findings as tables of plain cells, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model.schema import DIMENSIONS
from graphkit.report.report import Report

Cell = str | int | None

FINDINGS = (
    "code",
    "name",
    "severity",
    "subject",
    "process",
    "message",
    "fix",
    "evidence",
    "path",
    "line",
    "fingerprint",
)
"""Columns of findings."""
_COUNTS = tuple(f"{name}_{part}" for name in DIMENSIONS for part in ("held", "elements"))
PROCESSES = (
    "id",
    "name",
    "level",
    "verdict",
    "functions",
    "owners",
    "owner",
    "empowered",
    *_COUNTS,
    "reasons",
    "findings",
)
"""Columns of processes."""


def finding_rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """One row a finding, in the order of the JSON report.

    Args:
        report: What was found.
    """
    for finding in report.findings():
        row = finding.to_dict() | {"evidence": ";".join(finding.evidence)}
        yield tuple(row[name] for name in FINDINGS)  # type: ignore[misc]


def process_rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """One row a process, in the order of the JSON report.

    Args:
        report: What was found.
    """
    for result in report.processes():
        coverage = result.coverage or {}
        counts = [
            number
            for name in DIMENSIONS
            for part in [coverage.get(name)]
            for number in ((None, None) if part is None else (part.held, part.elements))
        ]
        yield (
            result.id,
            result.name,
            result.level,
            result.verdict,
            ";".join(result.functions),
            ";".join(result.owners),
            result.owner,
            result.empowered,
            *counts,
            ";".join(result.reasons),
            ";".join(result.findings),
        )
