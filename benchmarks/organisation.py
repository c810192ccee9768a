"""An organisation as networkx graphs, one a relationship, and what is asked of them again and again."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TypeAlias, TypeVar

import networkx as nx

Graph: TypeAlias = "nx.DiGraph[str]"
Ids = frozenset[str]
K = TypeVar("K")
V = TypeVar("V")

DIMENSIONS = {
    "people": ("responsible", "accountable"),
    "functions": ("performed_by",),
    "technology": ("uses",),
    "rules": ("governed_by",),
    "workflow": ("follows",),
    "resources": ("consumes",),
}
LEVELS = {"": 1, "influence": 1, "direct": 2, "decide": 3}
EMPOWERING = {"ceo", "coo"}
TITLES = {"chief executive officer": "ceo", "ceo": "ceo", "chief operating officer": "coo", "coo": "coo"}
KEPT = ("processes", "systems", "rules", "workflows", "resources")
TABLES = ("functions", "people", "roles", *KEPT, "mandates")


class Memo(dict[K, V]):
    """A function of one argument that remembers."""

    def __init__(self, function: Callable[[K], V]) -> None:
        self._function = function

    def __missing__(self, key: K) -> V:
        value = self[key] = self._function(key)
        return value


class Table:
    """Columns of a CSV file as tuples of text."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            self._columns = dict(zip(header, zip(*rows, strict=True), strict=False))

    def __getitem__(self, column: str) -> Iterable[str]:
        return self._columns.get(column, repeat("", len(self.ids)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The column `id`."""
        return self._columns.get("id", ())

    def pairs(self, *columns: str) -> Iterator[tuple[str, str]]:
        """Each row's id with every name in the columns."""
        for column in columns:
            for id_, cell in zip(self.ids, self[column], strict=False):
                if cell:
                    if ";" in cell:
                        yield from zip(repeat(id_), cell.split(";"), strict=False)
                    else:
                        yield id_, cell


@dataclass(frozen=True)
class Mandate:
    """A current mandate, its ends resolved to their holders."""

    grantors: Ids
    grantees: Ids
    within: Ids
    covers: Ids
    dimensions: Ids
    level: int
    delegable: bool


def graph(pairs: Iterable[tuple[str, str]]) -> Graph:
    """A directed graph of pairs."""
    made: Graph = nx.DiGraph()
    made.add_edges_from(pairs)
    return made


def after(edges: Graph, node: str) -> Iterable[str]:
    """Where the edges of a node lead; nowhere for a node without any."""
    return edges.successors(node) if node in edges else ()


def before(edges: Graph, node: str) -> Iterable[str]:
    """Where the edges to a node come from."""
    return edges.predecessors(node) if node in edges else ()


def closure(edges: Graph) -> Memo[str, Ids]:
    """Everything above a node, remembered; the edges have no cycle."""

    def above(node: str) -> Ids:
        found: set[str] = set()
        for parent in after(edges, node):
            found.add(parent)
            found |= memo[parent]
        return frozenset(found)

    memo = Memo(above)
    return memo


class Organisation:
    """Graphs of one organisation, and what is asked of them again and again."""

    def __init__(self, folder: Path, today: str) -> None:
        t = self.tables = {name: Table(folder / f"{name}.csv") for name in TABLES}
        people, roles, functions, processes = t["people"], t["roles"], t["functions"], t["processes"]
        self.people, self.functions = set(people.ids), set(functions.ids)
        self.kind = dict(zip(functions.ids, functions["kind"], strict=False))
        self.part_of = graph(processes.pairs("part_of"))
        self.unit_part_of = graph(functions.pairs("part_of"))
        self.member_of = graph(people.pairs("member_of"))
        self.manager = graph(people.pairs("reports_to"))
        self.dotted = graph(people.pairs("dotted_line_to"))
        self.holds = graph(people.pairs("holds"))
        self.head = graph(functions.pairs("head"))
        self.belongs_to = graph(pair for name in ("roles", *KEPT) for pair in t[name].pairs("belongs_to"))
        self.owner = graph(pair for name in KEPT for pair in t[name].pairs("owner"))
        self.accountable = graph(processes.pairs("accountable"))
        self.footprint_edges = {name: graph(processes.pairs(*columns)) for name, columns in DIMENSIONS.items()}

        vacant = {role for role, cell in zip(roles.ids, roles["vacant"], strict=False) if cell == "true"}
        inactive = {person for person, cell in zip(people.ids, people["active"], strict=False) if cell == "false"}
        self.standing = {role for role in roles.ids if role not in self.holds and role not in vacant}
        self.actors = (self.people - inactive) | self.standing
        self.vacant = vacant
        self.empowering = self._empowering()

        self.processes_above = closure(self.part_of)
        self.units_above = closure(self.unit_part_of)
        self.command = self._command()
        self.above = closure(self.command)
        self.commanders = Memo(self._commanders)
        self.containers = Memo(self._containers)
        self.reach = Memo(self._reach)
        self.holders = Memo(self._holders)
        self.lift = Memo(self._lift)
        self.mandates = list(self._current(today))
        self.mandates_of: dict[str, list[Mandate]] = defaultdict(list)
        for mandate in self.mandates:
            for grantee in mandate.grantees:
                self.mandates_of[grantee].append(mandate)

    def _empowering(self) -> set[str]:
        roles, people = self.tables["roles"], self.tables["people"]
        found = set()
        for role, kind, name in zip(roles.ids, roles["kind"], roles["name"], strict=False):
            if (kind or TITLES.get(name.casefold())) in EMPOWERING:
                found |= self.role_holders(role)
        titled = zip(people.ids, people["title"], strict=False)
        return found | {
            who for who, title in titled if who in self.actors and TITLES.get(title.casefold()) in EMPOWERING
        }

    def role_holders(self, role: str) -> set[str]:
        """Active holders of a role; itself where nobody is named and it is not vacant."""
        if role in self.standing:
            return {role}
        return set() if role in self.vacant else {who for who in before(self.holds, role) if who in self.actors}

    def holders_of(self, who: str) -> set[str]:
        """Holders of a person or role."""
        return {who} & self.actors if who in self.people else self.role_holders(who)

    def _holders(self, node: str) -> Ids:
        level = {node}
        while level:
            found = {
                p
                for x in level
                for h in (after(self.head, x) if x in self.functions else [x])
                for p in self.holders_of(h)
            }
            if found:
                return frozenset(found)
            level = {parent for x in level & self.functions for parent in after(self.unit_part_of, x)}
        return frozenset()

    def heads(self, who: str) -> set[str]:
        """Functions that somebody heads, in person or through a role."""
        return {f for h in (who, *after(self.holds, who)) for f in before(self.head, h)}

    def _by_function(self, who: str, units: Iterable[str]) -> set[str]:
        """Where somebody without a manager stands in the command graph."""
        headed = self.heads(who)
        upper = {*units, *(parent for f in headed for parent in after(self.unit_part_of, f))}
        return {f for f in upper if f not in headed and headed.isdisjoint(self.units_above[f])}

    def _command_edges(self) -> Iterator[tuple[str, str]]:
        yield from self.manager.edges
        for person in self.people:
            if person not in self.manager or not self.manager.out_degree(person):
                yield from zip(repeat(person), self._by_function(person, after(self.member_of, person)), strict=False)
        yield from self.unit_part_of.edges
        yield from self.part_of.edges
        for lower, head in self.head.edges:
            yield from zip(repeat(lower), self.holders_of(head), strict=False)
        processes = set(self.tables["processes"].ids)
        for thing, owner in self.owner.edges:
            if thing not in processes:
                yield from zip(
                    repeat(thing), [owner] if owner in self.functions else self.holders_of(owner), strict=False
                )
        for thing, unit in self.belongs_to.edges:
            if thing not in self.standing:
                yield thing, unit
        for role in self.tables["roles"].ids:
            upper = (
                self._by_function(role, after(self.belongs_to, role))
                if role in self.standing
                else self.role_holders(role)
            )
            yield from zip(repeat(role), upper, strict=False)

    def _command(self) -> Graph:
        """The command graph, less every edge on a cycle."""
        edges = graph(self._command_edges())
        if not nx.is_directed_acyclic_graph(edges):
            circle = {node: n for n, part in enumerate(nx.strongly_connected_components(edges)) for node in part}
            edges.remove_edges_from([(a, b) for a, b in edges.edges if circle[a] == circle[b]])
        return edges

    def _commanders(self, x: str) -> Ids:
        return (self.above[x] | {x}) & self.actors

    def _reach(self, x: str) -> Ids:
        return self.containers[x] | {x}

    def _containers(self, x: str) -> Ids:
        direct = {x} if x in self.functions else {*after(self.member_of, x), *after(self.belongs_to, x)}
        direct.update(f for f in after(self.owner, x) if f in self.functions)
        return frozenset(direct.union(*(self.units_above[f] for f in direct)))

    def _lift(self, unit: str) -> Ids:
        """The nearest function of kind `function`, itself or above; itself where there is none."""
        level = {unit}
        while level:
            if found := {f for f in level if self.kind[f] in ("", "function")}:
                return frozenset(found)
            level = {parent for f in level for parent in after(self.unit_part_of, f)}
        return frozenset({unit})

    def _current(self, today: str) -> Iterator[Mandate]:
        t = self.tables["mandates"]
        grants, names = graph(t.pairs("by")), graph(t.pairs("to"))
        within, covers = graph(t.pairs("within")), graph(t.pairs("covers"))
        processes = set(self.tables["processes"].ids)
        rows = zip(
            t.ids,
            t["accepted"],
            t["valid_from"],
            t["valid_until"],
            t["level"],
            t["delegable"],
            t["dimensions"],
            strict=False,
        )
        for id_, accepted, since, until, level, delegable, dimensions in rows:
            if accepted == "false" or (since and since > today) or (until and until < today):
                continue
            grantors = frozenset().union(*(self.holders_of(who) for who in after(grants, id_)))
            grantees = frozenset().union(*(self.holders_of(who) for who in after(names, id_)))
            covered = set(after(covers, id_))
            if grantors and grantees:
                scope = frozenset({*after(within, id_), *(covered & processes)})
                about = frozenset(dimensions.split(";") if dimensions else DIMENSIONS)
                yield Mandate(
                    grantors, grantees, scope, frozenset(covered - processes), about, LEVELS[level], delegable == "true"
                )
