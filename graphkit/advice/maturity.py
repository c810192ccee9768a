"""How mature ownership is, from P-0 to P-4.

An operational reading of the process-owner enabler of the Process and Enterprise Maturity
Model: Michael Hammer, "The Process Audit", Harvard Business Review, April 2007. Hammer
describes the levels in words about identity, activities and authority; here each is a list of
things that a model either shows or does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.advice.standing import UNPLACED, Floats, distance_from_top
from graphkit.config import MaturityThresholds
from graphkit.index.arrays import Bools, Ints, any_by
from graphkit.index.index import Index
from graphkit.index.judgement import BY_MANDATE, BY_POSITION, NOBODY, UNMODELLED, required_levels
from graphkit.index.participation import INHERITED
from graphkit.model.schema import DIMENSIONS
from graphkit.report.report import made_by

BASIS = "an operational reading of the process-owner enabler in M. Hammer, The Process Audit, HBR, April 2007"

LEVELS = ("P-0", "P-1", "P-2", "P-3", "P-4")
"""Levels of maturity, the lowest first; what is met for a level counts only with all below it."""

CRITERIA = (
    ("owner", 1),
    ("single", 2),
    ("named", 2),
    ("senior", 2),
    ("appointed", 2),
    ("some_say", 2),
    ("rules_and_technology", 3),
    ("functions", 3),
    ("people", 3),
    ("resources", 3),
    ("coordinated", 3),
    ("decides_resources", 4),
    ("directs_people", 4),
    ("top_body", 4),
)
"""Every criterion with the level that it is for."""

_SHARES = {
    "some_say": ("technology", "rules"),
    "rules_and_technology": ("technology", "rules"),
    "functions": ("functions",),
    "people": ("people",),
    "resources": ("resources",),
    "decides_resources": ("resources",),
    "directs_people": ("people",),
}
"""Criteria about a share of what a process depends on, with the dimensions they are about."""

_INFLUENCE, _DIRECT, _DECIDE = 1, 2, 3
_LEAST = {"directs_people": _DIRECT, "decides_resources": _DECIDE}
_DIGITS = 6


@dataclass(frozen=True)
class Maturity:
    """How mature the ownership of one process is.

    Attributes:
        process: The process.
        owner: Who was judged; None where there is nobody.
        level: One of `LEVELS`, by position.
        met: Of each of `CRITERIA`, whether it is met.
        shares: Of each criterion about a share, how much of it the owner has; None where the
            model names nothing of the kind.
        appointment_known: Whether the model says who is empowered.
        distance: Steps of the owner from the top; None outside of any line.
    """

    process: int
    owner: int | None
    level: int
    met: tuple[bool, ...]
    shares: dict[str, float | None]
    appointment_known: bool
    distance: int | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The criteria of the next level that are not met."""
        wanted = self.level + 1
        return tuple(name for (name, level), met in zip(CRITERIA, self.met, strict=True) if level == wanted and not met)


@dataclass(frozen=True, eq=False)
class Maturities:
    """How mature ownership is, process by process.

    Attributes:
        index: The compiled model.
        thresholds: What was asked for.
        processes: Cross-functional processes, the least mature first, then by id.
    """

    index: Index
    thresholds: MaturityThresholds
    processes: tuple[Maturity, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many processes are at each level."""
        found = np.bincount([one.level for one in self.processes], minlength=len(LEVELS)).tolist()
        return dict(zip(LEVELS, found, strict=True))

    def to_dict(self) -> dict[str, object]:
        """All of it as plain values, ids as written."""
        model = self.index.model
        return made_by(self.index) | {
            "basis": BASIS,
            "thresholds": self.thresholds._asdict(),
            "levels": self.counts,
            "processes": [
                {
                    "id": model.show(one.process),
                    "name": model.name_of(one.process),
                    "owner": None if one.owner is None else model.show(one.owner),
                    "distance": one.distance,
                    "level": LEVELS[one.level],
                    "criteria": {name: met for (name, _), met in zip(CRITERIA, one.met, strict=True)},
                    "shares": one.shares,
                    "missing": list(one.missing),
                }
                for one in self.processes
            ],
        }


def find_maturity(
    index: Index, thresholds: MaturityThresholds | None = None, processes: Sequence[int] | None = None
) -> Maturities:
    """Say how mature the ownership of cross-functional processes is.

    Args:
        index: The compiled model.
        thresholds: What each level asks for; the defaults where None.
        processes: Those wanted; all where None. Processes not known to be cross-functional are left out.
    """
    limits = thresholds or MaturityThresholds()
    crossing = np.flatnonzero(index.participation.crossing)
    rows = crossing if processes is None else crossing[np.isin(crossing, list(processes))]
    shares = {name: _share(index, rows, name) for name in _SHARES}
    met = _met(index, limits, rows, shares)
    level = _levels(met)
    order = np.lexsort((index.facts.by_id[rows], level)).tolist()
    known = index.judgement.empowered[rows] != UNMODELLED
    owner = index.judgement.owner[rows]
    distance = _distance(index, rows)
    found = tuple(
        Maturity(
            process=int(rows[at]),
            owner=None if owner[at] == NOBODY else int(owner[at]),
            level=int(level[at]),
            met=tuple(met[:, at].tolist()),
            shares={name: _rounded(float(share[at])) for name, share in shares.items()},
            appointment_known=bool(known[at]),
            distance=None if distance[at] == UNPLACED else int(distance[at]),
        )
        for at in order
    )
    return Maturities(index, limits, found)


def _met(index: Index, limits: MaturityThresholds, rows: Ints, shares: dict[str, Floats]) -> Bools:
    """Which criteria each process meets; shape (criteria, processes)."""
    owner = index.judgement.owner[rows]
    someone: Bools = owner != NOBODY
    distance = _distance(index, rows)
    placed = distance != UNPLACED
    coordinated = index.governance.coordinated[owner] | index.governance.supported[rows]
    columns: dict[str, Bools] = {
        "owner": someone,
        "single": index.ownership.owners.counts[rows] == 1,
        "named": _named(index, rows),
        "senior": placed & (distance <= limits.senior_distance),
        "appointed": np.isin(index.judgement.empowered[rows], (BY_POSITION, BY_MANDATE)),
        "some_say": shares["some_say"] > 0,
        "coordinated": coordinated,
        "top_body": placed & (distance <= limits.top_distance),
    }
    columns |= {name: shares[name] >= getattr(limits, name) for name in _SHARES if name != "some_say"}
    return np.stack([columns[name] & someone for name, _ in CRITERIA])


def _distance(index: Index, rows: Ints) -> Ints:
    """Steps of each owner from the top, UNPLACED where there is none."""
    owner = index.judgement.owner[rows]
    return np.where(owner == NOBODY, UNPLACED, distance_from_top(index)[owner])


def _named(index: Index, rows: Ints) -> Bools:
    """Whether the process has an owner of its own that is a person or role, no function."""
    at, recorded = index.ownership.recorded.expand(rows)
    function = any_by(at, index.facts.is_label(recorded, "Function"), len(rows))
    named: Bools = ~function & (index.ownership.source[rows] != INHERITED)
    return named


def _share(index: Index, rows: Ints, name: str) -> Floats:
    """How much of what a criterion is about the owner holds at its level; NaN where the model names nothing."""
    elements = index.judgement.elements.where(index.judgement.owned[index.judgement.elements.keys])
    at, element = elements.expand(rows)
    dimension = index.authority.dimensions[element]
    about = np.isin(dimension, [DIMENSIONS.index(word) for word in _SHARES[name]])
    at, element, dimension = at[about], element[about], dimension[about]
    level = np.full(len(at), _LEAST.get(name, _INFLUENCE), dtype=np.int64)
    if name == "rules_and_technology":
        level = np.maximum(level, required_levels(index.policy)[dimension])
    held = index.authority.holds(index.judgement.owner[rows[at]], element, rows[at], level)
    asked = np.bincount(at, minlength=len(rows))
    share = np.full(len(rows), np.nan)
    np.divide(np.bincount(at[held], minlength=len(rows)), asked, out=share, where=asked > 0)
    return share


def _levels(met: Bools) -> Ints:
    """The highest level of which, and of all below which, every criterion is met."""
    level = np.zeros(met.shape[1], dtype=np.int64)
    for number in range(1, len(LEVELS)):
        every = met[[at for at, (_, asked) in enumerate(CRITERIA) if asked == number]].all(axis=0)
        level += every & (level == number - 1)
    return level


def _rounded(share: float) -> float | None:
    return None if np.isnan(share) else round(share, _DIGITS)
