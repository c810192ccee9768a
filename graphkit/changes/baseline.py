"""Findings that are known already: a baseline file, and waivers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graphkit.config.waivers import Waiver
from graphkit.errors import InputError, nearest
from graphkit.files import atomic_write
from graphkit.index.arrays import Bools
from graphkit.model.tables import Model
from graphkit.report.comparison import absent_from
from graphkit.report.finding import ORGANISATION
from graphkit.report.report import Report

_HEADER = {"graphkit_baseline": 1}
_KEYS = ("fingerprint", "code", "subject", "message")


@dataclass(frozen=True)
class Known:
    """A finding of a baseline.

    Attributes:
        fingerprint: What it is recognised by.
        code: The rule's code.
        subject: What it is about, for readers.
        message: What is wrong, for readers.
    """

    fingerprint: str
    code: str
    subject: str
    message: str


@dataclass(frozen=True, eq=False)
class Waived:
    """A report without what is waived.

    Attributes:
        report: What is left.
        count: How many findings were left out.
        remarks: What is to be said of waivers that are over or waive nothing, one line each.
    """

    report: Report
    count: int
    remarks: tuple[str, ...]


def read_baseline(path: str | Path) -> list[Known]:
    """Read a baseline.

    Args:
        path: The file.

    Raises:
        InputError: When it is not a baseline, with file and line.
    """
    file = str(path)
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise InputError("no such baseline ('--update-baseline' writes it)", file=file) from None
    except UnicodeDecodeError:
        raise InputError("is not a baseline", file=file) from None
    rows = [_row(line, file, number) for number, line in enumerate(lines, start=1) if line.strip()]
    if not rows or rows[0] != _HEADER:
        raise InputError("is not a baseline", file=file, line=1 if rows else None)
    return [_known(row, file, number) for number, row in enumerate(rows[1:], start=2)]


def _row(line: str, file: str, number: int) -> object:
    try:
        row: object = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is not a line of JSON", file=file, line=number) from None
    return row


def _known(row: object, file: str, number: int) -> Known:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in _KEYS):
        raise InputError(f"is not a finding with {', '.join(_KEYS)}", file=file, line=number)
    return Known(*(row[key] for key in _KEYS))


def update_baseline(report: Report, path: str | Path) -> int:
    """Write the findings of a report as the baseline; those that are mended drop out.

    What an earlier baseline knows of rules that did not run stays.

    Args:
        report: The report.
        path: The file; it appears whole or not at all.

    Returns:
        How many findings it has.

    Raises:
        InputError: When there is a file that is not a baseline.
    """
    ran = {found.rule.code for found in report.found}
    old = read_baseline(path) if Path(path).exists() else []
    known = {each.fingerprint: each for each in old if each.code not in ran}
    for finding in report.findings():
        row = Known(finding.fingerprint, finding.code, finding.subject, finding.message)
        known[row.fingerprint] = row
    with atomic_write(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_lines(known.values()))
    return len(known)


def _lines(known: Iterable[Known]) -> Iterator[str]:
    yield json.dumps(_HEADER) + "\n"
    rows = sorted(known, key=lambda row: (row.code, row.subject, row.fingerprint))
    for row in rows:
        yield json.dumps(vars(row), ensure_ascii=False) + "\n"


def without_known(report: Report, known: Sequence[Known]) -> tuple[Report, int]:
    """A report without what a baseline knows.

    Args:
        report: The report.
        known: The baseline.

    Returns:
        The report of what is new, and how many findings were left out.
    """
    by_code: dict[str, set[str]] = {}
    for row in known:
        by_code.setdefault(row.code, set()).add(row.fingerprint)
    masks = absent_from(report, {code: frozenset(found) for code, found in by_code.items()})
    return report.only(masks), sum(int((~mask).sum()) for mask in masks)


def waive(report: Report, waivers: Sequence[Waiver], codes: Sequence[str]) -> Waived:
    """Leave out what is waived.

    Args:
        report: The report.
        waivers: The waivers.
        codes: The codes of all rules.

    Raises:
        ConfigError: When a waiver names a code that no rule has, or a subject that may be several.
    """
    today = report.index.today
    kept = {found.rule.code: np.ones(len(found.hits), dtype=np.bool_) for found in report.found}
    remarks = []
    for waiver in waivers:
        if waiver.code not in codes:
            raise waiver.wrong(f"unknown rule code '{waiver.code}' in a waiver", nearest(waiver.code, codes))
        hit = _hit(report, waiver)
        of = f"the waiver of {waiver.code} for {waiver.subject}"
        if waiver.code not in kept:
            continue
        if not hit.any():
            if report.wanted is not None:
                continue
            remarks.append(f"{of} waives nothing")
        elif waiver.until is not None and waiver.until < today:
            remarks.append(f"{of} was over on {waiver.until.isoformat()}")
        else:
            kept[waiver.code] &= ~hit
    masks = [kept[found.rule.code] for found in report.found]
    return Waived(report.only(masks), sum(int((~mask).sum()) for mask in masks), tuple(remarks))


def _hit(report: Report, waiver: Waiver) -> Bools:
    """Which findings of its rule a waiver is about."""
    node = _subject(report.index.model, waiver)
    for found in report.found:
        if found.rule.code == waiver.code and node is not None:
            hit: Bools = found.hits.subject == node
            return hit
    return np.zeros(0, dtype=np.bool_)


def _subject(model: Model, waiver: Waiver) -> int | None:
    nodes = model.find(waiver.subject)
    if len(nodes) > 1:
        shown = ", ".join(model.show_all(nodes[:3]))
        raise waiver.wrong(f"'{waiver.subject}' in a waiver may mean {len(nodes)} nodes ({shown})")
    if nodes:
        return nodes[0]
    return ORGANISATION if waiver.subject == "organisation" else None
