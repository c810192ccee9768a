"""The verdict on every process, written plainly but well over graphs: what graphkit is measured against.

One directed graph a relationship, ancestors and everything else that is asked twice remembered,
a loop over processes. It reads a folder of CSV files that `graphkit generate` wrote: ids are
unique across tables, and what `part_of` says has no cycle.

    python -m benchmarks.over_graphs networkx|rustworkx FOLDER TODAY OUTPUT [--without-collector]
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from benchmarks.edges import LIBRARIES, Node
from benchmarks.organisation import DIMENSIONS, Ids, Mandate, Memo, Organisation

REQUIRED = 1
DECIDE = 3


class Analysis:
    """The verdict on each process of an organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self._o = organisation
        self._parts_in = Memo(self._with_parts)
        self._own = Memo(self._own_elements)
        self._modelled = bool(organisation.tables["mandates"].ids)

    def _own_elements(self, process: Node) -> tuple[Ids, ...]:
        return tuple(frozenset(edges.after(process)) for edges in self._o.footprint_edges.values())

    def _with_parts(self, process: Node) -> tuple[Ids, ...]:
        """The elements of a process and all its parts, by dimension, none left out yet."""
        parts = [self._parts_in[part] for part in self._o.part_of.before(process)]
        return tuple(own.union(*others) for own, *others in zip(self._own[process], *parts, strict=True))

    def _functions(self, people: Ids, performers: Ids) -> tuple[set[Node], bool]:
        """The functions that take part, and whether everybody led to one."""
        o, found, all_led = self._o, set(performers), True
        for who in people:
            led = set(o.member_of.after(who) if who in o.people else o.belongs_to.after(who))
            if not led and who not in o.people:
                led = {f for p in o.role_holders(who) for f in o.member_of.after(p)}
            found |= led
            all_led = all_led and bool(led)
        lifted = {up for f in found if o.kind[f] not in ("coe", "external") for up in o.lift[f]}
        return lifted.difference(*(o.units_above[f] for f in lifted)), all_led

    def _recorded(self, process: Node) -> tuple[set[Node], bool]:
        """Recorded owners, and whether they are another process's."""
        level, inherited = {process}, False
        while level:
            found = {x for p in level for x in (set(self._o.owner.after(p)) or set(self._o.accountable.after(p)))}
            if found:
                return found, inherited
            level, inherited = {parent for p in level for parent in self._o.part_of.after(p)}, True
        return set(), False

    def _chain(self, owner: Node, scope: set[Node]) -> list[Mandate]:
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

    def _level(self, owner: Node, x: Node, dimension: str, chain: list[Mandate]) -> int:
        """What the owner holds over an element: the least solution."""
        commanders = self._o.commanders[x]
        if owner in commanders:
            return DECIDE
        reach = self._o.reach[x]
        chain = [m for m in chain if dimension in m.dimensions and (not m.covers or not m.covers.isdisjoint(reach))]
        give: dict[Node, int] = {}
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
        return max(held, default=int(owner in self._o.dotted.after(x)))

    @staticmethod
    def _given(m: Mandate, p: Node, give: dict[Node, int], commanders: Ids) -> int:
        best = max((DECIDE if g in commanders else give.get(g, 0) for g in m.grantors if g != p), default=0)
        return min(m.level, best)

    def _status(self, owner: Node, footprint: tuple[Ids, ...], chain: list[Mandate]) -> dict[str, list[Node]]:
        """Elements by how the owner stands to them."""
        o = self._o
        found: dict[str, list[Node]] = {"held": [], "missing": [], "ungoverned": []}
        for dimension, elements in zip(DIMENSIONS, footprint, strict=True):
            for x in elements:
                if x == owner:
                    continue
                dotted = owner in o.dotted.after(x)
                if max(self._level(owner, x, dimension, chain), int(dotted)) >= REQUIRED:
                    found["held"].append(x)
                elif len(o.commanders[x]) == (x in o.actors) and not o.heads(x):
                    found["ungoverned"].append(x)
                else:
                    found["missing"].append(x)
        return found

    def _empowered(self, owner: Node, process: Node, scope: set[Node], functions: set[Node]) -> str:
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

    def judge(self, process: Node) -> dict[str, object]:
        """The verdict on one process, and what it rests on."""
        o = self._o
        people, performers, *others = self._parts_in[process]
        functions, all_led = self._functions(people, performers)
        crossing = True if len(functions) > 1 else False if functions and all_led else None
        footprint = (people, frozenset(f for f in performers if o.kind[f] not in ("coe", "external")), *others)
        recorded, inherited = self._recorded(process)
        owners = sorted({p for x in recorded for p in o.holders[x]}, key=o.library.name)
        scope = {process} | o.processes_above[process]
        judged: Node | None = None
        status: dict[str, list[Node]] = {"held": [], "missing": [], "ungoverned": []}
        if owners and (crossing or len(owners) > 1):
            stands = {owner: self._status(owner, footprint, self._chain(owner, scope)) for owner in owners}
            judged = max(owners, key=lambda owner: len(stands[owner]["held"]))  # the first of equals
            status = stands[judged]
        elif owners:
            judged = owners[0]
        empowered = self._empowered(judged, process, scope, functions) if judged is not None else None
        gap = not owners or (len(owners) > 1 and not inherited) or empowered == "none" or bool(status["missing"])
        unknown = empowered == "unmodelled" or status["ungoverned"] or not any(status.values())
        if crossing is None:
            verdict = "unknown"
        elif not crossing:
            verdict = "functional"
        else:
            verdict = "gap" if gap else "unknown" if unknown else "governed"
        name = o.library.name
        lacking = {what: sorted(map(name, status[what])) if crossing else [] for what in ("missing", "ungoverned")}
        owner = None if judged is None else name(judged)
        return {"id": name(process), "verdict": verdict, "owner": owner, "empowered": empowered, **lacking}

    def verdicts(self) -> list[dict[str, object]]:
        """Every process, in the order of ids."""
        return [self.judge(process) for process in sorted(self._o.tables["processes"].ids, key=self._o.library.name)]


def main() -> None:
    """Read a folder, judge every process, write the verdicts as JSON."""
    library, folder, today, output, *options = sys.argv[1:]
    if "--without-collector" in options:
        gc.disable()  # nothing here is garbage before the end, and looking for it takes a third of the time
    verdicts = Analysis(Organisation(Path(folder), today, LIBRARIES[library]())).verdicts()
    Path(output).write_text(json.dumps(verdicts), encoding="utf-8")


if __name__ == "__main__":
    main()
