"""Rows of an organisation, made from a source of random choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.model.schema import LABELS, REFERENCES, ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from tests.organisation_files import Tables

Node = tuple[str, str]
_T = TypeVar("_T")

_LETTER = {
    "Process": "x",
    "Function": "f",
    "Person": "p",
    "Role": "r",
    "System": "s",
    "Rule": "u",
    "Workflow": "w",
    "Resource": "c",
    "Mandate": "m",
}
COLUMNS: Mapping[tuple[str, str], ReferenceColumn] = {
    (label, column.name): column for label, columns in REFERENCES.items() for column in columns
}
THINGS = ("System", "Rule", "Workflow", "Resource")
_USED_AS = {"System": "uses", "Rule": "governed_by", "Workflow": "follows", "Resource": "consumes"}


class Maker:
    """Makes rows; each row is a dictionary, and cells that name nodes are lists."""

    def __init__(self, rng: Random, counts: Mapping[str, int], *, shared_ids: bool) -> None:
        self.rng = rng
        self.shared_ids = shared_ids
        self.rows: dict[str, list[dict[str, Any]]] = {
            label: [{"id": f"{'' if shared_ids else _LETTER[label]}{n}"} for n in range(counts[label])]
            for label in LABELS
        }

    # --- choices -----------------------------------------------------------------------------------------------------

    def chance(self, probability: float) -> bool:
        """True so often."""
        return self.rng.random() < probability

    def some(self, values: Sequence[_T], most: int, least: int = 0) -> list[_T]:
        """A few different ones, as many as there are at most."""
        return self.rng.sample(values, min(len(values), self.rng.randint(least, most)))

    def nodes(self, *labels: str) -> list[Node]:
        """All nodes of some labels; those of a label named twice come twice, and so are chosen more often."""
        return [(label, id_) for label in labels for id_ in dict.fromkeys(row["id"] for row in self.rows[label])]

    # --- cells -------------------------------------------------------------------------------------------------------

    def row(self, node: Node) -> dict[str, Any]:
        """The row of a node."""
        return next(row for row in self.rows[node[0]] if row["id"] == node[1])

    def refer(self, node: Node, column: str, others: Sequence[Node]) -> None:
        """Let a cell name some nodes."""
        self.row(node)[column] = [self._written(node[0], column, other) for other in others]

    def _written(self, label: str, column: str, other: Node) -> str:
        several = len(COLUMNS[label, column].admits) > 1
        ambiguous = self.shared_ids and several and self.chance(0.98)
        return f"{other[0]}:{other[1]}" if ambiguous or self.chance(0.02) else other[1]

    def tables(self) -> Tables:
        """All tables, also those without rows."""
        return {LABELS[label].table: rows for label, rows in self.rows.items()}

    # --- a sane organisation -----------------------------------------------------------------------------------------

    def fill_sanely(self) -> None:
        """A tree of people, functions with heads, things in their keeping, owners and mandates from the top."""
        self._functions()
        self._people()
        self._roles()
        self._things()
        self._processes()
        self._mandates()

    def _functions(self) -> None:
        for n, row in enumerate(self.rows["Function"]):
            function = ("Function", row["id"])
            if self.chance(0.25):
                row["kind"] = self.rng.choice(["team", "team", "coe", "external", "function"])
            if n and self.chance(0.25):
                self.refer(function, "part_of", [self.rng.choice(self.nodes("Function")[:n])])
            if self.chance(0.9):
                heads = self.nodes("Person") if self.chance(0.85) else self.nodes("Person", "Role")
                self.refer(function, "head", [self.rng.choice(heads)])

    def _people(self) -> None:
        people = self.nodes("Person")
        self.row(people[0])["title"] = self.rng.choice(["COO", "Chief Operating Officer", "chief  executive officer"])
        for n, person in enumerate(people):
            if n and self.chance(0.85):
                self.refer(person, "reports_to", [self.rng.choice(people[:n])])
            if self.chance(0.6):
                self.refer(person, "member_of", self.some(self.nodes("Function"), 2, 1))

    def _roles(self) -> None:
        for role in self.nodes("Role"):
            if self.chance(0.3):
                self.row(role)["kind"] = self.rng.choice(["coo", "ceo", "cpo", " COO", "lead"])
            elif self.chance(0.3):
                self.row(role)["name"] = self.rng.choice(["COO", "Chief Process Officer", "Clerk", "CPO"])
            if self.chance(0.6):
                self.refer(role, "belongs_to", [self.rng.choice(self.nodes("Function"))])
            if self.chance(0.6):
                holder = self.rng.choice(self.nodes("Person"))
                self.row(holder).setdefault("holds", []).append(role[1])
            elif self.chance(0.15):
                self.row(role)["vacant"] = True

    def _things(self) -> None:
        for thing in self.nodes(*THINGS):
            if self.chance(0.85):
                self.refer(thing, "belongs_to", [self.rng.choice(self.nodes("Function"))])
            if self.chance(0.4):
                self.refer(thing, "owner", [self.rng.choice(self.nodes("Person", "Person", "Role", "Function"))])

    def _processes(self) -> None:
        processes = self.nodes("Process")
        for n, process in enumerate(processes):
            row = self.row(process)
            if self.chance(0.4):
                row["level"] = self.rng.choice(["enterprise", "process", "activity"])
            if self.chance(0.15):
                row["cross_functional"] = self.chance(0.5)
            if n and self.chance(0.35):
                self.refer(process, "part_of", [self.rng.choice(processes[:n])])
            if self.chance(0.75):
                owners = self.nodes("Person") if self.chance(0.8) else self.nodes("Person", "Role", "Function")
                self.refer(process, "owner", [self.rng.choice(owners)])
            if self.chance(0.2):
                self.refer(process, "belongs_to", [self.rng.choice(self.nodes("Function"))])
            self._work(process)

    def _work(self, process: Node) -> None:
        doers = self.nodes("Person", "Role")
        if self.chance(0.85):
            self.refer(process, "performed_by", self.some(self.nodes("Function"), 3, 2))
        if self.chance(0.5):
            self.refer(process, "responsible", self.some(doers, 2, 1))
        if self.chance(0.2):
            self.refer(process, "accountable", self.some(doers, 1, 1))
        for label, column in _USED_AS.items():
            if self.chance(0.4):
                self.refer(process, column, self.some(self.nodes(label), 2))

    def _mandates(self) -> None:
        """Chains from the top to the owner of a process, one mandate a link, until there are none left."""
        processes = self.nodes("Process")
        chain: list[Node] = []
        process = None
        for mandate in self.nodes("Mandate"):
            if len(chain) < 2 or process is None:
                process = self.rng.choice([p for p in processes if self.row(p).get("owner")] or processes)
                chain = self._chain(process)
            grantor, grantee = chain[0], chain[1]
            chain = chain[1:]
            self.refer(mandate, "by", [grantor])
            self.refer(mandate, "to", [grantee])
            if self.chance(0.93):
                self.refer(mandate, "within", [process])
            if self.chance(0.15):
                self.refer(mandate, "covers", self.some(self.nodes("Function", "System", "Process", "Person"), 2, 1))
            row = self.row(mandate)
            row["level"] = self.rng.choice([None, "influence", "influence", "direct", "decide"])
            row["delegable"] = self.chance(0.85)

    def _chain(self, process: Node) -> list[Node]:
        people = self.nodes("Person")
        written = self.row(process).get("owner", [])
        owners = [p for p in self.nodes("Person", "Role") if p[1] in written or ":".join(p) in written]
        middle = self.some(people[1:], 2)
        return [people[0], *middle, self.rng.choice(owners or people)]

    # --- anything goes -----------------------------------------------------------------------------------------------

    def fill_at_random(self) -> None:
        """Every cell, or not, at random."""
        from tests.random_trouble import put_something

        density = self.rng.choice([0.15, 0.3, 0.45])
        for label, columns in REFERENCES.items():
            for node in self.nodes(label):
                for column in columns:
                    if self.chance(density):
                        put_something(self, node, column.name)
