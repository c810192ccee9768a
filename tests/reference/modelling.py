"""MOD: what the model itself cannot tell, or tells twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model.schema import DIMENSIONS, LABELS
from tests.reference.command import cycles, nobody_commands_anything, solid_managers
from tests.reference.organisation import (
    Node,
    Organisation,
    headed_by,
    heads_of,
    is_active,
    parents,
    stands_for_its_holder,
)
from tests.reference.participation import by_dimension, cross_functional, involved, whole_footprint
from tests.reference.report import Finding, about_node, about_organisation, about_process

if TYPE_CHECKING:
    from collections.abc import Iterator


def _schema_order(node: Node) -> tuple[int, str]:
    return list(LABELS).index(node[0]), node[1]


def _mod004(org: Organisation) -> Iterator[Finding]:
    """Cycles, one finding for all nodes that lie on cycles together."""
    for cycle in cycles(org):
        lowest = min(cycle, key=_schema_order)
        yield about_node("MOD004", "error", lowest, cycle, lowest if lowest[0] == "Process" else None)


def _mod005(org: Organisation) -> Iterator[Finding]:
    """A process without parts that nobody performs."""
    for process in org.labelled("Process"):
        has_parts = any(process in parents(org, other) for other in org.labelled("Process"))
        if not has_parts and not org.targets(process, "PERFORMED_BY") and not involved(org, process, "RA"):
            yield about_process("MOD005", "warning", process)


def _mod006(org: Organisation) -> Iterator[Finding]:
    """A function without an active head of its own."""
    if nobody_commands_anything(org):
        return
    for function in org.labelled("Function"):
        if org.get(function, "kind", "function") != "external" and not heads_of(org, function):
            yield about_node("MOD006", "warning", function)


def _mod007_011(org: Organisation) -> Iterator[Finding]:
    """People without any place, and people with several managers."""
    for person in org.labelled("Person"):
        managers = solid_managers(org, person)
        placed = managers or org.targets(person, "MEMBER_OF") or headed_by(org, person)
        if is_active(org, person) and not placed:
            yield about_node("MOD007", "warning", person)
        if len(managers) > 1:
            yield about_node("MOD011", "warning", person, managers)


def _mod008(org: Organisation) -> Iterator[Finding]:
    """A dimension of which no process has any element."""
    processes = org.labelled("Process")
    elements = {x for process in processes for x in whole_footprint(org, process)}
    for dimension in DIMENSIONS if processes else ():
        if not by_dimension(elements)[dimension]:
            yield about_organisation("MOD008", "info")


def _mod012(org: Organisation) -> Iterator[Finding]:
    """Declared to be cross-functional, or not to be, against what is known."""
    for process in org.labelled("Process"):
        declared, found = org.get(process, "cross_functional"), cross_functional(org, process)
        if declared is not None and found is not None and declared != found:
            yield about_process("MOD012", "warning", process)


def _mod013_to_015(org: Organisation) -> Iterator[Finding]:
    """No mandates; no command at all; roles that stand for people."""
    if org.labelled("Process") and not org.labelled("Mandate") and org.policy.mandates_recorded == "auto":
        yield about_organisation("MOD013", "warning")
    if org.labelled("Process") and nobody_commands_anything(org):
        yield about_organisation("MOD014", "warning")
    if standing := {role for role in org.labelled("Role") if stands_for_its_holder(org, role)}:
        yield about_organisation("MOD015", "info", standing)


def modelling(org: Organisation) -> Iterator[Finding]:
    """All findings of the family."""
    for rule in (_mod004, _mod005, _mod006, _mod007_011, _mod008, _mod012, _mod013_to_015):
        yield from rule(org)
