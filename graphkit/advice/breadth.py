"""How much people carry already."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.advice.standing import owned_processes
from graphkit.config import RoleFitThresholds
from graphkit.index.arrays import Ints, distinct
from graphkit.index.index import Index


@dataclass(frozen=True)
class Carried:
    """What somebody carries.

    Attributes:
        reports: People directly under them.
        functions: Functions that they head, and the direct parts of these.
        elements: Systems, rules, workflows and resources that they own.
        processes: Cross-functional processes that they own.
        capacity: How much of a full post they have.
    """

    reports: int
    functions: int
    elements: int
    processes: int
    capacity: float

    def load(self, thresholds: RoleFitThresholds, max_processes: float) -> float:
        """All of it as a share of what one person can carry; infinite for who has no time.

        Args:
            thresholds: How much of each is a full load.
            max_processes: How many processes are.
        """
        parts = (
            self.reports / thresholds.max_reports,
            self.functions / thresholds.max_functions,
            self.elements / thresholds.max_elements,
            self.processes / max_processes,
        )
        return sum(parts) / self.capacity if self.capacity > 0 else float("inf")


def carried_by(index: Index, person: int, besides: int | None = None) -> Carried:
    """What somebody carries.

    Args:
        index: The compiled model.
        person: A node number.
        besides: A process that does not count.
    """
    facts = index.facts
    headed = facts.edges("HEADS")
    step, holder = index.holders.expand(headed[0])
    own = distinct(headed[1][step[holder == person]])
    functions = distinct(np.concatenate([own, index.functions.down.expand(own)[1]]))
    owner, owned = facts.edges("OWNS")
    kept = ~facts.is_label(owned, "Process")
    step, holder = index.holders.expand(owner[kept])
    elements = distinct(owned[kept][step[holder == person]])
    processes = owned_processes(index)[person]
    row = person - facts.span("Person").start
    capacity = facts.number("Person", "capacity", absent=1.0)[row] if person in facts.span("Person") else 1.0
    return Carried(
        reports=len(direct_reports(index, person)),
        functions=len(functions),
        elements=len(elements),
        processes=int((processes != (-1 if besides is None else besides)).sum()),
        capacity=float(capacity),
    )


def direct_reports(index: Index, person: int) -> Ints:
    """The active people under somebody with no other active person between.

    Args:
        index: The compiled model.
        person: A node number.
    """
    active, down = index.command.active, index.command.reach.down
    level = np.array([person], dtype=np.int64)
    seen = np.zeros(index.model.size, dtype=np.bool_)
    while len(level):
        _, below = down.expand(level)
        below = distinct(below[~seen[below]])
        seen[below] = True
        level = below[~active[below]]
    return np.flatnonzero(seen & active)
