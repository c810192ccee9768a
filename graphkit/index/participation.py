"""Owners of processes, the functions that take part in them, and which cross functions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ints, Ragged, any_by, merge, unique_pairs
from graphkit.index.facts import Facts
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.pairs import contains_pairs

NO_OWNER, DIRECT, ACCOUNTABLE, INHERITED = range(4)
OWNER_SOURCES = (None, "direct", "accountable", "inherited")
"""How a process came by its recorded owners, by code."""


@dataclass(frozen=True, eq=False)
class Ownership:
    """Who owns each process; rows are processes.

    Attributes:
        source: One of NO_OWNER, DIRECT, ACCOUNTABLE, INHERITED.
        recorded: Recorded owners: people, roles, functions.
        owners: The holders of the recorded owners.
    """

    source: Ints
    recorded: Ragged
    owners: Ragged


def find_ownership(facts: Facts, processes: Hierarchy, holders: Ragged) -> Ownership:
    """Find the recorded owners of every process, its own or inherited, and their holders.

    Args:
        facts: The model's facts.
        processes: How processes are part of one another.
        holders: Holders of people, roles and functions.
    """
    nodes = facts.nodes("Process")
    owner, owned = facts.edges("OWNS")
    of_process = facts.is_label(owned, "Process")
    direct = Ragged.group(*unique_pairs(owned[of_process], owner[of_process]), len(nodes))
    accountable = Ragged.group(*unique_pairs(*facts.raci("A")), len(nodes))
    source = np.where(direct.counts > 0, DIRECT, np.where(accountable.counts > 0, ACCOUNTABLE, NO_OWNER))
    own = merge(direct, accountable.only(source == ACCOUNTABLE))
    marked = np.zeros(facts.size, dtype=np.bool_)
    marked[nodes[source != NO_OWNER]] = True
    at, nearest = processes.nearest(nodes, marked)
    inherits = source[at] == NO_OWNER
    source[at[inherits]] = INHERITED
    step, recorded = own.expand(nearest)
    pairs = unique_pairs(at[step], recorded)
    step, holder = holders.expand(pairs[1])
    return Ownership(
        source,
        Ragged.group(*pairs, len(nodes)),
        Ragged.group(*unique_pairs(pairs[0][step], holder), len(nodes)),
    )


@dataclass(frozen=True, eq=False)
class Participation:
    """Which functions take part in each process; rows are processes.

    Attributes:
        functions: The functions counted, lifted and without ancestors of one another.
        crossing: Known to be cross-functional.
        known: Known either way.
    """

    functions: Ragged
    crossing: Bools
    known: Bools


def find_participation(
    facts: Facts, functions: Hierarchy, parts: Ragged, holders: Ragged, policy: Policy
) -> Participation:
    """Find the functions that take part in every process and its parts.

    Args:
        facts: The model's facts.
        functions: How functions are part of one another.
        parts: For each process, itself and everything that is part of it.
        holders: Holders of people, roles and functions.
        policy: `min_functions` and `function_depth`.
    """
    rows = len(parts)
    own, unplaced = _own_participants(facts, holders)
    step, unit = own.expand(parts.values)
    process, unit = unique_pairs(parts.keys[step], unit)
    keep = facts.counted_functions[unit]
    units, position = np.unique(unit[keep], return_inverse=True)
    lifted = functions.nearest(units, facts.proper_functions)
    process, unit = _put(process[keep], units, position, lifted)
    if policy.function_depth is not None:
        units, position = np.unique(unit, return_inverse=True)
        at, above = functions.with_ancestors(units)
        at_depth = functions.depth[above] == policy.function_depth
        process, unit = _put(process, units, position, (at[at_depth], above[at_depth]))
    process, unit = _without_ancestors(functions, process, unit)
    found = Ragged.group(process, unit, rows)
    crossing = found.counts >= policy.min_functions
    led_nowhere = any_by(parts.keys, unplaced[parts.values], rows)
    return Participation(found, crossing, crossing | ((found.counts > 0) & ~led_nowhere))


def _own_participants(facts: Facts, holders: Ragged) -> tuple[Ragged, Bools]:
    """Functions that take part in each process itself, and where a participant led to none."""
    rows = len(facts.span("Process"))
    process, unit = facts.edges("PERFORMED_BY")
    involved, participant = unique_pairs(*facts.raci("R", "A"))
    homes = _homes(facts, holders)
    step, home = homes.expand(participant)
    unplaced = any_by(involved, homes.counts[participant] == 0, rows)
    pairs = unique_pairs(np.concatenate([process, involved[step]]), np.concatenate([unit, home]))
    return Ragged.group(*pairs, rows), unplaced


def _homes(facts: Facts, holders: Ragged) -> Ragged:
    """The functions of each person and role: membership; for a role its own, else its holders'."""
    person, unit = facts.edges("MEMBER_OF")
    kept, keeper = facts.edges("BELONGS_TO")
    is_role = facts.is_label(kept, "Role")
    homes = Ragged.group(
        *unique_pairs(np.concatenate([person, kept[is_role]]), np.concatenate([unit, keeper[is_role]])), facts.size
    )
    roles = facts.nodes("Role")
    roles = roles[homes.counts[roles] == 0]
    at, holder = holders.expand(roles)
    step, unit = homes.expand(holder)
    return merge(homes, Ragged.group(*unique_pairs(roles[at[step]], unit), facts.size))


def _put(process: Ints, units: Ints, position: Ints, others: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Put other functions in the place of each, or leave it where there is none.

    Args:
        process: The process of each participant.
        units: The different functions that take part.
        position: For each participant, its position in `units`.
        others: Positions in `units` and the functions to be put there.
    """
    placed = Ragged.group(*unique_pairs(*others), len(units))
    alone = np.flatnonzero(placed.counts == 0)
    step, unit = merge(placed, Ragged.group(alone, units[alone], len(units))).expand(position)
    return unique_pairs(process[step], unit)


def _without_ancestors(functions: Hierarchy, process: Ints, unit: Ints) -> tuple[Ints, Ints]:
    """Drop every function that lies above another one of the same process."""
    units, position = np.unique(unit, return_inverse=True)
    above = Ragged.group(*functions.reach.all_above(units), len(units))
    step, higher = above.expand(position)
    drop = contains_pairs((process[step], higher), (process, unit))
    return process[~drop], unit[~drop]
