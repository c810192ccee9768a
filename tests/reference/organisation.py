"""Who is there, who holds what, and what is part of what."""

from __future__ import annotations

from collections import defaultdict
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

    from graphkit.config import Policy

Node = tuple[str, str]
"""A node is known by its label and its id."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Organisation:
    """The facts, as sets and dictionaries, together with the policy and the day."""

    def __init__(self, graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date) -> None:
        self.policy = policy
        self.today = today
        self.properties: dict[Node, dict[str, Any]] = {node: dict(data) for node, data in graph.nodes(data=True)}
        self.edges: dict[str, list[tuple[Node, Node, dict[str, Any]]]] = defaultdict(list)
        self._targets: dict[tuple[Node, str], set[Node]] = defaultdict(set)
        self._sources: dict[tuple[Node, str], set[Node]] = defaultdict(set)
        for source, target, data in graph.edges(data=True):
            self.edges[data["type"]].append((source, target, dict(data)))
            self._targets[source, data["type"]].add(target)
            self._sources[target, data["type"]].add(source)
        self.remembered: dict[Any, Any] = {}

    def get(self, node: Node, name: str, default: Any = None) -> Any:
        """A property, or what its absence means."""
        value = self.properties[node].get(name)
        return default if value is None else value

    def labelled(self, label: str) -> list[Node]:
        """The nodes of a label, by id."""
        return sorted(node for node in self.properties if node[0] == label)

    def targets(self, node: Node, type_: str) -> set[Node]:
        """Where the relationships of a type lead from a node."""
        return self._targets.get((node, type_), set())

    def sources(self, node: Node, type_: str) -> set[Node]:
        """Where the relationships of a type that lead to a node come from."""
        return self._sources.get((node, type_), set())


def remembered(function: Callable[Concatenate[Organisation, _P], _T]) -> Callable[Concatenate[Organisation, _P], _T]:
    """Let an organisation remember what was worked out about it once."""

    @wraps(function)
    def wrapper(org: Organisation, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        key = (function.__module__, function.__qualname__, args)
        if key not in org.remembered:
            org.remembered[key] = function(org, *args, **kwargs)
        value: _T = org.remembered[key]
        return value

    return wrapper


def reachable(start: Node, steps: Mapping[Node, set[Node]]) -> set[Node]:
    """What a path of one or more steps leads to from a node."""
    seen: set[Node] = set()
    todo = list(steps.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(steps.get(node, ()))
    return seen


# --- how a node is written ---------------------------------------------------------------------------------------


@remembered
def _labels_of_ids(org: Organisation) -> dict[str, int]:
    count: dict[str, int] = defaultdict(int)
    for _, id_ in org.properties:
        count[id_] += 1
    return count


def write(org: Organisation, node: Node) -> str:
    """The id alone, or label and id where another label has the same id."""
    label, id_ = node
    return f"{label}:{id_}" if _labels_of_ids(org)[id_] > 1 else id_


def write_all(org: Organisation, nodes: Iterable[Node]) -> list[str]:
    """Nodes as written, sorted as written."""
    return sorted(write(org, node) for node in nodes)


# --- what is part of what ----------------------------------------------------------------------------------------


@remembered
def _parents(org: Organisation) -> dict[Node, set[Node]]:
    """PART_OF, without the relationships that lie on a cycle of PART_OF: those are left out for every purpose."""
    recorded: dict[Node, set[Node]] = defaultdict(set)
    for source, target, _ in org.edges["PART_OF"]:
        recorded[source].add(target)
    kept: dict[Node, set[Node]] = defaultdict(set)
    for source, targets in recorded.items():
        for target in targets:
            if target != source and source not in reachable(target, recorded):
                kept[source].add(target)
    return kept


def parents(org: Organisation, node: Node) -> set[Node]:
    """What a process or function is directly part of."""
    return _parents(org).get(node, set())


@remembered
def ancestors(org: Organisation, node: Node) -> set[Node]:
    """What a process or function is part of, at any depth, itself not included."""
    return reachable(node, _parents(org))


@remembered
def descendants(org: Organisation, node: Node) -> set[Node]:
    """What is part of a process or function, at any depth, itself not included."""
    return {other for other in org.properties if node in ancestors(org, other)}


def nearest(org: Organisation, start: Node, wanted: Callable[[Node], bool]) -> set[Node]:
    """Those of a node and its ancestors that are wanted and nearest to it, all that are equally near."""
    layer, seen = {start}, {start}
    while layer:
        found = {node for node in layer if wanted(node)}
        if found:
            return found
        layer = {parent for node in layer for parent in parents(org, node)} - seen
        seen |= layer
    return set()


# --- who holds what ----------------------------------------------------------------------------------------------


def is_active(org: Organisation, person: Node) -> bool:
    """A person is active unless it is recorded otherwise."""
    return org.get(person, "active", True) is not False


def stands_for_its_holder(org: Organisation, node: Node) -> bool:
    """A role that nobody HOLDS and that is not marked vacant stands for whoever fills it."""
    return node[0] == "Role" and not org.sources(node, "HOLDS") and org.get(node, "vacant", False) is not True


@remembered
def actors(org: Organisation) -> list[Node]:
    """Whoever can have authority: active people, and roles that stand for whoever fills them."""
    people = [person for person in org.labelled("Person") if is_active(org, person)]
    return people + [role for role in org.labelled("Role") if stands_for_its_holder(org, role)]


@remembered
def holders(org: Organisation, node: Node) -> set[Node]:
    """Who stands behind a person, role or function.

    A person: themself if active. A role: the active people who hold it; itself where it stands for its holder;
    nobody where it is marked vacant. A function: the holders of those that head it, else of what heads the
    nearest functions above that have some.
    """
    if node[0] == "Person":
        return {node} if is_active(org, node) else set()
    if node[0] == "Role":
        if org.get(node, "vacant", False) is True:
            return set()
        if stands_for_its_holder(org, node):
            return {node}
        return {person for person in org.sources(node, "HOLDS") if is_active(org, person)}
    near = nearest(org, node, lambda function: bool(heads_of(org, function)))
    return {head for function in near for head in heads_of(org, function)}


@remembered
def heads_of(org: Organisation, function: Node) -> set[Node]:
    """The holders of what directly HEADS a function."""
    return {holder for head in org.sources(function, "HEADS") for holder in holders(org, head)}


@remembered
def headed_by(org: Organisation, node: Node) -> set[Node]:
    """The functions that a person heads, in person or through a role they hold, or that a role heads; as recorded."""
    headed = set(org.targets(node, "HEADS"))
    if node[0] == "Person":
        for role in org.targets(node, "HOLDS"):
            headed |= org.targets(role, "HEADS")
    return headed


def heads_a_function(org: Organisation, node: Node) -> bool:
    """Whether a person, or a role that stands for one, heads a function, in person or through a role."""
    is_person = node[0] == "Person" or stands_for_its_holder(org, node)
    return is_person and bool(headed_by(org, node))


# --- kinds of role -----------------------------------------------------------------------------------------------


def _kind_of_title(org: Organisation, title: str) -> str | None:
    return org.policy.role_names.get(" ".join(title.casefold().split()))


def kind_of_role(org: Organisation, role: Node) -> str | None:
    """A role's kind, or else what its name (its id where it has none) says."""
    kind = org.get(role, "kind")
    if kind is not None:
        return str(kind).strip().casefold()
    return _kind_of_title(org, org.get(role, "name", role[1]))


@remembered
def holds_empowering_role(org: Organisation, p: Node) -> bool:
    """Whether p holds a role of an empowering kind; an active person's title counts as such a role."""
    kinds = {kind_of_role(org, role) for role in org.labelled("Role") if p in holders(org, role)}
    if p[0] == "Person" and is_active(org, p):
        kinds.add(_kind_of_title(org, org.get(p, "title", "")))
    return bool(kinds & set(org.policy.empowering_roles))
