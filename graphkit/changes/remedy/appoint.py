"""Who should own the processes that have no owner, or too many: candidates, and who is chosen within capacity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.changes.remedy.cover import Cover
from graphkit.changes.remedy.needs import Needs
from graphkit.index.arrays import Bools, Edges, Ints, Ragged, any_by, unique_pairs
from graphkit.index.index import Index
from graphkit.index.pairs import contains_pairs
from graphkit.index.participation import INHERITED

NOBODY = -1
_EVERYBODY = 20_000
"""So many pairs of process and person are all weighed; beyond, only those with a stake in the process."""
_LARGEST = 1 << 52


@dataclass(frozen=True, eq=False)
class Appointees:
    """Who is chosen for each process that needs an owner.

    Attributes:
        row: Row of the needs that is chosen for each process; NOBODY where there is none.
        full: Somebody could close the gap, but for want of capacity nobody was left.
        least: The fewest grants that each process can need, whatever the capacity.
    """

    row: Ints
    full: Bools
    least: Ints


def find_candidates(index: Index, processes: Ints) -> tuple[Edges, bool]:
    """People who might own each of some processes.

    Args:
        index: The compiled model.
        processes: Cross-functional processes.

    Returns:
        Positions in `processes` and people, in order; and whether everybody was considered. Where
        not, whoever could own the process without any grant still is among them.
    """
    people = np.flatnonzero(index.command.active)
    if len(people) * len(processes) <= _EVERYBODY:
        at = np.repeat(np.arange(len(processes)), len(people))
        return (at, np.tile(people, len(processes))), True
    return _with_a_stake(index, processes), False


def _with_a_stake(index: Index, processes: Ints) -> Edges:
    """Present owners, who takes part, who has a mandate, and who has authority over one of the elements."""
    active = index.command.active
    at, element = index.footprints.expand(processes)
    owner_at, owner = index.ownership.owners.expand(processes)
    mandates = index.mandates
    whole_at, whole = mandates.wholes.expand(processes)
    step, mandate = Ragged.group(mandates.within.values, mandates.within.keys, index.model.size).expand(whole)
    grantee_at, grantee = mandates.grantees.expand(mandate)
    pairs = [(owner_at, owner), (at[active[element]], element[active[element]]), (whole_at[step][grantee_at], grantee)]
    governed = index.command.governed[element]
    at, element = at[governed], element[governed]
    first = np.unique(at, return_index=True)[1]
    step, person = index.command.commanders(element[first])
    pairs.append((at[first][step], person))
    lower, upper = index.command.dotted
    step, person = Ragged.group(lower, upper, index.model.size).expand(element[first])
    pairs.append((at[first][step], person))
    row, person = (np.concatenate(part) for part in zip(*pairs, strict=True))
    return unique_pairs(row[active[person]], person[active[person]])


def free_places(index: Index, vacated: Ints) -> tuple[Ints, Ints]:
    """How many processes each person owns and how many more they may.

    Args:
        index: The compiled model.
        vacated: Processes whose present owners do not count.

    Returns:
        Processes owned and free places, for every node.
    """
    counted = index.participation.crossing & (index.ownership.source != INHERITED)
    counted[vacated] = False
    owned = np.bincount(index.ownership.owners.only(counted).values, minlength=index.model.size)
    capacity = np.ones(index.model.size)
    people = index.facts.span("Person")
    capacity[people.start : people.stop] = index.facts.number("Person", "capacity", absent=1.0)
    most = np.floor(index.policy.max_processes_per_owner * capacity + 1e-9).astype(np.int64)
    return owned, np.maximum(most - owned, 0)


def reluctance(index: Index, needs: Needs, shared: Bools) -> Ints:
    """Why somebody is appointed only where nobody else can be, from 0 (no reason).

    Who empowers others (the top, and holders of empowering roles) should not own processes
    as well, and of several owners one should stay.

    Args:
        index: The compiled model.
        needs: Candidates for processes.
        shared: Whether the process has several owners at present, for each row.
    """
    command = index.command
    above_somebody = np.zeros(index.model.size, dtype=np.bool_)
    others = np.flatnonzero(command.active)
    at, above = command.commanders(others)
    above_somebody[above[above != others[at]]] = True
    leads = command.top & above_somebody
    last = (index.authority.empowering & above_somebody) | leads
    owners = index.ownership.owners
    present = contains_pairs((owners.keys, owners.values), (needs.process, needs.owner))
    found: Ints = last[needs.owner].astype(np.int64) + 2 * (shared & ~present)
    return found


def appoint(
    index: Index, needs: Needs, cover: Cover, reluctant: Ints, processes: Ints, at: Ints, *, everybody: bool
) -> Appointees:
    """Choose an owner for every process within everybody's capacity.

    Fewest grants first, then the lowest grantors, then whoever owns the fewest processes.

    Args:
        index: The compiled model.
        needs: What each candidate needs.
        cover: How that can be granted.
        reluctant: From `reluctance`.
        processes: The processes that need an owner.
        at: For each row of the needs, the position of its process among these.
        everybody: Whether all there are were considered.
    """
    owned, free = free_places(index, processes)
    rows = np.flatnonzero(cover.feasible)
    some = any_by(at[rows], np.ones(len(rows), dtype=np.bool_), len(processes))
    least = _least(at[rows], reluctant[rows], cover.grants[rows], len(processes), everybody=everybody)
    rows = rows[free[needs.owner[rows]] > 0]
    chosen = np.full(len(processes), NOBODY, dtype=np.int64)
    order = np.lexsort(
        (
            index.facts.by_id[needs.owner[rows]],
            owned[needs.owner[rows]],
            cover.distance[rows],
            cover.grants[rows],
            reluctant[rows],
            at[rows],
        )
    )
    rows = rows[order]
    _match(needs, cover, reluctant, rows, at, owned, free, chosen)
    return Appointees(chosen, some & (chosen == NOBODY), least)


def _least(at: Ints, reluctant: Ints, grants: Ints, processes: int, *, everybody: bool) -> Ints:
    """The fewest grants that a process can need: of those who may be appointed, or one where not all were asked."""
    least = np.zeros(processes, dtype=np.int64)
    order = np.lexsort((grants, reluctant, at))
    first = np.unique(at[order], return_index=True)[1]
    least[at[order][first]] = grants[order][first]
    return least if everybody else np.minimum(least, 1)


def _match(
    needs: Needs, cover: Cover, reluctant: Ints, rows: Ints, at: Ints, owned: Ints, free: Ints, chosen: Ints
) -> None:
    """A cheapest matching of processes with free places; exact where the weights fit into a float.

    Each free place of a person is dearer than the one before, so that the load is spread.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    if not len(rows):
        return
    processes = len(chosen)
    people, person = np.unique(needs.owner[rows], return_inverse=True)
    places = np.minimum(free[people], processes)
    begins = np.cumsum(places) - places
    step = np.repeat(np.arange(len(rows)), places[person])
    ends = np.cumsum(places[person])
    place = np.arange(len(step)) - np.repeat(ends - places[person], places[person])
    load = owned[people[person[step]]] + place
    weight = _weights(processes, [reluctant[rows][step], cover.grants[rows][step], cover.distance[rows][step], load])
    nobody = float(weight.max()) * (processes + 1) if weight.max() * (processes + 1) < _LARGEST else weight.max() * 2
    columns = int(places.sum())
    matrix = coo_array(
        (
            np.concatenate([weight + 1, np.full(processes, nobody + 1)]),
            (
                np.concatenate([at[rows][step], np.arange(processes)]),
                np.concatenate([begins[person[step]] + place, columns + np.arange(processes)]),
            ),
        ),
        shape=(processes, columns + processes),
    ).tocsr()
    process, column = min_weight_full_bipartite_matching(matrix)
    taken = column < columns
    owner = people[np.searchsorted(begins + places, column[taken], side="right")]
    wanted = dict(zip(process[taken].tolist(), owner.tolist(), strict=True))
    for row, asked, person_ in zip(rows.tolist(), at[rows].tolist(), needs.owner[rows].tolist(), strict=True):
        if wanted.get(asked) == person_:
            chosen[asked] = row


def _weights(processes: int, aims: list[Ints]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """One number for several aims, each of which comes before all that follow."""
    weight = np.zeros(len(aims[0]))
    scale = 1.0
    for number, aim in enumerate(reversed(aims)):
        weight += scale * aim
        width = float(aim.max()) * processes + 1
        scale *= width if scale * width * max(1, processes) < _LARGEST else 1 << (4 + 3 * number)
    return weight
