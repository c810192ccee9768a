"""Owners, the status of elements, empowerment and the verdict of each process."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.reference.command import commands, is_governed
from tests.reference.mandates import LEVEL, entitled, independent_grantors, level, naming
from tests.reference.organisation import (
    Node,
    Organisation,
    holders,
    holds_empowering_role,
    nearest,
    remembered,
    write,
    write_all,
)
from tests.reference.participation import (
    DIMENSION_OF,
    by_dimension,
    cross_functional,
    footprint,
    functions,
    involved,
)

REASONS = ("no-owner", "vacant-owner", "shared-owner", "not-empowered", "insufficient-authority")


def _own_owners(org: Organisation, process: Node) -> tuple[set[Node], str | None]:
    """The sources of OWNS; where there are none, whoever is accountable."""
    if owns := org.sources(process, "OWNS"):
        return owns, "direct"
    if accountable := involved(org, process, "A"):
        return accountable, "accountable"
    return set(), None


@remembered
def recorded_owners(org: Organisation, process: Node) -> tuple[set[Node], str | None]:
    """Recorded owners and where they come from; without any, those of the nearest processes above that have some."""
    own, source = _own_owners(org, process)
    if own:
        return own, source
    near = nearest(org, process, lambda p: bool(_own_owners(org, p)[0]))
    if near:
        return {owner for p in near for owner in _own_owners(org, p)[0]}, "inherited"
    return set(), None


@remembered
def owners(org: Organisation, process: Node) -> set[Node]:
    """The holders of the recorded owners."""
    return {p for owner in recorded_owners(org, process)[0] for p in holders(org, owner)}


@remembered
def status(org: Organisation, owner: Node, x: Node, process: Node) -> str:
    """Held where the owner's level suffices; else ungoverned where nobody but x governs x; else missing."""
    if level(org, owner, x, process) >= LEVEL[org.policy.required[DIMENSION_OF[x[0]]]]:
        return "held"
    return "missing" if is_governed(org, x) else "ungoverned"


def with_status(org: Organisation, owner: Node, process: Node, wanted: str) -> set[Node]:
    """The elements of the footprint that have a status for the owner."""
    return {x for x in footprint(org, process, owner) if status(org, owner, x, process) == wanted}


@remembered
def judged_owner(org: Organisation, process: Node) -> Node | None:
    """With several owners, the one who holds most elements, then the lowest id (then label)."""
    found = owners(org, process)
    if not found:
        return None
    return min(found, key=lambda o: (-len(with_status(org, o, process, "held")), o[1], o[0]))


def _by_position(org: Organisation, owner: Node, process: Node) -> bool:
    """Commands the process, or holds an empowering role, or commands every function that takes part (one at least)."""
    parts = functions(org, process)
    return (
        commands(org, owner, process)
        or holds_empowering_role(org, owner)
        or (bool(parts) and all(commands(org, owner, function) for function in parts))
    )


def _by_mandate(org: Organisation, owner: Node, process: Node) -> bool:
    """A current mandate about the process names the owner, from someone entitled whom the owner does not command."""
    return any(
        independent_grantors(org, mandate, owner) & entitled(org, process) for mandate in naming(org, owner, process)
    )


def _mandates_are_recorded(org: Organisation) -> bool:
    """The policy says so, or else a single mandate in the model does."""
    recorded = org.policy.mandates_recorded
    return bool(org.labelled("Mandate")) if recorded == "auto" else recorded


@remembered
def empowered(org: Organisation, process: Node) -> str | None:
    """By position, by mandate, not at all, or not modelled; nothing where there is no owner."""
    owner = judged_owner(org, process)
    if owner is None:
        return None
    if _by_position(org, owner, process):
        return "position"
    if _by_mandate(org, owner, process):
        return "mandate"
    return "none" if _mandates_are_recorded(org) else "unmodelled"


def is_shared(org: Organisation, process: Node) -> bool:
    """More than one owner, unless the policy allows it or they are inherited."""
    inherited = recorded_owners(org, process)[1] == "inherited"
    return len(owners(org, process)) > 1 and not org.policy.allow_shared_owner and not inherited


def missing(org: Organisation, process: Node) -> set[Node]:
    """The elements that are missing for the judged owner."""
    owner = judged_owner(org, process)
    return with_status(org, owner, process, "missing") if owner else set()


@remembered
def reasons(org: Organisation, process: Node) -> list[str]:
    """Why a cross-functional process has a gap."""
    if cross_functional(org, process) is not True:
        return []
    recorded = recorded_owners(org, process)[0]
    holds = {
        "no-owner": not recorded,
        "vacant-owner": bool(recorded) and not owners(org, process),
        "shared-owner": is_shared(org, process),
        "not-empowered": empowered(org, process) == "none",
        "insufficient-authority": bool(missing(org, process)),
    }
    return [reason for reason in REASONS if holds[reason]]


def verdict(org: Organisation, process: Node) -> str:
    """Functional, gap, unknown or governed."""
    crosses = cross_functional(org, process)
    if crosses is False:
        return "functional"
    if crosses is None:
        return "unknown"
    if reasons(org, process):
        return "gap"
    owner = judged_owner(org, process)
    assert owner is not None, "a process without an owner has a reason for a gap"
    elements = footprint(org, process, owner)
    if empowered(org, process) == "unmodelled" or with_status(org, owner, process, "ungoverned") or not elements:
        return "unknown"
    return "governed"


def _coverage(org: Organisation, process: Node) -> dict[str, dict[str, int] | None] | None:
    """Held, missing and ungoverned elements by dimension; nothing for a dimension without elements."""
    owner = judged_owner(org, process)
    if owner is None or cross_functional(org, process) is not True:
        return None
    coverage: dict[str, dict[str, int] | None] = {}
    for dimension, elements in by_dimension(footprint(org, process, owner)).items():
        count = Counter(status(org, owner, x, process) for x in elements)
        names = ("held", "missing", "ungoverned")
        coverage[dimension] = {name: count[name] for name in names} if elements else None
    return coverage


def row(org: Organisation, process: Node) -> dict[str, Any]:
    """One process as the JSON report writes it, but for its findings."""
    owner = judged_owner(org, process)
    judged = owner if cross_functional(org, process) is True else None
    lacking = {
        name: write_all(org, with_status(org, judged, process, name) if judged else ())
        for name in ("missing", "ungoverned")
    }
    return {
        "id": write(org, process),
        "name": org.get(process, "name") or process[1],
        "level": org.get(process, "level"),
        "verdict": verdict(org, process),
        "cross_functional": cross_functional(org, process),
        "functions": write_all(org, functions(org, process)),
        "owners": write_all(org, owners(org, process)),
        "owner": write(org, owner) if owner else None,
        "owner_source": recorded_owners(org, process)[1],
        "empowered": empowered(org, process),
        "coverage": _coverage(org, process),
        **lacking,
        "reasons": reasons(org, process),
    }


def rows(org: Organisation) -> list[dict[str, Any]]:
    """Every process, sorted by id as written."""
    return sorted((row(org, process) for process in org.labelled("Process")), key=lambda r: str(r["id"]))


def summary(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many processes, how many of them cross-functional, and how many with each verdict but `functional`."""
    count = Counter(r["verdict"] for r in rows)
    return {
        "processes": len(rows),
        "cross_functional": sum(r["cross_functional"] is True for r in rows),
        **{name: count[name] for name in ("governed", "gap", "unknown")},
    }
