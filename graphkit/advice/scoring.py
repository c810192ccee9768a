"""The terms of a candidate's score, whole columns over everybody at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graphkit.advice.grants import Plan, find_plans, lowest_grantors
from graphkit.advice.standing import (
    UNPLACED,
    Floats,
    distance_from_top,
    members,
    owned_processes,
    process_limits,
)
from graphkit.index.arrays import Bools, Edges, Ints, Ragged, distinct, unique_pairs
from graphkit.index.footprint import find_footprints
from graphkit.index.index import Index
from graphkit.index.judgement import (
    BY_MANDATE,
    BY_POSITION,
    NOBODY,
    NOT_EMPOWERED,
    UNMODELLED,
    mandates_recorded,
    required_levels,
)

_PAIRS = 500_000
"""About how many questions are put at once, which bounds the memory of large models."""


class Scoring:
    """Columns about everybody who could own a process; rows are people.

    Args:
        index: The compiled model.
        process: The process's number.

    Attributes:
        index: The compiled model.
        process: The process's number.
        people: Active people, and roles that stand for their holder.
        elements: The governed elements of the footprint for which a level is asked.
        ungoverned: The others of them.
        levels: The level asked of each element.
    """

    def __init__(self, index: Index, process: int) -> None:
        self.index = index
        self.process = process
        self.people: Ints = np.flatnonzero(index.command.active)
        wanted = np.zeros(len(index.parts), dtype=np.bool_)
        wanted[process] = True
        elements = find_footprints(index.facts, index.parts, wanted)[process]
        levels = required_levels(index.policy)[index.authority.dimensions[elements]]
        governed = index.command.governed[elements]
        self.elements: Ints = elements[governed & (levels > 0)]
        self.levels: Ints = levels[governed & (levels > 0)]
        self.ungoverned: Ints = elements[~governed & (levels > 0)]
        self._row = np.full(index.model.size, NOBODY, dtype=np.int64)
        self._row[self.people] = np.arange(len(self.people))

    def terms(self) -> dict[str, Floats]:
        """The terms of every score, by name, each from 0 to 1."""
        share = _ratio(self.held.counts, self.totals)
        skills = self.index.governance.skills[:, self.people]
        return {
            "sufficient": (share == 1).astype(np.float64),
            "authority": share,
            "grants": np.where(self._beyond, 0, 1 / (1 + self.grants_needed)),
            "skills": skills.mean(axis=0) if len(skills) else np.zeros(len(self.people)),
            "load": np.clip(1 - _ratio(self.owned, self.limits, otherwise=1), 0, 1),
            "belongs": self.belonging,
            "seniority": np.where(self.distance == UNPLACED, 0, 1 / (1 + np.maximum(self.distance, 0))),
        }

    @cached_property
    def held(self) -> Ragged:
        """For each person the places of the elements, others than themselves, that they hold."""
        index, elements = self.index, self.elements
        place, person = index.command.commanders(elements)
        found: list[Edges] = [(person, place)]
        rest = self._perhaps_otherwise()
        for part in np.array_split(rest, 1 + len(rest) * len(elements) // _PAIRS):
            someone = np.repeat(part, len(elements))
            place = np.tile(np.arange(len(elements)), len(part))
            process = np.full(len(place), self.process, dtype=np.int64)
            holds = index.authority.holds(someone, elements[place], process, self.levels[place])
            found.append((someone[holds], place[holds]))
        person, place = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
        other = elements[place] != person
        return Ragged.group(*unique_pairs(self._row[person[other]], place[other]), len(self.people))

    def _perhaps_otherwise(self) -> Ints:
        """Who may hold something otherwise than by command: by a mandate or a dotted line."""
        lower, upper = self.index.command.dotted
        dotted = upper[np.isin(lower, self.elements)]
        people = distinct(np.concatenate([np.flatnonzero(self.index.mandates.of.counts), dotted]))
        return people[self.index.command.active[people]]

    @cached_property
    def _themselves(self) -> Edges:
        """People who are elements, by row, and their places."""
        row = self._row[self.elements]
        place = np.flatnonzero(row != NOBODY)
        return row[place], place

    @cached_property
    def totals(self) -> Ints:
        """How many elements there are for each person, less themselves."""
        totals: Ints = len(self.elements) - np.bincount(self._themselves[0], minlength=len(self.people))
        return totals

    def lacking(self, row: int) -> Ints:
        """Places of the elements that a person does not hold."""
        lacks: Bools = self.elements != self.people[row]
        lacks[self.held[row]] = False
        return np.flatnonzero(lacks)

    @cached_property
    def empowered(self) -> Ints:
        """How each person would be empowered as owner, by the codes of `EMPOWERMENTS`."""
        index = self.index
        process = np.full(len(self.people), self.process, dtype=np.int64)
        units = index.participation.functions[self.process]
        _, person = index.command.commanders(units)
        every = (np.bincount(self._row[person], minlength=len(self.people)) == len(units)) & (len(units) > 0)
        position = index.command.commands(self.people, process) | index.authority.empowering[self.people] | every
        mandate = index.authority.empowered_by_mandate(self.people, process)
        otherwise = NOT_EMPOWERED if mandates_recorded(index.facts, index.policy) else UNMODELLED
        return np.where(position, BY_POSITION, np.where(mandate, BY_MANDATE, otherwise))

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        """The plan without anybody entitled, then those for who must be empowered."""
        plain = Plan(NOBODY, lowest_grantors(self.index, self.elements))
        return plain, *find_plans(self.index, self.process, self.elements, self.levels)

    @cached_property
    def _chosen(self) -> Ints:
        """For each person, which of the plans is theirs: the first whose entitled grantor may empower them."""
        chosen = np.zeros(len(self.people), dtype=np.int64)
        open_ = np.flatnonzero(self.empowered == NOT_EMPOWERED)
        for number, plan in enumerate(self._plans[1:], start=1):
            people = self.people[open_]
            grantor = np.full(len(people), plan.empowering, dtype=np.int64)
            outside = ~self.index.command.commands_as_recorded(people, grantor) & (people != grantor)
            chosen[open_[outside]] = number
            open_ = open_[~outside]
        return chosen

    def plan_of(self, row: int) -> Plan:
        """Who would grant what a person lacks."""
        return self._plans[int(self._chosen[row])]

    @cached_property
    def _not_lacking(self) -> Edges:
        """People, by row, and the places of the elements that they hold or that are themselves."""
        row = np.concatenate([self.held.keys, self._themselves[0]])
        return row, np.concatenate([self.held.values, self._themselves[1]])

    @cached_property
    def _beyond(self) -> Bools:
        """Who lacks something that nobody can grant, whatever the plan."""
        nobodys = self._plans[0].grantor == NOBODY
        row, place = self._not_lacking
        lacks: Bools = np.bincount(row[nobodys[place]], minlength=len(self.people)) < nobodys.sum()
        return lacks

    @cached_property
    def grants_needed(self) -> Ints:
        """How many mandates each person still needs."""
        row, place = self._not_lacking
        needed = np.zeros(len(self.people), dtype=np.int64)
        for number, plan in enumerate(self._plans):
            theirs = self._chosen == number
            if theirs.any():
                needed[theirs] = plan.needed(row, place, len(self.people))[theirs]
        return needed

    @cached_property
    def owned(self) -> Ints:
        """How many cross-functional processes each person owns beside this one."""
        owned = owned_processes(self.index)
        others: Ints = owned.where(owned.values != self.process).counts[self.people]
        return others

    @cached_property
    def limits(self) -> Floats:
        """How many processes each person may own."""
        limits: Floats = process_limits(self.index)[self.people]
        return limits

    @cached_property
    def distance(self) -> Ints:
        """Steps of each person from the top, UNPLACED outside of any line."""
        steps: Ints = distance_from_top(self.index)[self.people]
        return steps

    @cached_property
    def functions(self) -> Ragged:
        """For each person, the performing functions that they belong to, or to a part of which."""
        performing = self.index.participation.functions[self.process]
        person, unit = self._homes
        at, above = self.index.functions.with_ancestors(unit)
        inside = np.isin(above, performing)
        return Ragged.group(*unique_pairs(self._row[person[at[inside]]], above[inside]), len(self.people))

    @cached_property
    def belonging(self) -> Floats:
        """1 in a performing function; else how much of the person's function performs: its parts that do among all."""
        index = self.index
        units = index.facts.nodes("Function")
        sizes = np.bincount(index.functions.with_ancestors(units)[1], minlength=index.model.size)
        performing = index.functions.with_ancestors(index.participation.functions[self.process])[1]
        share = _ratio(np.bincount(performing, minlength=index.model.size), sizes)
        person, unit = self._homes
        belonging = np.zeros(len(self.people))
        np.maximum.at(belonging, self._row[person], share[unit])
        return np.where(self.functions.counts > 0, 1.0, belonging)

    @cached_property
    def _homes(self) -> Edges:
        person, unit = members(self.index)
        active = self.index.command.active[person]
        return person[active], unit[active]


def _ratio(part: Ints, whole: Ints | Floats, otherwise: float = 0) -> Floats:
    """Parts of wholes; something else where there is no whole."""
    shares = np.full(len(part), otherwise, dtype=np.float64)
    return np.divide(part, whole, out=shares, where=whole > 0)
