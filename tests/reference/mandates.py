"""Mandates: authority that is granted, and that nobody can give without having it."""

from __future__ import annotations

from graphkit.model.schema import DIMENSIONS
from tests.reference.command import commands, commands_as_recorded, dotted_managers
from tests.reference.organisation import (
    Node,
    Organisation,
    actors,
    ancestors,
    descendants,
    holders,
    holds_empowering_role,
    remembered,
)
from tests.reference.participation import DIMENSION_OF

LEVEL = {"none": 0, "influence": 1, "direct": 2, "decide": 3}


@remembered
def grantors(org: Organisation, mandate: Node) -> set[Node]:
    """The holders of those who grant it."""
    return {p for source in org.sources(mandate, "GRANTS") for p in holders(org, source)}


@remembered
def grantees(org: Organisation, mandate: Node) -> set[Node]:
    """The holders of those whom it empowers."""
    return {p for target in org.targets(mandate, "EMPOWERS") for p in holders(org, target)}


def within(org: Organisation, mandate: Node) -> set[Node]:
    """The processes it holds within; a process among those that it covers counts as one."""
    covered = {x for x in org.targets(mandate, "COVERS") if x[0] == "Process"}
    return org.targets(mandate, "WITHIN") | covered


def covers(org: Organisation, mandate: Node) -> set[Node]:
    """What it covers, processes aside."""
    return {x for x in org.targets(mandate, "COVERS") if x[0] != "Process"}


def level_of(org: Organisation, mandate: Node) -> int:
    """How much it grants, influence where nothing is said."""
    return LEVEL[org.get(mandate, "level", "influence")]


def is_delegable(org: Organisation, mandate: Node) -> bool:
    """It may be passed on only where that is recorded."""
    return org.get(mandate, "delegable", False) is True


def is_accepted(org: Organisation, mandate: Node) -> bool:
    """It is accepted unless it is recorded otherwise."""
    return org.get(mandate, "accepted", True) is not False


def is_in_date(org: Organisation, mandate: Node) -> bool:
    """Today is within its dates, both days included; a date that is not given does not bound it."""
    first, last = org.get(mandate, "valid_from"), org.get(mandate, "valid_until")
    return (first is None or first <= org.today) and (last is None or org.today <= last)


@remembered
def current(org: Organisation) -> list[Node]:
    """Mandates that are accepted, in date, and have a grantor and a grantee with holders."""
    return [
        m
        for m in org.labelled("Mandate")
        if is_accepted(org, m) and is_in_date(org, m) and grantors(org, m) and grantees(org, m)
    ]


@remembered
def contained(org: Organisation, function: Node) -> set[Node]:
    """A function contains itself, its parts, their members, and what belongs to them or they own."""
    parts = {function} | descendants(org, function)
    inside = set(parts)
    for part in parts:
        inside |= org.sources(part, "MEMBER_OF") | org.sources(part, "BELONGS_TO") | org.targets(part, "OWNS")
    return inside


@remembered
def containers(org: Organisation, x: Node) -> set[Node]:
    """The functions that contain x."""
    return {function for function in org.labelled("Function") if x in contained(org, function)}


def is_within(org: Organisation, process: Node, mandate: Node) -> bool:
    """The process is, or is a part of, one of those that the mandate holds within."""
    return bool(({process} | ancestors(org, process)) & within(org, mandate))


@remembered
def applies(org: Organisation, mandate: Node, x: Node, process: Node) -> bool:
    """Whether it gives authority over x in the process.

    The process is within it, or it has no within; x or a function that contains x is covered, or it covers
    nothing in particular; and the dimension of x is among its own. With neither within nor covers: to nothing.
    """
    if not within(org, mandate) and not covers(org, mandate):
        return False
    inside = not within(org, mandate) or is_within(org, process, mandate)
    covered = not covers(org, mandate) or bool(({x} | containers(org, x)) & covers(org, mandate))
    return inside and covered and DIMENSION_OF[x[0]] in org.get(mandate, "dimensions", DIMENSIONS)


def applying(org: Organisation, x: Node, process: Node) -> list[Node]:
    """The current mandates that apply."""
    return [m for m in current(org) if applies(org, m, x, process)]


@remembered
def gives(org: Organisation, x: Node, process: Node) -> dict[Node, int]:
    """What each can give of authority over x: command, and what came to them by delegable mandates; least solution."""
    give = {p: LEVEL["decide"] if commands(org, p, x) else 0 for p in actors(org)}
    delegable = [m for m in applying(org, x, process) if is_delegable(org, m)]
    changed = True
    while changed:
        changed = False
        for m in delegable:
            for p in grantees(org, m):
                for g in grantors(org, m) - {p}:
                    granted = min(level_of(org, m), give[g])
                    if granted > give[p]:
                        give[p] = granted
                        changed = True
    return give


@remembered
def level(org: Organisation, p: Node, x: Node, process: Node) -> int:
    """The level of p over x in the process.

    Decide where p commands x; otherwise the highest of influence by a dotted line from x, and, for each current
    mandate that applies and is p's, the lesser of its level and what a grantor other than p can give.
    """
    if commands(org, p, x):
        return LEVEL["decide"]
    highest = LEVEL["influence"] if p in actors(org) and p in dotted_managers(org, x) else 0
    for m in applying(org, x, process):
        if p in grantees(org, m):
            for g in grantors(org, m) - {p}:
                highest = max(highest, min(level_of(org, m), gives(org, x, process)[g]))
    return highest


# --- who may empower the owner of a process ----------------------------------------------------------------------


@remembered
def is_about(org: Organisation, mandate: Node, process: Node) -> bool:
    """The process is or descends from one it holds within, or a function that contains the process is covered."""
    return is_within(org, process, mandate) or bool(containers(org, process) & covers(org, mandate))


@remembered
def entitled(org: Organisation, process: Node) -> set[Node]:
    """Who may empower an owner of the process.

    Holders of an empowering role, whoever commands the process, and whoever holds a current delegable mandate
    about it from someone entitled; the least solution.
    """
    found = {g for g in actors(org) if holds_empowering_role(org, g) or commands(org, g, process)}
    delegable = [m for m in current(org) if is_about(org, m, process) and is_delegable(org, m)]
    changed = True
    while changed:
        more = {p for m in delegable if grantors(org, m) & found for p in grantees(org, m)}
        changed = not more <= found
        found |= more
    return found


def independent_grantors(org: Organisation, mandate: Node, owner: Node) -> set[Node]:
    """Grantors other than the owner that the owner does not command."""
    return {g for g in grantors(org, mandate) if g != owner and not commands_as_recorded(org, owner, g)}


@remembered
def naming(org: Organisation, owner: Node, process: Node) -> list[Node]:
    """Current mandates about the process that name the owner."""
    return [m for m in current(org) if owner in grantees(org, m) and is_about(org, m, process)]
