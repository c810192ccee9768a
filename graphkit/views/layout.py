"""Where things go: arithmetic on whole pictures, the same for the same picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COLUMN = 132.0
"""Between neighbours in a row."""
ROW = 74.0
"""Between rows."""
PER_ROW = 6
"""How many stand in one row of a lane."""
_MARGIN = 10.0
_PHASES = 3

Point = tuple[float, float]


def lane_height(rows: int) -> float:
    """How high a lane with some rows is."""
    return max(rows, 1) * ROW + _MARGIN


def in_lanes(sizes: Sequence[int], left: float) -> tuple[list[list[Point]], list[float]]:
    """Put things into lanes, row by row from the left.

    Args:
        sizes: How many things each lane has.
        left: Where rows begin.

    Returns:
        A list of points for each lane, and the upper edges of the lanes with the lower edge of the last.

    Examples:
        >>> points, edges = in_lanes([1, 8], left=0)
        >>> points[0], points[1][6], edges
        ([(0.0, 42.0)], (44.0, 200.0), [0.0, 84.0, 242.0])
    """
    points, edges = [], [0.0]
    for lane, size in enumerate(sizes):
        top, first = edges[-1], left + shift(lane)
        points.append([_in_row(place, first, top) for place in range(size)])
        edges.append(top + lane_height(-(-size // PER_ROW)))
    return points, edges


def shift(lane: int) -> float:
    """How far a lane is indented, so that a line from lane to lane passes between what stands in others."""
    return COLUMN * (lane % _PHASES) / _PHASES


def _in_row(place: int, left: float, top: float) -> Point:
    row, column = divmod(place, PER_ROW)
    return left + column * COLUMN, top + _MARGIN / 2 + ROW * (row + 0.5)


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Move points on a line apart, as little as needed, keeping their order.

    Args:
        wanted: Where each would like to be.
        gap: The least distance between neighbours.

    Examples:
        >>> spread([0, 0, 100], gap=10)
        [-5.0, 5.0, 100.0]
    """
    clusters: list[tuple[float, list[int]]] = []  # where the first one stands, and who stands there
    for point in sorted(range(len(wanted)), key=lambda point: (wanted[point], point)):
        cluster = (float(wanted[point]), [point])
        while clusters and clusters[-1][0] + gap * len(clusters[-1][1]) > cluster[0]:
            members = clusters.pop()[1] + cluster[1]
            first = sum(wanted[member] - gap * place for place, member in enumerate(members)) / len(members)
            cluster = (first, members)
        clusters.append(cluster)
    placed = [0.0] * len(wanted)
    for first, members in clusters:
        for place, member in enumerate(members):
            placed[member] = first + gap * place
    return placed


def steps_in_order(steps: Sequence[int], flows: Mapping[int, Sequence[int]]) -> list[int]:
    """Steps of a process in the order in which work flows through them.

    Args:
        steps: Numbers, in the order to keep where the flow says nothing.
        flows: Step → the steps that follow it.

    Returns:
        All of the steps; where the flow goes in circles, whoever comes first by number goes first.

    Examples:
        >>> steps_in_order([1, 2, 3], {3: [1]})
        [2, 3, 1]
    """
    waits = dict.fromkeys(steps, 0)
    for step in steps:
        for later in flows.get(step, ()):
            if later in waits and later != step:
                waits[later] += 1
    left, ordered = list(steps), []
    while left:
        step = next((step for step in left if not waits[step]), left[0])
        left.remove(step)
        ordered.append(step)
        for later in flows.get(step, ()):
            if later in waits:
                waits[later] -= 1
    return ordered
