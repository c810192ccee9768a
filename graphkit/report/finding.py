"""Findings: as columns while they are found, as words once one is shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graphkit.config import SEVERITIES, Severity
from graphkit.index.arrays import Ints, Ragged
from graphkit.index.index import Index
from graphkit.report.words import joined

__all__ = ["NO_PROCESS", "ORGANISATION", "SEVERITIES", "Finding", "Hit", "Hits", "Severity"]

ORGANISATION = -1
"""The subject of a finding about the whole model."""
NO_PROCESS = -1

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, eq=False)
class Hits:
    """Everything one rule found, as columns; row i of each is one finding.

    Attributes:
        subject: The node it is about, or ORGANISATION.
        process: The process it concerns, or NO_PROCESS.
        evidence: The nodes that show it.
        severity: Position in `SEVERITIES` where findings of the rule differ; else the rule's own holds.
        texts: Further columns of words, for the sentences and for `Rule.identity`.
        files: Position in `Model.files`, -1 where not known, where the place is not that of the subject's row.
        lines: Line in that file, -1 where not known.
    """

    subject: Ints
    process: Ints
    evidence: Ragged
    severity: Ints | None = None
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Ints | None = None
    lines: Ints | None = None

    @classmethod
    def at_processes(cls, rows: Ints, evidence: Ragged | None = None, severity: Ints | None = None) -> Hits:
        """Findings whose subject is a process.

        Args:
            rows: Process numbers.
            evidence: A list for each of `rows`, or None for no evidence.
            severity: Positions in `SEVERITIES`, where they differ.
        """
        return cls(rows, rows, Ragged.empty(len(rows)) if evidence is None else evidence, severity)

    @classmethod
    def at_nodes(cls, nodes: Ints, evidence: Ragged | None = None, process: Ints | None = None) -> Hits:
        """Findings about other nodes, which concern one process each or none.

        Args:
            nodes: Node numbers.
            evidence: A list for each of `nodes`, or None for no evidence.
            process: A process number for each, or NO_PROCESS.
        """
        nowhere = np.full(len(nodes), NO_PROCESS, dtype=np.int64)
        return cls(
            nodes, nowhere if process is None else process, Ragged.empty(len(nodes)) if evidence is None else evidence
        )

    @classmethod
    def at_organisation(cls, evidence: Ints | None = None, **texts: str) -> Hits:
        """One finding about the whole model.

        Args:
            evidence: Nodes that show it.
            **texts: Words for its sentences.
        """
        nodes = np.zeros(0, dtype=np.int64) if evidence is None else evidence
        nobody = np.array([ORGANISATION], dtype=np.int64)
        shown = Ragged(np.array([0, len(nodes)], dtype=np.int64), nodes)
        return cls(nobody, np.array([NO_PROCESS], dtype=np.int64), shown, texts={k: [v] for k, v in texts.items()})

    @classmethod
    def none(cls) -> Hits:
        """No findings."""
        return cls.at_nodes(np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.subject)

    def concerned(self, processes: int) -> tuple[Ints, Ints]:
        """The processes that findings are about: their process, their subject, those in their evidence.

        Args:
            processes: How many processes the model has; they are its first nodes.

        Returns:
            Row of the finding and process number, as pairs; a pair may come twice.
        """
        every = np.arange(len(self))
        rows = np.concatenate([every, every, self.evidence.keys])
        nodes = np.concatenate([self.process, self.subject, self.evidence.values])
        found = (nodes >= 0) & (nodes < processes)
        return rows[found], nodes[found]

    def only(self, rows: Ints) -> Hits:
        """The findings of some rows, in the order given.

        Args:
            rows: Row numbers.
        """
        return Hits(
            self.subject[rows],
            self.process[rows],
            self.evidence.take(rows),
            None if self.severity is None else self.severity[rows],
            {name: [words[row] for row in rows.tolist()] for name, words in self.texts.items()},
            None if self.files is None else self.files[rows],
            None if self.lines is None else self.lines[rows],
        )


@dataclass(frozen=True, eq=False)
class Hit:
    """One row of what a rule found, with what its sentences need.

    Attributes:
        index: The compiled model.
        subject: The node it is about, or ORGANISATION.
        process: The process it concerns, or NO_PROCESS.
        evidence: The nodes that show it.
        texts: Words the rule put beside it.
    """

    index: Index
    subject: int
    process: int
    evidence: tuple[int, ...]
    texts: Mapping[str, str]

    @property
    def subject_name(self) -> str:
        """What people call the subject."""
        return self.name(self.subject)

    @property
    def process_name(self) -> str:
        """What people call the process."""
        return self.name(self.process)

    @property
    def owner(self) -> int:
        """The judged owner of the process, or -1."""
        return int(self.index.judgement.owner[self.process])

    @property
    def owner_name(self) -> str:
        """What people call the judged owner of the process."""
        return self.name(self.owner)

    def name(self, node: int) -> str:
        """What people call a node; `the organisation` for none."""
        return "the organisation" if node < 0 else self.index.model.name_of(node)

    def names(self, nodes: Sequence[int] | None = None, *, most: int = 5) -> str:
        """Several names in a sentence.

        Args:
            nodes: Node numbers; the evidence where None.
            most: How many are named before the rest is counted.

        Returns:
            Such as `Finance, Sales and 3 more`.
        """
        chosen = self.evidence if nodes is None else tuple(nodes)
        words = [self.name(node) for node in chosen[:most]]
        rest = [f"{len(chosen) - most} more"] if len(chosen) > most else []
        return joined([*words, *rest]) if words else ""

    def evidence_of(self, *labels: str) -> tuple[int, ...]:
        """The evidence that has one of the labels."""
        model = self.index.model
        return tuple(node for node in self.evidence if model.label_of(node) in labels)


@dataclass(frozen=True)
class Finding:
    """One finding in words, as reporters show it.

    Attributes:
        code: The rule's code.
        name: The rule's name.
        severity: How bad it is.
        subject: The node it is about, as written, or `organisation`.
        process: The process it concerns, as written.
        message: What is wrong.
        fix: What would mend it.
        evidence: The nodes that show it, as written, sorted.
        path: The file its subject was read from.
        line: The line or row there.
        identity: What makes it this finding and no other.
    """

    code: str
    name: str
    severity: Severity
    subject: str
    process: str | None
    message: str
    fix: str
    evidence: tuple[str, ...]
    path: str | None
    line: int | None
    identity: tuple[str, ...]

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same finding, whatever its words, severity or place.

        Returns:
            The first 16 hexadecimal digits of the SHA-256 of the JSON array [code, identity…].
        """
        return fingerprint(self.code, self.identity)

    def to_dict(self) -> dict[str, object]:
        """The finding as the JSON contract writes it."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "subject": self.subject,
            "process": self.process,
            "message": self.message,
            "fix": self.fix,
            "evidence": list(self.evidence),
            "path": self.path,
            "line": self.line,
            "fingerprint": self.fingerprint,
        }


def fingerprint(code: str, identity: Sequence[str]) -> str:
    """The fingerprint of a finding; see `Finding.fingerprint`.

    Args:
        code: The rule's code.
        identity: What makes it this finding and no other.

    Examples:
        >>> fingerprint("OWN001", ["Process:claims"])
        '116be5d1cfee5031'
    """
    words = _compact([code, *identity])
    return hashlib.sha256(words.encode()).hexdigest()[:16]
