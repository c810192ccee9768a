"""Command: authority that comes with position."""

from __future__ import annotations

from collections import defaultdict

from tests.reference.organisation import (
    Node,
    Organisation,
    actors,
    descendants,
    headed_by,
    heads_a_function,
    heads_of,
    holders,
    parents,
    reachable,
    remembered,
    stands_for_its_holder,
)

Edge = tuple[Node, Node]


def solid_managers(org: Organisation, person: Node) -> set[Node]:
    """Whom a person reports to in the solid line; a line of no given kind is solid."""
    return {
        manager
        for source, manager, data in org.edges["REPORTS_TO"]
        if source == person and (data.get("line") or "solid") == "solid"
    }


def dotted_managers(org: Organisation, person: Node) -> set[Node]:
    """Whom a person reports to in a dotted line."""
    return {
        manager
        for source, manager, data in org.edges["REPORTS_TO"]
        if source == person and data.get("line") == "dotted"
    }


def _placed_by_function(org: Organisation, node: Node, places: set[Node]) -> set[Edge]:
    """Their functions, and what the functions they head are part of, except what they head or what lies below that."""
    headed = headed_by(org, node)
    below = headed | {f for top in headed for f in descendants(org, top)}
    candidates = places | {parent for f in headed for parent in parents(org, f)}
    return {(node, f) for f in candidates - below}


def _of_person(org: Organisation, person: Node) -> set[Edge]:
    """Every solid-line manager; whoever has none is placed by function."""
    managers = solid_managers(org, person)
    if managers:
        return {(person, manager) for manager in managers}
    return _placed_by_function(org, person, org.targets(person, "MEMBER_OF"))


def _of_role(org: Organisation, role: Node) -> set[Edge]:
    """Its holders and its function; one that stands for its holder is placed as a person without a manager is."""
    if stands_for_its_holder(org, role):
        return _placed_by_function(org, role, org.targets(role, "BELONGS_TO"))
    return {(role, upper) for upper in holders(org, role) | org.targets(role, "BELONGS_TO")}


def _of_thing(org: Organisation, thing: Node) -> set[Edge]:
    """The function it belongs to, the holders of a person or role that owns it, a function that owns it."""
    uppers = set(org.targets(thing, "BELONGS_TO"))
    for owner in org.sources(thing, "OWNS"):
        uppers |= {owner} if owner[0] == "Function" else holders(org, owner)
    return {(thing, upper) for upper in uppers}


@remembered
def recorded_edges(org: Organisation) -> dict[Node, set[Node]]:
    """Every edge of the command graph, lower → uppers, before those on cycles are taken out."""
    edges: set[Edge] = {(source, target) for source, target, _ in org.edges["PART_OF"]}
    for node in org.properties:
        match node[0]:
            case "Person":
                edges |= _of_person(org, node)
            case "Role":
                edges |= _of_role(org, node)
            case "Function":
                edges |= {(node, head) for head in heads_of(org, node)}
            case "Process":
                edges |= {(node, function) for function in org.targets(node, "BELONGS_TO")}
            case "Mandate":
                pass
            case _:
                edges |= _of_thing(org, node)
    uppers: dict[Node, set[Node]] = defaultdict(set)
    for lower, upper in edges:
        uppers[lower].add(upper)
    return uppers


@remembered
def _recorded_above(org: Organisation, node: Node) -> set[Node]:
    return reachable(node, recorded_edges(org))


@remembered
def cycles(org: Organisation) -> list[set[Node]]:
    """Nodes that lie on cycles together: each is reached from itself and from each of the others."""
    found: list[set[Node]] = []
    for node in org.properties:
        above = _recorded_above(org, node)
        if node in above and not any(node in cycle for cycle in found):
            found.append({other for other in above if node in _recorded_above(org, other)})
    return found


@remembered
def edges(org: Organisation) -> dict[Node, set[Node]]:
    """The command graph: an edge from whose upper end a path leads back to its lower end counts for nothing."""
    return {
        lower: {upper for upper in uppers if upper != lower and lower not in _recorded_above(org, upper)}
        for lower, uppers in recorded_edges(org).items()
    }


@remembered
def above(org: Organisation, node: Node) -> set[Node]:
    """What a path of one or more edges leads to."""
    return reachable(node, edges(org))


def commands(org: Organisation, p: Node, x: Node) -> bool:
    """P commands x when p is active and p is x, or a path leads from x to p."""
    return p in actors(org) and (p == x or p in above(org, x))


def commands_as_recorded(org: Organisation, p: Node, x: Node) -> bool:
    """Like `commands`, edges on cycles counted: for what speaks against an owner, which no cycle may take away."""
    return p in actors(org) and (p == x or p in _recorded_above(org, x))


@remembered
def commanders(org: Organisation, x: Node) -> set[Node]:
    """Everybody but x itself who commands x."""
    return {p for p in actors(org) if p != x and commands(org, p, x)}


def nobody_commands_anything(org: Organisation) -> bool:
    """Nothing in the model gives anybody command over anybody or anything else."""
    return not any(commanders(org, node) for node in org.properties)


def is_governed(org: Organisation, x: Node) -> bool:
    """Somebody but x itself commands x, or x is a person who heads a function."""
    return bool(commanders(org, x)) or heads_a_function(org, x)
