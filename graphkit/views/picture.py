"""A picture: what is drawn and where, whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NO_NODE = -1
"""The node of a spot that stands for something the model does not have, such as an owner who is missing."""
NO_LANE = -1

Role = Literal["proof", "command", "grant", "footprint", "flow", "coordination"]
"""What a line says: it proves a finding; authority by position; authority by mandate; what a process depends on and
its owner has no authority over; where work goes next."""


@dataclass(frozen=True)
class Spot:
    """One thing in a picture.

    Attributes:
        node: Its number in the model, or NO_NODE.
        kind: Its label, such as `Person`.
        id: Its id as written; empty where it is no node.
        name: What people call it.
        status: `owner`; `held`, `missing` or `ungoverned` for elements; a verdict for processes; `culprit` for the
            subject of a finding; else empty.
        x: To the right, in units of about a pixel.
        y: Downwards, in the same units.
        size: Radius, in the same units.
        lane: Position in the picture's lanes, or NO_LANE.
        members: The nodes that are merged in it.
    """

    node: int
    kind: str
    id: str
    name: str
    status: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float = 14.0
    lane: int = NO_LANE
    members: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line between two things, always straight.

    Attributes:
        source: Position of a spot.
        target: Position of a spot.
        kind: The relationship's type, such as `REPORTS_TO`.
        role: What the line says.
        status: `held`, `missing` or `ungoverned` where it leads to an element; a verdict between groups; else empty.
    """

    source: int
    target: int
    kind: str
    role: Role
    status: str = ""


@dataclass(frozen=True)
class Lane:
    """A band across a picture.

    Attributes:
        name: What is in it: a dimension or the name of a function.
        y: Its upper edge.
        height: How high it is.
    """

    name: str
    y: float
    height: float


@dataclass(frozen=True)
class Picture:
    """What is drawn and where.

    Attributes:
        title: What it shows.
        spots: Things.
        lines: Lines between them.
        lanes: Bands behind them, from the top.
        cut: How many things were left out so that it stays readable.
    """

    title: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    lanes: tuple[Lane, ...] = ()
    cut: int = 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge around the centres of all spots and the lanes; zeros for no spots."""
        if not self.spots:
            return 0.0, 0.0, 0.0, 0.0
        xs, ys = [spot.x for spot in self.spots], [spot.y for spot in self.spots]
        upper = [lane.y for lane in self.lanes]
        lower = [lane.y + lane.height for lane in self.lanes]
        return min(xs), min(ys + upper), max(xs), max(ys + lower)
