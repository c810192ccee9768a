"""Buy-ins from the top where nobody there sponsors a process, and buy-ins of which nobody has been told."""

from __future__ import annotations

import numpy as np

from graphkit.changes.remedy.plan import BuyIn
from graphkit.index.arrays import Bools, Ints, Ragged, all_by, any_by, distinct
from graphkit.index.index import Index
from graphkit.rules.leadership import speaks


def find_buy_ins(index: Index, selected: Bools) -> tuple[list[BuyIn], Ints]:
    """Find the fewest buy-ins after which somebody at the top stands behind every process (GOV001).

    A sponsor of a process sponsors all its parts. So one buy-in stands as high as it serves several.

    Args:
        index: The compiled model.
        selected: The processes that matter, one flag a process.

    Returns:
        The buy-ins by process; and the processes without one because nobody holds a role that empowers.
    """
    if not speaks(index):
        return [], np.zeros(0, dtype=np.int64)
    needed = index.participation.crossing | index.facts.enterprise
    open_ = np.flatnonzero(selected & needed & ~index.governance.sponsored)
    people = np.flatnonzero(index.authority.empowering & index.command.active)
    if not len(people) or not len(open_):
        return [], open_
    served = _served(index, open_)
    sponsors = _sponsors(index, np.array(list(served), dtype=np.int64), people)
    found = [
        BuyIn(process, sponsor, tuple(sorted(parts)))
        for (process, parts), sponsor in zip(served.items(), sponsors, strict=True)
    ]
    return sorted(found, key=lambda each: each.process), open_[:0]


def find_untold(index: Index, selected: Bools) -> Ints:
    """Processes with a sponsor of whom nobody has been told (GOV002).

    Args:
        index: The compiled model.
        selected: The processes that matter, one flag a process.
    """
    _, process = index.facts.edges("SPONSORS")
    told = index.model.relationships["SPONSORS"]["communicated"].fill_null(value=False).to_numpy()
    untold = distinct(process[~told])
    return untold[selected[untold]]


def _served(index: Index, processes: Ints) -> dict[int, tuple[int, ...]]:
    """Where buy-ins are to stand, each with those of the processes that it serves.

    The one that serves most comes first, and of several the lowest; exact where every process is
    part of one other at most. Those that do not get in each other's way are taken at once.
    """
    at, above = index.processes.with_ancestors(processes)
    depth, by_id = index.processes.depth, index.facts.by_id
    found: dict[int, tuple[int, ...]] = {}
    while len(at):
        places, place, times = np.unique(above, return_inverse=True, return_counts=True)
        rank = np.empty(len(places), dtype=np.int64)
        rank[np.lexsort((by_id[places], -depth[places], -times))] = np.arange(len(places))
        best = np.full(len(processes), len(places), dtype=np.int64)
        np.minimum.at(best, at, rank[place])
        taken = all_by(place, best[at] == rank[place], len(places))[place]
        for process, served in zip(above[taken].tolist(), processes[at[taken]].tolist(), strict=True):
            found[process] = (*found.get(process, ()), served)
        rest = ~np.isin(at, at[taken])
        at, above = at[rest], above[rest]
    return found


def _sponsors(index: Index, processes: Ints, people: Ints) -> list[int]:
    """Who of some people is to sponsor each process.

    Somebody who does not answer to its owner; then who commands the most of the functions that perform it;
    then the lowest, to whom the fewest others of them answer; then by id.
    """
    count = len(people)
    row, person = np.repeat(np.arange(len(processes)), count), np.tile(people, len(processes))
    pair = np.arange(len(row))
    commands = index.command.commands
    step, owner = index.ownership.owners.expand(processes[row])
    dependent = any_by(step, index.command.commands_as_recorded(owner, person[step]), len(row))
    step, function = index.participation.functions.expand(processes[row])
    led = np.bincount(pair[step], commands(person[step], function), minlength=len(row)).astype(np.int64)
    others = commands(np.repeat(people, count), np.tile(people, count)).reshape(count, count).sum(axis=1)
    order = np.lexsort((index.facts.by_id[person], np.tile(others, len(processes)), -led, dependent, row))
    ranked = Ragged.group(row[order], person[order], len(processes))
    best: list[int] = ranked.values[ranked.offsets[:-1]].tolist()
    return best
