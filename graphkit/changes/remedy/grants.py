"""Grants written down: what each grantor gives, merged where one mandate serves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from graphkit.changes.remedy.cover import Cover
from graphkit.changes.remedy.covering import find_scopes
from graphkit.changes.remedy.needs import EMPOWERMENT, Needs, levels_of
from graphkit.changes.remedy.plan import Grant
from graphkit.index.arrays import Ints, Ragged, all_by, runs
from graphkit.index.index import Index

_INFLUENCE = 1


def write_grants(index: Index, needs: Needs, cover: Cover, rows: Ints, taken: set[str]) -> list[Grant]:
    """Write down what is granted to the owners of some rows.

    Args:
        index: The compiled model.
        needs: What the owners need.
        cover: Who grants it.
        rows: Rows of the needs.
        taken: Ids of mandates that there are; those that are made are added.
    """
    wanted = np.zeros(len(needs), dtype=np.bool_)
    wanted[rows] = True
    items = np.flatnonzero(wanted[needs.items.keys])
    level = np.full(len(items), _INFLUENCE)
    real = needs.items.values[items] != EMPOWERMENT
    level[real] = np.maximum(levels_of(index, needs.items.values[items][real]), _INFLUENCE)
    group, level = _groups(index, needs, cover, items, level)
    order = np.lexsort((needs.items.values[items], group))
    items, group, level = items[order], group[order], level[order]
    first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]])) if len(items) else group
    parts = Ragged.group(group, items, len(first))
    process, grantee = needs.processes[items[first]], needs.owners[items[first]]
    grantor, level = cover.grantor[items[first]], level[first]
    granted = Ragged.group(parts.keys, needs.items.values[parts.values], len(first))
    elements = granted.where(granted.values != EMPOWERMENT)
    grants = []
    for number, scopes in enumerate(find_scopes(index, process, grantor, level, elements)):
        closes = tuple(elements[number].tolist())
        empowers = bool((granted[number] == EMPOWERMENT).any())
        for scope in scopes:
            parties = int(grantor[number]), int(grantee[number]), int(level[number])
            grants.append(Grant("", *parties, (int(process[number]),), scope, closes, empowers))
    return [replace(grant, id=_new_id(index, grant, taken)) for grant in _merged(grants)]


def _groups(index: Index, needs: Needs, cover: Cover, items: Ints, level: Ints) -> tuple[Ints, Ints]:
    """Number the mandates that items go into, and give the level of each item's mandate.

    What one person grants in one process is one mandate, at the highest level that is needed,
    unless they cannot give all of it at that level.
    """
    row, grantor = needs.items.keys[items], cover.grantor[items]
    order = np.lexsort((grantor, row))
    first, run = runs(row[order], grantor[order])
    pair = np.empty(len(items), dtype=np.int64)
    pair[order] = run
    highest = np.zeros(len(first), dtype=np.int64)
    np.maximum.at(highest, pair, level)
    node = needs.items.values[items]
    given = np.ones(len(items), dtype=np.bool_)
    real = np.flatnonzero(node != EMPOWERMENT)
    given[real] = index.authority.gives(grantor[real], node[real], needs.processes[items[real]], highest[pair[real]])
    together = all_by(pair, given, len(first))
    level = np.where(together[pair], highest[pair], level)
    number = np.unique(pair * 4 + level, return_inverse=True)[1]
    return number, level


def _merged(grants: Iterable[Grant]) -> Iterator[Grant]:
    """One mandate in place of several that differ in the process alone."""
    together: dict[tuple[object, ...], Grant] = {}
    for grant in grants:
        key = (grant.grantor, grant.grantee, grant.level, grant.scope)
        if key not in together:
            together[key] = grant
            continue
        other = together[key]
        together[key] = replace(
            other,
            processes=tuple(sorted({*other.processes, *grant.processes})),
            closes=tuple(sorted({*other.closes, *grant.closes})),
            empowers=other.empowers or grant.empowers,
        )
    yield from together.values()


def _new_id(index: Index, grant: Grant, taken: set[str]) -> str:
    """An id that says who grants to whom for what."""
    grantor, grantee, process = index.model.ids.gather([grant.grantor, grant.grantee, grant.processes[0]]).to_list()
    base = f"{grantor}-to-{grantee}-{process}"
    number, id_ = 1, base
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    taken.add(id_)
    return id_
