"""What a mandate covers: nothing in particular where that serves, else functions that contain what is granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graphkit.changes.remedy.plan import Scope
from graphkit.index.arrays import Bools, Ints, Ragged, all_by, any_by
from graphkit.index.index import Index

_FUNCTIONS = "functions"
"""The dimension of functions."""


def find_scopes(index: Index, process: Ints, grantor: Ints, level: Ints, granted: Ragged) -> Iterator[list[Scope]]:
    """Find few things to cover that give somebody what is granted, and nothing that the grantor cannot give.

    Args:
        index: The compiled model.
        process: The process within which each grant holds.
        grantor: Who grants it.
        level: Its level.
        granted: The elements that are granted; none where it only empowers.

    Yields:
        For each grant the mandates that it takes: one, or one more for functions alone, because there is somebody or
        something in them that the grantor cannot give.
    """
    rows = len(process)
    at, element = index.footprints.expand(process)
    governed = index.command.governed[element]
    at, element = at[governed], element[governed]
    able = index.authority.gives(grantor[at], element, process[at], level[at])
    whole, some = all_by(at, able, rows), any_by(at, able, rows)
    given = Ragged.group(at[able], element[able], rows)
    listed = some[at] & ~whole[at]
    units = _Units.find(index, process, at[listed], element[listed], able[listed])
    for row in range(rows):
        if whole[row]:
            yield [Scope()]
        elif not some[row]:  # it only empowers, and all that its grantor can give is what they are themselves
            yield [Scope((int(grantor[row]),))]
        else:
            wanted = granted[row] if len(granted[row]) else given[row]
            yield list(units.scopes(row, set(wanted.tolist())))


@dataclass(frozen=True)
class _Units:
    """Functions that contain several of the elements that some grants are about; keys are the grant and the function.

    Attributes:
        whole: Those that a grant may cover, with the elements in them.
        parted: Those with something in them that the grantor cannot give, with the elements in them.
    """

    whole: Mapping[int, Mapping[int, set[int]]]
    parted: Mapping[int, Mapping[int, set[int]]]

    @classmethod
    def find(cls, index: Index, process: Ints, at: Ints, element: Ints, able: Bools) -> _Units:
        """Find the functions around elements of grants.

        Args:
            index: The compiled model.
            process: The process of each grant.
            at: Positions of grants.
            element: An element of the footprint of each.
            able: Whether the grantor can give it.
        """
        step, function = index.mandates.containers(element)
        pairs, group = np.unique(at[step] * index.model.size + function, return_inverse=True)
        row, function = np.divmod(pairs, index.model.size)
        entire = all_by(group, able[step], len(pairs))
        whole = entire & (np.bincount(group, minlength=len(pairs)) > 1)
        whole[whole] = _about(index, function[whole], process[row[whole]])
        found: tuple[dict[int, dict[int, set[int]]], ...] = ({}, {})
        for kept, units in zip((whole, ~entire), found, strict=True):
            rows = kept[group]
            for number, contained in zip(group[rows].tolist(), element[step[rows]].tolist(), strict=True):
                units.setdefault(int(row[number]), {}).setdefault(int(function[number]), set()).add(contained)
        return cls(*found)

    def scopes(self, row: int, wanted: set[int]) -> Iterator[Scope]:
        """The mandates that a grant takes.

        Args:
            row: The position of the grant.
            wanted: The elements granted.
        """
        parted = self.parted.get(row, {})
        alone = {node for node in wanted if node in parted}
        if wanted - alone:
            yield Scope(_few(wanted - alone, self.whole.get(row, {})))
        if alone:
            outermost = {node for node in alone if not any(node in parted[other] for other in alone - {node})}
            yield Scope(tuple(sorted(outermost)), (_FUNCTIONS,))


def _about(index: Index, functions: Ints, processes: Ints) -> Bools:
    """Whether each function contains only parts of the process beside it: a mandate is about all that it contains."""
    rows = index.facts.nodes("Process")
    at, container = index.mandates.containers(rows)
    inside = Ragged.group(container, rows[at], index.model.size)
    found: Bools = inside.counts[functions] <= index.parts.counts[processes]  # most contain far too many
    few = np.flatnonzero(found)
    step, process = inside.expand(functions[few])
    found[few] = all_by(step, index.processes.reach.reaches(process, processes[few][step]), len(few))
    return found


def _few(wanted: set[int], functions: Mapping[int, set[int]]) -> tuple[int, ...]:
    """A few things that together contain what is wanted: the function that contains most, and so on.

    Of functions that contain as much the one with the least besides is chosen. What stands alone is named itself.
    """
    left = set(wanted)
    found: list[int] = []
    while left:
        best = max(functions, key=lambda f: (len(functions[f] & left), -len(functions[f]), -f), default=None)
        if best is None or len(functions[best] & left) < 2:
            found += left
            break
        found.append(best)
        left -= functions[best]
    return tuple(sorted(found))
