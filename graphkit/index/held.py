"""What the owners of processes hold, and how: the positive side of a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import HELD

BY_COMMAND, BY_MANDATE, BY_DOTTED_LINE = range(3)
WAYS = ("position", "mandate", "dotted")
"""How somebody comes by authority over an element, by code; a dotted line counts where nothing gives more."""

_DECIDE, _DIRECT, _INFLUENCE = 3, 2, 1


@dataclass(frozen=True, eq=False)
class Held:
    """Elements of footprints over which the judged owner has the authority that is required; columns of one length.

    Attributes:
        owner: The judged owner.
        element: The element.
        process: The process.
        level: The level that the owner has, from 1 (influence) to 3 (decide).
        way: One of the codes of `WAYS`.
    """

    owner: Ints
    element: Ints
    process: Ints
    level: Ints
    way: Ints


def find_held(index: Index) -> Held:
    """Find what the judged owners of cross-functional processes hold.

    Where the policy requires nothing, what is held without any authority is left out.

    Args:
        index: The compiled model.
    """
    authority = index.authority
    elements = index.judgement.elements_with(HELD)
    process, element = elements.keys, elements.values
    owner = index.judgement.owner[process]
    level = np.zeros(len(process), dtype=np.int64)
    way = np.full(len(process), BY_MANDATE, dtype=np.int64)
    commands = authority.command.commands(owner, element)
    level[commands], way[commands] = _DECIDE, BY_COMMAND
    for code in (_DECIDE, _DIRECT, _INFLUENCE):
        open_ = np.flatnonzero(level == 0)
        asked = (owner[open_], element[open_], process[open_])
        level[open_[authority.holds(*asked, np.full(len(open_), code, dtype=np.int64))]] = code
    dotted = (level == _INFLUENCE) & authority.command.dotted_to(owner, element)
    way[dotted] = BY_DOTTED_LINE
    some = level > 0
    return Held(owner[some], element[some], process[some], level[some], way[some])
