"""The fewest grantors who together can grant what an owner needs, and of these the lowest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.changes.remedy.needs import Needs
from graphkit.changes.remedy.offers import Offers
from graphkit.index.arrays import Bools, Ints, all_by, any_by, runs, sum_by

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Cover:
    """For each row of some needs the best way to meet them; every item is granted by one person.

    Attributes:
        feasible: Whether every item can be granted.
        grants: How many grantors it takes.
        distance: How far these stand above what they grant, in all.
        grantor: Who grants each item of the needs; NOBODY where the row is not feasible.
        granted: Whether anybody at all could grant each item.
    """

    feasible: Bools
    grants: Ints
    distance: Ints
    grantor: Ints
    granted: Bools


def find_cover(needs: Needs, offers: Offers, order: Ints) -> Cover:
    """Meet every need with the fewest grantors, then the lowest, then the first in order.

    Args:
        needs: What is needed.
        offers: Who could grant it.
        order: The place of each node in the order that breaks ties.
    """
    rows, items = len(needs), needs.items
    granted = any_by(offers.item, np.ones(len(offers.item), dtype=np.bool_), len(items.values))
    feasible = all_by(items.keys, granted, rows)
    grantor = np.full(len(items.values), NOBODY, dtype=np.int64)
    single = _single(needs, offers, order)
    by_one = single != NOBODY
    grantor[by_one[items.keys]] = single[items.keys][by_one[items.keys]]
    _by_several(needs, offers, np.flatnonzero(feasible & ~by_one & (items.counts > 0)), order, grantor)
    chosen = offers.grantor == grantor[offers.item]
    distance = sum_by(items.keys[offers.item[chosen]], offers.distance[chosen], rows)
    keys, people = items.keys[grantor != NOBODY], grantor[grantor != NOBODY]
    ordered = np.lexsort((people, keys))
    first, _ = runs(keys[ordered], people[ordered])
    grants = np.bincount(keys[ordered][first], minlength=rows)
    return Cover(feasible, grants, distance, grantor, granted)


def _single(needs: Needs, offers: Offers, order: Ints) -> Ints:
    """The best person who alone can grant all that a row needs; NOBODY where there is none."""
    best = np.full(len(needs), NOBODY, dtype=np.int64)
    if not len(offers.item):
        return best
    row = needs.items.keys[offers.item]
    ordered = np.argsort(row * len(order) + offers.grantor, kind="stable")
    first, run = runs(row[ordered], offers.grantor[ordered])
    count = np.bincount(run)
    distance = sum_by(run, offers.distance[ordered], len(first))
    row, person = row[ordered][first], offers.grantor[ordered][first]
    whole = count == needs.items.counts[row]
    row, person, distance = row[whole], person[whole], distance[whole]
    ordered = np.lexsort((order[person], distance, row))
    best[row[ordered][::-1]] = person[ordered][::-1]
    return best


def _by_several(needs: Needs, offers: Offers, rows: Ints, order: Ints, grantor: Ints) -> None:
    """Fill in the grantors of the rows for which one is not enough."""
    begins = np.searchsorted(offers.item, needs.items.offsets)
    for row in rows.tolist():
        part = slice(begins[row], begins[row + 1])
        items = offers.item[part] - needs.items.offsets[row]
        people = np.unique(offers.grantor[part])
        people = people[np.argsort(order[people])]
        place = np.empty(int(people.max()) + 1, dtype=np.int64)
        place[people] = np.arange(len(people))
        far = np.full((len(people), int(needs.items.counts[row])), np.inf)
        far[place[offers.grantor[part]], items] = offers.distance[part]
        chosen = fewest(far)
        nearest = chosen[np.argmin(far[chosen], axis=0)]
        grantor[needs.items.offsets[row] : needs.items.offsets[row + 1]] = people[nearest]


def fewest(distance: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Ints:
    """The fewest rows that between them are finite in every column, and of these the smallest in all.

    Args:
        distance: How far each person is from each item, infinite where they cannot grant it; shape (people, items).
            Every column is finite somewhere, and no row is finite everywhere.

    Returns:
        Row numbers, in order.

    Examples:
        >>> fewest(np.array([[1.0, np.inf], [np.inf, 2.0], [np.inf, 1.0]])).tolist()
        [0, 2]
    """
    lacks = ~np.isfinite(distance)
    together = np.triu((lacks.astype(np.int64) @ lacks.T.astype(np.int64)) == 0, k=1)
    first, second = np.nonzero(together)
    if len(first):
        sums = np.minimum(distance[first], distance[second]).sum(axis=1)
        best = int(np.argmin(sums))
        return np.array([first[best], second[best]])
    return _by_programme(distance)


def _by_programme(distance: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Ints:
    """The same as an integer programme: who grants at all, and who grants what.

    One grantor more costs more than all distances together, so the two aims are met in turn.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    people, items = distance.shape
    person, item = np.nonzero(np.isfinite(distance))
    offers = np.arange(len(person))
    costs = distance[person, item]
    dear = float(costs.max()) * items + 1
    ones = np.ones(len(person))
    size = people + len(person)
    met = coo_array((ones, (item, people + offers)), shape=(items, size))
    only_if = coo_array(
        (np.concatenate([ones, -ones]), (np.tile(offers, 2), np.concatenate([people + offers, person]))),
        shape=(len(person), size),
    )
    solved = milp(
        np.concatenate([np.full(people, dear), costs]),
        constraints=[LinearConstraint(met, 1, 1), LinearConstraint(only_if, -np.inf, 0)],
        integrality=np.concatenate([np.ones(people), np.zeros(len(person))]),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if solved.x is None:
        raise RuntimeError(f"the solver failed: {solved.message}")
    chosen: Ints = np.flatnonzero(solved.x[:people] > 0.5)
    return chosen
