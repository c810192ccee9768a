"""The verdict on every process: its judged owner, what they hold, and whether they are empowered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ints, Ragged, all_by, any_by, count_by
from graphkit.index.authority import Authority
from graphkit.index.facts import Facts
from graphkit.index.participation import INHERITED, NO_OWNER, Ownership, Participation
from graphkit.model.schema import DIMENSIONS, LEVELS

NOBODY = -1

HELD, MISSING, UNGOVERNED = range(3)
STATUSES = ("held", "missing", "ungoverned")
"""What is said of an element, by code."""

NO_ANSWER, BY_POSITION, BY_MANDATE, NOT_EMPOWERED, UNMODELLED = range(5)
EMPOWERMENTS = (None, "position", "mandate", "none", "unmodelled")
"""How an owner is empowered, by code."""

FUNCTIONAL, GAP, UNKNOWN, GOVERNED = range(4)
VERDICTS = ("functional", "gap", "unknown", "governed")
"""Verdicts, by code."""

REASONS = ("no-owner", "vacant-owner", "shared-owner", "not-empowered", "insufficient-authority")
"""Reasons for a gap, in the order in which they are given."""


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the analysis says of every process; rows are processes.

    Attributes:
        owner: The owner judged, NOBODY where there is none.
        empowered: One of the codes of `EMPOWERMENTS`.
        elements: The footprint of cross-functional processes, less the owner judged.
        status: One of the codes of `STATUSES` for each of `elements.values`; without an
            owner every element that is not ungoverned counts as missing.
        reasons: Which of `REASONS` apply; shape (processes, 5).
        verdict: One of the codes of `VERDICTS`.
        crossing: Known to be cross-functional.
    """

    owner: Ints
    empowered: Ints
    elements: Ragged
    status: Ints
    reasons: Bools
    verdict: Ints
    crossing: Bools

    @cached_property
    def owned(self) -> Bools:
        """Cross-functional processes with an owner, the ones whose elements are judged."""
        has_owner: Bools = self.owner != NOBODY
        return self.crossing & has_owner

    def elements_with(self, status: int) -> Ragged:
        """The elements of that status of every process with an owner."""
        return self.elements.where((self.status == status) & self.owned[self.elements.keys])


def required_levels(policy: Policy) -> Ints:
    """The level that the policy requires in each dimension, as codes from 0 (none) to 3 (decide)."""
    codes = {"none": 0} | {level: code for code, level in enumerate(LEVELS, start=1)}
    return np.array([codes[policy.required[dimension]] for dimension in DIMENSIONS], dtype=np.int64)


def judge(
    facts: Facts,
    policy: Policy,
    ownership: Ownership,
    participation: Participation,
    footprints: Ragged,
    authority: Authority,
) -> Judgement:
    """Judge every process.

    Args:
        facts: The model's facts.
        policy: Required levels, shared owners, whether mandates are recorded.
        ownership: Recorded owners and their holders.
        participation: The functions that take part.
        footprints: Elements of every process that is cross-functional or has several owners.
        authority: Who holds what.
    """
    required = required_levels(policy)
    owner = _judged_owners(facts, ownership, footprints, authority, required)
    elements, status = _statuses(owner, footprints, authority, required, participation.crossing)
    empowered = _empowerment(facts, policy, owner, participation.functions, authority)
    reasons = _reasons(policy, ownership, owner, empowered, elements, status)
    reasons &= participation.crossing[:, np.newaxis]
    verdict = _verdicts(participation, reasons, empowered, elements, status)
    return Judgement(owner, empowered, elements, status, reasons, verdict, participation.crossing)


def _judged_owners(
    facts: Facts, ownership: Ownership, footprints: Ragged, authority: Authority, required: Ints
) -> Ints:
    """The only owner, or of several the one who holds most elements, then the lowest id."""
    owners = ownership.owners
    judged = np.full(len(owners), NOBODY, dtype=np.int64)
    single = owners.counts == 1
    judged[single] = owners.values[owners.offsets[:-1][single]]
    shared = owners.only(owners.counts > 1)
    if not len(shared.values):
        return judged
    process, owner = shared.keys, shared.values
    at, element = footprints.expand(process)
    other = element != owner[at]
    at, element = at[other], element[other]
    held = authority.holds(owner[at], element, process[at], required[authority.dimensions[element]])
    score = count_by(at, held, len(owner))
    order = np.lexsort((facts.by_id[owner], -score, process))
    first = order[np.r_[True, process[order][1:] != process[order][:-1]]]
    judged[process[first]] = owner[first]
    return judged


def _statuses(
    owner: Ints, footprints: Ragged, authority: Authority, required: Ints, crossing: Bools
) -> tuple[Ragged, Ints]:
    process, element = footprints.keys, footprints.values
    keep = crossing[process] & (element != owner[process])
    process, element = process[keep], element[keep]
    held = np.zeros(len(process), dtype=np.bool_)
    asked = np.flatnonzero(owner[process] != NOBODY)
    levels = required[authority.dimensions[element[asked]]]
    held[asked] = authority.holds(owner[process[asked]], element[asked], process[asked], levels)
    status = np.where(held, HELD, np.where(authority.command.governed[element], MISSING, UNGOVERNED))
    return Ragged.group(process, element, len(footprints)), status


def _empowerment(facts: Facts, policy: Policy, owner: Ints, functions: Ragged, authority: Authority) -> Ints:
    rows = np.flatnonzero(owner != NOBODY)
    people = owner[rows]
    at, unit = functions.expand(rows)
    all_functions = all_by(at, authority.command.commands(people[at], unit), len(rows))
    by_position = (
        authority.command.commands(people, rows)
        | authority.empowering[people]
        | (all_functions & (functions.counts[rows] > 0))
    )
    rest = np.flatnonzero(~by_position)
    by_mandate = np.zeros(len(rows), dtype=np.bool_)
    by_mandate[rest] = authority.empowered_by_mandate(people[rest], rows[rest])
    otherwise = NOT_EMPOWERED if mandates_recorded(facts, policy) else UNMODELLED
    empowered = np.full(len(owner), NO_ANSWER, dtype=np.int64)
    empowered[rows] = np.where(by_position, BY_POSITION, np.where(by_mandate, BY_MANDATE, otherwise))
    return empowered


def mandates_recorded(facts: Facts, policy: Policy) -> bool:
    """Whether the model says who is empowered, so that silence means nobody."""
    if policy.mandates_recorded == "auto":
        return len(facts.span("Mandate")) > 0
    return policy.mandates_recorded


def _reasons(
    policy: Policy, ownership: Ownership, owner: Ints, empowered: Ints, elements: Ragged, status: Ints
) -> Bools:
    no_owner = ownership.source == NO_OWNER
    shared = (ownership.owners.counts > 1) & (ownership.source != INHERITED)
    if policy.allow_shared_owner:
        shared = np.zeros_like(shared)
    missing = any_by(elements.keys, status == MISSING, len(owner)) & (owner != NOBODY)
    vacant = ~no_owner & (owner == NOBODY)
    return np.stack([no_owner, vacant, shared, empowered == NOT_EMPOWERED, missing], axis=1)


def _verdicts(participation: Participation, reasons: Bools, empowered: Ints, elements: Ragged, status: Ints) -> Ints:
    ungoverned = any_by(elements.keys, status == UNGOVERNED, len(elements))
    open_ = (empowered == UNMODELLED) | ungoverned | (elements.counts == 0)
    verdict = np.where(reasons.any(axis=1), GAP, np.where(open_, UNKNOWN, GOVERNED))
    return np.where(participation.crossing, verdict, np.where(participation.known, FUNCTIONAL, UNKNOWN))
