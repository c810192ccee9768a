"""The smallest set of changes that leaves no gap.

A gap is closed by an owner who is empowered and holds every governed element. A mandate
within a process serves its owner there and in its parts, and nobody else; so every process
is solved by itself, and exactly, but for the capacity of those who are appointed, which is
a matching. Parts with the owner of their whole follow it, and are looked at again after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graphkit.changes.edits import SetProperties, apply
from graphkit.changes.remedy.appoint import NOBODY, appoint, find_candidates, reluctance
from graphkit.changes.remedy.cover import Cover, find_cover
from graphkit.changes.remedy.grants import write_grants
from graphkit.changes.remedy.needs import EMPOWERMENT, Needs, find_needs
from graphkit.changes.remedy.offers import find_offers
from graphkit.changes.remedy.plan import (
    NO_CAPACITY,
    NO_OWNER,
    NOBODY_LEFT,
    NOT_ENTITLED,
    NOT_GIVEN,
    RETURNS,
    SHARED_OWNER,
    VACANT_OWNER,
    Appointment,
    Grant,
    Passing,
    Remedy,
    Unclosed,
    edits_of,
)
from graphkit.changes.remedy.sponsors import find_buy_ins, find_untold
from graphkit.index.arrays import NOTHING, Bools, Ints, any_by
from graphkit.index.index import Index
from graphkit.index.judgement import GAP, REASONS, mandates_recorded
from graphkit.index.participation import INHERITED

_TRIES = 4
"""How often a process is tried again when its gap has come back, because others share it."""


def find_remedy(index: Index, processes: Iterable[int] = ()) -> Remedy:
    """Find the smallest set of appointments and mandates that leaves no gap, and the buy-ins that are missing.

    Fewest grants first, counted for each process; then the lowest grantors; then the least load.

    Args:
        index: The compiled model.
        processes: Numbers of the processes whose gaps are to be closed; all where empty.

    Returns:
        The changes, the gaps that cannot be closed, and a bound on what might be spared.
    """
    return _Solver(index, np.array(list(processes), dtype=np.int64)).solve()


class _Solver:
    """Closes gaps in rounds, wholes before their parts."""

    def __init__(self, index: Index, processes: Ints) -> None:
        recorded = mandates_recorded(index.facts, index.policy)
        # A first mandate must not turn what is not known about all others into gaps.
        policy = replace(index.policy, mandates_recorded=recorded)
        self._index = index if policy == index.policy else Index(index.model, policy, index.today)
        self._model = index.model
        rows = len(index.parts)
        gap = index.judgement.verdict == GAP
        self._wanted = np.ones(rows, dtype=np.bool_)
        self._selected = np.ones(rows, dtype=np.bool_)
        if len(processes):
            self._wanted[gap] = False
            self._wanted[processes] = True
            self._selected[:] = False
            self._selected[processes] = True
        self._gaps = np.flatnonzero(gap & self._wanted)
        self._tries = np.zeros(rows, dtype=np.int64)
        self._given_up = np.zeros(rows, dtype=np.bool_)
        self._taken = set(index.model.nodes["Mandate"]["id"].to_list())
        self._appointments: list[Appointment] = []
        self._grants: list[Grant] = []
        self._passing: list[Passing] = []
        self._unclosed: list[Unclosed] = []
        self._least: dict[int, int] = {}
        self._before = self._index
        self._delegable = 0

    def solve(self) -> Remedy:
        """Close what can be closed."""
        self._rounds()
        while (self._appointments or self._grants) and (exposed := self._exposed()):
            self._pass_on(exposed)
            self._rounds()
        still = (
            self._index.judgement.verdict == GAP
        )  # a mandate that is passed on may have closed one that was given up
        unclosed = [each for each in self._unclosed if still[each.process]]
        buy_ins, unsponsored = find_buy_ins(self._index, self._selected)
        return Remedy(
            self._model,
            tuple(self._gaps.tolist()),
            tuple(sorted(self._appointments, key=lambda appointment: appointment.process)),
            tuple(self._grants),
            tuple(sorted(unclosed, key=lambda each: each.process)),
            len({(grant.grantor, process) for grant in self._grants for process in grant.processes}),
            sum(self._least.values()),
            tuple(sorted(self._passing, key=lambda passing: passing.mandate)),
            tuple(buy_ins),
            tuple(find_untold(self._before, self._selected).tolist()),
            tuple(unsponsored.tolist()),
        )

    def _rounds(self) -> None:
        while len(open_ := self._open()) or len(open_ := self._reopened()):
            self._round(open_)

    def _reopened(self) -> Ints:
        """Gaps that nobody could close, once somebody has more to pass on than when that was found."""
        delegable = len(self._passing) + sum(grant.delegable for grant in self._grants)
        if delegable == self._delegable:
            return NOTHING
        self._delegable = delegable
        again = [each for each in self._unclosed if each.reason in (NOT_GIVEN, NOT_ENTITLED)]
        self._unclosed = [each for each in self._unclosed if each not in again]
        rows = np.array([each.process for each in again], dtype=np.int64)
        self._given_up[rows] = False
        self._tries[rows] -= 1
        return self._open()

    def _exposed(self) -> dict[str, list[int]]:
        """Mandates that may not be passed on, each with those that come to rest on it by the remedy (EMP008).

        What was granted by somebody without any authority was worthless, and is not any more.
        """
        before, after = self._before.mandate_faults.blocking, self._index.mandate_faults.blocking
        first, ids = self._model.offsets["Mandate"], self._index.model.nodes["Mandate"]["id"].to_list()
        known = {id_: row for row, id_ in enumerate(self._before.model.nodes["Mandate"]["id"].to_list())}
        found: dict[str, list[int]] = {}
        for row in np.flatnonzero(after.counts).tolist():
            old = known.get(ids[row])
            if old is not None and not before.counts[old]:
                for blocking in after[row].tolist():
                    found.setdefault(ids[blocking], []).append(first + old)
        return found

    def _pass_on(self, exposed: dict[str, list[int]]) -> None:
        """Let mandates be passed on, old ones and new."""
        first = self._model.offsets["Mandate"]
        old = {id_: first + row for row, id_ in enumerate(self._model.nodes["Mandate"]["id"].to_list())}
        self._grants = [replace(grant, delegable=grant.delegable or grant.id in exposed) for grant in self._grants]
        self._passing += [Passing(old[id_], tuple(rest)) for id_, rest in exposed.items() if id_ in old]
        edits = [SetProperties("Mandate", id_, {"delegable": True}) for id_ in exposed]
        self._index = Index(apply(self._index.model, edits), self._index.policy, self._index.today)

    def _open(self) -> Ints:
        """Processes whose gap is still to be closed, also where it came of the changes made so far."""
        gap = (self._index.judgement.verdict == GAP) & self._wanted & ~self._given_up
        tired = np.flatnonzero(gap & (self._tries >= _TRIES))
        for process in tired.tolist():
            self._give_up(Unclosed(process, None, RETURNS))
        gap[tired] = False
        return np.flatnonzero(gap)

    def _round(self, open_: Ints) -> None:
        vacated = self._index.judgement.reasons[open_][:, :3].any(axis=1)
        before = len(self._appointments), len(self._grants)
        first = not self._tries.any()
        self._appoint(self._leading(open_[vacated], open_), first=first)
        self._empower(self._leading(open_[~vacated], open_), first=first)
        appointments, grants = self._appointments[before[0] :], self._grants[before[1] :]
        changed = self._changed(appointments, grants)
        blocking = _blocking(changed) if self._passed_on(grants) else frozenset()
        if any(grant.id in blocking for grant in grants):
            grants = [replace(grant, delegable=grant.id in blocking) for grant in grants]
            self._grants[before[1] :] = grants
            changed = self._changed(appointments, grants)
        self._index = changed

    def _changed(self, appointments: list[Appointment], grants: list[Grant]) -> Index:
        edits = edits_of(self._model, appointments, grants)
        return Index(apply(self._index.model, edits), self._index.policy, self._index.today)

    def _passed_on(self, grants: list[Grant]) -> bool:
        """Whether any of those who are empowered grants mandates already."""
        mandates = self._index.mandates
        granting = {*mandates.grantors.only(mandates.current).values.tolist(), *(grant.grantor for grant in grants)}
        return any(grant.grantee in granting for grant in grants)

    def _leading(self, processes: Ints, open_: Ints) -> Ints:
        """Those that do not wait for a whole of theirs, which is open too and has the same owner."""
        index, judgement = self._index, self._index.judgement
        flags = np.zeros(len(index.parts), dtype=np.bool_)
        flags[open_] = True
        at, whole = index.mandates.wholes.expand(processes)
        part = processes[at]
        same = (index.ownership.source[part] == INHERITED) | (judgement.owner[part] == judgement.owner[whole])
        waits = any_by(at, flags[whole] & (whole != part) & same, len(processes))
        leading: Ints = processes[~waits]
        return leading

    def _empower(self, processes: Ints, *, first: bool) -> None:
        """Grant what sitting owners need."""
        if not len(processes):
            return
        self._tries[processes] += 1
        owner = self._index.judgement.owner[processes]
        needs, cover = self._covered(processes, owner)
        rows = np.flatnonzero(cover.feasible)
        self._write(needs, cover, rows)
        if first:
            self._least |= dict(zip(processes[rows].tolist(), cover.grants[rows].tolist(), strict=True))
        for row in np.flatnonzero(~cover.feasible).tolist():
            self._give_up(_why_not(needs, cover, row))

    def _appoint(self, processes: Ints, *, first: bool) -> None:
        """Find owners, and grant what they need."""
        if not len(processes):
            return
        self._tries[processes] += 1
        index = self._index
        (at, person), everybody = find_candidates(index, processes)
        needs, cover = self._covered(processes[at], person)
        shared = index.judgement.reasons[processes[at], REASONS.index(SHARED_OWNER)]
        reluctant = reluctance(index, needs, shared)
        chosen = appoint(index, needs, cover, reluctant, processes, at, everybody=everybody)
        done = chosen.row != NOBODY
        if first:
            self._least |= dict(zip(processes[done].tolist(), chosen.least[done].tolist(), strict=True))
        for process, row in zip(processes[done].tolist(), chosen.row[done].tolist(), strict=True):
            self._appointments.append(self._appointment(process, int(needs.owner[row])))
        self._write(needs, cover, np.sort(chosen.row[done]))
        for position in np.flatnonzero(~done).tolist():
            process = int(processes[position])
            if chosen.full[position]:
                self._give_up(Unclosed(process, None, NO_CAPACITY))
            else:
                self._give_up(_nobody_for(needs, cover, process, np.flatnonzero(at == position)))

    def _covered(self, processes: Ints, owners: Ints) -> tuple[Needs, Cover]:
        needs = find_needs(self._index, processes, owners)
        return needs, find_cover(needs, find_offers(self._index, needs), self._index.facts.by_id)

    def _write(self, needs: Needs, cover: Cover, rows: Ints) -> None:
        grants = write_grants(self._index, needs, cover, rows, self._taken)
        self._grants.extend(grants)

    def _appointment(self, process: int, owner: int) -> Appointment:
        index = self._index
        reasons = dict(zip(REASONS, index.judgement.reasons[process].tolist(), strict=True))
        reason = next(name for name in (NO_OWNER, VACANT_OWNER, SHARED_OWNER) if reasons[name])
        recorded, owned = index.facts.edges("OWNS")
        instead = sorted(set(recorded[owned == process].tolist()) - {owner})
        return Appointment(process, owner, tuple(instead), reason)

    def _give_up(self, unclosed: Unclosed) -> None:
        self._given_up[unclosed.process] = True
        self._unclosed.append(unclosed)


def _blocking(index: Index) -> frozenset[str]:
    """Ids of the mandates on which others rest and that may not be passed on (EMP008)."""
    rows = np.unique(index.mandate_faults.blocking.values)
    return frozenset(index.model.nodes["Mandate"]["id"].gather(rows).to_list())


def _why_not(needs: Needs, cover: Cover, row: int) -> Unclosed:
    """Why what an owner needs cannot be granted."""
    part = slice(needs.items.offsets[row], needs.items.offsets[row + 1])
    lacking = needs.items.values[part][~cover.granted[part]]
    elements = tuple(lacking[lacking != EMPOWERMENT].tolist())
    reason = NOT_GIVEN if elements else NOT_ENTITLED
    return Unclosed(int(needs.process[row]), int(needs.owner[row]), reason, elements)


def _nobody_for(needs: Needs, cover: Cover, process: int, rows: Ints) -> Unclosed:
    """Why nobody can be appointed: what not even the best candidate can be granted."""
    if not len(rows):
        return Unclosed(process, None, NOBODY_LEFT)
    lacking = _counted_by_row(needs, ~cover.granted)[rows]
    return _why_not(needs, cover, int(rows[np.argmin(lacking)]))


def _counted_by_row(needs: Needs, flags: Bools) -> Ints:
    """How many items of each row are flagged."""
    return np.bincount(needs.items.keys[flags], minlength=len(needs))
