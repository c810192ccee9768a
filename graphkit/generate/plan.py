"""What happens to each process: its place, its scope, its owner, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.generate.structure import SPAN, Structure

if TYPE_CHECKING:
    from graphkit.generate.cells import Numbers

BLOCK: Final = 50
"""Rows of one enterprise process: itself, 9 processes, 15 sub-processes, 25 activities."""

_FIRST_SUB, _FIRST_ACTIVITY = 10, 25
ENTERPRISE, PROCESS, SUBPROCESS, ACTIVITY = range(4)


class Story(IntEnum):
    """How it stands with the owner of one process and with their authority."""

    HEALTHY = 0
    POSITION = 1  # everything happens below the owner
    INHERITED = 2  # no owner of its own
    NO_OWNER = 3  # an enterprise process without an owner
    SHARED = 4
    VACANT_PERSON = 5
    VACANT_ROLE = 6
    FUNCTION_OWNS = 7
    OTHER_ACCOUNTABLE = 8
    OUTSIDER = 9
    NO_MANDATE = 10
    LAPSED = 11
    NOT_YET_VALID = 12
    GRANTOR_GONE = 13
    NOT_ACCEPTED = 14
    CIRCULAR = 15
    FROM_BELOW = 16
    NOT_DELEGABLE = 17
    BEYOND_OWN = 18
    NOT_ENTITLED = 19
    EMPTY = 20
    SOME_FUNCTIONS = 21  # the mandate leaves out a function
    SOME_DIMENSIONS = 22  # the mandate leaves out dimensions


_TIMES: Final = {
    Story.HEALTHY: 22,
    Story.POSITION: 8,
    Story.INHERITED: 6,
    Story.NO_OWNER: 0,
    Story.NO_MANDATE: 2,
    Story.SHARED: 2,
    Story.FUNCTION_OWNS: 2,
    Story.CIRCULAR: 2,
    Story.NOT_DELEGABLE: 2,
    Story.EMPTY: 2,
    Story.SOME_FUNCTIONS: 2,
}
DECK: Final = np.array([story for story in Story for _ in range(_TIMES.get(story, 1))], dtype=np.int64)
"""Stories of processes and sub-processes, dealt again and again, shuffled each time."""

_ENTERPRISE_DECK: Final = np.append(DECK[~np.isin(DECK, [Story.POSITION, Story.INHERITED])], [Story.NO_OWNER] * 30)
_TROUBLED: Final = 0.3
"""Share of enterprise processes whose story comes from a deck; the others are healthy."""


@dataclass(frozen=True)
class Plan:
    """One entry a process, in the order of the table; parents come before their parts.

    Attributes:
        level: ENTERPRISE, PROCESS, SUBPROCESS or ACTIVITY.
        parent: The process it is a part of, or -1.
        story: See `Story`.
        performers: Functions that perform it, up to three, -1 where there are fewer; the first is a team.
        anchor: The function within which all of it happens (the root for most).
        keeper: The unit it belongs to.
        owner: The person who owns it, or who would.
    """

    level: Numbers
    parent: Numbers
    story: Numbers
    performers: Numbers
    anchor: Numbers
    keeper: Numbers
    owner: Numbers

    @property
    def size(self) -> int:
        """How many processes."""
        return len(self.level)

    def rows(self, *stories: Story) -> Numbers:
        """The processes with one of these stories."""
        return np.flatnonzero(np.isin(self.story, stories))


def plan(structure: Structure, rng: np.random.Generator) -> Plan:
    """Deal scopes, owners and stories to a tenth as many processes as there are people.

    Args:
        structure: The organisation.
        rng: Where chance comes from.
    """
    size = max(1, structure.people // 10)
    row = np.arange(size, dtype=np.int64)
    place, block = row % BLOCK, row - row % BLOCK
    level = np.searchsorted([1, _FIRST_SUB, _FIRST_ACTIVITY], place, side="right")
    parent = block + np.select(
        [level == PROCESS, level == SUBPROCESS, level == ACTIVITY],
        [0 * place, 1 + (place - _FIRST_SUB) % 9, _FIRST_SUB + (place - _FIRST_ACTIVITY) % 15],
        default=-1 - block,
    )
    story = _stories(level, parent, rng)
    anchor = _anchors(structure, level, parent, story, rng)
    performers = _performers(structure, level, parent, story, anchor, rng)
    unit = structure.unit_of(performers[:, 0])
    keeper = np.where(story == Story.POSITION, anchor, unit)
    owner = _owners(structure, level, story, performers[:, 0], anchor, rng)
    return Plan(level, parent, story, performers, anchor, keeper, owner)


def _stories(level: Numbers, parent: Numbers, rng: np.random.Generator) -> Numbers:
    story = np.full(len(level), Story.INHERITED, dtype=np.int64)
    enterprise = np.flatnonzero(level == ENTERPRISE)
    troubled = rng.random(len(enterprise)) < _TROUBLED
    story[enterprise] = np.where(troubled, rng.choice(_ENTERPRISE_DECK, len(enterprise)), Story.HEALTHY)
    story[enterprise[:2]] = [Story.HEALTHY, Story.NO_OWNER][: len(enterprise)]
    middle = np.flatnonzero((level == PROCESS) | (level == SUBPROCESS))
    deals = -(-len(middle) // len(DECK))
    story[middle] = rng.permuted(np.tile(DECK, (deals, 1)), axis=1).ravel()[: len(middle)]
    below = level == SUBPROCESS  # position shows only where everything happens below one head
    inside = story[parent] == Story.POSITION
    story[below & (story == Story.POSITION)] = Story.HEALTHY
    story[below & inside & (story == Story.HEALTHY)] = Story.INHERITED
    return story


def _anchors(
    structure: Structure, level: Numbers, parent: Numbers, story: Numbers, rng: np.random.Generator
) -> Numbers:
    """A function whose parts all have parts, for what is owned by position; the root otherwise."""
    last = max(0, (structure.units - 1 - SPAN) // SPAN)
    anchor = np.where((story == Story.POSITION) & (last > 0), 1 + rng.integers(0, max(last, 1), len(level)), 0)
    for part in (SUBPROCESS, ACTIVITY):
        anchor = np.where(level == part, anchor[parent], anchor)
    return anchor


def _performers(
    structure: Structure, level: Numbers, parent: Numbers, story: Numbers, anchor: Numbers, rng: np.random.Generator
) -> Numbers:
    size, functions = len(level), structure.functions
    width = np.minimum(SPAN, functions - 1 - SPAN * anchor)
    shuffled = np.argsort(rng.random((size, SPAN)) + (np.arange(SPAN) >= width[:, None]), axis=1)[:, :3]
    chosen = SPAN * anchor[:, None] + 1 + shuffled
    stop = np.zeros((size, 3), dtype=np.bool_)
    while True:
        deeper = SPAN * chosen + 1 + rng.integers(0, SPAN, (size, 3))
        stop[:, 1:] |= rng.random((size, 2)) < 0.25
        go = ~stop & (deeper < functions)
        if not go.any():
            break
        chosen = np.where(go, deeper, chosen)
    # A heap's last unit may have only some of its parts: the first performer still has to be a team.
    chosen[:, 0] = np.where(
        (chosen[:, 0] < structure.units) & (SPAN * chosen[:, 0] + 1 < functions), SPAN * chosen[:, 0] + 1, chosen[:, 0]
    )
    chosen[:, 2] = np.where((level == ENTERPRISE) | (rng.random(size) < 0.6), chosen[:, 2], -1)
    for part, chances in ((SUBPROCESS, (0.85, 0.35)), (ACTIVITY, (0.15, 0.0))):
        rows = np.flatnonzero(level == part)
        above = chosen[parent[rows]]
        count = (above >= 0).sum(axis=1)
        turn = (rng.integers(0, 3, len(rows))[:, None] + np.arange(3)) % count[:, None]
        more = (rng.random((len(rows), 2)) < chances).cumprod(axis=1).sum(axis=1)
        told = ~np.isin(story[rows], [Story.HEALTHY, Story.INHERITED])  # what goes wrong shows across functions only
        wanted = np.minimum(count, 1 + np.maximum(more, told))
        chosen[rows] = np.where(np.arange(3) < wanted[:, None], np.take_along_axis(above, turn, axis=1), -1)
    return chosen


def _owners(
    structure: Structure, level: Numbers, story: Numbers, first: Numbers, anchor: Numbers, rng: np.random.Generator
) -> Numbers:
    owner = np.where(level == ENTERPRISE, structure.unit_of(first), first)
    owner = np.where(story == Story.POSITION, anchor, owner)
    whole = np.arange(len(level)) // BLOCK * BLOCK
    crowded = (story == Story.HEALTHY) & (whole % (4 * BLOCK) == 0)  # here one person owns all that goes well
    owner = np.where(crowded, owner[whole], owner)
    draw = rng.integers(0, 1 << 30, len(level))
    owner = np.where(story == Story.CIRCULAR, structure.member(first, draw), owner)
    owner = np.where(story == Story.OUTSIDER, rng.integers(1, structure.functions, len(level)), owner)
    gone = np.flatnonzero(~structure.active)
    if len(gone):
        owner = np.where(story == Story.VACANT_PERSON, gone[draw % len(gone)], owner)
    return owner
