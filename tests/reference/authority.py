"""AUT: over what does the owner lack authority, and who would be better placed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.command import commanders, commands, dotted_managers, is_governed, nobody_commands_anything
from tests.reference.organisation import (
    Node,
    Organisation,
    actors,
    heads_a_function,
    heads_of,
    holders,
    is_active,
)
from tests.reference.participation import by_dimension, footprint
from tests.reference.report import Finding, about_node, about_process, crossing
from tests.reference.verdict import judged_owner, missing

if TYPE_CHECKING:
    from collections.abc import Iterator


def _aut001_to_006(org: Organisation) -> Iterator[Finding]:
    """Missing elements, one finding a dimension."""
    for process in crossing(org):
        for number, elements in enumerate(by_dimension(missing(org, process)).values(), start=1):
            if elements:
                yield about_process(f"AUT00{number}", "error", process, elements)


def _is_beyond_all(org: Organisation, x: Node) -> bool:
    """Nobody but x itself commands x, x heads no function, and no active person has a dotted line from x."""
    dotted = any(is_active(org, p) for p in dotted_managers(org, x))
    return not commanders(org, x) and not heads_a_function(org, x) and not dotted


def _aut007(org: Organisation) -> Iterator[Finding]:
    """An element of a cross-functional footprint over which nobody in the model holds authority."""
    if nobody_commands_anything(org):
        return
    where: dict[Node, set[Node]] = {}
    for process in crossing(org):
        for x in footprint(org, process, judged_owner(org, process)):
            if _is_beyond_all(org, x):
                where.setdefault(x, set()).add(process)
    for x, processes in where.items():
        yield about_node("AUT007", "warning", x, processes, next(iter(processes)) if len(processes) == 1 else None)


def _aut008(org: Organisation) -> Iterator[Finding]:
    """Two own the same thing, or head the same function, and neither commands the other."""
    for node in org.properties:
        if node[0] in ("System", "Rule", "Workflow", "Resource"):
            owning = (owner for owner in org.sources(node, "OWNS") if owner[0] != "Function")
            claimants = {p for owner in owning for p in holders(org, owner)}
        elif node[0] == "Function":
            claimants = heads_of(org, node)
        else:
            continue
        rivals = {
            p for p in claimants for q in claimants if p != q and not commands(org, p, q) and not commands(org, q, p)
        }
        if rivals:
            yield about_node("AUT008", "warning", node, rivals)


def _aut009_010(org: Organisation) -> Iterator[Finding]:
    """The owner lacks something: somebody else below the top commands all that is governed, or nobody does."""
    for process in crossing(org):
        owner = judged_owner(org, process)
        if owner is None or not missing(org, process):
            continue
        governed = {x for x in footprint(org, process, owner) if is_governed(org, x)}
        candidates = {
            p for p in actors(org) if p != owner and commanders(org, p) and all(commands(org, p, x) for x in governed)
        }
        if not candidates:
            yield about_process("AUT010", "info", process)
            continue
        lowest = [p for p in candidates if not any(q != p and commands(org, p, q) for q in candidates)]
        yield about_process("AUT009", "info", process, {min(lowest, key=lambda p: (p[1], p[0]))})


def authority(org: Organisation) -> Iterator[Finding]:
    """All findings of the family, repeats under an ancestor included."""
    for rule in (_aut001_to_006, _aut007, _aut008, _aut009_010):
        yield from rule(org)
