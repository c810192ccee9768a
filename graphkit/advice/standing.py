"""Where people stand: steps from the top, and what they own already."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Ints, Ragged, distinct, unique_pairs
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED

UNPLACED = -1
"""The distance of who is neither commanded nor commands anybody or anything."""

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def distance_from_top(index: Index) -> Ints:
    """Steps from each active person up to somebody whom nobody else commands.

    Args:
        index: The compiled model.

    Returns:
        For each node, the least number of active people above it on a path up; 0 at the top. UNPLACED
        for who stands outside of any line, and for what is no active person.
    """
    command = index.command
    down = command.reach.down
    distance = np.full(index.model.size, UNPLACED, dtype=np.int64)
    level = np.flatnonzero(command.top & (down.counts > 0))
    distance[level] = 0
    steps = 0
    while len(level):
        steps += 1
        following: list[Ints] = []
        while len(level):
            _, below = down.expand(level)
            below = distinct(below[distance[below] == UNPLACED])
            distance[below] = steps
            following.append(below[command.active[below]])
            level = below[~command.active[below]]
        level = distinct(np.concatenate(following))
    return np.where(command.active, distance, UNPLACED)


def owned_processes(index: Index) -> Ragged:
    """For each node, the cross-functional processes that it owns in its own right."""
    ownership = index.ownership
    owners = ownership.owners.only(index.participation.crossing & (ownership.source != INHERITED))
    return Ragged.group(owners.values, owners.keys, index.model.size)


def process_limits(index: Index) -> Floats:
    """For each node, how many processes it may own: the policy's number times its capacity."""
    capacity = np.ones(index.model.size)
    people = index.facts.span("Person")
    capacity[people.start : people.stop] = index.facts.number("Person", "capacity", absent=1.0)
    return capacity * index.policy.max_processes_per_owner


def members(index: Index) -> tuple[Ints, Ints]:
    """Who is in which function: members, heads, and roles that belong to one.

    Returns:
        People (and roles that stand for their holder) and functions, as pairs in order.
    """
    facts = index.facts
    person, unit = facts.edges("MEMBER_OF")
    role, home = facts.edges("BELONGS_TO")
    head, headed = facts.edges("HEADS")
    step, holder = index.holders.expand(head)
    own = facts.is_label(role, "Role")
    step_of_role, of_role = index.holders.expand(role[own])
    people = np.concatenate([person, of_role, holder])
    units = np.concatenate([unit, home[own][step_of_role], headed[step]])
    return unique_pairs(people, units)
