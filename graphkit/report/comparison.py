"""Two reports compared: findings closed and opened, and processes judged otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graphkit.index.arrays import Bools
from graphkit.index.judgement import VERDICTS
from graphkit.report.report import Report, made_by


@dataclass(frozen=True)
class VerdictChange:
    """A process that is judged otherwise.

    Attributes:
        id: Its id, as written.
        name: Its name.
        before: The verdict before, None where there was no such process.
        after: The verdict after, None where there is no such process any more.
    """

    id: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """What differs between two reports.

    Attributes:
        before: The report before.
        after: The report after.
        closed: The report before, with those findings alone that are no more.
        opened: The report after, with those findings alone that were not.
        unchanged: How many findings there were and are.
    """

    before: Report
    after: Report
    closed: Report
    opened: Report
    unchanged: int

    @cached_property
    def verdicts(self) -> tuple[VerdictChange, ...]:
        """The processes judged otherwise, by id."""
        old, new = _verdicts(self.before), _verdicts(self.after)
        both = old.join(new, on="id", how="full", coalesce=True, suffix="_after").sort("id")
        changed = both.filter(pl.col("verdict").ne_missing(pl.col("verdict_after")))
        return tuple(
            VerdictChange(row["shown_after"] or row["shown"], name or row["id"], row["verdict"], row["verdict_after"])
            for row in changed.iter_rows(named=True)
            for name in [row["name"] if row["verdict_after"] is None else row["name_after"]]
        )

    def to_dict(self) -> dict[str, object]:
        """The comparison as JSON is written."""
        return made_by(self.after.index) | {
            "verdicts": {"before": self.before.verdicts, "after": self.after.verdicts},
            "processes": [vars(change) for change in self.verdicts],
            "findings": {
                "closed": [finding.to_dict() for finding in self.closed.findings()],
                "opened": [finding.to_dict() for finding in self.opened.findings()],
                "unchanged": self.unchanged,
            },
        }


def compare(before: Report, after: Report) -> Comparison:
    """Compare two reports, finding by finding.

    Args:
        before: The report before.
        after: The report after, by the same rules.

    Returns:
        What differs; a finding is the same where its fingerprint is.
    """
    old = {found.rule.code: frozenset(before.fingerprints(found)) for found in before.found}
    new = {found.rule.code: frozenset(after.fingerprints(found)) for found in after.found}
    return Comparison(
        before,
        after,
        closed=before.only(absent_from(before, new)),
        opened=after.only(absent_from(after, old)),
        unchanged=sum(len(found & new.get(code, frozenset())) for code, found in old.items()),
    )


def absent_from(report: Report, known: dict[str, frozenset[str]]) -> list[Bools]:
    """Which findings of a report are not among known ones.

    Args:
        report: The report.
        known: Code → fingerprints.

    Returns:
        For each of `report.found` a flag a finding.
    """
    masks = []
    for found in report.found:
        fingerprints = known.get(found.rule.code)
        if fingerprints:
            masks.append(np.array([each not in fingerprints for each in report.fingerprints(found)], dtype=np.bool_))
        else:
            masks.append(np.ones(len(found.hits), dtype=np.bool_))
    return masks


def _verdicts(report: Report) -> pl.DataFrame:
    model, rows = report.index.model, np.sort(report.rows)
    table = model.nodes["Process"].select("id", "name")[rows]
    words = [VERDICTS[code] for code in report.index.judgement.verdict[rows].tolist()]
    shown = pl.Series("shown", model.show_all(rows), dtype=pl.String)
    return table.with_columns(shown, pl.Series("verdict", words, dtype=pl.String))
