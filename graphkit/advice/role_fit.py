"""May somebody take on a role? Skills, authority, breadth and clout, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphkit.advice.breadth import carried_by
from graphkit.advice.clout import betweenness_ranks
from graphkit.advice.grants import lowest_grantors
from graphkit.advice.standing import UNPLACED, distance_from_top
from graphkit.config import RoleFitThresholds
from graphkit.errors import InputError
from graphkit.index.arrays import Bools, Ints, Ragged, distinct
from graphkit.index.footprint import find_footprints
from graphkit.index.index import Index
from graphkit.index.judgement import NOBODY, required_levels
from graphkit.report.report import made_by

Verdict = Literal["fit", "stretch", "unfit", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("unknown", "fit", "stretch", "unfit")
"""From what decides least to what decides most."""

ROLES = ("cpo", "coo")
"""Roles over all cross-functional processes; the owner of one process is the other kind."""

INFLUENCE, DIRECT = 1, 2
_DIGITS = 6


@dataclass(frozen=True)
class Dimension:
    """One of the things that a role asks for.

    Attributes:
        name: skills, authority, breadth or clout.
        verdict: How it stands.
        evidence: What that rests on: name → number, words, or lists of ids.
        change: What would have to change for a fit, in plain words; empty where it is one.
    """

    name: str
    verdict: Verdict
    evidence: dict[str, object]
    change: str


@dataclass(frozen=True)
class Fit:
    """How somebody fits a role.

    Attributes:
        person: Who.
        holds: Kinds of executive role that they hold.
        verdict: The worst of the dimensions.
        dimensions: Skills, authority, breadth, clout.
    """

    person: int
    holds: tuple[str, ...]
    verdict: Verdict
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, eq=False)
class RoleFit:
    """How people fit a role, side by side.

    Attributes:
        index: The compiled model.
        role: cpo, coo or owner.
        process: The process to be owned; None for the others.
        people: One fit a person, in the order asked.
    """

    index: Index
    role: str
    process: int | None
    people: tuple[Fit, ...]

    def to_dict(self) -> dict[str, object]:
        """All of it as plain values, ids as written."""
        model = self.index.model
        return made_by(self.index) | {
            "role": self.role,
            "process": None if self.process is None else model.show(self.process),
            "people": [
                {
                    "person": model.show(fit.person),
                    "name": model.name_of(fit.person),
                    "holds": list(fit.holds),
                    "verdict": fit.verdict,
                    "dimensions": {
                        part.name: {"verdict": part.verdict, **part.evidence, "change": part.change or None}
                        for part in fit.dimensions
                    },
                }
                for fit in self.people
            ],
        }


def executives(index: Index) -> Ints:
    """Everybody who holds an executive role, by kind as the policy lists them, then by id."""
    found: list[int] = []
    for row in index.governance.executives:
        people = np.flatnonzero(row)
        found += people[np.argsort(index.facts.by_id[people])].tolist()
    return np.array(list(dict.fromkeys(found)), dtype=np.int64)


def somebody(index: Index, named: Sequence[int], *, compare: bool) -> tuple[int, ...]:
    """Who is meant by people and roles.

    Args:
        index: The compiled model.
        named: People and roles; a role means its holders.
        compare: All executives come after them.

    Raises:
        InputError: When a role or person has no active holder, or nobody is meant at all.
    """
    people: list[int] = []
    for node in named:
        holders = index.holders[node].tolist()
        if not holders:
            raise InputError(f"{index.model.show(node)} has nobody active, so there is nobody to take on the role")
        people += holders
    people += executives(index).tolist() if compare else []
    if not people:
        raise InputError("nobody holds an executive role in this model; name a person or a role")
    return tuple(dict.fromkeys(people))


def fit_role(
    index: Index,
    people: Sequence[int],
    role: str,
    process: int | None = None,
    thresholds: RoleFitThresholds | None = None,
) -> RoleFit:
    """Say whether people may take on a role.

    Args:
        index: The compiled model.
        people: Active people, or roles that stand for their holder.
        role: cpo or coo; owner for the owner of one process.
        process: The process to be owned.
        thresholds: Where fit ends and unfit begins; the defaults where None.
    """
    assessor = _Assessor(index, role, process, thresholds or RoleFitThresholds())
    return RoleFit(index, role, process, tuple(assessor.fit(person) for person in people))


class _Assessor:
    """Looks at one person after another with what is the same for all of them."""

    def __init__(self, index: Index, role: str, process: int | None, thresholds: RoleFitThresholds) -> None:
        self._index = index
        self._model = index.model
        self._role = role
        self._process = process
        self._limits = thresholds
        self._asked = self._structure()
        self._ranks = betweenness_ranks(index, thresholds.betweenness_sample)
        self._distance = distance_from_top(index)

    def _structure(self) -> Ragged:
        """What the role needs authority over, by process."""
        if self._process is None:
            return self._index.governance.structure
        wanted = np.zeros(len(self._index.parts), dtype=np.bool_)
        wanted[self._process] = True
        elements = find_footprints(self._index.facts, self._index.parts, wanted)
        levels = required_levels(self._index.policy)[self._index.authority.dimensions[elements.values]]
        return elements.where(self._index.command.governed[elements.values] & (levels > 0))

    def fit(self, person: int) -> Fit:
        """How one person fits."""
        kinds = self._index.governance.executive_kinds
        holds = tuple(kind for kind, row in zip(kinds, self._index.governance.executives, strict=True) if row[person])
        parts = (self._skills(person), self._authority(person), self._breadth(person, holds), self._clout(person))
        return Fit(person, holds, max((part.verdict for part in parts), key=VERDICTS.index), parts)

    def _skills(self, person: int) -> Dimension:
        governance, limits = self._index.governance, self._limits
        under = governance.under(person)
        own = governance.skills[:, person]
        people = governance.skills[:, under].sum(axis=1)
        covered = own | (people > 0)
        coverage = float(covered.mean()) if len(covered) else 1.0
        missing = [skill for skill, has in zip(governance.critical_skills, covered.tolist(), strict=True) if not has]
        # A centre of excellence that supports the process lends its skills to the owner.
        lent = self._process is not None and bool(governance.supported[self._process])
        verdict = _graded(coverage >= limits.skills_fit, coverage >= limits.skills_stretch or lent)
        evidence = {
            "coverage": round(coverage, _DIGITS),
            "own": [skill for skill, has in zip(governance.critical_skills, own.tolist(), strict=True) if has],
            "people": dict(zip(governance.critical_skills, people.tolist(), strict=True)),
            "missing": missing,
            "lent_by_a_centre": lent,
        }
        return Dimension(
            "skills",
            verdict,
            evidence,
            "" if verdict == "fit" else f"learn, or bring in under them: {', '.join(missing)}",
        )

    def _authority(self, person: int) -> Dimension:
        limits, rows = self._limits, np.flatnonzero(self._asked.values != person)
        process, element = self._asked.keys[rows], self._asked.values[rows]
        levels = self._levels(element)
        enough = self._holds(person, element, process, levels)
        direct = self._holds(person, element, process, np.full(len(rows), DIRECT))
        shares = [float(flags.mean()) if len(rows) else 0.0 for flags in (enough, direct)]
        evidence: dict[str, object] = {
            "elements": len(rows),
            "influence": round(shares[0], _DIGITS),
            "direct": round(shares[1], _DIGITS),
            "missing": sorted(self._model.show_all(distinct(element[~enough]))),
        }
        if not len(rows):
            return Dimension("authority", "unknown", evidence, "record what the processes depend on")
        has_say = self._process is not None or shares[1] >= limits.direct_fit
        verdict = _graded(shares[0] >= limits.influence_fit and has_say, shares[0] >= limits.influence_stretch)
        lacking = ~enough
        change = "" if verdict == "fit" else self._granting(person, element[lacking], process[lacking], levels[lacking])
        return Dimension("authority", verdict, evidence, change)

    def _levels(self, elements: Ints) -> Ints:
        """The level asked: influence, or for the owner of a process what the policy requires."""
        if self._process is None:
            return np.full(len(elements), INFLUENCE, dtype=np.int64)
        return required_levels(self._index.policy)[self._index.authority.dimensions[elements]]

    def _holds(self, person: int, elements: Ints, processes: Ints, levels: Ints) -> Bools:
        who = np.full(len(elements), person, dtype=np.int64)
        return self._index.authority.holds(who, elements, processes, levels)

    def _granting(self, person: int, elements: Ints, processes: Ints, levels: Ints) -> str:
        """Who could grant what is lacking: the lowest who is entitled and gives all of it, or else several."""
        index, lacking = self._index, distinct(elements)
        if not len(lacking):
            return f"be granted direct say over {self._limits.direct_fit:.0%} of it"
        said = f"be granted authority over {len(lacking)} more"
        entitled = np.flatnonzero(index.authority.empowering & index.command.active)
        for grantor in entitled[np.lexsort((index.facts.by_id[entitled], -self._distance[entitled]))].tolist():
            who = np.full(len(elements), grantor, dtype=np.int64)
            outside = not index.command.commands_as_recorded(np.array([person]), np.array([grantor]))[0]
            if outside and grantor != person and index.authority.gives(who, elements, processes, levels).all():
                return f"{said}: one mandate from {self._model.name_of(grantor)} would do"
        lowest = lowest_grantors(index, lacking)
        grantors = distinct(lowest[(lowest != NOBODY) & (lowest != person)])
        return f"{said}: mandates from {len(grantors)} people" if len(grantors) else f"{said}, which nobody can grant"

    def _breadth(self, person: int, holds: tuple[str, ...]) -> Dimension:
        index, limits = self._index, self._limits
        carried = carried_by(index, person, self._process)
        max_processes = index.policy.max_processes_per_owner
        now = carried.load(limits, max_processes)
        asked = distinct(self._asked.values)
        overlap = float(index.command.commands(np.full(len(asked), person), asked).mean()) if len(asked) else 0.0
        role = limits.role_load if self._process is None else 1 / max_processes
        added = (0.0 if self._role in holds else role * (1 - overlap)) / (carried.capacity or 1.0)
        total = now + added
        verdict = _graded(total <= limits.breadth_fit, total <= limits.breadth_stretch)
        evidence: dict[str, object] = {
            **vars(carried),
            "load": None if np.isinf(now) else round(now, _DIGITS),
            "adds": round(added, _DIGITS),
            "overlap": round(overlap, _DIGITS),
            "of_which": self._scope(),
        }
        over = "all of it: they have no time" if np.isinf(total) else f"{total - limits.breadth_fit:.2f} of a full load"
        return Dimension("breadth", verdict, evidence, "" if verdict == "fit" else f"hand over {over}")

    def _scope(self) -> dict[str, int]:
        """What the role is about: how many processes, of how many owners, and how many elements."""
        rows = np.flatnonzero(self._index.participation.crossing)
        if self._process is not None:
            rows = np.array([self._process], dtype=np.int64)
        owners = distinct(self._index.ownership.owners.expand(rows)[1])
        return {"processes": len(rows), "owners": len(owners), "elements": len(distinct(self._asked.values))}

    def _clout(self, person: int) -> Dimension:
        index, limits = self._index, self._limits
        distance, rank = int(self._distance[person]), float(self._ranks[person])
        placed = distance != UNPLACED
        near = placed and distance <= limits.distance_stretch
        broker = not np.isnan(rank) and rank >= limits.broker_rank
        # The owner of a process need not be near the top.
        verdict = _graded(placed and distance <= limits.distance_fit, near or broker or self._process is not None)
        if not index.command.modelled:
            verdict = "unknown"
        evidence: dict[str, object] = {
            "distance": distance if placed else None,
            "reach": len(index.governance.under(person)),
            "of": int(index.command.active.sum()) - 1,
            "betweenness_rank": None if np.isnan(rank) else round(rank, _DIGITS),
        }
        change = f"move up in the line: at most {limits.distance_fit} below the top"
        if verdict == "unknown":
            change = "record who answers to whom"
        return Dimension("clout", verdict, evidence, "" if verdict == "fit" else change)


def _graded(fits: bool, stretches: bool) -> Verdict:
    return "fit" if fits else "stretch" if stretches else "unfit"
