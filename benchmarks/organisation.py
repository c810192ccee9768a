"""An organisation as graphs, one a relationship, and what is asked of them again and again."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TypeAlias, TypeVar

from benchmarks.edges import Edges, Library, Node, Pair

Ids: TypeAlias = "frozenset[Node]"
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
    """Columns of a CSV file as tuples of text, and what its ids and names stand for in the graphs."""

    def __init__(self, path: Path, library: Library) -> None:
        self._library = library
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            self._columns = dict(zip(header, zip(*rows, strict=True), strict=False))
        self.ids = tuple(library.nodes(self._columns.get("id", ())))

    def __getitem__(self, column: str) -> Iterable[str]:
        return self._columns.get(column, repeat("", len(self.ids)))

    def pairs(self, *columns: str) -> Iterator[Pair]:
        """Each row with every name in the columns."""
        for column in columns:
            yield from self._library.pairs(self._named(column))

    def _named(self, column: str) -> Iterator[tuple[str, str]]:
        for id_, cell in zip(self["id"], self[column], strict=False):
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


def closure(edges: Edges) -> Memo[Node, Ids]:
    """Everything above a node, remembered; the edges have no cycle."""

    def above(node: Node) -> Ids:
        found: set[Node] = set()
        for parent in edges.after(node):
            found.add(parent)
            found |= memo[parent]
        return frozenset(found)

    memo = Memo(above)
    return memo


class Organisation:
    """Graphs of one organisation, and what is asked of them again and again."""

    def __init__(self, folder: Path, today: str, library: Library) -> None:
        self.library = library
        t = self.tables = {name: Table(folder / f"{name}.csv", library) for name in TABLES}
        people, roles, functions, processes = t["people"], t["roles"], t["functions"], t["processes"]
        self.people, self.functions = set(people.ids), set(functions.ids)
        self.kind = dict(zip(functions.ids, functions["kind"], strict=False))
        self.part_of = library.edges(processes.pairs("part_of"))
        self.unit_part_of = library.edges(functions.pairs("part_of"))
        self.member_of = library.edges(people.pairs("member_of"))
        self.manager = library.edges(people.pairs("reports_to"))
        self.dotted = library.edges(people.pairs("dotted_line_to"))
        self.holds = library.edges(people.pairs("holds"))
        self.head = library.edges(functions.pairs("head"))
        self.belongs_to = library.edges(pair for name in ("roles", *KEPT) for pair in t[name].pairs("belongs_to"))
        self.owner = library.edges(pair for name in KEPT for pair in t[name].pairs("owner"))
        self.accountable = library.edges(processes.pairs("accountable"))
        self.footprint_edges = {name: library.edges(processes.pairs(*columns)) for name, columns in DIMENSIONS.items()}

        vacant = {role for role, cell in zip(roles.ids, roles["vacant"], strict=False) if cell == "true"}
        inactive = {person for person, cell in zip(people.ids, people["active"], strict=False) if cell == "false"}
        self.standing = {role for role in roles.ids if role not in self.holds and role not in vacant}
        self.actors = (self.people - inactive) | self.standing
        self.vacant = vacant
        self.empowering = self._empowering()

        self.processes_above = closure(self.part_of)
        self.units_above = closure(self.unit_part_of)
        self.command = library.edges(self._command_edges()).without_cycles()
        self.above = closure(self.command)
        self.commanders = Memo(self._commanders)
        self.containers = Memo(self._containers)
        self.reach = Memo(self._reach)
        self.holders = Memo(self._holders)
        self.lift = Memo(self._lift)
        self.mandates = list(self._current(today))
        self.mandates_of: dict[Node, list[Mandate]] = defaultdict(list)
        for mandate in self.mandates:
            for grantee in mandate.grantees:
                self.mandates_of[grantee].append(mandate)

    def _empowering(self) -> set[Node]:
        roles, people = self.tables["roles"], self.tables["people"]
        found = set()
        for role, kind, name in zip(roles.ids, roles["kind"], roles["name"], strict=False):
            if (kind or TITLES.get(name.casefold())) in EMPOWERING:
                found |= self.role_holders(role)
        titled = zip(people.ids, people["title"], strict=False)
        return found | {
            who for who, title in titled if who in self.actors and TITLES.get(title.casefold()) in EMPOWERING
        }

    def role_holders(self, role: Node) -> set[Node]:
        """Active holders of a role; itself where nobody is named and it is not vacant."""
        if role in self.standing:
            return {role}
        return set() if role in self.vacant else {who for who in self.holds.before(role) if who in self.actors}

    def holders_of(self, who: Node) -> set[Node]:
        """Holders of a person or role."""
        return {who} & self.actors if who in self.people else self.role_holders(who)

    def _holders(self, node: Node) -> Ids:
        level = {node}
        while level:
            found = {
                p
                for x in level
                for h in (self.head.after(x) if x in self.functions else [x])
                for p in self.holders_of(h)
            }
            if found:
                return frozenset(found)
            level = {parent for x in level & self.functions for parent in self.unit_part_of.after(x)}
        return frozenset()

    def heads(self, who: Node) -> set[Node]:
        """Functions that somebody heads, in person or through a role."""
        return {f for h in (who, *self.holds.after(who)) for f in self.head.before(h)}

    def _by_function(self, who: Node, units: Iterable[Node]) -> set[Node]:
        """Where somebody without a manager stands in the command graph."""
        headed = self.heads(who)
        upper = {*units, *(parent for f in headed for parent in self.unit_part_of.after(f))}
        return {f for f in upper if f not in headed and headed.isdisjoint(self.units_above[f])}

    def _command_edges(self) -> Iterator[Pair]:
        yield from self.manager.pairs()
        for person in self.people:
            if not any(True for _ in self.manager.after(person)):
                yield from zip(repeat(person), self._by_function(person, self.member_of.after(person)), strict=False)
        yield from self.unit_part_of.pairs()
        yield from self.part_of.pairs()
        for lower, head in self.head.pairs():
            yield from zip(repeat(lower), self.holders_of(head), strict=False)
        processes = set(self.tables["processes"].ids)
        for thing, owner in self.owner.pairs():
            if thing not in processes:
                yield from zip(
                    repeat(thing), [owner] if owner in self.functions else self.holders_of(owner), strict=False
                )
        for thing, unit in self.belongs_to.pairs():
            if thing not in self.standing:
                yield thing, unit
        for role in self.tables["roles"].ids:
            upper = (
                self._by_function(role, self.belongs_to.after(role))
                if role in self.standing
                else self.role_holders(role)
            )
            yield from zip(repeat(role), upper, strict=False)

    def _commanders(self, x: Node) -> Ids:
        return (self.above[x] | {x}) & self.actors

    def _reach(self, x: Node) -> Ids:
        return self.containers[x] | {x}

    def _containers(self, x: Node) -> Ids:
        direct = {x} if x in self.functions else {*self.member_of.after(x), *self.belongs_to.after(x)}
        direct.update(f for f in self.owner.after(x) if f in self.functions)
        return frozenset(direct.union(*(self.units_above[f] for f in direct)))

    def _lift(self, unit: Node) -> Ids:
        """The nearest function of kind `function`, itself or above; itself where there is none."""
        level = {unit}
        while level:
            if found := {f for f in level if self.kind[f] in ("", "function")}:
                return frozenset(found)
            level = {parent for f in level for parent in self.unit_part_of.after(f)}
        return frozenset({unit})

    def _current(self, today: str) -> Iterator[Mandate]:
        t, library = self.tables["mandates"], self.library
        grants, names = library.edges(t.pairs("by")), library.edges(t.pairs("to"))
        within, covers = library.edges(t.pairs("within")), library.edges(t.pairs("covers"))
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
            grantors = frozenset().union(*(self.holders_of(who) for who in grants.after(id_)))
            grantees = frozenset().union(*(self.holders_of(who) for who in names.after(id_)))
            covered = set(covers.after(id_))
            if grantors and grantees:
                scope = frozenset({*within.after(id_), *(covered & processes)})
                about = frozenset(dimensions.split(";") if dimensions else DIMENSIONS)
                yield Mandate(
                    grantors, grantees, scope, frozenset(covered - processes), about, LEVELS[level], delegable == "true"
                )
