"""The report: verdicts and findings, put into words only as far as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.index.arrays import Bools, Ints, Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.index.judgement import FUNCTIONAL, GAP, GOVERNED, UNKNOWN, VERDICTS
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.report.finding import NO_PROCESS, ORGANISATION, SEVERITIES, Finding, Hit, Hits, Severity, fingerprint
from graphkit.report.process import ProcessResult, process_results
from graphkit.report.rule import Rule
from graphkit.version import __version__

if TYPE_CHECKING:
    from graphkit.report.why import Why

SCHEMA_VERSION = 1
"""Version of the JSON contracts; see `graphkit.report.contract`."""


_FEW = 16
"""Nodes up to which they are looked up one by one."""


@dataclass(frozen=True)
class Crash:
    """A rule that failed.

    Attributes:
        code: The rule's code.
        error: What it failed with.
    """

    code: str
    error: str


@dataclass(frozen=True, eq=False)
class Found:
    """What one rule found.

    Attributes:
        rule: The rule.
        hits: Its findings, as columns.
    """

    rule: Rule
    hits: Hits

    @cached_property
    def severities(self) -> Ints:
        """Position in `SEVERITIES` of each finding."""
        if self.hits.severity is not None:
            return self.hits.severity
        return np.full(len(self.hits), SEVERITIES.index(self.rule.severity), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Report:
    """What `check` found out about a model.

    Attributes:
        index: The compiled model, with every verdict.
        found: What each rule found, by code.
        crashed: Rules that failed to find.
        wanted: The processes to report, one flag each; all where None.
    """

    index: Index
    found: tuple[Found, ...]
    crashed: tuple[Crash, ...] = ()
    wanted: Bools | None = None
    _speechless: dict[str, Crash] = field(default_factory=dict, init=False, repr=False)

    @property
    def crashes(self) -> tuple[Crash, ...]:
        """Rules that failed so far, by code: to find, or to put into words what has been asked for."""
        return tuple(sorted((*self.crashed, *self._speechless.values()), key=lambda crash: crash.code))

    @cached_property
    def rows(self) -> Ints:
        """Numbers of the processes reported, in the order of their ids as written."""
        every = np.arange(len(self.index.parts))
        rows = every if self.wanted is None else every[self.wanted]
        order = pl.Series(self.index.model.show_all(rows), dtype=pl.String).arg_sort()
        ordered: Ints = rows[order.to_numpy()]
        return ordered

    @cached_property
    def summary(self) -> dict[str, object]:
        """Counts of processes by verdict and of findings by severity."""
        return {
            "processes": len(self.rows),
            "cross_functional": int(self.index.participation.crossing[self.rows].sum()),
            "governed": self.verdicts["governed"],
            "gap": self.verdicts["gap"],
            "unknown": self.verdicts["unknown"],
            "findings": self.counts,
        }

    @cached_property
    def verdicts(self) -> dict[str, int]:
        """How many of the processes reported have each verdict, the worst first."""
        counts = np.bincount(self.index.judgement.verdict[self.rows], minlength=len(VERDICTS))
        return {VERDICTS[code]: int(counts[code]) for code in (GAP, UNKNOWN, GOVERNED, FUNCTIONAL)}

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        counts = sum(
            (np.bincount(found.severities, minlength=len(SEVERITIES)) for found in self.found),
            start=np.zeros(len(SEVERITIES), dtype=np.int64),
        )
        return {severity: int(counts[code]) for code, severity in reversed(list(enumerate(SEVERITIES)))}

    def processes(self) -> Iterator[ProcessResult]:
        """What was found out about each process, by id as written; made one at a time."""
        return self.results(self.rows)

    def results(self, rows: Ints) -> Iterator[ProcessResult]:
        """What was found out about some processes.

        Args:
            rows: Process numbers, in the order wanted.
        """
        codes = [found.rule.code for found in self.found]
        for result, row in zip(process_results(self.index, rows), rows.tolist(), strict=True):
            yield replace(result, findings=tuple(codes[position] for position in self.codes_by_process[row]))

    def process(self, reference: str) -> Why:
        """One process, with the proof of its verdict.

        Args:
            reference: Its id, or its name where no other process has it.

        Raises:
            InputError: When there is no such process, with the nearest id, or there are several.

        Examples:
            >>> import graphkit
            >>> graphkit.check("examples/meridian").process("order-to-cash").result.verdict
            'governed'
        """
        from graphkit.report.why import prove

        model = self.index.model
        found = model.find(reference, ("Process",))
        if len(found) != 1:
            processes = model.nodes["Process"]
            words = [*processes["id"], *processes["name"].drop_nulls()]
            many = f"'{reference}' may mean {len(found)} processes; name one by its id"
            raise InputError(
                many if found else f"no such process '{reference}'",
                suggestion=None if found else nearest(reference, words),
            )
        proof = prove(self.index, found[0])
        (result,) = self.results(np.array(found, dtype=np.int64))
        return replace(proof, result=result)

    def _repr_html_(self) -> str:
        """The report in a notebook: counts, and the worst processes."""
        from graphkit.views.notebook import report_html

        return report_html(self)

    def findings(self) -> Iterator[Finding]:
        """Every finding in words, by code and then subject; made one at a time."""
        for found in self.found:
            yield from self.worded(found, self._order(found.hits))

    def worded(self, found: Found, rows: Ints) -> Iterator[Finding]:
        """Some findings of a rule in words.

        A rule that fails to find the words is named in `crashes`, and its summary stands for them.

        Args:
            found: What the rule found.
            rows: Rows of it, in the order wanted.
        """
        hits, rule, show = found.hits, found.rule, self.index.model.show
        for row, identity in zip(rows.tolist(), self._identities(found, rows), strict=True):
            texts = {name: words[row] for name, words in hits.texts.items()}
            evidence = hits.evidence[row]
            subject, process = int(hits.subject[row]), int(hits.process[row])
            hit = Hit(self.index, subject, process, tuple(evidence.tolist()), texts)
            path, line = self._place(hits, row)
            message, fix = self._sentences(rule, hit)
            yield Finding(
                code=rule.code,
                name=rule.name,
                severity=SEVERITIES[int(found.severities[row])],
                subject="organisation" if subject == ORGANISATION else show(subject),
                process=None if process == NO_PROCESS else show(process),
                message=message,
                fix=fix,
                evidence=tuple(sorted(self.index.model.show_all(evidence))),
                path=path,
                line=line,
                identity=identity,
            )

    def fingerprints(self, found: Found) -> list[str]:
        """The fingerprint of each finding of a rule, without putting any into words.

        Args:
            found: What the rule found.
        """
        rows = np.arange(len(found.hits))
        return [fingerprint(found.rule.code, identity) for identity in self._identities(found, rows)]

    def only(self, kept: Sequence[Bools]) -> Report:
        """The same report with some of its findings.

        Args:
            kept: For each of `found`, which of its findings are kept.
        """
        found = tuple(
            each if mask.all() else Found(each.rule, each.hits.only(np.flatnonzero(mask)))
            for each, mask in zip(self.found, kept, strict=True)
        )
        return Report(self.index, found, self.crashed, self.wanted)

    def _sentences(self, rule: Rule, hit: Hit) -> tuple[str, str]:
        try:
            return rule.message(hit), rule.fix(hit)
        except Exception as error:  # a rule may fail in any way; its finding is none the less there
            self._speechless[rule.code] = Crash(rule.code, f"{type(error).__name__}: {error}")
            return rule.summary, f"see `graphkit explain {rule.code}`"

    def _order(self, hits: Hits) -> Ints:
        """Rows by subject and process as written, then by what their texts say."""
        if len(hits) < 2:
            return np.arange(len(hits))
        texts = [np.unique([*map(str, words)], return_inverse=True)[1] for words in hits.texts.values()]
        return np.lexsort((*reversed(texts), self._written[hits.process], self._written[hits.subject]))

    @cached_property
    def _written(self) -> Ints:
        """The place of every node in the order in which nodes are written; of the organisation in the last row."""
        model = self.index.model
        words = [*model.show_all(np.arange(model.size)), "organisation"] if model.shares_ids else None
        if words is not None:
            return np.unique(words, return_inverse=True)[1]
        place = np.append(2 * self.index.facts.by_id, 0)
        place[-1] = 2 * int((model.ids < "organisation").sum()) - 1
        return place

    def _identities(self, found: Found, rows: Ints) -> Iterator[tuple[str, ...]]:
        """What makes each of some findings of a rule that finding and no other."""
        if not len(rows):
            return
        subjects, processes = found.hits.subject[rows], found.hits.process[rows]
        texts = [found.hits.texts[name] for name in found.rule.identity]
        alone = ((processes == subjects) | (processes == NO_PROCESS)).tolist()
        names = zip(self._references(subjects), self._references(processes), alone, rows.tolist(), strict=True)
        for subject, process, single, row in names:
            nodes = (subject,) if single else (subject, process)
            yield (*nodes, *(str(words[row]) for words in texts)) if texts else nodes

    def _references(self, nodes: Ints) -> list[str]:
        """Nodes as `Label:id`."""
        model, labels = self.index.model, tuple(LABELS)
        if len(nodes) <= _FEW:
            return [
                f"{model.label_of(node)}:{model.ids[node]}" if node >= 0 else "organisation" for node in nodes.tolist()
            ]
        real = nodes >= 0
        codes, ids = model.label_codes[nodes[real]].tolist(), model.ids.gather(nodes[real]).to_list()
        written = iter([f"{labels[code]}:{id_}" for code, id_ in zip(codes, ids, strict=True)])
        return [next(written) if named else "organisation" for named in real.tolist()]

    def _place(self, hits: Hits, row: int) -> tuple[str | None, int | None]:
        if hits.files is not None and hits.lines is not None:
            file, line = int(hits.files[row]), int(hits.lines[row])
            return (self.index.model.files[file] if file >= 0 else None), (line if line >= 0 else None)
        subject = int(hits.subject[row])
        return (None, None) if subject < 0 else self.index.model.origin_of(subject)

    @cached_property
    def codes_by_process(self) -> Ragged:
        """For each process, positions in `found` of the rules with a finding about it."""
        count = len(self.index.parts)
        pairs = [found.hits.concerned(count)[1] for found in self.found]
        rules = np.repeat(np.arange(len(pairs)), [len(processes) for processes in pairs])
        processes = np.concatenate([np.zeros(0, dtype=np.int64), *pairs])
        return Ragged.group(*unique_pairs(processes, rules), count)

    def to_dict(self) -> dict[str, object]:
        """The whole report as the JSON contract writes it."""
        return self.header() | {
            "processes": [result.to_dict() for result in self.processes()],
            "findings": [finding.to_dict() for finding in self.findings()],
        }

    def header(self) -> dict[str, object]:
        """The JSON contract's fields before `processes`."""
        model = self.index.model
        return made_by(self.index) | {
            "model": {
                "nodes": {label: model.nodes[label].height for label in LABELS if model.nodes[label].height},
                "relationships": {
                    type_: model.relationships[type_].height
                    for type_ in RELATIONSHIPS
                    if model.relationships[type_].height
                },
            },
            "summary": self.summary,
        }


def made_by(index: Index) -> dict[str, object]:
    """What every JSON document begins with.

    Args:
        index: The compiled model it is about.
    """
    return {"schema_version": SCHEMA_VERSION, "graphkit_version": __version__, "today": index.today.isoformat()}
