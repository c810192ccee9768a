"""What the rules about mandates share: where a finding stands, who is behind a mandate, and who could grant it."""

from __future__ import annotations

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


def shown(hit: Hit, nodes: list[int] | tuple[int, ...], *, most: int = 5) -> str:
    """Several nodes as they are written in the model.

    Args:
        hit: The finding.
        nodes: Node numbers.
        most: How many are written before the rest is counted.
    """
    ids = hit.index.model.show_all(list(nodes[:most]))
    if len(nodes) > most:
        return f"{', '.join(ids)} and {len(nodes) - most} more"
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} and {ids[-1]}"


def somebody_entitled(hit: Hit) -> str:
    """Who could empower the owner of the process: by an empowering role if anybody has one.

    Args:
        hit: A finding about a process with an owner.

    Returns:
        An id as it is written in the model, or else a description.
    """
    index = hit.index
    holders = np.flatnonzero(index.authority.empowering)
    outside = holders[~index.command.commands(np.full(len(holders), hit.owner, dtype=np.int64), holders)]
    if not len(outside):
        return "somebody who commands the process"
    return index.model.show(int(outside[np.argmin(index.facts.by_id[outside])]))
