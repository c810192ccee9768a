"""The mandates: chains from the top to the owners, and every way in which one can be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from graphkit.generate.cells import ids, pick
from graphkit.generate.plan import ENTERPRISE, PROCESS, SUBPROCESS, Plan, Story
from graphkit.generate.processes import process_ids

if TYPE_CHECKING:
    from graphkit.generate.cells import Flags, Numbers
    from graphkit.generate.structure import Structure

PER_PROCESS: Final = 1.5
LEVELS: Final = ("influence", "direct", "decide")

# Dates are far from any day on which a model may be judged, so that a file tells the same story every day.
_SINCE, _ENDED, _ENDS, _BEGINS = "2021-01-01", "2021-12-31", "2098-12-31", "2090-01-01"

_FROM_ABOVE: Final = (
    Story.HEALTHY, Story.POSITION, Story.SHARED, Story.VACANT_PERSON, Story.VACANT_ROLE, Story.FUNCTION_OWNS,
    Story.OTHER_ACCOUNTABLE, Story.OUTSIDER, Story.LAPSED, Story.NOT_YET_VALID, Story.NOT_ACCEPTED,
    Story.SOME_FUNCTIONS, Story.SOME_DIMENSIONS,
)  # fmt: skip
"""Stories in which somebody entitled gave the owner a mandate, or meant to."""

_SOUND: Final = (Story.HEALTHY, Story.SHARED, Story.OTHER_ACCOUNTABLE, Story.OUTSIDER)
"""Stories in which the owner has it all and can pass it on."""


def mandates_table(plan: Plan, structure: Structure, rng: np.random.Generator) -> pl.DataFrame:
    """The mandates, about three for every two processes.

    Args:
        plan: What happens to each process.
        structure: The organisation.
        rng: Where chance comes from.
    """
    desk = _Desk(plan, structure, rng)
    told = [desk.executives(), desk.from_above(), *desk.broken()]
    wanted = round(PER_PROCESS * plan.size) - sum(len(grants) for grants in told)
    agreed = desk.agreed()[: max(wanted, 0)]
    delegated = desk.delegated(max(wanted - len(agreed), 0))
    grants = pl.concat([*told, agreed, delegated]).sort("at", maintain_order=True).drop("at")
    name = pl.concat_str([pl.lit("Mandate"), pl.int_range(1, grants.height + 1).cast(pl.String)], separator=" ")
    return grants.select(ids("mand-", grants.height).alias("id"), name.alias("name"), pl.all())


class _Desk:
    """Writes grants: tables with `at` (the process they stand by) and the columns of the mandates table."""

    def __init__(self, plan: Plan, structure: Structure, rng: np.random.Generator) -> None:
        self._plan, self._structure, self._rng = plan, structure, rng
        self._process = process_ids(plan)

    def executives(self) -> pl.DataFrame:
        """The chief executive empowers operations, which empowers the process executive."""
        s = self._structure
        covers = ";".join(s.function_ids.gather(s.tops.tolist()))
        others = ";".join(s.function_ids.gather([*s.tops[1:].tolist(), s.centre]))
        by, to = np.array([0, 1]), np.array([1, s.process_officer])
        both = self._grants(np.array([-1, -1]), by, to, covers=pl.Series([others, covers]))
        return both.with_columns(pl.lit("decide").alias("level"), pl.lit("true").alias("delegable"))

    def from_above(self) -> pl.DataFrame:
        """From the owner of the process above, where they can pass it on, or from the process executive."""
        plan, rng = self._plan, self._rng
        at = plan.rows(*_FROM_ABOVE)
        at = at[(plan.story[at] != Story.POSITION) | (rng.random(len(at)) < 0.2)]
        story, level = plan.story[at], plan.level[at]
        named = (story == Story.SOME_FUNCTIONS) | ((level != ENTERPRISE) & (rng.random(len(at)) < 0.4))
        width = np.where(story == Story.SOME_FUNCTIONS, 1, 3)
        narrow = np.where(story == Story.SOME_DIMENSIONS, rng.integers(0, 2, len(at)), -1)
        grants = self._grants(
            at,
            self._superior(at),
            plan.owner[at],
            covers=self._units(at, np.where(named, width, 0)),
            level=rng.integers(0, 3, len(at)),
            delegable=rng.random(len(at)) < np.array([0.95, 0.85, 0.1])[level],
        )
        lapsed, early = story == Story.LAPSED, story == Story.NOT_YET_VALID
        ends = rng.random(len(at)) < 0.3
        return grants.with_columns(
            pick(["people;functions", "technology;rules;workflow"], narrow).alias("dimensions"),
            pick([_SINCE, _BEGINS], early.astype(np.int64)).alias("valid_from"),
            pick([_ENDED, _ENDS], np.where(lapsed, 0, np.where(ends, 1, -1))).alias("valid_until"),
            pick(["false"], np.where(story == Story.NOT_ACCEPTED, 0, -1)).alias("accepted"),
        )

    def broken(self) -> list[pl.DataFrame]:
        """Grants that fail for what their grantor is, one table for each way."""
        plan, s, rng = self._plan, self._structure, self._rng
        nobody = np.flatnonzero(~s.active)
        gone = plan.rows(Story.GRANTOR_GONE) if len(nobody) else np.empty(0, dtype=np.int64)
        departed = nobody[rng.integers(0, max(len(nobody), 1), len(gone))] if len(nobody) else gone

        # Two people who command nobody empower one another over the other function's part.
        ring = plan.rows(Story.CIRCULAR)
        elsewhere = np.where(plan.performers[ring, 1] >= 0, plan.performers[ring, 1], s.centre)
        friend = s.colleague(plan.owner[ring])
        other = self._covering(elsewhere)

        below = plan.rows(Story.FROM_BELOW)
        bound = plan.rows(Story.NOT_DELEGABLE)
        middle = s.member(np.full(len(bound), s.centre), bound)
        beyond = plan.rows(Story.BEYOND_OWN)
        outside = plan.rows(Story.NOT_ENTITLED)
        stranger = np.where(plan.performers[outside, 1] >= 0, plan.performers[outside, 1], plan.performers[outside, 0])
        empty = plan.rows(Story.EMPTY)
        side = np.arange(len(empty)) % 2 == 0  # half of them say nothing of what they cover, the others name no grantee
        hollow = self._grants(empty, self._superior(empty), np.where(side, plan.owner[empty], -1), within=~side)
        return [
            self._grants(gone, departed, plan.owner[gone]),
            self._grants(ring, friend, plan.owner[ring], covers=other),
            self._grants(ring, plan.owner[ring], friend, covers=other),
            self._grants(below, s.member(plan.performers[below, 0], below), plan.owner[below]),
            self._grants(bound, np.full(len(bound), s.process_officer), middle),
            self._grants(bound, middle, plan.owner[bound]),
            self._grants(
                beyond,
                s.unit_of(plan.performers[beyond, 0]),
                plan.owner[beyond],
                covers=self._units(beyond, np.full(len(beyond), 3)),
                level=np.full(len(beyond), 2),
            ),
            self._grants(outside, s.unit_of(stranger), plan.owner[outside], covers=self._covering(s.unit_of(stranger))),
            hollow,
        ]

    def agreed(self) -> pl.DataFrame:
        """The heads of the other functions agree with owners who have a mandate already."""
        plan, s = self._plan, self._structure
        at = np.repeat(plan.rows(Story.HEALTHY, Story.BEYOND_OWN, Story.SOME_FUNCTIONS, Story.SOME_DIMENSIONS), 2)
        place = np.tile([1, 2], len(at) // 2)
        unit = s.unit_of(plan.performers[at, place])
        there = (plan.performers[at, place] >= 0) & (self._rng.random(len(at)) < 0.5) & (unit != plan.owner[at])
        at, unit = at[there], unit[there]
        return self._grants(at, unit, plan.owner[at], covers=self._covering(unit))

    def delegated(self, count: int) -> pl.DataFrame:
        """Heads of teams let somebody in them direct their part of a process."""
        plan, s = self._plan, self._structure
        at = np.sort(self._rng.integers(0, plan.size, count))
        team = plan.performers[at, 0]
        member = s.member(team, self._rng.integers(0, 1 << 30, count))
        circle = plan.owner[plan.rows(Story.CIRCULAR)]  # who has a mandate of their own is in no circle
        passed_over = (member == team) | np.isin(member, circle) | np.isin(member, s.colleague(circle))
        trusted = np.where(passed_over, s.process_officer, member)
        return self._grants(at, team, trusted, covers=self._covering(team))

    def _superior(self, at: Numbers) -> Numbers:
        """The nearest sound owner above, else the process executive."""
        plan = self._plan
        above = plan.parent[at]
        sound = (above >= 0) & np.isin(plan.story[above], _SOUND) & (plan.level[at] <= SUBPROCESS)
        grantor = np.where(sound, plan.owner[above], self._structure.process_officer)
        same = (grantor == plan.owner[at]) | ((plan.level[at] == PROCESS) & (self._rng.random(len(at)) < 0.3))
        return np.where(same, self._structure.process_officer, grantor)

    def _covering(self, functions: Numbers) -> pl.Series:
        return pick(self._structure.function_ids, functions)

    def _units(self, at: Numbers, width: Numbers) -> pl.Series:
        """The units of the first performers of each process, as one cell; null where the width is 0."""
        performers = self._plan.performers[at]
        units = np.where(performers >= 0, self._structure.unit_of(performers), -1)
        cells = [self._covering(np.where(width > place, units[:, place], -1)) for place in range(3)]
        joined = pl.select(pl.concat_str(cells, separator=";", ignore_nulls=True)).to_series()
        return joined.set(pl.Series(width == 0), None)

    def _grants(
        self,
        at: Numbers,
        by: Numbers,
        to: Numbers,
        *,
        within: Flags | None = None,
        covers: pl.Series | None = None,
        level: Numbers | None = None,
        delegable: Flags | None = None,
    ) -> pl.DataFrame:
        people = self._structure.people_ids
        nothing = pl.Series([None] * len(at), dtype=pl.String)
        return pl.DataFrame(
            {
                "at": at,
                "by": pick(people, by),
                "to": pick(people, to),
                "within": pick(self._process, at if within is None else np.where(within, at, -1)),
                "covers": nothing if covers is None else covers,
                "level": nothing if level is None else pick(LEVELS, level),
                "dimensions": nothing,
                "delegable": nothing if delegable is None else pick(["true"], np.where(delegable, 0, -1)),
                "valid_from": pick([_SINCE], np.zeros(len(at), dtype=np.int64)),
                "valid_until": nothing,
                "accepted": nothing,
            }
        )
