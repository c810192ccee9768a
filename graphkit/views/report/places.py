"""Where in the organisation ownership fails."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import GAP, GOVERNED, UNKNOWN, VERDICTS
from graphkit.reporters.advice import name_of
from graphkit.views.report.contents import Place

_MOST = 12
_SHOWN = (GAP, UNKNOWN, GOVERNED)


def find_places(index: Index, processes: Ints) -> tuple[tuple[Place, ...], int]:
    """The functions that take part in cross-functional processes.

    Args:
        index: The compiled model.
        processes: Numbers of the processes that count.

    Returns:
        Those with the most gaps first, and how many more there are.
    """
    crossing = processes[index.participation.crossing[processes]]
    at, function = index.participation.functions.expand(crossing)
    verdict = index.judgement.verdict[crossing[at]]
    counts = np.bincount(function * len(VERDICTS) + verdict, minlength=index.model.size * len(VERDICTS))
    counts = counts.reshape(-1, len(VERDICTS))
    found = np.flatnonzero(counts.any(axis=1))
    order = np.lexsort((index.facts.by_id[found], -counts[found].sum(axis=1), -counts[found, GAP]))
    places = tuple(
        Place(name_of(index.model, node), {VERDICTS[code]: int(counts[node, code]) for code in _SHOWN})
        for node in found[order][:_MOST].tolist()
    )
    return places, len(found) - len(places)
