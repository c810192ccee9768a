"""Puts a synthetic organisation together, whole columns at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from graphkit.errors import InputError
from graphkit.generate.cells import joined, pick
from graphkit.generate.custody import custody
from graphkit.generate.mandates import mandates_table
from graphkit.generate.plan import PROCESS, Plan, plan
from graphkit.generate.processes import owner_roles, process_ids, processes_table
from graphkit.generate.structure import Structure, functions_table, people_table, positions, staff

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST: Final = 10
"""The smallest organisation that has a top, functions and somebody in them."""


def organisation(people: int, seed: int) -> Mapping[str, pl.DataFrame]:
    """Make up an organisation in which every kind of gap occurs, once it is large enough.

    There are a tenth as many processes as people, with a footprint of about 22 elements on
    average (their parts' elements among them), and three mandates to two processes. From
    2,000 people on, every way in which ownership or a chain of mandates can fail occurs, with
    nearly every seed.

    Args:
        people: How many people, at least 10.
        seed: Not negative. The same arguments give the same tables.

    Returns:
        Table name → rows, every column text, several names in one cell separated by `;`.

    Raises:
        InputError: Too few people, or a negative seed.

    Complexity:
        Linear in people, but for sorting; a million people take some seconds.

    Examples:
        >>> tables = organisation(people=60, seed=1)
        >>> tables["people"].height, tables["processes"].height
        (60, 6)
    """
    if people < FEWEST:
        raise InputError(f"an organisation needs at least {FEWEST} people, not {people}")
    if seed < 0:
        raise InputError(f"a seed is not negative, as {seed} is")
    streams = [np.random.Generator(np.random.PCG64(part)) for part in np.random.SeedSequence(seed).spawn(8)]
    structure = staff(people, streams[0])
    processes = plan(structure, streams[1])
    owners = owner_roles(processes, streams[2])
    roles = positions(structure, owners, streams[3])
    kept = custody(structure, streams[4])
    supported = ";".join(process_ids(processes).gather(_supported(processes)))
    return {
        "functions": functions_table(structure, roles.table["id"], supported, streams[5]),
        "people": people_table(structure, roles.holds, _coordinators(processes, structure), streams[6]),
        "roles": roles.table,
        **{table: things.table for table, things in kept.items()},
        "processes": processes_table(processes, structure, roles, owners, kept, streams[7]),
        "mandates": mandates_table(processes, structure, streams[7]),
    }


def _supported(processes: Plan) -> list[int]:
    """Some processes that the centre of excellence supports."""
    return np.flatnonzero((processes.level <= PROCESS) & (np.arange(processes.size) % 7 == 0)).tolist()


def _coordinators(processes: Plan, structure: Structure) -> pl.Series:
    """The process executive coordinates every second owner."""
    owner = np.unique(processes.owner)[::2]
    officer = pick(structure.people_ids, np.full(len(owner), structure.process_officer))
    return joined(owner, officer, structure.people)
