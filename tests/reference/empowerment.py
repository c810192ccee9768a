"""EMP: is the owner empowered, and are the mandates what they claim to be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.command import commands, commands_as_recorded, is_governed
from tests.reference.mandates import (
    applies,
    current,
    entitled,
    gives,
    grantees,
    grantors,
    independent_grantors,
    is_about,
    is_accepted,
    is_delegable,
    is_in_date,
    level_of,
    naming,
    within,
)
from tests.reference.organisation import Node, Organisation, holds_empowering_role, reachable, remembered
from tests.reference.participation import footprint
from tests.reference.report import Finding, about_node, about_process, crossing
from tests.reference.verdict import empowered, judged_owner

if TYPE_CHECKING:
    from collections.abc import Iterator


def _about_mandate(
    org: Organisation, code: str, severity: str, mandate: Node, evidence: set[Node] | None = None
) -> Finding:
    """Its process is the one it holds within, where there is exactly one."""
    processes = within(org, mandate)
    process = next(iter(processes)) if len(processes) == 1 else None
    return about_node(code, severity, mandate, evidence or set(), process)


def _judged(org: Organisation) -> list[tuple[Node, Node]]:
    """Cross-functional processes with their judged owners, where these are not empowered."""
    return [
        (process, owner)
        for process in crossing(org)
        if (owner := judged_owner(org, process)) is not None and empowered(org, process) == "none"
    ]


# --- EMP003: circles ---------------------------------------------------------------------------------------------


def _pairs(org: Organisation, mandate: Node) -> list[tuple[Node, Node]]:
    """Elements and cross-functional processes in which the mandate applies to them."""
    return [
        (x, process)
        for process in crossing(org)
        for x in footprint(org, process, judged_owner(org, process))
        if applies(org, mandate, x, process)
    ]


def _stands_by_itself(org: Organisation, mandate: Node, grantor: Node) -> bool:
    """The grantor has authority of their own: an empowering role, or command over something the mandate is about."""
    things = org.targets(mandate, "COVERS") | within(org, mandate) | {x for x, _ in _pairs(org, mandate)}
    return holds_empowering_role(org, grantor) or any(commands(org, grantor, thing) for thing in things)


@remembered
def _grounded(org: Organisation) -> set[Node]:
    """Mandates some grantor of which has authority that does not come round in a circle; least solution."""
    found = {m for m in current(org) if any(_stands_by_itself(org, m, g) for g in grantors(org, m))}
    changed = True
    while changed:
        more = {m for m in current(org) if any(grantors(org, m) & grantees(org, other) for other in found)}
        changed = not more <= found
        found |= more
    return found


@remembered
def _circles(org: Organisation) -> dict[Node, set[Node]]:
    """Ungrounded mandates on a cycle → the mandates they are on cycles with, themselves included."""
    steps = {m: {other for other in current(org) if grantors(org, m) & grantees(org, other)} for m in current(org)}
    return {
        m: {other for other in reachable(m, steps) if m in reachable(other, steps)}
        for m in current(org)
        if m in reachable(m, steps) and m not in _grounded(org)
    }


# --- EMP006 and EMP008: nobody can give what they do not have ------------------------------------------------------


@remembered
def _beyond(org: Organisation, mandate: Node) -> list[tuple[Node, Node]]:
    """Governed elements (with their processes) that no grantor can give at the mandate's level."""
    return [
        (x, process)
        for x, process in _pairs(org, mandate)
        if is_governed(org, x)
        and not any(gives(org, x, process)[g] >= level_of(org, mandate) for g in grantors(org, mandate))
    ]


def _fixed(org: Organisation, holder: Node) -> list[Node]:
    """Current mandates of somebody that may not be passed on."""
    return [m for m in current(org) if holder in grantees(org, m) and not is_delegable(org, m)]


@remembered
def _not_delegable(org: Organisation, mandate: Node) -> set[Node]:
    """The mandates on which the grantors' authority rests and that may not be passed on."""
    found: set[Node] = set()
    wanted = level_of(org, mandate)
    for x, process in _beyond(org, mandate):
        for g in grantors(org, mandate):
            for other in _fixed(org, g):
                sources = grantors(org, other) - {g}
                enough = level_of(org, other) >= wanted and any(gives(org, x, process)[s] >= wanted for s in sources)
                if applies(org, other, x, process) and enough:
                    found.add(other)
    for process, owner in _judged(org):
        if mandate in naming(org, owner, process):
            for g in independent_grantors(org, mandate, owner):
                for other in _fixed(org, g):
                    if is_about(org, other, process) and grantors(org, other) & entitled(org, process):
                        found.add(other)
    return found


def _is_from_below(org: Organisation, mandate: Node) -> bool:
    """Every grantor is commanded by a grantee other than themself."""
    givers, takers = grantors(org, mandate), grantees(org, mandate)
    return bool(givers and takers) and all(
        any(t != g and commands_as_recorded(org, t, g) for t in takers) for g in givers
    )


# --- the rules ---------------------------------------------------------------------------------------------------


def _emp001_002(org: Organisation) -> Iterator[Finding]:
    """The owner is not empowered; a mandate about the process exists, but no grantor is entitled."""
    for process, owner in _judged(org):
        mandates = naming(org, owner, process)
        unentitled = {m: g for m in mandates if (g := independent_grantors(org, m, owner))}
        if unentitled:
            yield about_process("EMP002", "error", process, set(unentitled).union(*unentitled.values()))
        explained = any(m in _circles(org) or _is_from_below(org, m) or _not_delegable(org, m) for m in mandates)
        if not unentitled and not explained:
            yield about_process("EMP001", "error", process, {owner})


def _emp003_to_009(org: Organisation) -> Iterator[Finding]:
    """What is wrong with each mandate."""
    for m in org.labelled("Mandate"):
        givers = org.sources(m, "GRANTS")
        gone = bool(givers) and not grantors(org, m)
        if m in _circles(org):
            yield _about_mandate(org, "EMP003", "error", m, _circles(org)[m])
        if gone or not is_in_date(org, m):
            yield _about_mandate(org, "EMP004", "warning", m, givers if gone else set())
        if not is_accepted(org, m):
            yield _about_mandate(org, "EMP005", "warning", m)
        if m in current(org) and _beyond(org, m):
            yield _about_mandate(org, "EMP006", "warning", m, {x for x, _ in _beyond(org, m)})
        if _is_from_below(org, m):
            yield _about_mandate(org, "EMP007", "error", m, grantors(org, m) | grantees(org, m))
        if m in current(org) and _not_delegable(org, m):
            yield _about_mandate(org, "EMP008", "error", m, _not_delegable(org, m))
        if not givers or not org.targets(m, "EMPOWERS") or not (org.targets(m, "COVERS") or org.targets(m, "WITHIN")):
            yield _about_mandate(org, "EMP009", "error", m)


def empowerment(org: Organisation) -> Iterator[Finding]:
    """All findings of the family."""
    yield from _emp001_002(org)
    yield from _emp003_to_009(org)
