"""The table of processes: their tree, owners and footprints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from graphkit.generate import names
from graphkit.generate.cells import flags, ids, joined, keep, pick
from graphkit.generate.plan import ACTIVITY, ENTERPRISE, PROCESS, Plan, Story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.generate.cells import Numbers
    from graphkit.generate.custody import Kept
    from graphkit.generate.structure import Positions, Structure

# Expected number of elements of each level (enterprise, process, sub-process, activity). With
# those of its parts, a process has a footprint of about 22 elements on average.
NEEDS: Final = {
    "responsible": (5.0, 9.0, 5.0, 2.2),
    "uses": (3.0, 4.5, 2.6, 1.0),
    "governed_by": (4.0, 5.5, 3.0, 1.2),
    "follows": (1.0, 3.0, 1.5, 0.5),
    "consumes": (3.0, 4.5, 2.6, 0.9),
    "consulted": (1.0, 1.0, 0.3, 0.0),
    "informed": (1.0, 1.0, 0.3, 0.1),
}
_TABLE_OF: Final = {"uses": "systems", "governed_by": "rules", "follows": "workflows", "consumes": "resources"}


def process_ids(plan: Plan) -> pl.Series:
    """Ids of processes, by number."""
    return ids("proc-", plan.size)


def owner_roles(plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    """Positions through which some processes are owned; some of them are vacant.

    Args:
        plan: The processes.
        rng: Where chance comes from.

    Returns:
        A row a position: `process`, `name`, `unit`, `vacant`, `person` (-1 where it is vacant).
    """
    vacant = plan.story == Story.VACANT_ROLE
    row = np.flatnonzero(vacant | ((plan.story == Story.HEALTHY) & (rng.random(plan.size) < 0.15)))
    name = pl.select(pl.lit("Owner of ") + process_names(plan).gather(row)).to_series()
    return pl.DataFrame(
        {
            "process": row,
            "name": name,
            "unit": plan.keeper[row],
            "vacant": vacant[row],
            "person": np.where(vacant[row], -1, plan.owner[row]),
        }
    )


def process_names(plan: Plan) -> pl.Series:
    """Names of processes, by number."""
    row = np.arange(plan.size, dtype=np.int64)
    block, place = row // 50, row % 50
    task = pl.select(
        pl.concat_str(
            [
                pick(names.VERBS, (place + 3 * block) % len(names.VERBS)),
                pick(names.OBJECTS, (place + block) % len(names.OBJECTS)),
            ],
            separator=" ",
        )
    ).to_series()
    stage = pick(names.PROCESSES, np.where(plan.level == PROCESS, (place + 5 * block) % len(names.PROCESSES), -1))
    kind, round_ = block % len(names.ENTERPRISE_PROCESSES), block // len(names.ENTERPRISE_PROCESSES)
    whole = pick(names.ENTERPRISE_PROCESSES, np.where(plan.level == ENTERPRISE, kind, -1))
    place_name = pick(names.PLACES, np.where(round_ > 0, round_ % len(names.PLACES), -1))
    serial = pl.Series(round_ // len(names.PLACES)).cast(pl.String)
    serial = keep(serial, round_ >= len(names.PLACES))
    whole_name = pl.select(pl.concat_str([whole, place_name, serial], separator=" ", ignore_nulls=True)).to_series()
    return keep(whole_name, plan.level == ENTERPRISE).fill_null(stage).fill_null(task)


def processes_table(
    plan: Plan,
    structure: Structure,
    positions: Positions,
    owners: pl.DataFrame,
    kept: Mapping[str, Kept],
    rng: np.random.Generator,
) -> pl.DataFrame:
    """The processes, whole.

    Args:
        plan: What happens to each.
        structure: The organisation.
        positions: Its positions, those of `owners` last.
        owners: See `owner_roles`.
        kept: What processes need, by table.
        rng: Where chance comes from.
    """
    number = np.arange(plan.size, dtype=np.int64)
    process = process_ids(plan)
    next_task = np.where((plan.level == ACTIVITY) & (number + 15 < plan.size) & (number % 50 < 35), number + 15, -1)
    enterprise = plan.level == ENTERPRISE
    declared = np.where(plan.level <= PROCESS, (rng.random(plan.size) < 0.03).astype(np.int64), -1)
    sponsored = np.where(enterprise & (rng.random(plan.size) < 0.8), rng.integers(0, 2, plan.size), -1)
    communicated = np.where(sponsored >= 0, (rng.random(plan.size) < 0.2).astype(np.int64), -1)
    owner, accountable = _owner_cells(plan, structure, positions, owners, rng)
    return pl.DataFrame(
        {
            "id": process,
            "name": process_names(plan),
            "level": pick(["enterprise", "process", "subprocess", "activity"], plan.level),
            "strategic": flags(enterprise & (rng.random(plan.size) < 0.7)),
            "cross_functional": pick(["true", "false"], declared),
            "part_of": pick(process, plan.parent),
            "performed_by": _performed_by(plan, structure, rng),
            "responsible": _people(plan, structure, positions, "responsible", rng),
            "accountable": accountable,
            "consulted": _people(plan, structure, positions, "consulted", rng),
            "informed": _people(plan, structure, positions, "informed", rng),
            **{column: _things(plan, structure, kept[table], column, rng) for column, table in _TABLE_OF.items()},
            "flows_to": pick(process, next_task),
            "belongs_to": pick(structure.function_ids, plan.keeper),
            "owner": owner,
            "sponsor": pick(structure.people_ids, sponsored),
            "sponsor_communicated": pick(["true", "false"], communicated),
        }
    )


def _needed(plan: Plan, column: str, rng: np.random.Generator) -> Numbers:
    """Each process as often as it needs something, about as often as `NEEDS` says."""
    expected = np.array(NEEDS[column])[plan.level]
    spread = expected * (0.5 + rng.random(plan.size))
    return np.repeat(np.arange(plan.size, dtype=np.int64), np.floor(spread + rng.random(plan.size)).astype(np.int64))


def _some_performer(plan: Plan, rows: Numbers, rng: np.random.Generator) -> Numbers:
    count = (plan.performers >= 0).sum(axis=1)
    chosen: Numbers = plan.performers[rows, rng.integers(0, count[rows])]
    return chosen


def _performed_by(plan: Plan, structure: Structure, rng: np.random.Generator) -> pl.Series:
    row = np.arange(plan.size, dtype=np.int64)
    major = plan.level <= PROCESS
    partner = structure.externals[0] + rng.integers(0, 2, plan.size)
    outside = np.where(major & (rng.random(plan.size) < 0.15), partner, -1)
    centre = np.where(major & (rng.random(plan.size) < 0.03), structure.centre, -1)
    functions = np.concatenate([plan.performers.ravel(), outside, centre])
    return joined(np.concatenate([np.repeat(row, 3), row, row]), pick(structure.function_ids, functions), plan.size)


def _people(plan: Plan, structure: Structure, positions: Positions, column: str, rng: np.random.Generator) -> pl.Series:
    rows = _needed(plan, column, rng)
    function = _some_performer(plan, rows, rng)
    as_job = rng.random(len(rows)) < 0.2
    unit = structure.unit_of(function)
    job = positions.first_job + unit + structure.units * rng.integers(0, positions.jobs, len(rows))
    person = structure.member(function, rng.integers(0, 1 << 30, len(rows)))
    texts = pick(positions.table["id"], np.where(as_job, job, -1)).fill_null(pick(structure.people_ids, person))
    return joined(rows, texts, plan.size)


def _things(plan: Plan, structure: Structure, kept: Kept, column: str, rng: np.random.Generator) -> pl.Series:
    rows = _needed(plan, column, rng)
    unit = structure.unit_of(_some_performer(plan, rows, rng))
    return joined(rows, kept.near(unit, rng), plan.size)


def _owner_cells(
    plan: Plan, structure: Structure, positions: Positions, owners: pl.DataFrame, rng: np.random.Generator
) -> tuple[pl.Series, pl.Series]:
    """The columns `owner` and `accountable`."""
    size, story = plan.size, plan.story
    person = pick(structure.people_ids, plan.owner)
    role = np.full(size, -1, dtype=np.int64)
    role[owners["process"].to_numpy()] = positions.table.height - owners.height + np.arange(owners.height)
    by_function = story == Story.FUNCTION_OWNS
    ownerless = np.isin(story, [Story.INHERITED, Story.NO_OWNER])
    raci_only = (story == Story.HEALTHY) & (role < 0) & (rng.random(size) < 0.15)
    function = pick(structure.function_ids, np.where(by_function, structure.unit_of(plan.performers[:, 0]), -1))
    owner = pick(positions.table["id"], role).fill_null(function).fill_null(person)
    other = pick(structure.people_ids, rng.integers(1, structure.functions, size))
    row = np.arange(size, dtype=np.int64)
    owners_named = pl.concat([keep(owner, ~ownerless & ~raci_only), keep(other, story == Story.SHARED)])
    both = joined(np.tile(row, 2), owners_named, size)
    named = ~ownerless & ~by_function & (role < 0)
    accountable = keep(person, raci_only | (named & (rng.random(size) < 0.4)))
    return both, keep(other, story == Story.OTHER_ACCOUNTABLE).fill_null(accountable)
