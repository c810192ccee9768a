"""Who would be better placed than an owner who lacks authority: the lowest person who commands everything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, all_by, any_by
from graphkit.index.command import Command
from graphkit.index.facts import Facts
from graphkit.index.judgement import MISSING, NOBODY, Judgement

_CHUNK = 2048
"""Processes looked at together, which bounds the memory of large models."""
_PAIRS = 1_000_000
"""About how many questions are put at once, for the same reason."""


@dataclass(frozen=True, eq=False)
class Placement:
    """Who should own the processes whose owner lacks authority over something.

    Attributes:
        processes: These processes, in order.
        people: For each, the lowest person below the top, other than the owner, who commands
            every governed element; NOBODY where only the top does.
    """

    processes: Ints
    people: Ints

    @property
    def placed(self) -> Bools:
        """Whether there is such a person for each of the processes."""
        found: Bools = self.people != NOBODY
        return found


def find_placement(facts: Facts, judgement: Judgement, command: Command) -> Placement:
    """Find the best-placed person for every process whose owner lacks authority.

    Args:
        facts: The model's facts, for the order of ids.
        judgement: The verdict on every process.
        command: Who commands what.
    """
    processes = np.flatnonzero(judgement.elements_with(MISSING).counts > 0)
    people = [NOTHING]
    for start in range(0, len(processes), _CHUNK):
        rows = processes[start : start + _CHUNK]
        elements = judgement.elements.take(rows)
        governed = elements.where(command.governed[elements.values])
        people.append(_best_placed(facts, command, governed, judgement.owner[rows]))
    return Placement(processes, np.concatenate(people))


def _best_placed(facts: Facts, command: Command, elements: Ragged, owners: Ints) -> Ints:
    row, person = _commanders_of_one(command, elements)
    below_the_top = command.commanded[person] & (person != owners[row])
    row, person = _of_all(command, elements, row[below_the_top], person[below_the_top])
    row, person = _lowest(command, row, person, len(elements))
    order = np.lexsort((facts.by_id[person], row))
    best = np.full(len(elements), NOBODY, dtype=np.int64)
    best[row[order][::-1]] = person[order][::-1]
    return best


def _commanders_of_one(command: Command, elements: Ragged) -> Edges:
    """Everybody who commands one element of each row: the one that fewest seem to command."""
    nodes = elements.values
    paths = command.reach.entries.counts[command.reach.root[nodes]]
    above = paths * len(command.reach.root) - _below(command, nodes)
    least = elements.where(above == np.minimum.reduceat(above, elements.offsets[:-1])[elements.keys])
    nodes, position = np.unique(least.values[least.offsets[:-1]], return_inverse=True)
    return Ragged.group(*command.commanders(nodes), len(nodes)).expand(position)


def _of_all(command: Command, elements: Ragged, row: Ints, person: Ints) -> Edges:
    """Keep who commands every element of their row, asked in growing batches as most fail early."""
    place = np.arange(len(elements.values)) - elements.offsets[elements.keys]
    begin, end = 0, 2
    while len(row) and begin < elements.counts.max():
        at, element = elements.where((begin <= place) & (place < end)).expand(row)
        able = all_by(at, command.commands(person[at], element), len(row))
        row, person = row[able], person[able]
        begin, end = end, end + max(1, min(end, _PAIRS // max(1, len(row))))
    return row, person


def _lowest(command: Command, row: Ints, person: Ints, rows: int) -> Edges:
    """Keep who commands nobody else of their row."""
    order = np.lexsort((_below(command, person), row))
    people = Ragged.group(row[order], person[order], rows)
    row, person = people.keys, people.values
    # Most command the one with the fewest below; who is left is compared in pairs.
    above = command.over_others(person, person[people.offsets[row]])
    people = people.where(~above)
    at, other = people.expand(people.keys)
    lowest = ~any_by(at, command.over_others(people.values[at], other), len(people.values))
    return people.keys[lowest], people.values[lowest]


def _below(command: Command, nodes: Ints) -> Ints:
    """How many each node has below it in its own tree of the command graph."""
    return command.reach.end[nodes] - command.reach.begin[nodes]
