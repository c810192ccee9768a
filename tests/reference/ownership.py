"""OWN: is there exactly one owner, named, in the right place, with time for it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.command import commands
from tests.reference.organisation import Node, Organisation, actors, descendants, heads_a_function, holders
from tests.reference.participation import cross_functional, functions, involved
from tests.reference.report import Finding, about_node, about_process, crossing
from tests.reference.verdict import is_shared, judged_owner, owners, recorded_owners

if TYPE_CHECKING:
    from collections.abc import Iterator


def _accountability_severity(org: Organisation, process: Node) -> str | None:
    """OWN001 to OWN003 are errors where the process is cross-functional; else warnings, where they apply at all."""
    crosses = cross_functional(org, process)
    if crosses is True:
        return "error"
    if crosses is None or org.get(process, "level") == "enterprise":
        return "warning"
    return None


def _own001_to_003(org: Organisation) -> Iterator[Finding]:
    """No recorded owner; more than one owner; recorded owners without any holder."""
    for process in org.labelled("Process"):
        severity = _accountability_severity(org, process)
        if severity is None:
            continue
        recorded, _ = recorded_owners(org, process)
        if not recorded:
            yield about_process("OWN001", severity, process)
        if is_shared(org, process):
            yield about_process("OWN002", severity, process, owners(org, process))
        if recorded and not owners(org, process):
            yield about_process("OWN003", severity, process, recorded)


def _own004_005(org: Organisation) -> Iterator[Finding]:
    """A recorded owner is a function; the owner comes only from a parent."""
    for process in crossing(org):
        recorded, source = recorded_owners(org, process)
        as_function = {owner for owner in recorded if owner[0] == "Function"}
        if as_function:
            yield about_process("OWN004", "warning", process, as_function)
        if source == "inherited":
            yield about_process("OWN005", "info", process, recorded)


def _own006(org: Organisation) -> Iterator[Finding]:
    """Somebody owns more cross-functional processes, by themself and not inherited, than capacity allows."""
    for p in actors(org):
        owned = {
            process
            for process in crossing(org)
            if recorded_owners(org, process)[1] != "inherited" and p in owners(org, process)
        }
        capacity = org.get(p, "capacity", 1.0) if p[0] == "Person" else 1.0
        if len(owned) > org.policy.max_processes_per_owner * capacity:
            yield about_node("OWN006", "warning", p, owned)


def _own007(org: Organisation) -> Iterator[Finding]:
    """The owner, of whom some place is known, neither commands nor is in any of the functions that take part."""
    for process in crossing(org):
        owner = judged_owner(org, process)
        if owner is None:
            continue
        parts = functions(org, process)
        inside = parts | {f for part in parts for f in descendants(org, part)}
        places = org.targets(owner, "MEMBER_OF") if owner[0] == "Person" else org.targets(owner, "BELONGS_TO")
        known = places or heads_a_function(org, owner)
        if known and not any(commands(org, owner, part) for part in parts) and not places & inside:
            yield about_process("OWN007", "warning", process, parts)


def _own008(org: Organisation) -> Iterator[Finding]:
    """RACI holds somebody accountable who is not an owner."""
    for process in crossing(org):
        if recorded_owners(org, process)[1] != "direct":
            continue
        accountable = {p for who in involved(org, process, "A") for p in holders(org, who)}
        if others := accountable - owners(org, process):
            yield about_process("OWN008", "warning", process, others)


def ownership(org: Organisation) -> Iterator[Finding]:
    """All findings of the family, repeats under an ancestor included."""
    for rule in (_own001_to_003, _own004_005, _own006, _own007, _own008):
        yield from rule(org)
