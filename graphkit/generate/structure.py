"""The standing organisation: functions, the people in them, and the positions they fill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from graphkit.generate import names
from graphkit.generate.cells import flags, ids, joined, keep, pick

if TYPE_CHECKING:
    from graphkit.generate.cells import Flags, Numbers

SPAN: Final = 8
"""Parts of each function. Functions are numbered like a heap: the parts of f are SPAN·f + 1 to SPAN·f + SPAN."""

INACTIVE: Final = 0.02
DOTTED: Final = 0.03
VACANT: Final = 0.02


@dataclass(frozen=True)
class Structure:
    """Who is where.

    Person i heads function i, for every function in the tree; the next person is the chief
    process officer. All arrays count from 0.

    Attributes:
        people: How many people.
        functions: How many functions are in the tree; a centre of excellence (the next
            number) and two external functions come after them.
        home: Person → the function they work in.
        active: Person → whether they are still there.
    """

    people: int
    functions: int
    home: Numbers
    active: Flags

    @property
    def units(self) -> int:
        """How many functions, from the root on, are of kind `function`; the rest of the tree are teams."""
        return units_of(self.functions)

    @property
    def process_officer(self) -> int:
        """The chief process officer's number."""
        return self.functions

    @property
    def tops(self) -> Numbers:
        """The functions right below the root."""
        return np.arange(1, min(SPAN + 1, self.functions), dtype=np.int64)

    @property
    def centre(self) -> int:
        """The centre of excellence."""
        return self.functions

    @property
    def externals(self) -> tuple[int, int]:
        """Customers and suppliers."""
        return self.functions + 1, self.functions + 2

    @cached_property
    def people_ids(self) -> pl.Series:
        """Ids of people, by number."""
        return ids("emp-", self.people)

    @cached_property
    def function_ids(self) -> pl.Series:
        """Ids of functions, by number."""
        return ids("fun-", self.functions + 3)

    def unit_of(self, functions: Numbers) -> Numbers:
        """The unit that a team is in; a unit itself."""
        return np.where(functions < self.units, functions, (functions - 1) // SPAN)

    @cached_property
    def _staff(self) -> tuple[Numbers, Numbers, Numbers]:
        """People who head nothing, by function, with the offset and count of each function's."""
        home = self.home[self.functions :]
        counts = np.bincount(home, minlength=self.functions + 3)
        return np.argsort(home, kind="stable") + self.functions, np.cumsum(counts) - counts, counts

    def member(self, functions: Numbers, draw: Numbers) -> Numbers:
        """Somebody who works in each function and does not head it; its head where there is nobody else.

        Args:
            functions: One function for each person wanted.
            draw: As many whole numbers; equal ones in a function draw the same person, and
                neighbouring ones different people.
        """
        staff, offset, count = self._staff
        chosen = offset[functions] + draw % np.maximum(count[functions], 1)
        return np.where(count[functions] > 0, staff[np.minimum(chosen, len(staff) - 1)], functions)

    def colleague(self, people: Numbers) -> Numbers:
        """The next of those who work in the same function and head nothing, round and round."""
        staff, offset, _ = self._staff
        place = np.zeros(self.people, dtype=np.int64)
        place[staff] = np.arange(len(staff)) - offset[self.home[staff]]
        return self.member(self.home[people], place[people] + 1)


def units_of(functions: int) -> int:
    """How many of a tree's functions have parts or are at the top."""
    return min(functions, max(SPAN + 1, (functions - 2) // SPAN + 1))


def staff(people: int, rng: np.random.Generator) -> Structure:
    """Place people in a tree of functions.

    Args:
        people: How many, at least 10.
        rng: Where chance comes from.
    """
    functions = max(4, people // 12)
    rest = people - functions - 1
    first_team = min(units_of(functions), functions - 1)
    teams = rng.integers(first_team, functions, rest)
    anywhere = rng.integers(1, functions, rest)
    home = np.where(rng.random(rest) < 0.9, teams, anywhere)
    home[: max(1, rest // 1000)] = functions  # the centre of excellence
    leads = np.arange(functions + 1, dtype=np.int64)
    active = rng.random(people) >= INACTIVE
    home = np.concatenate([leads, home])
    active[: SPAN + 1] = True
    active[home == functions] = True
    return Structure(people, functions, home, active)


def function_names(structure: Structure) -> pl.Series:
    """Names: the speciality a function descends from, then where it is."""
    number = np.arange(structure.functions, dtype=np.int64)
    ancestor = number.copy()
    while (deep := ancestor > SPAN * (SPAN + 1)).any():
        ancestor = np.where(deep, (ancestor - 1) // SPAN, ancestor)
    known = ["Company", *names.TOP_FUNCTIONS, *(name for top in names.SPECIALITIES for name in top)]
    place = pick(names.PLACES, np.where(number == ancestor, -1, number % len(names.PLACES)))
    count = pl.Series(number // len(names.PLACES) + 1).cast(pl.String)
    local = pl.select(pl.concat_str([pick(known, ancestor), place, count], separator=" ")).to_series()
    named = pl.select(pl.coalesce(local, pick(known, ancestor))).to_series()
    others = pl.Series(["Process Centre of Excellence", "Customers", "Suppliers"])
    return pl.concat([named.rename(""), others])


def functions_table(
    structure: Structure, head_roles: pl.Series, supports: str, rng: np.random.Generator
) -> pl.DataFrame:
    """The functions, their heads (a position for units, a person for teams), a few without or with two.

    Args:
        structure: The organisation.
        head_roles: Ids of the positions that head the units.
        supports: Ids of the processes that the centre of excellence supports.
        rng: Where chance comes from.
    """
    f = structure
    number = np.arange(f.functions, dtype=np.int64)
    is_team = number >= f.units
    led = ~is_team | (rng.random(f.functions) >= VACANT)
    lead = pick(head_roles, np.where(is_team, -1, number)).fill_null(pick(f.people_ids, number))
    rival = np.where(is_team & (rng.random(f.functions) < 0.003), rng.integers(1, f.functions, f.functions), -1)
    if is_team[-1] and is_team.sum() > 1:
        rival[-1], led[-1] = number[-2], True
    leads = pl.concat([keep(lead, led), pick(f.people_ids, rival)])
    heads = joined(np.tile(number, 2), leads, f.functions)
    kind = np.concatenate([is_team.astype(np.int64), [2, 3, 3]])
    officer = f.people_ids[f.process_officer]
    return pl.DataFrame(
        {
            "id": f.function_ids,
            "name": function_names(f),
            "kind": pick(["function", "team", "coe", "external"], kind),
            "part_of": pick(f.function_ids, np.concatenate([(number - 1) // SPAN, [0, -1, -1]])),
            "head": pl.concat([heads, pl.Series([officer, None, None])]),
            "coordinator": pl.Series([None] * f.functions + [officer, None, None], dtype=pl.String),
            "supports": pl.Series([None] * f.functions + [supports, None, None], dtype=pl.String),
        }
    )


def people_table(
    structure: Structure, holds: pl.Series, coordinator: pl.Series, rng: np.random.Generator
) -> pl.DataFrame:
    """The people, in a reporting tree that follows the tree of functions, with some dotted lines.

    Args:
        structure: The organisation.
        holds: Ids of the positions that each person fills.
        coordinator: Who coordinates each person.
        rng: Where chance comes from.
    """
    s, size = structure, structure.people
    number = np.arange(size, dtype=np.int64)
    manager = np.where(number < s.functions, (number - 1) // SPAN, s.home)
    manager[0], manager[s.process_officer] = -1, 1
    dotted = np.where(rng.random(size) < DOTTED, rng.integers(1, s.functions, size), -1)
    dotted = np.where((dotted == number) | (dotted == manager), -1, dotted)
    title = np.full(size, len(names.EXECUTIVES) + 1, dtype=np.int64)
    title[: s.functions] = len(names.EXECUTIVES)
    title[: min(s.functions, SPAN + 1)] = np.arange(min(s.functions, SPAN + 1))
    titles = [*names.EXECUTIVES, "Lead", "Professional", "Chief Process Officer"]
    title[s.process_officer] = len(titles) - 1
    skill = rng.integers(0, len(names.SKILLS), (size, 2))
    skilled = rng.random((size, 2)) < 0.2
    skills = joined(np.repeat(number, 2), pick(names.SKILLS, np.where(skilled, skill, -1).ravel()), size)
    first, last = rng.integers(0, len(names.FIRST), size), rng.integers(0, len(names.LAST), size)
    full_name = pl.concat_str([pick(names.FIRST, first), pick(names.LAST, last)], separator=" ")
    return pl.DataFrame(
        {
            "id": s.people_ids,
            "name": pl.select(full_name).to_series(),
            "title": pick(titles, title),
            "active": pick(["false"], np.where(s.active, -1, 0)),
            "grade": pl.Series(np.where(title == len(titles) - 2, rng.integers(3, 9, size), 10)).cast(pl.String),
            "skills": skills,
            "capacity": pick(["0.5", "0.8"], np.where(rng.random(size) < 0.1, rng.integers(0, 2, size), -1)),
            "member_of": pick(s.function_ids, s.home),
            "reports_to": pick(s.people_ids, manager),
            "dotted_line_to": pick(s.people_ids, dotted),
            "holds": holds,
            "coordinator": coordinator,
        }
    )


@dataclass(frozen=True)
class Positions:
    """The positions: heads of units, the chief process officer, jobs, then owners of processes.

    Attributes:
        table: The roles table.
        jobs: How many jobs there are in each unit; job j of unit u is at `first_job` + u + j · units.
        first_job: Where the jobs begin in the table.
        holds: For each person, the ids of the positions they fill.
    """

    table: pl.DataFrame
    jobs: int
    first_job: int
    holds: pl.Series


def positions(structure: Structure, owner_roles: pl.DataFrame, rng: np.random.Generator) -> Positions:
    """Make the positions and say who fills them.

    Args:
        structure: The organisation.
        owner_roles: Positions of process owners: `name`, `unit`, `vacant`, `person` (numbers; -1 where nobody).
        rng: Where chance comes from.
    """
    s, units = structure, structure.units
    jobs = max(1, s.people // 40 // units)
    first_job, first_owner = units + 1, units + 1 + jobs * units
    roles = ids("role-", first_owner + owner_roles.height)
    job_unit = np.tile(np.arange(units, dtype=np.int64), jobs)
    fate = rng.random(len(job_unit))  # the least are vacant, the next stand for whoever fills them
    vacant_heads = (np.arange(units) > SPAN) & (rng.random(units) < VACANT)
    if units > SPAN + 2:
        vacant_heads[-1] = True
    place = np.where(fate < 0.004, -1, job_unit)

    worker = np.arange(s.process_officer + 1, s.people, dtype=np.int64)
    at_home = s.home[worker] < s.functions
    job = s.unit_of(np.where(at_home, s.home[worker], 0)) + units * rng.integers(0, jobs, len(worker))
    has_job = at_home & (rng.random(len(worker)) < 0.25) & (fate[job] > 0.06)
    holder = np.concatenate([np.arange(units)[~vacant_heads], [s.process_officer], worker[has_job]])
    held = np.concatenate([np.flatnonzero(~vacant_heads), [units], first_job + job[has_job]])
    owner = owner_roles["person"].to_numpy()
    holder, held = (
        np.concatenate([holder, owner[owner >= 0]]),
        np.concatenate([held, first_owner + np.flatnonzero(owner >= 0)]),
    )

    unit_names = function_names(s)
    heads = [*names.EXECUTIVES[:units]] + [f"Head of {name}" for name in unit_names[SPAN + 1 : units]]
    job_place = pick(unit_names, job_unit)
    job_title = pick(names.JOBS, np.arange(len(job_unit)) // units % len(names.JOBS))
    job_names = pl.select(pl.concat_str([job_place, job_title], separator=" ")).to_series().rename("")
    owner_names = owner_roles["name"].rename("")
    table = pl.DataFrame(
        {
            "id": roles,
            "name": pl.concat([pl.Series([*heads, "Chief Process Officer"]), job_names, owner_names]),
            "kind": pick(["cpo"], np.where(np.arange(len(roles)) == units, 0, -1)),
            "vacant": flags(np.concatenate([vacant_heads, [False], fate < 0.03, owner_roles["vacant"].to_numpy()])),
            "belongs_to": pick(
                s.function_ids,
                np.concatenate([np.arange(units), [s.centre], place, owner_roles["unit"].to_numpy()]),
            ),
        }
    )
    return Positions(table, jobs, first_job, joined(holder, pick(roles, held), s.people))
