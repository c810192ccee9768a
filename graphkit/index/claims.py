"""Contested authority: several people who own the same thing, or head the same function, side by side."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.command import Command
from graphkit.index.facts import Facts
from graphkit.index.holders import direct_heads
from graphkit.index.pairs import PairIndex


def find_contested(facts: Facts, holders: Ragged, command: Command) -> Ragged:
    """Find those who claim the same thing and of whom neither commands the other.

    Things are systems, rules, workflows and resources, claimed by the holders of a person or
    role that owns them, and functions, claimed by the holders of what heads them.

    Args:
        facts: The model's facts.
        holders: Holders of people, roles and functions.
        command: Who commands whom.

    Returns:
        For each node of the model, everybody who has such a rival, in order.
    """
    claims = _claims(facts, holders)
    claims = claims.only(claims.counts > 1)
    people, position = np.unique(claims.values, return_inverse=True)
    above = Ragged.group(*command.commanders(people), len(people))
    step, higher = above.expand(position)
    numbered = PairIndex.build(claims.keys, claims.values, np.arange(len(claims.values)), facts.size)
    at, upper = numbered.find(claims.keys[step], higher)
    lower = step[at]
    others = lower != upper
    # Whoever is in line with all the others, above or below them, has no rival.
    lines = np.bincount(np.concatenate([lower[others], upper[others]]), minlength=len(claims.values))
    return claims.where(lines < claims.counts[claims.keys] - 1)


def _claims(facts: Facts, holders: Ragged) -> Ragged:
    owner, owned = facts.edges("OWNS")
    personal = ~facts.is_label(owned, "Process") & ~facts.is_label(owner, "Function")
    owner, owned = owner[personal], owned[personal]
    at, holder = holders.expand(owner)
    function, head = direct_heads(facts, holders)
    pairs = unique_pairs(np.concatenate([owned[at], function]), np.concatenate([holder, head]))
    return Ragged.group(*pairs, facts.size)
