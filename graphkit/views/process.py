"""The picture of a process: its owner, the chain of empowerment above, and what it depends on in lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from graphkit.index.arrays import Ragged, chunks, unique_pairs
from graphkit.index.footprint import own_elements
from graphkit.index.index import Index
from graphkit.index.judgement import HELD, MISSING, NOBODY, STATUSES, UNGOVERNED, VERDICTS
from graphkit.index.participation import NO_OWNER
from graphkit.model.schema import DIMENSIONS, FOOTPRINT
from graphkit.views.grants import Grant, chains_of_empowerment, grants_of_elements
from graphkit.views.layout import COLUMN, ROW, in_lanes, shift, spread, steps_in_order
from graphkit.views.naming import Naming
from graphkit.views.picture import NO_LANE, NO_NODE, Lane, Line, Picture, Role, Spot

MOST = 90
"""Elements in a picture: of each dimension as many as of the others, and what the owner lacks goes first."""
_FEWEST_STEPS, _MOST_STEPS = 2, 12
_MOST_ABOVE = 4
"""Mandates or people side by side in the chain of empowerment."""
_FIRST = (MISSING, UNGOVERNED, HELD)
_AT_ONCE = 500
"""Processes whose mandates are looked up together."""
_MANDATES, _CHAIN = 12.0, 16.0
_GUTTER = 110.0
"""Room for the names of lanes."""


def process_picture(index: Index, process: int, *, most: int = MOST) -> Picture:
    """Draw one process.

    Args:
        index: The compiled model.
        process: Its number.
        most: How many elements are drawn; the rest is counted in `Picture.cut`.

    Returns:
        The owner at the left, above them the chain of empowerment up to the sponsor, the process below; at the right
        the footprint: swim lanes by function with the steps in order where the process has any, then a lane a
        dimension. What is held by position hangs on its path of command, what is held by mandate on the owner, and
        what is missing or ungoverned on the process.
    """
    return next(process_pictures(index, [process], most=most))


def process_pictures(index: Index, processes: Iterable[int], *, most: int = MOST) -> Iterator[Picture]:
    """Draw several processes, each when it is asked for; see `process_picture`.

    Args:
        index: The compiled model.
        processes: Their numbers.
        most: How many elements of each are drawn.
    """
    source = _Source(index)
    numbers = np.fromiter(processes, dtype=np.int64)
    for part in chunks(len(numbers), _AT_ONCE):
        grants, chains = grants_of_elements(index, numbers[part]), chains_of_empowerment(index, numbers[part])
        for process in numbers[part].tolist():
            yield _Drawing(source, process, most, grants.get(process, {}), chains.get(process, ())).picture()


@dataclass(frozen=True, eq=False)
class _Source:
    """What every picture is drawn from, looked up once."""

    index: Index

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.index.model)

    @cached_property
    def up(self) -> tuple[list[int], list[int]]:
        up = self.index.command.reach.up
        return up.offsets.tolist(), up.values.tolist()

    @cached_property
    def own(self) -> Ragged:
        return own_elements(self.index.facts)

    @cached_property
    def sponsors(self) -> Ragged:
        sponsor, process = self.index.facts.edges("SPONSORS")
        at, holder = self.index.holders.expand(sponsor)
        nobody = np.setdiff1d(np.arange(len(sponsor)), at)
        who = np.concatenate([holder, sponsor[nobody]])
        return Ragged.group(*unique_pairs(np.concatenate([process[at], process[nobody]]), who), len(self.index.parts))

    @cached_property
    def flows(self) -> Ragged:
        return Ragged.group(*unique_pairs(*self.index.facts.edges("FLOWS_TO")), len(self.index.parts))

    @cached_property
    def performers(self) -> Ragged:
        return Ragged.group(*unique_pairs(*self.index.facts.edges("PERFORMED_BY")), len(self.index.parts))

    def path_down(self, owner: int, element: int) -> list[int]:
        """A shortest path of command from the owner down to an element; empty where there is none."""
        offsets, values = self.up
        before = {element: element}
        waiting = [element]
        for here in waiting:
            if here == owner:
                break
            for above in values[offsets[here] : offsets[here + 1]]:
                if above not in before:
                    before[above] = here
                    waiting.append(above)
        if owner not in before:
            return []
        path = [owner]
        while path[-1] != element:
            path.append(before[path[-1]])
        return path


@dataclass(eq=False)
class _Drawing:
    """One picture while it is drawn."""

    source: _Source
    process: int
    most: int
    grants: Mapping[int, tuple[Grant, ...]]
    empowerment: tuple[Grant, ...]
    spots: dict[int, Spot] = field(default_factory=dict)
    lines: dict[tuple[int, int, Role], Line] = field(default_factory=dict)
    lanes: list[Lane] = field(default_factory=list)
    cut: int = 0

    def picture(self) -> Picture:
        elements = self._elements()
        paths = self._paths(elements)
        above = self._above()
        left = self._between(paths, elements, above)
        self._in_lanes(elements, left)
        self._place_between(paths)
        self._at_left(above)
        self._connect_elements(elements, paths)
        self._connect_chain()
        self._connect_steps()
        return self._done()

    @property
    def owner(self) -> int:
        return int(self.source.index.judgement.owner[self.process])

    @property
    def left_most(self) -> int:
        """The key of the owner's spot, there being one or not."""
        return self.owner if self.owner != NOBODY else NO_NODE

    def _elements(self) -> dict[int, str]:
        """Elements with what is said of them, in the order of their numbers; those that are missing are kept first."""
        judgement = self.source.index.judgement
        first, last = judgement.elements.offsets[self.process : self.process + 2].tolist()
        nodes, codes = judgement.elements.values[first:last], judgement.status[first:last]
        if not len(nodes):
            _, own = self.source.own.expand(self.source.index.parts[self.process])
            plain = [node for node in np.unique(own).tolist() if node != self.owner]
            self.cut += max(len(plain) - self.most, 0)
            return dict.fromkeys(plain[: self.most], "")
        order = np.array([_FIRST.index(code) for code in codes.tolist()])
        dimension = self.source.index.authority.dimensions[nodes]
        ranked = np.lexsort((nodes, order, dimension))
        place = np.arange(len(nodes)) - np.searchsorted(dimension[ranked], dimension[ranked])
        kept = np.sort(ranked[np.argsort(place, kind="stable")][: self.most])
        self.cut += len(nodes) - len(kept)
        return {int(nodes[at]): STATUSES[codes[at]] for at in kept.tolist()}

    def _paths(self, elements: Mapping[int, str]) -> dict[int, list[int]]:
        """The path of command to each element held by position."""
        held = np.array([node for node, status in elements.items() if status == "held"], dtype=np.int64)
        owner = np.full(len(held), self.owner, dtype=np.int64)
        commanded = held[self.source.index.command.commands(owner, held)]
        return {node: self.source.path_down(self.owner, node) for node in commanded.tolist()}

    @cached_property
    def _chains(self) -> list[tuple[Grant, ...]]:
        """Every different chain of mandates that is drawn."""
        return list(dict.fromkeys((*self.grants.values(), self.empowerment)))

    def _above(self) -> list[list[int]]:
        """Mandates and grantors above the owner, a level at a time from the owner up, and the sponsors on top."""
        levels: list[list[int]] = []
        placed = {self.owner}
        for grant in (grant for chain in self._chains for grant in chain):
            for node, step in ((grant.mandate, 2 * grant.step), (grant.grantor, 2 * grant.step + 1)):
                if node in placed:
                    continue
                while len(levels) <= step:
                    levels.append([])
                if len(levels[step]) == _MOST_ABOVE:
                    self.cut += 1
                    continue
                levels[step].append(node)
                placed.add(node)
        sponsors = [node for node in self.source.sponsors[self.process].tolist() if node not in placed]
        levels = [level for level in levels if level]
        if sponsors:
            levels.append(sponsors[:_MOST_ABOVE])
        return levels

    def _between(
        self, paths: Mapping[int, Sequence[int]], elements: Mapping[int, str], above: list[list[int]]
    ) -> float:
        """Place who stands between the owner and an element, by steps from the owner; say where lanes begin."""
        taken = {*elements, self.owner, *(node for level in above for node in level)}
        wide = max((len(level) for level in above), default=1)
        first = COLUMN * (0.5 * wide + 0.9)
        deepest = 0
        for path in paths.values():
            for step, node in enumerate(path[1:-1], start=1):
                if node not in taken and node not in self.spots:
                    self._put(node, "", first + COLUMN * (step - 1), 0.0, 13.0)
                    deepest = max(deepest, step)
        return first + COLUMN * deepest + _GUTTER

    def _in_lanes(self, elements: Mapping[int, str], left: float) -> None:
        steps = self._steps()
        homes: dict[int, list[int]] = {}
        for step in steps:
            performers = self.source.performers[step].tolist()
            if performers:
                homes.setdefault(performers[0], []).append(step)
        dimensions = self.source.index.authority.dimensions
        names = self.source.naming.names
        functions = sorted(homes, key=lambda unit: steps.index(homes[unit][0]))
        rows: list[tuple[str, list[int]]] = [(names[unit], [unit] if unit in elements else []) for unit in functions]
        for code, dimension in enumerate(DIMENSIONS):
            own = [node for node in elements if dimensions[node] == code and node not in homes]
            if own:
                rows.append((dimension, own))
        points, edges = in_lanes([len(own) for _, own in rows], left)
        self.lanes += [
            Lane(name, top, bottom - top) for (name, _), top, bottom in zip(rows, edges, edges[1:], strict=False)
        ]
        for lane, (_, own) in enumerate(rows):
            for node, (x, y) in zip(own, points[lane], strict=True):
                self._put(node, elements[node], x, y, 16.0, lane)
        verdict = self.source.index.judgement.verdict
        for lane, unit in enumerate(functions):
            middle = edges[lane] + (edges[lane + 1] - edges[lane]) / 2
            for step in homes[unit]:
                x = left + shift(lane) + COLUMN * (1 + steps.index(step))
                self._put(step, VERDICTS[verdict[step]], x, middle, 16.0, lane)

    def _steps(self) -> list[int]:
        """The parts of the process that are done by a function, in the order of the flow."""
        parts = [part for part in self.source.index.parts[self.process].tolist() if part != self.process]
        parts = [part for part in parts if self.source.performers.counts[part]]
        if len(parts) < _FEWEST_STEPS:
            return []
        self.cut += max(len(parts) - _MOST_STEPS, 0)
        parts = parts[:_MOST_STEPS]
        return steps_in_order(parts, {part: self.source.flows[part].tolist() for part in parts})

    def _place_between(self, paths: Mapping[int, Sequence[int]]) -> None:
        """Move who stands between to the height of what they lead to, without touching each other."""
        leads: dict[int, list[float]] = {}
        for element, path in paths.items():
            for node in path[1:-1]:
                if node in self.spots and self.spots[node].lane == NO_LANE and element in self.spots:
                    leads.setdefault(node, []).append(self.spots[element].y)
        columns: dict[float, list[int]] = {}
        for node in leads:
            columns.setdefault(self.spots[node].x, []).append(node)
        for x, nodes in columns.items():
            heights = spread([sum(leads[node]) / len(leads[node]) for node in nodes], ROW)
            for node, y in zip(nodes, heights, strict=True):
                self._put(node, "", x, y, 13.0)

    def _at_left(self, above: list[list[int]]) -> None:
        """The owner with the chain of empowerment above and the process below."""
        bottom = self.lanes[-1].y + self.lanes[-1].height if self.lanes else ROW
        middle = max(bottom / 2, ROW / 2)
        ownership = self.source.index.ownership
        if self.owner == NOBODY:
            word = "nobody" if ownership.source[self.process] == NO_OWNER else "vacant"
            self.spots[NO_NODE] = Spot(NO_NODE, "Person", "", word, "missing", 0.0, middle, 26.0)
        else:
            self._put(self.owner, "owner", 0.0, middle, 26.0)
        for step, level in enumerate(above, start=1):
            for node, x in zip(level, spread([0.0] * len(level), COLUMN), strict=True):
                size = _MANDATES if self.source.naming.kinds[node] == "Mandate" else _CHAIN
                if node not in self.spots:
                    self._put(node, "", x, middle - ROW * (step + 0.2), size)
        others = [owner for owner in ownership.owners[self.process].tolist() if owner not in self.spots]
        verdict = VERDICTS[self.source.index.judgement.verdict[self.process]]
        self._put(self.process, verdict, 0.0, middle + ROW * 1.25, 22.0)
        for place, owner in enumerate(others[:_MOST_ABOVE], start=1):
            self._put(owner, "owner", 0.0, middle + ROW * (1.25 + place), 20.0)
        self.cut += max(len(others) - _MOST_ABOVE, 0)

    def _connect_elements(self, elements: Mapping[int, str], paths: Mapping[int, Sequence[int]]) -> None:
        """Hang what is held on the owner, and the rest on the process."""
        for path in paths.values():
            for upper, lower in pairwise(path):
                self._line(upper, lower, self.source.naming.step(lower, upper), "command", "held")
        for node, status in elements.items():
            if status != "held":
                dimension = DIMENSIONS[int(self.source.index.authority.dimensions[node])]
                self._line(self.process, node, FOOTPRINT[dimension], "footprint", status)
            elif node in self.grants:
                self._line(self.owner, node, "COVERS", "grant", status)
            elif node not in paths:
                self._line(self.owner, node, "REPORTS_TO", "command", status)

    def _connect_chain(self) -> None:
        """Lines of ownership, sponsorship and empowerment at the left."""
        for owner in self.source.index.ownership.owners[self.process].tolist():
            self._line(owner, self.process, "OWNS", "footprint")
        for chain in self._chains:
            for grant in chain:
                self._line(grant.grantor, grant.mandate, "GRANTS", "grant", "held")
                self._line(grant.mandate, grant.grantee, "EMPOWERS", "grant", "held")
        for sponsor in self.source.sponsors[self.process].tolist():
            self._line(sponsor, self.left_most, "SPONSORS", "proof")

    def _connect_steps(self) -> None:
        """Where work goes from one step to the next."""
        for step in [node for node, spot in self.spots.items() if spot.kind == "Process" and node != self.process]:
            for later in self.source.flows[step].tolist():
                self._line(step, later, "FLOWS_TO", "flow")

    def _put(self, node: int, status: str, x: float, y: float, size: float, lane: int = NO_LANE) -> None:
        naming = self.source.naming
        self.spots[node] = Spot(
            node, naming.kinds[node], naming.ids[node], naming.names[node], status, round(x), round(y), size, lane
        )

    def _line(self, source: int, target: int, kind: str, role: Role, status: str = "") -> None:
        if source in self.spots and target in self.spots and source != target:
            self.lines.setdefault((source, target, role), Line(source, target, kind, role, status))

    def _done(self) -> Picture:
        """The picture with its lines between positions instead of nodes."""
        place = {node: position for position, node in enumerate(self.spots)}
        lines = tuple(
            Line(place[line.source], place[line.target], line.kind, line.role, line.status)
            for line in self.lines.values()
        )
        title = self.source.naming.names[self.process]
        return Picture(title, tuple(self.spots.values()), lines, tuple(self.lanes), self.cut)
