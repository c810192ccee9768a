"""Who owns how much of what they may."""

from __future__ import annotations

import numpy as np

from graphkit.advice.standing import owned_processes, process_limits
from graphkit.index.index import Index
from graphkit.reporters.advice import name_of
from graphkit.views.report.contents import Load

_MOST = 10
_MOST_PROCESSES = 5


def find_loads(index: Index) -> tuple[tuple[Load, ...], int]:
    """Who owns the most.

    Args:
        index: The compiled model.

    Returns:
        Those who own the most of what they may, the most loaded first, and how many own more than they may.
    """
    owned, limits = owned_processes(index), process_limits(index)
    people = np.flatnonzero(owned.counts)
    counts, most = owned.counts[people], limits[people]
    share = np.full(len(people), np.inf)
    np.divide(counts, most, out=share, where=most > 0)
    order = np.lexsort((index.facts.by_id[people], -counts, -share))[:_MOST]
    loads = tuple(
        Load(
            name_of(index.model, person),
            int(owned.counts[person]),
            float(limits[person]),
            tuple(name_of(index.model, process) for process in owned[person][:_MOST_PROCESSES].tolist()),
        )
        for person in people[order].tolist()
    )
    return loads, int((counts > most).sum())
