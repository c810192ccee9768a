"""The verdict on every process, written plainly but well over networkx: what graphkit is measured against.

One directed graph a relationship, ancestors and everything else that is asked twice remembered,
a loop over processes. It reads a folder of CSV files that `graphkit generate` wrote: ids are
unique across tables, and what `part_of` says has no cycle.

    python -m benchmarks.over_networkx FOLDER TODAY OUTPUT
"""

from __future__ import annotations

import csv
import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TypeVar

import networkx as nx

Graph = nx.DiGraph  # type: ignore[type-arg]
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
REQUIRED = 1
DECIDE = 3
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
    made = Graph()
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
        self.commanders = Memo(lambda x: self.above[x] & self.actors | ({x} & self.actors))
        self.containers = Memo(self._containers)
        self.reach = Memo(lambda x: self.containers[x] | {x})
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
        return found | {who for who, title in titled if who in self.actors and TITLES.get(title.casefold()) in EMPOWERING}

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
            found = {p for x in level for h in (after(self.head, x) if x in self.functions else [x]) for p in self.holders_of(h)}
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
                yield from zip(repeat(thing), [owner] if owner in self.functions else self.holders_of(owner), strict=False)
        for thing, unit in self.belongs_to.edges:
            if thing not in self.standing:
                yield thing, unit
        for role in self.tables["roles"].ids:
            upper = self._by_function(role, after(self.belongs_to, role)) if role in self.standing else self.role_holders(role)
            yield from zip(repeat(role), upper, strict=False)

    def _command(self) -> Graph:
        """The command graph, less every edge on a cycle."""
        edges = graph(self._command_edges())
        if not nx.is_directed_acyclic_graph(edges):
            circle = {node: n for n, part in enumerate(nx.strongly_connected_components(edges)) for node in part}
            edges.remove_edges_from([(a, b) for a, b in edges.edges if circle[a] == circle[b]])
        return edges

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
            t.ids, t["accepted"], t["valid_from"], t["valid_until"], t["level"], t["delegable"], t["dimensions"], strict=False
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


class Analysis:
    """The verdict on each process of an organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self._o = organisation
        self._parts_in = Memo(self._with_parts)
        self._own = Memo(self._own_elements)
        self._modelled = bool(organisation.tables["mandates"].ids)

    def _own_elements(self, process: str) -> tuple[Ids, ...]:
        return tuple(frozenset(after(edges, process)) for edges in self._o.footprint_edges.values())

    def _with_parts(self, process: str) -> tuple[Ids, ...]:
        """The elements of a process and all its parts, by dimension, none left out yet."""
        parts = [self._parts_in[part] for part in before(self._o.part_of, process)]
        return tuple(own.union(*others) for own, *others in zip(self._own[process], *parts, strict=True))

    def _functions(self, people: Ids, performers: Ids) -> tuple[set[str], bool]:
        """The functions that take part, and whether everybody led to one."""
        o, found, all_led = self._o, set(performers), True
        for who in people:
            led = set(after(o.member_of, who) if who in o.people else after(o.belongs_to, who))
            if not led and who not in o.people:
                led = {f for p in o.role_holders(who) for f in after(o.member_of, p)}
            found |= led
            all_led = all_led and bool(led)
        lifted = {up for f in found if o.kind[f] not in ("coe", "external") for up in o.lift[f]}
        return lifted.difference(*(o.units_above[f] for f in lifted)), all_led

    def _recorded(self, process: str) -> tuple[set[str], bool]:
        """Recorded owners, and whether they are another process's."""
        level, inherited = {process}, False
        while level:
            found = {x for p in level for x in (set(after(self._o.owner, p)) or set(after(self._o.accountable, p)))}
            if found:
                return found, inherited
            level, inherited = {parent for p in level for parent in after(self._o.part_of, p)}, True
        return set(), False

    def _chain(self, owner: str, scope: set[str]) -> list[Mandate]:
        """Mandates that may give the owner something within the scope, through however many hands."""
        found: list[Mandate] = []
        seen, waiting = {owner}, [owner]
        while waiting:
            grantee = waiting.pop()
            for m in self._o.mandates_of.get(grantee, ()):
                fits = not m.within.isdisjoint(scope) if m.within else bool(m.covers)
                if fits and (m.delegable or grantee == owner):
                    found.append(m)
                    waiting.extend(m.grantors - seen)
                    seen |= m.grantors
        return found[::-1]

    def _level(self, owner: str, x: str, dimension: str, chain: list[Mandate]) -> int:
        """What the owner holds over an element: the least solution."""
        commanders = self._o.commanders[x]
        if owner in commanders:
            return DECIDE
        reach = self._o.reach[x]
        chain = [m for m in chain if dimension in m.dimensions and (not m.covers or not m.covers.isdisjoint(reach))]
        give: dict[str, int] = {}
        changed = True
        while changed:
            changed = False
            for m in chain:
                if m.delegable:
                    for p in m.grantees - commanders:
                        given = self._given(m, p, give, commanders)
                        if given > give.get(p, 0):
                            give[p], changed = given, True
        held = [self._given(m, owner, give, commanders) for m in chain if owner in m.grantees]
        return max(held, default=int(owner in after(self._o.dotted, x)))

    @staticmethod
    def _given(m: Mandate, p: str, give: dict[str, int], commanders: Ids) -> int:
        best = max((DECIDE if g in commanders else give.get(g, 0) for g in m.grantors if g != p), default=0)
        return min(m.level, best)

    def _status(self, owner: str, footprint: tuple[Ids, ...], chain: list[Mandate]) -> dict[str, list[str]]:
        """Elements by how the owner stands to them."""
        o, found = self._o, {"held": [], "missing": [], "ungoverned": []}  # type: dict[str, list[str]]
        for dimension, elements in zip(DIMENSIONS, footprint, strict=True):
            for x in elements:
                if x == owner:
                    continue
                dotted = x in o.dotted and owner in o.dotted.succ[x]
                if max(self._level(owner, x, dimension, chain), int(dotted)) >= REQUIRED:
                    found["held"].append(x)
                elif len(o.commanders[x]) == (x in o.actors) and not o.heads(x):
                    found["ungoverned"].append(x)
                else:
                    found["missing"].append(x)
        return found

    def _empowered(self, owner: str, process: str, scope: set[str], functions: set[str]) -> str:
        o = self._o
        by_position = owner in o.above[process] or owner in o.empowering
        if by_position or (functions and all(owner in o.above[f] for f in functions)):
            return "position"
        if not self._modelled:
            return "unmodelled"
        keepers = o.containers[process]

        def about(m: Mandate) -> bool:
            return not m.within.isdisjoint(scope) or not m.covers.isdisjoint(keepers)

        named = (m for m in o.mandates_of.get(owner, ()) if about(m))
        waiting = [g for m in named for g in m.grantors if g != owner and owner not in o.above[g]]
        seen = set(waiting)
        while waiting:
            g = waiting.pop()
            if g in o.empowering or g in o.above[process]:
                return "mandate"
            for m in o.mandates_of.get(g, ()):
                if m.delegable and about(m):
                    waiting.extend(m.grantors - seen)
                    seen |= m.grantors
        return "none"

    def judge(self, process: str) -> dict[str, object]:
        """The verdict on one process, and what it rests on."""
        o = self._o
        people, performers, *others = self._parts_in[process]
        functions, all_led = self._functions(people, performers)
        crossing = True if len(functions) > 1 else False if functions and all_led else None
        footprint = (people, frozenset(f for f in performers if o.kind[f] not in ("coe", "external")), *others)
        recorded, inherited = self._recorded(process)
        owners = sorted({p for x in recorded for p in o.holders[x]})
        scope = {process} | o.processes_above[process]
        judged, status = None, {"held": [], "missing": [], "ungoverned": []}  # type: str | None, dict[str, list[str]]
        if owners and (crossing or len(owners) > 1):
            stands = {owner: self._status(owner, footprint, self._chain(owner, scope)) for owner in owners}
            judged = max(owners, key=lambda owner: len(stands[owner]["held"]))  # the first of equals
            status = stands[judged]
        elif owners:
            judged = owners[0]
        empowered = self._empowered(judged, process, scope, functions) if judged else None
        gap = not owners or (len(owners) > 1 and not inherited) or empowered == "none" or bool(status["missing"])
        unknown = empowered == "unmodelled" or status["ungoverned"] or not any(status.values())
        if crossing is None:
            verdict = "unknown"
        elif not crossing:
            verdict = "functional"
        else:
            verdict = "gap" if gap else "unknown" if unknown else "governed"
        lacking = {name: sorted(status[name]) if crossing else [] for name in ("missing", "ungoverned")}
        return {"id": process, "verdict": verdict, "owner": judged, "empowered": empowered, **lacking}

    def verdicts(self) -> list[dict[str, object]]:
        """Every process, in the order of ids."""
        return [self.judge(process) for process in sorted(self._o.tables["processes"].ids)]


def main() -> None:
    """Read a folder, judge every process, write the verdicts as JSON."""
    folder, today, output = sys.argv[1:]
    gc.disable()  # nothing here is garbage before the end, and looking for it takes a third of the time
    verdicts = Analysis(Organisation(Path(folder), today)).verdicts()
    Path(output).write_text(json.dumps(verdicts), encoding="utf-8")


if __name__ == "__main__":
    main()
