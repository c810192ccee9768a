"""A report as nodes and relationships that can be written beside the model it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graphkit.index.arrays import Ints
from graphkit.index.held import WAYS, find_held
from graphkit.index.judgement import MISSING, NOBODY, UNGOVERNED
from graphkit.model.schema import DIMENSIONS, LEVELS
from graphkit.report.process import process_results
from graphkit.report.report import Found, Report

_FINDING = pl.Schema(
    {
        "code": pl.String,
        "name": pl.String,
        "severity": pl.String,
        "message": pl.String,
        "fix": pl.String,
        "fingerprint": pl.String,
        "path": pl.String,
        "line": pl.Int64,
    }
)
_VERDICT = pl.Schema(
    {
        "name": pl.String(),
        "verdict": pl.String(),
        "cross_functional": pl.Boolean(),
        "owner_source": pl.String(),
        "empowered": pl.String(),
        "reasons": pl.List(pl.String()),
    }
)


@dataclass(frozen=True, eq=False)
class ReportGraph:
    """Findings and verdicts as nodes, and what they are about.

    Attributes:
        report: The report.
    """

    report: Report

    @cached_property
    def fingerprints(self) -> pl.Series:
        """One a finding, by code; findings are numbered in this order."""
        return pl.concat([pl.Series(dtype=pl.String), *(said for _, _, said in self._rules)]).alias("fingerprint")

    @cached_property
    def _rules(self) -> list[tuple[Found, Ints, pl.Series]]:
        """What each rule found, the rows of it that count (a plug-in may say a thing twice), and their fingerprints."""
        rules = []
        for found in self.report.found:
            every = pl.Series(self.report.fingerprints(found), dtype=pl.String)
            first = every.is_first_distinct()
            rules.append((found, np.flatnonzero(first.to_numpy()), every.filter(first)))
        return rules

    @cached_property
    def _offsets(self) -> Ints:
        """Number of the first finding of each rule, and how many there are."""
        counts = [len(rows) for _, rows, _ in self._rules]
        return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])

    def findings(self, numbers: Sequence[int]) -> pl.DataFrame:
        """Some findings in words.

        Args:
            numbers: Their numbers, rising.
        """
        wanted = np.asarray(numbers, dtype=np.int64)
        rows = []
        for at, (found, kept, _) in enumerate(self._rules):
            own = wanted[(wanted >= self._offsets[at]) & (wanted < self._offsets[at + 1])] - self._offsets[at]
            rows += [
                tuple(getattr(finding, name) for name in _FINDING) for finding in self.report.worded(found, kept[own])
            ]
        return pl.DataFrame(rows, schema=_FINDING, orient="row")

    def verdicts(self, numbers: Sequence[int]) -> pl.DataFrame:
        """Some verdicts.

        Args:
            numbers: Numbers of processes.
        """
        results = process_results(self.report.index, np.asarray(numbers, dtype=np.int64))
        rows = [tuple(getattr(result, name) for name in _VERDICT) for result in results]
        return pl.DataFrame(rows, schema=_VERDICT, orient="row")

    def about(self) -> pl.DataFrame:
        """What findings and verdicts are about: `source`, `target` and `as`.

        Findings are numbered on after the nodes of the model, and verdicts after the findings.
        """
        first = self.report.index.model.size
        parts = [
            _about_finding(found, rows, first + int(offset))
            for (found, rows, _), offset in zip(self._rules, self._offsets.tolist(), strict=False)
        ]
        parts.append(self._about_verdicts(first + int(self._offsets[-1])))
        return pl.concat(parts).cast({"source": pl.UInt32, "target": pl.UInt32})

    def _about_verdicts(self, first: int) -> pl.DataFrame:
        index = self.report.index
        processes = np.arange(len(index.parts))
        owned = processes[index.judgement.owner != NOBODY]
        parts = [
            _pairs(processes, processes, "subject"),
            _pairs(owned, index.judgement.owner[owned], "owner"),
            *(
                _pairs(nodes.keys, nodes.values, role)
                for role, nodes in (
                    ("function", index.participation.functions),
                    ("missing", index.judgement.elements_with(MISSING)),
                    ("ungoverned", index.judgement.elements_with(UNGOVERNED)),
                )
            ),
        ]
        return pl.concat(parts).with_columns(pl.col("source") + first)

    def has_authority(self) -> pl.DataFrame:
        """What owners hold: `source`, `target`, `level`, `dimension`, `via` and `process`."""
        index = self.report.index
        held = find_held(index)
        return pl.DataFrame(
            {
                "source": pl.Series(held.owner, dtype=pl.UInt32),
                "target": pl.Series(held.element, dtype=pl.UInt32),
                "level": pl.Series(LEVELS).gather(held.level - 1),
                "dimension": pl.Series(DIMENSIONS).gather(index.authority.dimensions[held.element]),
                "via": pl.Series(WAYS).gather(held.way),
                "process": index.model.ids.gather(held.process),
            }
        )


def _about_finding(found: Found, rows: Ints, first: int) -> pl.DataFrame:
    """What the findings of a rule are about; a node that is the subject is not said to be anything else."""
    hits = found.hits.only(rows)
    every = np.arange(len(hits))
    apart = hits.process != hits.subject
    parts = [
        _pairs(every, hits.subject, "subject"),
        _pairs(every[apart], hits.process[apart], "process"),
        _pairs(hits.evidence.keys, hits.evidence.values, "evidence"),
    ]
    pairs = pl.concat(parts).filter(pl.col("target") >= 0)
    alone = pairs.unique(["source", "target"], keep="first", maintain_order=True)
    return alone.with_columns(pl.col("source") + first)


def _pairs(sources: Ints, targets: Ints, role: str) -> pl.DataFrame:
    pairs = pl.DataFrame({"source": sources, "target": targets})
    return pairs.select(pl.all().cast(pl.Int64), pl.lit(role).alias("as"))
