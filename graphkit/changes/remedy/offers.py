"""Who could grant what an owner needs, and how far above it they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.changes.remedy.needs import EMPOWERMENT, Needs, levels_of
from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, distinct, distinct_rows, unique_pairs
from graphkit.index.index import Index
from graphkit.index.pairs import PairIndex

FAR = 50
"""How far above counts who does not command what they can grant: they have it by mandate or by role."""


@dataclass(frozen=True, eq=False)
class Offers:
    """Who could grant which item of some needs; one row an offer, by item and then grantor.

    Attributes:
        item: Position among all items of the needs.
        grantor: Who could grant it.
        distance: Command edges from the element (for empowerment: from the owner) up to them.
    """

    item: Ints
    grantor: Ints
    distance: Ints


def find_offers(index: Index, needs: Needs) -> Offers:
    """Find everybody who could grant what is needed, without granting from below.

    An element can be granted by who can give the required level of it; empowerment by who
    is entitled. Nobody grants to who commands them.

    Args:
        index: The compiled model.
        needs: What is needed.
    """
    item, grantor = (
        np.concatenate(part)
        for part in zip(
            _commanders(index, needs),
            _trustees(index, needs),
            _entitled(index, needs),
            strict=True,
        )
    )
    item, grantor = unique_pairs(item, grantor)
    owner = needs.owners[item]
    outside = (grantor != owner) & ~index.command.commands_as_recorded(owner, grantor)
    item, grantor = item[outside], grantor[outside]
    return Offers(item, grantor, _distances(index, needs, item, grantor))


def _commanders(index: Index, needs: Needs) -> Edges:
    """Items with those who command them."""
    items = np.flatnonzero(needs.items.values != EMPOWERMENT)
    nodes, position = np.unique(needs.items.values[items], return_inverse=True)
    above = Ragged.group(*index.command.commanders(nodes), len(nodes))
    at, person = above.expand(position)
    return items[at], person


def _trustees(index: Index, needs: Needs) -> Edges:
    """Items with those who hold them by mandates that they may pass on."""
    items = np.flatnonzero(needs.items.values != EMPOWERMENT)
    element, process = needs.items.values[items], needs.processes[items]
    kinds, back = distinct_rows(process, element)  # who can give does not depend on the owner
    element, process = element[kinds], process[kinds]
    at, person = _with_mandates(index, process, element)
    levels = levels_of(index, element)
    able = index.authority.gives(person, element[at], process[at], levels[at])
    step, found = Ragged.group(at[able], person[able], len(kinds)).expand(back)
    return items[step], found


def _entitled(index: Index, needs: Needs) -> Edges:
    """Items that stand for empowerment with those who are entitled to it."""
    items = np.flatnonzero(needs.items.values == EMPOWERMENT)
    process, position = np.unique(needs.processes[items], return_inverse=True)
    at, person = index.command.commanders(process)
    step, trusted = _with_mandates(index, process, process)
    executives = np.flatnonzero(index.authority.empowering & index.command.active)
    at, person = unique_pairs(
        np.concatenate([at, step, np.repeat(np.arange(len(process)), len(executives))]),
        np.concatenate([person, trusted, np.tile(executives, len(process))]),
    )
    able = index.authority.entitled(person, process[at])
    step, found = Ragged.group(at[able], person[able], len(process)).expand(position)
    return items[step], found


def _with_mandates(index: Index, process: Ints, node: Ints) -> Edges:
    """Who holds delegable mandates within each process, or over what contains the node beside it."""
    mandates = index.mandates
    passing = mandates.current & mandates.delegable
    at, whole = mandates.wholes.expand(process)
    step, inside = _by_node(mandates.within, passing, index.model.size).expand(whole)
    covers = _by_node(mandates.covers, passing, index.model.size)
    place_at, place = mandates.containers(node)
    place_at = np.concatenate([np.arange(len(node)), place_at])
    place_step, covering = covers.expand(np.concatenate([node, place]))
    row, mandate = np.concatenate([at[step], place_at[place_step]]), np.concatenate([inside, covering])
    step, person = mandates.grantees.expand(mandate)
    return unique_pairs(row[step], person)


def _by_node(scope: Ragged, rows: Bools, size: int) -> Ragged:
    kept = scope.only(rows)
    return Ragged.group(kept.values, kept.keys, size)


def _distances(index: Index, needs: Needs, item: Ints, grantor: Ints) -> Ints:
    """Command edges from each item up to the grantor beside it; FAR where no path leads there."""
    start = np.where(needs.items.values == EMPOWERMENT, needs.owners, needs.items.values)[item]
    lower, upper, steps = _climb(index.command.reach.up, distinct(start))
    found = np.full(len(item), FAR, dtype=np.int64)
    at, distance = PairIndex.build(lower, upper, steps, index.model.size).find(start, grantor)
    np.minimum.at(found, at, distance)
    return found


def _climb(up: Ragged, nodes: Ints) -> tuple[Ints, Ints, Ints]:
    """Everything above some nodes, with the number of edges; a pair may come more than once."""
    lower, upper, steps = nodes, nodes, 0
    found = [(lower, upper, np.zeros(len(nodes), dtype=np.int64))]
    while len(lower):
        steps += 1
        at, above = up.expand(upper)
        lower, upper = unique_pairs(lower[at], above) if len(at) else (NOTHING, NOTHING)
        found.append((lower, upper, np.full(len(lower), steps, dtype=np.int64)))
    first, second, third = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, third
