"""Holders: the active people behind a person, a role or a function."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Bools, Edges, Ragged, unique_pairs
from graphkit.index.facts import Facts
from graphkit.index.hierarchy import Hierarchy


def find_holders(facts: Facts, functions: Hierarchy) -> Ragged:
    """The holders of every person, role and function.

    Args:
        facts: The model's facts.
        functions: How functions are part of one another.

    Returns:
        For each node of the model its holders, as node numbers in order; nobody for other labels.
    """
    node, holder = _own_holders(facts)
    direct = Ragged.group(node, holder, facts.size)
    headed, head = direct_heads(facts, direct)
    by_function = Ragged.group(headed, head, facts.size)
    units = facts.nodes("Function")
    at, nearest = functions.nearest(units, by_function.counts > 0)
    step, found = by_function.expand(nearest)
    unit, head = unique_pairs(units[at[step]], found)
    node, holder = unique_pairs(np.concatenate([node, unit]), np.concatenate([holder, head]))
    return Ragged.group(node, holder, facts.size)


def direct_heads(facts: Facts, holders: Ragged) -> Edges:
    """Each function with every holder of what HEADS it.

    Args:
        facts: The model's facts.
        holders: Holders of people and roles.

    Returns:
        Functions and their active heads, as pairs in order.
    """
    head, function = facts.edges("HEADS")
    at, holder = holders.expand(head)
    return unique_pairs(function[at], holder)


def heads_of_functions(facts: Facts) -> Edges:
    """Who heads which function, in person or through a role, active or not.

    Args:
        facts: The model's facts.

    Returns:
        People and the functions they head; then roles that stand for their holder and theirs.
    """
    head, function = facts.edges("HEADS")
    person, role = facts.edges("HOLDS")
    held = Ragged.group(role, person, facts.size)
    at, holder = held.expand(head)
    own = facts.is_label(head, "Person") | facts.standing_roles[head]
    return unique_pairs(np.concatenate([head[own], holder]), np.concatenate([function[own], function[at]]))


def _own_holders(facts: Facts) -> Edges:
    themselves = np.flatnonzero(facts.active)
    person, role = facts.edges("HOLDS")
    fills: Bools = facts.active_people[person] & ~facts.vacant[role]
    return unique_pairs(
        np.concatenate([themselves, role[fills]]),
        np.concatenate([themselves, person[fills]]),
    )
