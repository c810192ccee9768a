"""Which grants close what somebody lacks: no more of them than needed, and from the lowest who can give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graphkit.advice.standing import distance_from_top
from graphkit.index.arrays import NOTHING, Bools, Ints, Ragged, distinct, runs
from graphkit.index.index import Index
from graphkit.index.judgement import NOBODY


@dataclass(frozen=True, eq=False)
class Plan:
    """Who would grant authority over each element of a footprint to somebody who lacks it.

    Who can give an element to another holds it, so a candidate is never their own grantor.

    Attributes:
        empowering: Somebody entitled, whose grant is needed in any case; NOBODY where none is.
        grantor: For each element, who would grant it; NOBODY where nobody can.
    """

    empowering: int
    grantor: Ints

    def needed(self, row: Ints, place: Ints, rows: int) -> Ints:
        """How many grants each of many people needs.

        Args:
            row: Of each element that somebody does not lack, whose it is; from 0 to rows - 1.
            place: The place of that element.
            rows: How many people there are.
        """
        groups, group = np.unique(self.grantor, return_inverse=True)
        sizes = np.bincount(group, minlength=len(groups))
        counted = (groups != NOBODY) & (groups != self.empowering)
        order = np.lexsort((group[place], row))
        row, of = row[order], group[place][order]
        first, run = runs(row, of)
        whole = np.bincount(run, minlength=len(first)) == sizes[of[first]]
        whole &= counted[of[first]]
        always = int(counted.sum()) + (self.empowering != NOBODY)
        needed: Ints = always - np.bincount(row[first][whole], minlength=rows)
        return needed


def find_plans(index: Index, process: int, elements: Ints, levels: Ints) -> Iterator[Plan]:
    """Plans for who must be empowered, the best first: fewest grants, then the grantor furthest from the top.

    Args:
        index: The compiled model.
        process: The process's number.
        elements: Its elements, each once.
        levels: The level asked of each.

    Yields:
        A plan for each person who is entitled to empower an owner of the process.
    """
    entitled = _entitled(index, process)
    distance = distance_from_top(index)
    plans = []
    for person in entitled.tolist():
        asked = [np.full(len(elements), number, dtype=np.int64) for number in (person, process)]
        given = index.authority.gives(asked[0], elements, asked[1], levels)
        grantor = np.full(len(elements), person, dtype=np.int64)
        grantor[~given] = lowest_grantors(index, elements[~given])
        others = len(distinct(grantor[~given & (grantor != NOBODY)]))
        plans.append((others, -int(distance[person]), int(index.facts.by_id[person]), Plan(person, grantor)))
    return (plan for *_, plan in sorted(plans, key=lambda ranked: ranked[:3]))


def lowest_grantors(index: Index, elements: Ints) -> Ints:
    """Choose who would grant authority over each element.

    At first the lowest who can: the one with the fewest command edges from the element, then
    the lowest id. Whoever commands an element can give any level of it, and every mandate
    over it leads up to somebody who commands it. Then a grantor is left out where others that
    are needed anyway can give all that they would.

    Args:
        index: The compiled model.
        elements: Nodes, each once.

    Returns:
        A grantor for each; NOBODY where nobody can.
    """
    at, person, distance = _commanders(index, elements)
    order = np.lexsort((index.facts.by_id[person], distance, at))
    choices = Ragged.group(at[order], person[order], len(elements))
    kept = choices.where(_fewest(index, choices))
    some = kept.counts > 0
    grantor = np.full(len(elements), NOBODY, dtype=np.int64)
    grantor[some] = kept.values[kept.offsets[:-1][some]]
    return grantor


def _commanders(index: Index, elements: Ints) -> tuple[Ints, Ints, Ints]:
    """Every active person above each element or the element itself, with the fewest edges between them."""
    up, active, size = index.command.reach.up, index.command.active, index.model.size
    at, here = np.arange(len(elements)), elements
    seen = at * size + here
    found = [(NOTHING, NOTHING, NOTHING)]
    steps = 0
    while len(at):
        able = active[here]
        found.append((at[able], here[able], np.full(int(able.sum()), steps, dtype=np.int64)))
        step, above = up.expand(here)
        fresh = np.setdiff1d(at[step] * size + above, seen)
        seen = np.concatenate([seen, fresh])
        at, here = np.divmod(fresh, size)
        steps += 1
    places, people, distances = (np.concatenate(column) for column in zip(*found, strict=True))
    return places, people, distances


def _fewest(index: Index, choices: Ragged) -> Bools:
    """Keep the lowest grantors of all elements, less those whom others among them make unnecessary."""
    some = choices.counts > 0
    lowest = choices.values[choices.offsets[:-1][some]]
    people, times = np.unique(lowest, return_counts=True)
    kept: Bools = np.isin(choices.values, people)
    for person in people[np.lexsort((index.facts.by_id[people], times))].tolist():
        without = kept & (choices.values != person)
        served = np.bincount(choices.keys[without], minlength=len(choices)) > 0
        if served[some].all():
            kept = without
    return kept


def _entitled(index: Index, process: int) -> Ints:
    """Everybody entitled to empower an owner of the process."""
    passing = index.mandates.grantees.only(index.mandates.current & index.mandates.delegable)
    above = index.command.commanders(np.array([process], dtype=np.int64))[1]
    people = distinct(np.concatenate([np.flatnonzero(index.authority.empowering), above, passing.values]))
    people = people[index.command.active[people]]
    return people[index.authority.entitled(people, np.full(len(people), process, dtype=np.int64))]


def containing_function(index: Index, elements: Ints) -> int | None:
    """The smallest function that contains all of some elements.

    Args:
        index: The compiled model.
        elements: Nodes.

    Returns:
        The function deepest in its tree, then the lowest id; None where no function contains them all.
    """
    _, function = index.mandates.containers(elements)
    units, times = np.unique(function, return_counts=True)
    units = units[times == len(elements)]
    if not len(units):
        return None
    return int(units[np.lexsort((index.facts.by_id[units], -index.functions.depth[units]))[0]])
