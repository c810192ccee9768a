"""Who could own a process: every active person scored, each term of the score explained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.advice.grants import containing_function
from graphkit.advice.scoring import Scoring
from graphkit.advice.standing import UNPLACED
from graphkit.config import CandidateWeights
from graphkit.index.arrays import distinct
from graphkit.index.index import Index
from graphkit.index.judgement import EMPOWERMENTS, NOBODY
from graphkit.report.report import made_by

TERMS = CandidateWeights._fields
"""The terms of a score, each from 0 to 1."""

_DIGITS = 9
"""Digits of a score that count, so that rounding never decides an order."""


@dataclass(frozen=True)
class Grant:
    """One mandate that a candidate would still need.

    Attributes:
        grantor: Who would grant it.
        elements: What it would be over; empty where it only empowers.
        function: The smallest function that contains all of these; None where none does.
        empowers: Its grantor is entitled, so that it empowers the candidate for the process.
    """

    grantor: int
    elements: tuple[int, ...]
    function: int | None
    empowers: bool


@dataclass(frozen=True)
class Candidate:
    """One person, or role that stands for its holder, as owner of a process.

    Attributes:
        person: Who.
        score: The weighted mean of the terms, from 0 to 1.
        terms: The value of each of `TERMS`, from 0 to 1.
        owner: Owns the process already.
        held: Elements that they have the required level over.
        elements: Elements in all, less themselves.
        grants: The mandates they still need.
        beyond: Elements they lack that nobody can grant.
        empowered: How they would be empowered as things are: position, mandate, none or unmodelled.
        skills: The critical skills they have.
        owned: How many other cross-functional processes they own.
        limit: How many they may own.
        functions: The functions performing the process that they belong to.
        distance: Steps from the top; None outside of any line.
    """

    person: int
    score: float
    terms: tuple[float, ...]
    owner: bool
    held: int
    elements: int
    grants: tuple[Grant, ...]
    beyond: tuple[int, ...]
    empowered: str
    skills: tuple[str, ...]
    owned: int
    limit: float
    functions: tuple[int, ...]
    distance: int | None


@dataclass(frozen=True, eq=False)
class Candidates:
    """The candidates for one process, the best first.

    Attributes:
        index: The compiled model.
        process: The process's number.
        weights: How much each term counts.
        considered: How many people were scored.
        ungoverned: Elements of the footprint under nobody's command; they count for nothing.
        candidates: As many of the best as were asked for.
    """

    index: Index
    process: int
    weights: CandidateWeights
    considered: int
    ungoverned: tuple[int, ...]
    candidates: tuple[Candidate, ...]

    def to_dict(self) -> dict[str, object]:
        """The candidates as plain values, ids as written."""
        model = self.index.model
        return made_by(self.index) | {
            "process": {"id": model.show(self.process), "name": model.name_of(self.process)},
            "cross_functional": self.cross_functional,
            "weights": self.weights._asdict(),
            "considered": self.considered,
            "ungoverned": model.show_all(self.ungoverned),
            "candidates": [self._candidate(candidate) for candidate in self.candidates],
        }

    @property
    def cross_functional(self) -> bool | None:
        """Whether the process is; None where that is not known."""
        participation = self.index.participation
        return bool(participation.crossing[self.process]) if participation.known[self.process] else None

    def _candidate(self, candidate: Candidate) -> dict[str, object]:
        model = self.index.model
        return {
            "person": model.show(candidate.person),
            "name": model.name_of(candidate.person),
            "score": round(candidate.score, _DIGITS),
            "terms": {name: round(value, _DIGITS) for name, value in zip(TERMS, candidate.terms, strict=True)},
            "owner": candidate.owner,
            "held": candidate.held,
            "elements": candidate.elements,
            "grants": [
                {
                    "by": model.show(grant.grantor),
                    "elements": model.show_all(grant.elements),
                    "function": None if grant.function is None else model.show(grant.function),
                    "empowers": grant.empowers,
                }
                for grant in candidate.grants
            ],
            "cannot_be_granted": model.show_all(candidate.beyond),
            "empowered": candidate.empowered,
            "skills": list(candidate.skills),
            "owned": candidate.owned,
            "limit": candidate.limit,
            "functions": model.show_all(candidate.functions),
            "distance": candidate.distance,
        }


def find_candidates(index: Index, process: int, weights: CandidateWeights | None = None, most: int = 10) -> Candidates:
    """Score everybody as owner of a process.

    Args:
        index: The compiled model.
        process: The process's number.
        weights: How much each term counts; the defaults where None.
        most: How many of the best are told of in full.

    Returns:
        The best by score, then id.

    Complexity:
        Whole columns over people; pairs of people and elements only where somebody has any
        authority at all.
    """
    chosen = weights or CandidateWeights()
    scoring = Scoring(index, process)
    columns = scoring.terms()
    terms = np.stack([columns[name] for name in TERMS], axis=1)
    weight = np.array([getattr(chosen, name) for name in TERMS], dtype=np.float64)
    score = np.round(terms @ weight / (weight.sum() or 1.0), _DIGITS)
    best = np.lexsort((index.facts.by_id[scoring.people], -score))[:most].tolist()
    told = tuple(_told(scoring, row, float(score[row]), tuple(terms[row].tolist())) for row in best)
    return Candidates(index, process, chosen, len(scoring.people), tuple(scoring.ungoverned.tolist()), told)


def _told(scoring: Scoring, row: int, score: float, terms: tuple[float, ...]) -> Candidate:
    """Everything about one of the people."""
    index, person = scoring.index, int(scoring.people[row])
    lacking = scoring.lacking(row)
    plan = scoring.plan_of(row)
    beyond = scoring.elements[lacking[plan.grantor[lacking] == NOBODY]]
    distance = int(scoring.distance[row])
    skills = zip(index.governance.critical_skills, index.governance.skills[:, person].tolist(), strict=True)
    return Candidate(
        person=person,
        score=score,
        terms=terms,
        owner=person in index.ownership.owners[scoring.process],
        held=int(scoring.held.counts[row]),
        elements=int(scoring.totals[row]),
        grants=_grants(scoring, row),
        beyond=tuple(beyond.tolist()),
        empowered=str(EMPOWERMENTS[scoring.empowered[row]]),
        skills=tuple(skill for skill, has in skills if has),
        owned=int(scoring.owned[row]),
        limit=float(scoring.limits[row]),
        functions=tuple(scoring.functions[row].tolist()),
        distance=None if distance == UNPLACED else distance,
    )


def _grants(scoring: Scoring, row: int) -> tuple[Grant, ...]:
    index, plan, lacking = scoring.index, scoring.plan_of(row), scoring.lacking(row)
    grantor = plan.grantor[lacking]
    people = distinct(np.append(grantor, plan.empowering))
    people = people[people != NOBODY]
    grants = []
    for person in people[np.argsort(index.facts.by_id[people])].tolist():
        elements = scoring.elements[lacking[grantor == person]]
        function = containing_function(index, elements)
        grants.append(Grant(person, tuple(elements.tolist()), function, person == plan.empowering))
    return tuple(grants)
