"""A finding, as nodes and as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.reference.organisation import Node, Organisation, write, write_all
from tests.reference.participation import cross_functional

if TYPE_CHECKING:
    from collections.abc import Iterable

ORGANISATION = "organisation"
SEVERITIES = ("info", "warning", "error")


class Written(NamedTuple):
    """A finding with its nodes as the report writes them."""

    code: str
    severity: str
    subject: str
    process: str | None
    evidence: tuple[str, ...]


class Finding(NamedTuple):
    """A finding; no subject stands for the organisation as a whole."""

    code: str
    severity: str
    subject: Node | None
    process: Node | None
    evidence: frozenset[Node]

    def written(self, org: Organisation) -> Written:
        """The same as the report writes it."""
        subject = write(org, self.subject) if self.subject else ORGANISATION
        process = write(org, self.process) if self.process else None
        return Written(self.code, self.severity, subject, process, tuple(write_all(org, self.evidence)))


def about_process(code: str, severity: str, process: Node, evidence: Iterable[Node] = ()) -> Finding:
    """A finding whose subject is the process itself."""
    return Finding(code, severity, process, process, frozenset(evidence))


def about_node(
    code: str, severity: str, node: Node, evidence: Iterable[Node] = (), process: Node | None = None
) -> Finding:
    """A finding about something else."""
    return Finding(code, severity, node, process, frozenset(evidence))


def about_organisation(code: str, severity: str, evidence: Iterable[Node] = ()) -> Finding:
    """A finding about the model as a whole."""
    return Finding(code, severity, None, None, frozenset(evidence))


def crossing(org: Organisation) -> list[Node]:
    """The processes that are cross-functional."""
    return [p for p in org.labelled("Process") if cross_functional(org, p) is True]
