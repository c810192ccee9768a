"""Mandates whose grantors have their authority only from each other, or from themselves."""

from __future__ import annotations

import numpy as np

from graphkit.index.applications import Applications
from graphkit.index.arrays import Bools, Ints, Ragged, any_by, distinct
from graphkit.index.authority import Authority
from graphkit.index.cycles import find_cycles
from graphkit.index.giving import commanded_by_grantor


def find_circles(applications: Applications, authority: Authority) -> Ragged:
    """Find the mandates on circles of empowerment into which no authority comes from outside.

    Args:
        applications: Where mandates apply.
        authority: Who has authority of their own.

    Returns:
        For each such mandate the rows of all that are on circles with it, itself included.
    """
    rows = len(authority.mandates)
    circle = _circle_of(authority)
    found = np.flatnonzero(circle >= 0)
    if not len(found):
        return Ragged.empty(rows)
    found = found[~_grounded(applications, authority, found)[found]]
    members = Ragged.group(circle[found], found, rows)
    at, member = members.expand(circle[found])
    return Ragged.group(found[at], member, rows)


def _circle_of(authority: Authority) -> Ints:
    """The number of the circle on which each current mandate lies, -1 where it lies on none.

    A mandate leads to its grantors, and they to the mandates that empower them.
    """
    mandates = authority.mandates
    people, rows = len(mandates.of), len(mandates)
    givers, takers = mandates.grantors.only(mandates.current), mandates.of
    lower = np.concatenate([givers.keys + people, takers.keys])
    upper = np.concatenate([givers.values, takers.values + people])
    members = find_cycles(people + rows, lower, upper).members
    circle = np.full(people + rows, -1, dtype=np.int64)
    circle[members.values] = members.keys
    return circle[people:]


def _grounded(applications: Applications, authority: Authority, rows: Ints) -> Bools:
    """Which mandates have a grantor with authority that does not come round in a circle.

    Args:
        applications: Where mandates apply.
        authority: Who has authority of their own.
        rows: The mandates asked about; of others only those are looked at from which their authority may come.
    """
    mandates = authority.mandates
    sources = _sources(authority, rows)
    grounded = np.zeros(len(mandates), dtype=np.bool_)
    frontier = sources[_stands_by_itself(applications, authority, sources)]
    givers = mandates.grantors.only(mandates.current)
    granted_by = Ragged.group(givers.values, givers.keys, len(mandates.of))
    while len(frontier):
        grounded[frontier] = True
        _, person = mandates.grantees.expand(frontier)
        _, below = granted_by.expand(distinct(person))
        frontier = distinct(below[~grounded[below]])
    return grounded


def _sources(authority: Authority, rows: Ints) -> Ints:
    """Some mandates, and all that empower their grantors, near or far."""
    mandates = authority.mandates
    found = np.zeros(len(mandates), dtype=np.bool_)
    frontier = rows
    while len(frontier):
        found[frontier] = True
        _, grantor = mandates.grantors.expand(frontier)
        _, above = mandates.of.expand(distinct(grantor))
        frontier = distinct(above[~found[above]])
    return np.flatnonzero(found)


def _stands_by_itself(applications: Applications, authority: Authority, rows: Ints) -> Bools:
    """Whether a grantor of each mandate has an empowering role, or commands something that it is about."""
    mandates = authority.mandates
    at, grantor = mandates.grantors.expand(rows)
    found = any_by(at, authority.empowering[grantor], len(rows))
    for scope in (mandates.covers, mandates.within):
        at, node = scope.expand(rows)
        found |= any_by(at, commanded_by_grantor(authority, rows[at], node), len(rows))

    def commanded(rows: Ints, elements: Ints) -> Bools:
        return commanded_by_grantor(authority, rows, elements)

    rest = rows[~found]
    flags = np.zeros(len(mandates), dtype=np.bool_)
    for piece in applications.of(rest, commanded):
        flags[piece()[0]] = True
    return found | flags[rows]
