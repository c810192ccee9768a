"""The report as JSON: a stable contract, one line a process and one a finding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from graphkit.report.report import Report


def write(report: Report, stream: TextIO, **_options: object) -> None:
    """Write a report as JSON.

    Rows are written as they are made, so that a large report is never held as a whole.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        **_options: What other formats can leave out or add; JSON is always whole.
    """
    header = json.dumps(report.header(), ensure_ascii=False, indent=2)
    stream.write(header.removesuffix("\n}"))
    _write_rows(stream, "processes", (process.to_dict() for process in report.processes()))
    _write_rows(stream, "findings", (finding.to_dict() for finding in report.findings()))
    stream.write("\n}\n")


def _write_rows(stream: TextIO, name: str, rows: Iterable[dict[str, object]]) -> None:
    stream.write(f",\n  {json.dumps(name)}: [")
    separator = "\n"
    for row in rows:
        stream.write(f"{separator}    {json.dumps(row, ensure_ascii=False)}")
        separator = ",\n"
    stream.write("]" if separator == "\n" else "\n  ]")
