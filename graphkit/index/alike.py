"""Nodes that are alike to mandates: covered by the same ones, directly or as parts of the functions covered."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, kinds_of, unique_pairs


def find_alike(covered: Bools, places: Ragged, units: Ragged) -> Ints:
    """Number nodes so that those with one number lie in, or are, the same of some covered nodes.

    Most nodes lie in one function and are not covered themselves; they are as that function is.

    Args:
        covered: Nodes that count, one flag a node.
        places: For each node the functions that contain it directly; a function in itself.
        units: For each function, itself and all that it is part of.

    Returns:
        One number a node.
    """
    counting = units.where(covered[units.values])
    of_unit = kinds_of(Ragged.group(*unique_pairs(counting.keys, counting.values), len(units)))
    single = (places.counts == 1) & ~covered
    alike = np.empty(len(places), dtype=np.int64)
    alike[single] = of_unit[places.values[places.offsets[:-1][single]]]
    rest = np.flatnonzero(~single)
    at, place = places.expand(rest)
    own = np.flatnonzero(covered[rest])
    free = int(of_unit.max(initial=0)) + 1
    pairs = unique_pairs(np.concatenate([at, own]), np.concatenate([of_unit[place], free + rest[own]]))
    alike[rest] = free + kinds_of(Ragged.group(*pairs, len(rest)))
    return alike
