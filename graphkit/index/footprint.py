"""The footprint of a process: what its owner must have authority over, in six dimensions."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, unique_pairs
from graphkit.index.facts import Facts
from graphkit.model.schema import DIMENSIONS, FOOTPRINT, LABELS, RELATIONSHIPS


def find_footprints(facts: Facts, parts: Ragged, rows: Bools) -> Ragged:
    """The elements of processes and all their parts.

    Args:
        facts: The model's facts.
        parts: For each process, itself and everything that is part of it.
        rows: The processes wanted.

    Returns:
        For each process the nodes of its footprint in order; empty where it was not wanted.
    """
    own = own_elements(facts)
    wanted = parts.only(rows)
    step, element = own.expand(wanted.values)
    return Ragged.group(*unique_pairs(wanted.keys[step], element), len(parts))


def own_elements(facts: Facts) -> Ragged:
    """The elements of each process alone, without its parts."""
    processes, elements = [], []
    for dimension in DIMENSIONS:
        process, element = facts.raci("R", "A") if dimension == "people" else facts.edges(FOOTPRINT[dimension])
        if dimension == "functions":
            counts = facts.counted_functions[element]
            process, element = process[counts], element[counts]
        processes.append(process)
        elements.append(element)
    pairs = unique_pairs(np.concatenate(processes), np.concatenate(elements))
    return Ragged.group(*pairs, len(facts.span("Process")))


def dimension_codes(facts: Facts) -> Ints:
    """For each node, the position of its dimension in `DIMENSIONS`; -1 for nodes that are no elements."""
    codes = dict.fromkeys(LABELS, -1)
    for position, dimension in enumerate(DIMENSIONS):
        codes |= dict.fromkeys(RELATIONSHIPS[FOOTPRINT[dimension]].targets, position)
    return np.array(list(codes.values()), dtype=np.int64)[facts.model.label_codes]
