"""What has to do with one node."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Bools, Ints
from graphkit.index.index import Index
from graphkit.model.tables import Model
from graphkit.report.report import Report


def neighbourhood(model: Model, node: int, depth: int) -> Ints:
    """The nodes that are at most some relationships away from one.

    Args:
        model: The model.
        node: Its number.
        depth: How many relationships away.

    Returns:
        Their numbers in order, the node's own too.
    """
    near: Bools = np.zeros(model.size, dtype=np.bool_)
    near[node] = True
    for _ in range(depth):
        reached = near.copy()
        for table in model.relationships.values():
            source, target = (table[end].to_numpy().astype(np.int64) for end in ("source", "target"))
            reached[target[near[source]]] = True
            reached[source[near[target]]] = True
        near = reached
    return np.flatnonzero(near)


def processes_of(index: Index, node: int) -> Ints:
    """The processes that a person, role or function has to do with.

    Args:
        index: The compiled model.
        node: Its number.

    Returns:
        Numbers of the processes that it owns, that depend on it, or that the function or a part of it takes part in.
    """
    found = np.zeros(len(index.parts), dtype=np.bool_)
    for lists in (index.judgement.elements, index.ownership.owners, index.ownership.recorded):
        found[lists.keys[lists.values == node]] = True
    units = index.participation.functions
    found[units.keys[index.functions.reach.reaches(units.values, np.full(len(units.values), node))]] = True
    for table in index.model.relationships.values():
        source, target = (table[end].to_numpy().astype(np.int64) for end in ("source", "target"))
        found[source[(target == node) & (source < len(found))]] = True
        found[target[(source == node) & (target < len(found))]] = True
    return np.flatnonzero(found)


def narrow(report: Report) -> Report:
    """The same report about those processes alone that have a finding.

    Args:
        report: The report.
    """
    wanted = report.codes_by_process.counts > 0
    if report.wanted is not None:
        wanted &= report.wanted
    return Report(report.index, report.found, report.crashed, wanted)
