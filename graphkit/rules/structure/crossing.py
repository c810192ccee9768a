"""Where something in a part of a process counts: at the nearest process around it that crosses functions."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Ints, Ragged
from graphkit.index.index import Index


def nearest_crossing(index: Index, processes: Ints) -> tuple[Ints, Ints]:
    """The nearest cross-functional process around each of many, or itself.

    Args:
        index: The compiled model.
        processes: Process numbers, repeated or not.

    Returns:
        For each pair found, the position in `processes` and the cross-functional process.
    """
    rows = index.facts.nodes("Process")
    marked = np.zeros(index.model.size, dtype=np.bool_)
    marked[rows[index.participation.crossing]] = True
    return Ragged.group(*index.processes.nearest(rows, marked), len(rows)).expand(processes)
