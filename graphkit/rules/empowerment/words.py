"""What the rules about mandates share: where a finding stands, who is behind a mandate, and who is entitled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged
from graphkit.index.index import Index
from graphkit.report.finding import NO_PROCESS, Hit, Hits


def at_mandates(index: Index, fires: Bools, evidence: Ragged | None = None) -> Hits:
    """Findings about mandates; each concerns the process that its mandate holds within, where it is only one.

    Args:
        index: The compiled model.
        fires: Where the rule's condition holds, one flag a mandate.
        evidence: Nodes for every mandate, whether it fires or not; None for no evidence.
    """
    rows = np.flatnonzero(fires)
    within = index.mandates.within
    process = np.full(len(rows), NO_PROCESS, dtype=np.int64)
    single = within.counts[rows] == 1
    process[single] = within.values[within.offsets[rows[single]]]
    return Hits.at_nodes(nodes_of(index, rows), None if evidence is None else evidence.take(rows), process)


def nodes_of(index: Index, rows: Ints) -> Ints:
    """The nodes of some mandate rows."""
    nodes: Ints = rows + index.facts.span("Mandate").start
    return nodes


def lists_of_nodes(index: Index, mandates: Ragged) -> Ragged:
    """Lists of mandate rows as lists of nodes."""
    return Ragged(mandates.offsets, nodes_of(index, mandates.values))


def rows_of(index: Index, nodes: Sequence[int]) -> Ints:
    """The rows of some mandates."""
    rows: Ints = np.asarray(nodes, dtype=np.int64) - index.facts.span("Mandate").start
    return rows


def row_of(hit: Hit) -> int:
    """The row of the mandate that a finding is about."""
    return hit.subject - hit.index.facts.span("Mandate").start


def grantors_of(hit: Hit) -> list[int]:
    """Who stands behind the mandate that a finding is about."""
    people: list[int] = hit.index.mandates.grantors[row_of(hit)].tolist()
    return people


def grantees_of(hit: Hit) -> list[int]:
    """Whom the mandate that a finding is about empowers."""
    people: list[int] = hit.index.mandates.grantees[row_of(hit)].tolist()
    return people


def somebody_entitled(hit: Hit) -> str | None:
    """A holder of an empowering role who could empower the owner of the process.

    Args:
        hit: A finding about a process with an owner.

    Returns:
        The id as it is written in the model, or None where nobody from outside holds such a role.
    """
    index = hit.index
    holders = np.flatnonzero(index.authority.empowering)
    outside = holders[~index.command.commands_as_recorded(np.full(len(holders), hit.owner, dtype=np.int64), holders)]
    return index.model.show(int(outside[np.argmin(index.facts.by_id[outside])])) if len(outside) else None
