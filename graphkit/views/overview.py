"""The picture of a whole organisation: functions in the middle, processes at either side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import GAP, VERDICTS
from graphkit.report.words import joined
from graphkit.views.naming import Naming
from graphkit.views.picture import NO_NODE, Line, Picture, Spot

MOST_FUNCTIONS = 20
MOST_PROCESSES = 40
"""Groups in the picture, 60 together; what is more is merged, never dropped."""
_WIDTH = 320.0
_HEIGHT = 40.0
_ROUNDS = 4
_LEAST, _LARGEST = 8.0, 18.0
_SHARES = {"gap": 18, "unknown": 6, "governed": 14, "functional": 2}
"""Groups of each verdict where processes are merged; from the worst."""
_ORDER = tuple(_SHARES)
_MOST_NAMED = 2


@dataclass(frozen=True)
class _Group:
    """Processes drawn as one spot: of one verdict, with the function groups they cross."""

    verdict: str
    processes: tuple[int, ...]
    name: str


def overview_picture(index: Index, rows: Ints | None = None) -> Picture:
    """Draw which functions each process crosses, and how it fares.

    Args:
        index: The compiled model.
        rows: Numbers of the processes; all where None.

    Returns:
        Processes with a gap at the left, functions in the middle, all other processes at the right. Functions are
        rolled up to those they are part of, and processes gathered by verdict and the functions they cross, until there
        are at most 60 groups; `Spot.members` says what is in each.
    """
    naming = Naming(index.model)
    chosen = np.arange(len(index.parts)) if rows is None else rows
    units = index.participation.functions.take(chosen)
    home = _rolled_up(index, np.unique(units.values), MOST_FUNCTIONS)
    crossed = {
        process: sorted({home[unit] for unit in units[place].tolist()}) for place, process in enumerate(chosen.tolist())
    }
    groups = _groups(index, naming, chosen.tolist(), crossed)
    return _drawn(index, naming, groups, home, crossed)


def _rolled_up(index: Index, units: Ints, most: int) -> dict[int, int]:
    """Function → the function that stands for it; the smallest are merged into NO_NODE where there are too many."""
    home = {unit: unit for unit in units.tolist()}
    depth, up = index.functions.depth, index.functions.up
    while len(set(home.values())) > most:
        deepest = max(int(depth[unit]) for unit in home.values())
        if deepest <= 0:
            break
        home = {
            unit: int(up[above][0]) if depth[above] == deepest and len(up[above]) else above
            for unit, above in home.items()
        }
    ranked = [unit for unit, _ in Counter(home.values()).most_common()]
    kept = set(ranked if len(ranked) <= most else ranked[: most - 1])
    return {unit: above if above in kept else NO_NODE for unit, above in home.items()}


def _groups(
    index: Index, naming: Naming, processes: Sequence[int], crossed: Mapping[int, Sequence[int]]
) -> list[_Group]:
    """Processes one by one where they are few; else by verdict and the functions they cross."""
    verdict = {process: VERDICTS[index.judgement.verdict[process]] for process in processes}
    if len(processes) <= MOST_PROCESSES:
        return [_Group(verdict[process], (process,), naming.names[process]) for process in processes]
    groups = []
    for word, most in _SHARES.items():
        members: dict[tuple[int, ...], list[int]] = {}
        for process in processes:
            if verdict[process] == word:
                members.setdefault(tuple(crossed[process]), []).append(process)
        ranked = sorted(members, key=lambda units: (-len(members[units]), units))
        kept = ranked if len(ranked) <= most else ranked[: most - 1]
        groups += [_Group(word, tuple(members[units]), _named(naming, units, len(members[units]))) for units in kept]
        rest = sorted(process for units in ranked[len(kept) :] for process in members[units])
        if rest:
            groups.append(_Group(word, tuple(rest), f"{len(rest):,} {'more, ' if kept else ''}{word}"))
    return groups


def _named(naming: Naming, units: Sequence[int], count: int) -> str:
    """Such as `12 across Finance and Sales`."""
    words = ["others" if unit == NO_NODE else naming.names[unit] for unit in units[:_MOST_NAMED]]
    if len(units) > _MOST_NAMED:
        words.append(f"{len(units) - _MOST_NAMED} more")
    where = f" {'in' if len(units) == 1 else 'across'} {joined(words)}" if words else " without a function"
    return f"{count:,}{where}"


def _drawn(
    index: Index,
    naming: Naming,
    groups: Sequence[_Group],
    home: Mapping[int, int],
    crossed: Mapping[int, Sequence[int]],
) -> Picture:
    size = index.judgement.elements.counts
    merged: dict[int, list[int]] = {}
    for unit, above in home.items():
        merged.setdefault(above, []).append(unit)
    spots = [_function(naming, above, members) for above, members in merged.items()]
    place = {above: position for position, above in enumerate(merged)}
    lines = []
    sizes = [int(size[list(group.processes)].sum()) for group in groups]
    for at, group in enumerate(groups):
        node = group.processes[0] if len(group.processes) == 1 else NO_NODE
        written = naming.ids[node] if node != NO_NODE else ""
        radius = _radius(sizes[at], max(sizes))
        spot = Spot(node, "Process", written, group.name, group.verdict, size=radius, members=group.processes)
        units = sorted({unit for process in group.processes for unit in crossed[process]})
        lines += [Line(len(spots), place[unit], "PERFORMED_BY", "flow", group.verdict) for unit in units]
        spots.append(spot)
    return Picture("Overview", tuple(_arranged(spots, lines, len(merged))), tuple(lines))


def _function(naming: Naming, above: int, members: Sequence[int]) -> Spot:
    if above == NO_NODE:
        return Spot(NO_NODE, "Function", "", f"{len(members):,} more functions", size=16.0, members=tuple(members))
    name = naming.names[above] + (f" ({len(members):,})" if len(members) > 1 else "")
    return Spot(above, "Function", naming.ids[above], name, size=16.0, members=tuple(members))


def _radius(elements: int, most: int) -> float:
    """The area grows with the footprint, so far that neighbours in a column do not touch."""
    return round(_LEAST + (_LARGEST - _LEAST) * sqrt(elements / max(most, 1)), 1)


def _arranged(spots: Sequence[Spot], lines: Sequence[Line], functions: int) -> list[Spot]:
    """Three columns, each in the order that makes lines cross least."""
    touched: dict[int, list[int]] = {position: [] for position in range(len(spots))}
    for line in lines:
        touched[line.source].append(line.target)
        touched[line.target].append(line.source)
    processes = range(functions, len(spots))
    rank = {position: _ORDER.index(spots[position].status) for position in processes}
    left = [position for position in processes if spots[position].status == VERDICTS[GAP]]
    right = sorted((position for position in processes if position not in left), key=lambda each: (rank[each], each))
    middle = list(range(functions))
    columns = [left, middle, right]
    tallest = max(map(len, columns), default=1)
    height: dict[int, float] = {}

    def wanted(position: int) -> float:
        """The mean height of what a spot is connected to."""
        near = [height[other] for other in touched[position]]
        return sum(near) / len(near) if near else 0.0

    for _ in range(_ROUNDS):
        for column in columns:
            gap = _HEIGHT * max(tallest - 1, 1) / max(len(column) - 1, 1)
            gap = min(gap, _HEIGHT * 2.5)
            first = -gap * (len(column) - 1) / 2
            height.update({position: first + gap * row for row, position in enumerate(column)})
        middle.sort(key=lambda position: (wanted(position), position))
        left.sort(key=lambda position: (wanted(position), position))
        right.sort(key=lambda position: (rank[position], wanted(position), position))
    across = dict.fromkeys(left, -_WIDTH) | dict.fromkeys(right, _WIDTH)
    return [
        replace(spot, x=across.get(position, 0.0), y=round(height[position], 1)) for position, spot in enumerate(spots)
    ]
