"""The layer that leads process management: from the Chief Operating Officer to the owners, and who coordinates whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graphkit.advice.standing import owned_processes
from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.reporters.advice import name_of
from graphkit.views.layout import COLUMN, PER_ROW, ROW, lane_height
from graphkit.views.picture import NO_NODE, Lane, Line, Picture, Spot
from graphkit.views.report.contents import Coordination, Lead

_MOST_DRAWN = 3 * PER_ROW
_MOST_AT_TOP = PER_ROW
_MOST_TOLD = 20
_CENTRES = 2
"""The lane of centres; they stand at its right end, out of the way of lines that lead past them."""


def find_lead(index: Index) -> Lead | None:
    """Who leads process management, and who is coordinated by whom.

    Args:
        index: The compiled model.

    Returns:
        What was found; None where the model says nothing of it.
    """
    if not index.governance.recorded:
        return None
    owned = owned_processes(index).counts
    owners = np.flatnonzero(owned)
    owners = owners[np.lexsort((index.facts.by_id[owners], -owned[owners]))]
    joined = index.governance.coordinated[owners]
    told = tuple(
        Coordination(
            owner=name_of(index.model, owner),
            processes=int(owned[owner]),
            by=tuple(name_of(index.model, person) for person in index.governance.coordinators[owner].tolist()),
            joined=bool(index.governance.coordinated[owner]),
        )
        for owner in owners[:_MOST_TOLD].tolist()
    )
    picture = _Drawing(index, owners).picture()
    return Lead(picture, told, max(len(owners) - _MOST_TOLD, 0), int(joined.sum()), len(owners))


class _Drawing:
    """Four lanes, each row in the middle."""

    def __init__(self, index: Index, owners: Ints) -> None:
        self._index = index
        lead = index.governance
        coordinators = np.setdiff1d(lead.centre_coordinators, lead.process_executives)
        self._lanes = (
            ("Chief Operating Officer", lead.operations_executives, _MOST_AT_TOP),
            ("Chief Process Officer", lead.process_executives, _MOST_AT_TOP),
            ("Centre of excellence", np.concatenate([lead.centres, coordinators]), _MOST_AT_TOP),
            ("Process owners", owners, _MOST_DRAWN),
        )

    def picture(self) -> Picture:
        """The picture."""
        spots: list[Spot] = []
        lanes: list[Lane] = []
        top, cut_ = 0.0, 0
        for number, (title, nodes, most) in enumerate(self._lanes):
            spots += self._spots(title, nodes[:most].tolist(), number, top)
            lanes.append(Lane(title, top, lane_height(-(-min(len(nodes), most) // PER_ROW))))
            top += lanes[-1].height
            cut_ += max(len(nodes) - most, 0)
        lines = tuple(self._lines(spots))
        return Picture("Who leads process management", tuple(spots), lines, tuple(lanes), cut_)

    def _spots(self, title: str, nodes: Sequence[int], lane: int, top: float) -> Iterator[Spot]:
        if not nodes:
            yield Spot(NO_NODE, "", "", f"no {title}", "missing", 0.0, top + lane_height(1) / 2, lane=lane)
        model, joined = self._index.model, self._index.governance.coordinated
        for place, node in enumerate(nodes):
            row, column = divmod(place, PER_ROW)
            across = column - (min(len(nodes) - row * PER_ROW, PER_ROW) - 1) / 2
            if lane == _CENTRES:
                across = column - len(nodes) + (PER_ROW + 1) / 2
            status = "" if lane < len(self._lanes) - 1 else "held" if joined[node] else "missing"
            x, y = across * COLUMN, top + (lane_height(1) - ROW) / 2 + ROW * (row + 0.5)
            yield Spot(node, model.label_of(node), model.show(node), name_of(model, node), status, x, y, lane=lane)

    def _lines(self, spots: Sequence[Spot]) -> Iterator[Line]:
        index = self._index
        for source, upper in enumerate(spots):
            for target, lower in enumerate(spots):
                if upper.lane >= lower.lane or NO_NODE in (upper.node, lower.node):
                    continue
                if upper.node in index.governance.coordinators[lower.node].tolist():
                    yield Line(source, target, "COORDINATES", "coordination")
                elif lower.lane == 1 and self._commands(upper.node, lower.node):
                    yield Line(source, target, "REPORTS_TO", "command")

    def _commands(self, upper: int, lower: int) -> bool:
        pair = (np.array([node], dtype=np.int64) for node in (upper, lower))
        return bool(self._index.command.commands(*pair)[0])
