"""Who would be better placed than an owner who lacks authority: the lowest person who commands everything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, all_by, any_by, slices, unique_pairs
from graphkit.index.command import Command
from graphkit.index.facts import Facts
from graphkit.index.judgement import MISSING, NOBODY, Judgement

_CHUNK = 16_384
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
    row, person = _lowest_on_paths(command, elements, owners)
    row, person = _lowest(command, row, person, len(elements))
    order = np.lexsort((facts.by_id[person], row))
    best = np.full(len(elements), NOBODY, dtype=np.int64)
    best[row[order][::-1]] = person[order][::-1]
    return best


def _lowest_on_paths(command: Command, elements: Ragged, owners: Ints) -> Edges:
    """On every path up from one element of each row, the lowest person below the top who commands all of them.

    Who stands above somebody who does, does so as well; so the place on a path is found by halving it.
    """
    reach = command.reach
    row, start = reach.paths(_with_fewest_paths(command, elements))
    reaches = _reach_all(command, elements, row, reach.root[start])
    row, start = row[reaches], start[reaches]
    low, high = np.zeros(len(row), dtype=np.int64), reach.depth[start]
    while len(open_ := np.flatnonzero(low < high)):
        middle = (low[open_] + high[open_] + 1) // 2
        reaches = _reach_all(command, elements, row[open_], reach.ancestor(start[open_], middle))
        low[open_[reaches]] = middle[reaches]
        high[open_[~reaches]] = middle[~reaches] - 1
    able = command.active & command.commanded
    row, node = unique_pairs(row, reach.ancestor(start, low))
    while len(others := np.flatnonzero(~able[node] | (node == owners[row]))):
        ends = reach.depth[node[others]] == 0
        higher = others[~ends]
        node[higher] = reach.up.values[reach.up.offsets[node[higher]]]
        row, node = np.delete(row, others[ends]), np.delete(node, others[ends])
    return unique_pairs(row, node)


def _with_fewest_paths(command: Command, elements: Ragged) -> Ints:
    """Of each row the element from which fewest paths lead up, and of these the one with most below it."""
    nodes = elements.values
    paths = command.reach.entries.counts[command.reach.root[nodes]]
    order = np.lexsort((-_below(command, nodes), paths, elements.keys))
    return nodes[order[elements.offsets[:-1]]]


def _reach_all(command: Command, elements: Ragged, row: Ints, nodes: Ints) -> Bools:
    """Whether a node is, or is above, all elements of its row; asked in growing batches, as most fail early."""
    found = np.ones(len(row), dtype=np.bool_)
    first, counts = elements.offsets[row], elements.counts[row]
    begin, end = 0, 2
    while len(rest := np.flatnonzero(found & (begin < counts))):
        at, element = slices(elements.values, first[rest] + begin, np.minimum(counts[rest], end) - begin)
        found[rest] = all_by(at, command.reach.reaches(element, nodes[rest[at]]), len(rest))
        begin, end = end, end + max(1, min(end, _PAIRS // len(rest)))
    return found


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
