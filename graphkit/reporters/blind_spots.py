"""What the model cannot tell yet, and what to add to learn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.model.schema import FOOTPRINT, REFERENCES
from graphkit.report.finding import Finding
from graphkit.report.report import Found, Report

CODES = ("MOD014", "MOD013", "MOD015", "MOD008")
"""Rules whose findings say what the model cannot tell, in the order in which they are shown."""

_DIMENSIONS = "MOD008"
_COLUMN: Mapping[str, str] = {
    name: next(column.name for column in REFERENCES["Process"] if column.type == type_)
    for name, type_ in FOOTPRINT.items()
}
"""Dimension → the column of processes that names its elements."""

_NAMED = 3
_ADD_PERFORMERS = "add `performed_by` to the processes, or say where those who take part in them work"


class BlindSpot(NamedTuple):
    """Something that cannot be told.

    Attributes:
        unknown: What is not known.
        add: What to add to the model.
        code: The rule that says so; empty where none does.
    """

    unknown: str
    add: str
    code: str = ""


def blind_spots(report: Report) -> Iterator[BlindSpot]:
    """What the model cannot tell, what matters most first.

    Args:
        report: What was found.
    """
    rows = report.rows
    if not len(report.index.parts):
        yield BlindSpot(
            "the model has no processes, so there is nothing to judge", "add a table processes (`name`, `owner`)"
        )
    unknown = rows[~report.index.participation.known[rows]]
    none_known = len(unknown) == len(rows)
    if len(unknown):
        yield BlindSpot(_not_known(report, unknown), _ADD_PERFORMERS)
    by_code = {found.rule.code: found for found in report.found}
    for code in CODES:
        if code not in by_code:
            continue
        found = by_code[code]
        dimensions = [
            name for name in found.hits.texts.get("dimension", ()) if not (none_known and name == "functions")
        ]
        if len(dimensions) > 1:
            yield _of_dimensions(dimensions)
        else:
            for finding in _worded(report, found, told_of_functions=none_known):
                yield BlindSpot(finding.message, finding.fix, code)


def _of_dimensions(dimensions: Sequence[str]) -> BlindSpot:
    """Several dimensions that are not modelled, in one sentence."""
    columns = [f"`{_COLUMN[name]}`" for name in dimensions]
    return BlindSpot(
        f"no process names any {_series(dimensions, 'or')}, so authority over these is not judged",
        f"add {_series(columns, 'and')} to the processes",
        _DIMENSIONS,
    )


def _series(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _not_known(report: Report, unknown: Ints) -> str:
    processes = len(report.rows)
    if len(unknown) == processes > 1:
        return "which functions take part in the processes is not known, so none can be called cross-functional yet"
    named = ", ".join(report.index.model.name_of(row) for row in unknown[:_NAMED].tolist())
    more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    return f"whether {len(unknown)} of {processes} processes cross functions is not known ({named}{more})"


def _worded(report: Report, found: Found, *, told_of_functions: bool) -> Iterator[Finding]:
    """The findings in words, but for the dimension that has been told of."""
    rows = np.arange(len(found.hits))
    if told_of_functions and "dimension" in found.hits.texts:
        rows = np.flatnonzero(np.array(found.hits.texts["dimension"]) != "functions")
    return report.worded(found, rows)
