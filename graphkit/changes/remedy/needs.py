"""What an owner would still need in a process: elements to hold, and to be empowered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Ints, Ragged, all_by
from graphkit.index.index import Index
from graphkit.index.judgement import mandates_recorded, required_levels

EMPOWERMENT = -1
"""Stands among the elements that are needed for empowerment itself."""


@dataclass(frozen=True, eq=False)
class Needs:
    """Owners of processes, sitting or proposed, and what each needs; rows are pairs of the two.

    Attributes:
        process: The process of each row.
        owner: An active person for each row.
        items: For each row the elements that are missing, and EMPOWERMENT.
    """

    process: Ints
    owner: Ints
    items: Ragged

    def __len__(self) -> int:
        return len(self.process)

    @cached_property
    def processes(self) -> Ints:
        """The process of each item."""
        return self.process[self.items.keys]

    @cached_property
    def owners(self) -> Ints:
        """The owner of each item."""
        return self.owner[self.items.keys]


def find_needs(index: Index, process: Ints, owner: Ints) -> Needs:
    """Find what owners need in cross-functional processes.

    Args:
        index: The compiled model.
        process: Cross-functional processes.
        owner: As many active people.
    """
    row, element = index.footprints.expand(process)
    needed = (element != owner[row]) & index.command.governed[element]
    row, element = row[needed], element[needed]
    levels = levels_of(index, element)
    missing = ~index.authority.holds(owner[row], element, process[row], levels)
    row, element = row[missing], element[missing]
    bare = np.flatnonzero(~_empowered(index, process, owner))
    if not mandates_recorded(index.facts, index.policy):
        bare = NOTHING
    rows = np.concatenate([row, bare])
    items = np.concatenate([element, np.full(len(bare), EMPOWERMENT)])
    return Needs(process, owner, Ragged.group(rows, items, len(process)))


def levels_of(index: Index, elements: Ints) -> Ints:
    """The level that the policy requires over each element, from 0 to 3."""
    levels: Ints = required_levels(index.policy)[index.authority.dimensions[elements]]
    return levels


def _empowered(index: Index, process: Ints, owner: Ints) -> Bools:
    """Whether each owner is empowered for the process, by position or by mandate."""
    functions = index.participation.functions
    row, function = functions.expand(process)
    all_functions = all_by(row, index.command.commands(owner[row], function), len(process))
    found: Bools = index.authority.empowering[owner] | index.command.commands(owner, process)
    found |= all_functions & (functions.counts[process] > 0)
    rest = np.flatnonzero(~found)
    found[rest] = index.authority.empowered_by_mandate(owner[rest], process[rest])
    return found
