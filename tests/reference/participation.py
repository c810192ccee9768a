"""Who takes part in a process, whether it is cross-functional, and what its owner must have authority over."""

from __future__ import annotations

from graphkit.model.schema import DIMENSIONS
from tests.reference.organisation import (
    Node,
    Organisation,
    ancestors,
    descendants,
    holders,
    nearest,
    parents,
    remembered,
)

DIMENSION_OF = {
    "Person": "people",
    "Role": "people",
    "Function": "functions",
    "System": "technology",
    "Rule": "rules",
    "Workflow": "workflow",
    "Resource": "resources",
}


def is_internal(org: Organisation, function: Node) -> bool:
    """Centres of excellence and external functions are left out."""
    return org.get(function, "kind", "function") not in ("coe", "external")


def with_parts(org: Organisation, process: Node) -> set[Node]:
    """Everything looks at the process and all its parts together."""
    return {process} | descendants(org, process)


def involved(org: Organisation, process: Node, letters: str) -> set[Node]:
    """INVOLVES targets of one process, by RACI letter; R where none is given."""
    return {
        target
        for source, target, data in org.edges["INVOLVES"]
        if source == process and (data.get("raci") or "R") in letters
    }


@remembered
def doers(org: Organisation, process: Node) -> set[Node]:
    """People and roles that are responsible or accountable in the process or a part of it."""
    return {who for part in with_parts(org, process) for who in involved(org, part, "RA")}


@remembered
def performers(org: Organisation, process: Node) -> set[Node]:
    """Functions that perform the process or a part of it."""
    return {function for part in with_parts(org, process) for function in org.targets(part, "PERFORMED_BY")}


def leads_to(org: Organisation, participant: Node) -> set[Node]:
    """A person leads to the functions they are in, active or not; a role to its own, else its holders' functions."""
    if participant[0] == "Person":
        return org.targets(participant, "MEMBER_OF")
    own = org.targets(participant, "BELONGS_TO")
    if own:
        return own
    return {function for holder in holders(org, participant) for function in org.targets(holder, "MEMBER_OF")}


def _lift(org: Organisation, function: Node) -> set[Node]:
    """The nearest of the function and those above it whose kind is `function`; itself if there is none."""
    return nearest(org, function, lambda f: org.get(f, "kind", "function") == "function") or {function}


@remembered
def _depth(org: Organisation, function: Node) -> int:
    """How far a function is, at the nearest, below a function that is part of nothing."""
    above = parents(org, function)
    return 1 + min(_depth(org, parent) for parent in above) if above else 0


def _at_depth(org: Organisation, function: Node) -> set[Node]:
    """With `function_depth`, the function's ancestors (or itself) at that depth below a root; itself if none is."""
    wanted = org.policy.function_depth
    if wanted is None:
        return {function}
    return {f for f in {function} | ancestors(org, function) if _depth(org, f) == wanted} or {function}


@remembered
def functions(org: Organisation, process: Node) -> set[Node]:
    """The functions that take part: lifted, less those that are above another one of them."""
    found = performers(org, process) | {f for who in doers(org, process) for f in leads_to(org, who)}
    lifted = {up for f in found if is_internal(org, f) for up in _lift(org, f)}
    levelled = {up for f in lifted for up in _at_depth(org, f)}
    return {f for f in levelled if not any(f in ancestors(org, other) for other in levelled)}


@remembered
def cross_functional(org: Organisation, process: Node) -> bool | None:
    """Whether enough functions take part.

    It is known that they do not only if there is one at least and every person and role led to some function.
    """
    left = functions(org, process)
    if len(left) >= org.policy.min_functions:
        return True
    if left and all(leads_to(org, who) for who in doers(org, process)):
        return False
    return None


@remembered
def whole_footprint(org: Organisation, process: Node) -> set[Node]:
    """The elements of all six dimensions, no owner taken away."""
    elements = set(doers(org, process)) | {f for f in performers(org, process) if is_internal(org, f)}
    for part in with_parts(org, process):
        for type_ in ("USES", "GOVERNED_BY", "FOLLOWS", "CONSUMES"):
            elements |= org.targets(part, type_)
    return elements


def footprint(org: Organisation, process: Node, owner: Node | None) -> set[Node]:
    """What the owner must have authority over: the elements, less the owner."""
    return whole_footprint(org, process) - {owner} if owner else whole_footprint(org, process)


def by_dimension(elements: set[Node]) -> dict[str, set[Node]]:
    """Elements sorted into the six dimensions."""
    return {name: {x for x in elements if DIMENSION_OF[x[0]] == name} for name in DIMENSIONS}
