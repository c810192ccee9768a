"""Mandates: which are current, what each is about, and to what it applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from graphkit.index.arrays import (
    Bools,
    Edges,
    Ints,
    Ragged,
    any_by,
    distinct,
    merge,
    runs,
    unique_pairs,
)
from graphkit.index.facts import Facts
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.pairs import PairIndex
from graphkit.model.schema import DIMENSIONS, LEVELS


@dataclass(frozen=True, eq=False)
class Mandates:
    """The mandates of a model; rows are mandates.

    Attributes:
        current: Accepted, within its dates, with a grantor and a grantee that have holders.
        in_time: Within its dates.
        accepted: Not recorded as not accepted.
        level: What it grants, from 1 (influence) to 3 (decide).
        dimensions: Which dimensions it is for; shape (mandates, 6).
        delegable: Whether it may be passed on.
        grantors: Holders of who grants it.
        grantees: Holders of whom it empowers.
        within: The processes it holds within, those among its COVERS included.
        covers: What else it covers.
        of: For each node of the model, the current mandates that empower it.
        by_within: Person and WITHIN process → current mandates.
        by_cover: Person and COVERS node → current mandates.
        anywhere: The same, only mandates that hold within no process in particular.
        passed_on: Person and WITHIN process or COVERS node → who granted them that by a current delegable mandate.
        wholes: For each process, itself and all it is part of.
        places: For each node of the model, the functions that contain it directly.
        functions: How functions are part of one another.
    """

    current: Bools
    in_time: Bools
    accepted: Bools
    level: Ints
    dimensions: Bools
    delegable: Bools
    grantors: Ragged
    grantees: Ragged
    within: Ragged
    covers: Ragged
    of: Ragged
    by_within: PairIndex
    by_cover: PairIndex
    anywhere: PairIndex
    passed_on: PairIndex
    wholes: Ragged
    places: Ragged
    functions: Hierarchy

    def __len__(self) -> int:
        return len(self.level)

    def about(self, people: Ints, processes: Ints) -> tuple[Ints, Ints]:
        """The current mandates of each person that are about the process beside them.

        Args:
            people: Node numbers of grantees.
            processes: As many process numbers.

        Returns:
            Positions in the question and mandate rows, as pairs in order.
        """
        at, inside = self._within(people, processes)
        place_at, place = self.containers(processes)
        step, covering = self.by_cover.find(people[place_at], place)
        return unique_pairs(np.concatenate([at, place_at[step]]), np.concatenate([inside, covering]))

    def passed_on_by(self, people: Ints, processes: Ints) -> tuple[Ints, Ints]:
        """Who granted each person a current delegable mandate that is about the process beside them.

        Many mandates may come from one grantor, who is found once.

        Args:
            people: Node numbers of grantees.
            processes: As many process numbers.

        Returns:
            Positions in the question and grantors, as pairs in order.
        """
        at, whole = self.wholes.expand(processes)
        place_at, place = self.containers(processes)
        at, scope = np.concatenate([at, place_at]), np.concatenate([whole, place])
        step, grantor = self.passed_on.find(people[at], scope)
        return unique_pairs(at[step], grantor)

    def passed_on_about(self, processes: Ints) -> tuple[Ints, Ints, Ints]:
        """All that current delegable mandates about processes pass on.

        Args:
            processes: Process numbers.

        Returns:
            Positions in the question, grantees and grantors.
        """
        at, whole = self.wholes.expand(processes)
        place_at, place = self.containers(processes)
        at, scope = np.concatenate([at, place_at]), np.concatenate([whole, place])
        step, row = self._passed_on_by_scope.expand(scope)
        further, grantor = self.passed_on.values.expand(row)
        return at[step][further], self.passed_on.keys[row[further]] // self.passed_on.width, grantor

    @cached_property
    def _passed_on_by_scope(self) -> Ragged:
        """For each node, the rows of `passed_on` with it as their scope."""
        rows = np.arange(len(self.passed_on.keys))
        return Ragged.group(self.passed_on.keys % self.passed_on.width, rows, len(self.places))

    def applying(self, people: Ints, elements: Ints, processes: Ints, dimensions: Ints) -> tuple[Ints, Ints]:
        """The current mandates of each person that apply to the element of the process beside them.

        Args:
            people: Node numbers of grantees.
            elements: As many nodes.
            processes: The process in which each is judged.
            dimensions: The dimension code of each element.

        Returns:
            Positions in the question and mandate rows, as pairs in order.
        """
        at, inside = self._within(people, processes)
        covers = self.admits(inside, elements[at])
        place_at, covering = self.applying_anywhere(people, elements, dimensions)
        keep = covers & self.dimensions[inside, dimensions[at]]
        return unique_pairs(np.concatenate([at[keep], place_at]), np.concatenate([inside[keep], covering]))

    def applying_anywhere(self, people: Ints, elements: Ints, dimensions: Ints) -> tuple[Ints, Ints]:
        """Like `applying`, only mandates that apply in whatever process.

        Args:
            people: Node numbers of grantees.
            elements: As many nodes.
            dimensions: The dimension code of each element.
        """
        able = np.flatnonzero(self._anywhere_of[people])
        at, place = self.containers(elements[able])
        at = able[np.concatenate([np.arange(len(able)), at])]
        step, mandate = self.anywhere.find(people[at], np.concatenate([elements[able], place]))
        at = at[step]
        keep = self.dimensions[mandate, dimensions[at]]
        return unique_pairs(at[keep], mandate[keep])

    def applying_to(self, elements: Ints, processes: Ints, dimensions: Ints) -> Edges:
        """The current mandates, whomever they empower, that apply to the element of the process beside them.

        Args:
            elements: Nodes.
            processes: The process in which each is judged.
            dimensions: The dimension code of each element.

        Returns:
            Positions in the question and mandate rows.
        """
        at, whole = self.wholes.expand(processes)
        step, mandate = self._current_within.expand(whole)
        at, mandate = unique_pairs(at[step], mandate)
        keep = self.admits(mandate, elements[at]) & self.dimensions[mandate, dimensions[at]]
        place_at, covering = self.applying_anywhere_to(elements, dimensions)
        return np.concatenate([at[keep], place_at]), np.concatenate([mandate[keep], covering])

    def applying_anywhere_to(self, elements: Ints, dimensions: Ints) -> Edges:
        """Like `applying_to`, only mandates that apply in whatever process.

        Args:
            elements: Nodes.
            dimensions: The dimension code of each element.
        """
        at, place = self.containers(elements)
        at, place = np.concatenate([np.arange(len(elements)), at]), np.concatenate([elements, place])
        step, mandate = self._current_anywhere.expand(place)
        at, mandate = unique_pairs(at[step], mandate)
        keep = self.dimensions[mandate, dimensions[at]]
        return at[keep], mandate[keep]

    def ends(self, at: Ints, mandates: Ints) -> tuple[Ints, Ints, Ints]:
        """Everybody whom some mandates empower, with everybody who granted them, and the position of the mandate."""
        step, grantee = self.grantees.expand(mandates)
        further, grantor = self.grantors.expand(mandates[step])
        return at[step][further], grantee[further], grantor

    @cached_property
    def _current_within(self) -> Ragged:
        """For each process, the current mandates that hold within it."""
        within = self.within.only(self.current)
        return Ragged.group(within.values, within.keys, len(self.wholes))

    @cached_property
    def _current_anywhere(self) -> Ragged:
        """For each node, the current mandates without WITHIN that cover it."""
        covers = self.covers.only(self.current & (self.within.counts == 0))
        return Ragged.group(covers.values, covers.keys, len(self.places))

    def _within(self, people: Ints, processes: Ints) -> tuple[Ints, Ints]:
        """The current mandates of each person that hold within the process beside them."""
        first, run = runs(people, processes)
        at, whole = self.wholes.expand(processes[first])
        step, inside = self.by_within.find(people[first][at], whole)
        by_run = Ragged.group(*unique_pairs(at[step], inside), len(first))
        return by_run.expand(run)

    def admits(self, mandates: Ints, elements: Ints) -> Bools:
        """Whether each mandate covers the element beside it, or nothing in particular.

        Args:
            mandates: Mandate rows, current or not.
            elements: As many nodes.
        """
        found: Bools = self.covers.counts[mandates] == 0
        rest = np.flatnonzero(~found)
        at, covered = self.covers.expand(mandates[rest])
        element = elements[rest[at]]
        step, place = self.places.expand(element)
        inside = any_by(step, self.functions.reach.reaches(place, covered[step]), len(at))
        found[rest] = any_by(at, (covered == element) | inside, len(rest))
        return found

    def containers(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Every function that contains each node, as pairs of position and function, which may come twice."""
        at, place = self.places.expand(nodes)
        step, function = self.units.expand(place)
        return at[step], function

    @cached_property
    def units(self) -> Ragged:
        """Each function with all that it is part of; nothing for other nodes."""
        units = distinct(self.places.values)
        at, above = self.functions.with_ancestors(units)
        return Ragged.group(units[at], above, len(self.places))

    @cached_property
    def _anywhere_of(self) -> Bools:
        """Who holds a current mandate without WITHIN, one flag a node."""
        return any_by(self.of.keys, (self.within.counts == 0)[self.of.values], len(self.of))


def find_mandates(facts: Facts, holders: Ragged, functions: Hierarchy, processes: Hierarchy, today: date) -> Mandates:
    """Compile the mandates of a model.

    Args:
        facts: The model's facts.
        holders: Holders of people, roles and functions.
        functions: How functions are part of one another.
        processes: How processes are part of one another.
        today: The day on which mandates must be current.
    """
    table = facts.model.nodes["Mandate"]
    rows = table.height
    first = facts.model.offsets["Mandate"]
    grantor, granted = facts.edges("GRANTS")
    empowering, grantee = facts.edges("EMPOWERS")
    grantors = _holders_by_row(holders, granted - first, grantor, rows)
    grantees = _holders_by_row(holders, empowering - first, grantee, rows)
    accepted = facts.flag("Mandate", "accepted", absent=True)
    in_time = table.select(
        (pl.col("valid_from").fill_null(today) <= today) & (pl.col("valid_until").fill_null(today) >= today)
    ).to_series()
    current = accepted & in_time.to_numpy() & (grantors.counts > 0) & (grantees.counts > 0)
    delegable = facts.flag("Mandate", "delegable", absent=False)
    within, covers = _scope(facts, first, rows)
    grantee, mandate = grantees.values, grantees.keys
    grantee, mandate = grantee[current[mandate]], mandate[current[mandate]]
    return Mandates(
        current,
        in_time.to_numpy(),
        accepted,
        _levels(table["level"]),
        _dimensions(table["dimensions"]),
        delegable,
        grantors,
        grantees,
        within,
        covers,
        Ragged.group(*unique_pairs(grantee, mandate), facts.size),
        _by_scope(within, grantee, mandate, facts.size),
        _by_scope(covers, grantee, mandate, facts.size),
        _by_scope(covers.only(within.counts == 0), grantee, mandate, facts.size),
        _passed_on(merge(within, covers), grantors, grantee, mandate, delegable, facts.size),
        _wholes(facts, processes),
        _places(facts),
        functions,
    )


def _holders_by_row(holders: Ragged, row: Ints, who: Ints, rows: int) -> Ragged:
    at, holder = holders.expand(who)
    return Ragged.group(*unique_pairs(row[at], holder), rows)


def _scope(facts: Facts, first: int, rows: int) -> tuple[Ragged, Ragged]:
    mandate, process = facts.edges("WITHIN")
    covering, covered = facts.edges("COVERS")
    whole = facts.is_label(covered, "Process")
    within = unique_pairs(np.concatenate([mandate, covering[whole]]) - first, np.concatenate([process, covered[whole]]))
    covers = unique_pairs(covering[~whole] - first, covered[~whole])
    return Ragged.group(*within, rows), Ragged.group(*covers, rows)


def _by_scope(scope: Ragged, grantee: Ints, mandate: Ints, size: int) -> PairIndex:
    at, node = scope.expand(mandate)
    return PairIndex.build(grantee[at], node, mandate[at], size)


def _passed_on(scope: Ragged, grantors: Ragged, grantee: Ints, mandate: Ints, delegable: Bools, size: int) -> PairIndex:
    grantee, mandate = grantee[delegable[mandate]], mandate[delegable[mandate]]
    at, node = scope.expand(mandate)
    step, grantor = grantors.expand(mandate[at])
    return PairIndex.build(grantee[at][step], node[step], grantor, size, distinct=True)


def _wholes(facts: Facts, processes: Hierarchy) -> Ragged:
    rows = facts.nodes("Process")
    return Ragged.group(*processes.with_ancestors(rows), len(rows))


def _levels(levels: pl.Series) -> Ints:
    codes = {level: code for code, level in enumerate(LEVELS, start=1)}
    return levels.fill_null(LEVELS[0]).replace_strict(codes, return_dtype=pl.Int64).to_numpy()


def _dimensions(named: pl.Series) -> Bools:
    columns = [(named.list.contains(dimension) | named.is_null()).to_numpy() for dimension in DIMENSIONS]
    return np.stack(columns, axis=1) if len(named) else np.zeros((0, len(DIMENSIONS)), dtype=np.bool_)


def _places(facts: Facts) -> Ragged:
    """Each function in itself, members in theirs, and what belongs to a function or is owned by one."""
    units = facts.nodes("Function")
    person, unit = facts.edges("MEMBER_OF")
    kept, keeper = facts.edges("BELONGS_TO")
    owner, owned = facts.edges("OWNS")
    by_function = facts.is_label(owner, "Function")
    pairs = unique_pairs(
        np.concatenate([units, person, kept, owned[by_function]]),
        np.concatenate([units, unit, keeper, owner[by_function]]),
    )
    return Ragged.group(*pairs, facts.size)
