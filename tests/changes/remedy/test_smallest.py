"""A remedy, written to a change file and applied, leaves no closable gap, opens no error, and is the smallest there is.

Tried on a thousand organisations, and more where `GRAPHKIT_EXAMPLES` is more than 5,000.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from graphkit.api import compile_index
from graphkit.changes.changefile import parse_changes
from graphkit.changes.edits import apply
from graphkit.changes.interpret import apply_changes
from graphkit.changes.lines import lines_of
from graphkit.changes.remedy import Appointment, Grant, Remedy, changes_of, find_remedy
from graphkit.changes.remedy.appoint import free_places
from graphkit.changes.remedy.plan import Scope, edits_of
from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.judgement import GAP, MISSING, REASONS, mandates_recorded
from graphkit.index.participation import INHERITED
from graphkit.model.assemble import assemble
from graphkit.report.finding import SEVERITIES
from graphkit.rules.registry import load_rules
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, Size, organisation, organisations, policies

RULES = [rule for rule in load_rules(()) if rule.severity == "error" and not rule.code.startswith("MOD")]
"""Those that may find an error which a remedy could make."""
ERROR = SEVERITIES.index("error")
HIDDEN = dict(zip(REASONS, ("OWN001", "OWN003", "OWN002", "EMP001", ""), strict=True))
Key = tuple[str, str, str]
PARTS = 4
"""Each starts from a seed of its own, so that several workers share the work."""
EXAMPLES = int(os.environ.get("GRAPHKIT_EXAMPLES", "5000"))


def often(examples: int) -> settings:
    return settings(
        max_examples=max(10, examples),
        database=None,
        print_blob=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def index_of(tables: Tables, policy: Policy) -> Index:
    """An organisation with what the policy leaves open resolved, as a what-if does."""
    index = compile_index(assemble(raw_tables(tables)), policy, TODAY)
    return Index(index.model, replace(policy, mandates_recorded=mandates_recorded(index.facts, policy)), TODAY)


def errors(index: Index) -> set[Key]:
    """The errors of an organisation: code, subject and process."""
    found: set[Key] = set()
    for rule in RULES:
        hits = rule.find(index, index.policy)
        grave = np.full(len(hits), fill_value=True) if hits.severity is None else hits.severity == ERROR
        subjects, processes = hits.subject[grave].tolist(), hits.process[grave].tolist()
        found |= {(rule.code, named(index, s), named(index, p)) for s, p in zip(subjects, processes, strict=True)}
    return found


def in_vain(index: Index, remedy: Remedy) -> set[str]:
    """New mandates over what their grantors cannot give (EMP006)."""
    ids = index.model.nodes["Mandate"]["id"].gather(np.flatnonzero(index.mandate_faults.beyond.counts)).to_list()
    return {*ids} & {grant.id for grant in remedy.grants}


def named(index: Index, node: int) -> str:
    return "" if node < 0 else f"{index.model.label_of(node)}:{index.model.ids[node]}"


def known(index: Index) -> set[Key]:
    """The errors there are, also those left out because another one explains them, or a whole has the same."""
    judgement, dimension = index.judgement, index.authority.dimensions
    rows, reasons = np.nonzero(judgement.reasons)
    hidden = [(HIDDEN[REASONS[reason]], row) for row, reason in zip(rows.tolist(), reasons.tolist(), strict=True)]
    missing = judgement.elements_with(MISSING)
    places = zip(missing.keys.tolist(), dimension[missing.values].tolist(), strict=True)
    hidden += [(f"AUT00{number + 1}", row) for row, number in places]
    return errors(index) | {(code, named(index, row), named(index, row)) for code, row in hidden}


def after(index: Index, remedy: Remedy) -> Index:
    changes = changes_of(remedy)
    if not changes:
        return index
    text = "\n".join(lines_of(changes))
    return compile_index(apply_changes(index.model, parse_changes(text, "remedy.yaml")), index.policy, TODAY)


def gaps(index: Index) -> set[int]:
    return set(np.flatnonzero(index.judgement.verdict == GAP).tolist())


def closable(index: Index, process: int) -> bool:
    """Whether a gap closes when all who do not answer to the owner grant all they have, whoever the owner could be."""
    vacated = bool(index.judgement.reasons[process][:3].any())
    active = np.flatnonzero(index.facts.active)
    free = free_places(index, np.array([process]))[1]
    owners = active[free[active] > 0] if vacated else index.judgement.owner[[process]]
    for owner in owners.tolist():
        outside = active[~index.command.commands_as_recorded(np.full(len(active), owner), active)]
        if closes(index, process, owner, outside.tolist(), appointed=vacated):
            return True
    return False


@pytest.mark.parametrize("part", range(PARTS))
def test_no_closable_gap_is_left_and_no_error_is_opened(part: int) -> None:
    often(EXAMPLES // 5 // PARTS)(seed(part)(given(organisations(), policies())(remedied)))()


def remedied(tables: Tables, policy: Policy) -> None:
    index = index_of(tables, policy)
    remedy = find_remedy(index)
    changed = after(index, remedy)
    assert gaps(changed) == {unclosed.process for unclosed in remedy.unclosed}
    assert [each for each in remedy.unclosed if closable(changed, each.process)] == []
    if changed is not index:
        assert in_vain(changed, remedy) == set()
        found = errors(changed)
        assert not found or found - known(index) == set()


# --- exhaustion ------------------------------------------------------------------------------------------------------

SMALL = st.builds(
    organisation,
    st.builds(Random, st.integers(0, 2**32)),
    st.builds(
        Size,
        people=st.integers(4, 6),
        functions=st.integers(3, 5),
        roles=st.integers(0, 1),
        things=st.integers(0, 1),
        processes=st.integers(1, 2),
        mandates=st.integers(1, 2),
        mess=st.sampled_from([0, 0, 1, 3]),
        sane=st.sampled_from([True, True, True, False]),
        shared_ids=st.just(False),
    ),
)
Cost = tuple[int, int, int]
"""Gaps left open, appointments of those who should empower others or who did not share the process, and grants."""


def closes(index: Index, process: int, owner: int, grantors: Sequence[int], *, appointed: bool) -> bool:
    """Whether a gap is closed when each of some people grants all that they can give within the process."""
    instead = index.facts.edges("OWNS")
    old = tuple({int(person) for person in instead[0][instead[1] == process]} - {owner})
    grants = [Grant(f"!{g}", g, owner, 3, (process,), Scope(), (), empowers=True) for g in grantors]
    appointments = [Appointment(process, owner, old, "")] if appointed else []
    changed = compile_index(apply(index.model, edits_of(index.model, appointments, grants)), index.policy, TODAY)
    from_below = changed.mandate_faults.from_below.sum() > index.mandate_faults.from_below.sum()
    return bool(changed.judgement.verdict[process] != GAP) and not from_below


def fewest_grants(index: Index, process: int, owner: int, most: int, *, appointed: bool) -> int | None:
    """The fewest grantors who close a gap, found by trying all sets; None where no set of at most `most` does."""
    people = [int(person) for person in np.flatnonzero(index.facts.active) if person != owner]
    for count in range(most + 1):
        if any(closes(index, process, owner, some, appointed=appointed) for some in combinations(people, count)):
            return count
    return None


def ways(index: Index, process: int, most: int) -> Iterator[tuple[int | None, Cost]]:
    """Every way to deal with a gap: who is appointed, if anybody, and what it costs."""
    yield None, (1, 0, 0)
    if not index.judgement.reasons[process][:3].any():
        grants = fewest_grants(index, process, int(index.judgement.owner[process]), most, appointed=False)
        if grants is not None:
            yield None, (0, 0, grants)
        return
    present = set(index.ownership.owners[process].tolist())
    shared = bool(index.judgement.reasons[process][2])
    for person in np.flatnonzero(index.facts.active).tolist():
        grants = fewest_grants(index, process, person, most, appointed=True)
        if grants is not None:
            reluctance = int(leads(index, person)) + 2 * int(shared and person not in present)
            yield person, (0, reluctance, grants)


def leads(index: Index, person: int) -> bool:
    """Somebody else answers to them, and they hold an empowering role or answer to nobody."""
    people = np.flatnonzero(index.facts.active)
    one = np.full(len(people), person)
    leading = index.command.over_others(one, people).any()
    led = index.command.over_others(people, one).any()
    return bool(leading and (not led or index.authority.empowering[person]))


def within_capacity(index: Index, processes: Sequence[int], owners: Sequence[int | None]) -> bool:
    vacated = {p for p in processes if index.judgement.reasons[p][:3].any()}
    counted = index.participation.crossing & (index.ownership.source != INHERITED)
    owned = [
        o for p in np.flatnonzero(counted).tolist() if p not in vacated for o in index.ownership.owners[p].tolist()
    ]
    return all(
        owned.count(owner) + owners.count(owner) <= index.policy.max_processes_per_owner
        for owner in owners
        if owner is not None
    )


@often(EXAMPLES // 100)
@seed(0)
@given(SMALL, policies())
def test_no_smaller_set_of_changes_exists(tables: Tables, policy: Policy) -> None:
    for row in chain.from_iterable(tables.values()):
        row.pop("capacity", None)
    for row in tables["processes"]:
        row.pop("part_of", None)  # a part whose whole is appointed an owner is another process afterwards
    index = index_of(tables, policy)
    processes = sorted(gaps(index))
    if not processes:
        return
    remedy = find_remedy(index)
    found = (len(remedy.unclosed), remedy.counted)
    each = [list(ways(index, process, remedy.counted)) for process in processes]
    best = min(
        tuple(np.sum([cost for _, cost in way], axis=0).tolist())
        for way in product(*each)
        if within_capacity(index, processes, [owner for owner, _ in way])
    )
    assert (best[0], best[2]) == found
    assert remedy.least <= remedy.counted
