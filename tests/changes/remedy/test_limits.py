"""What cannot be closed, and why; capacity; and grantors who share the work."""

from __future__ import annotations

from typing import Any

import numpy as np
import yaml

from graphkit.api import compile_index
from graphkit.changes.actions import Set
from graphkit.changes.remedy import Remedy, changes_of, find_remedy
from graphkit.changes.remedy.cover import fewest
from graphkit.changes.remedy.explain import why_unclosed
from graphkit.config import Policy
from graphkit.model.assemble import assemble
from tests.organisation_files import raw_tables
from tests.strategies import TODAY

COMPANY = """
people:
  - {id: boss, title: COO}
  - {id: sue, reports_to: [boss]}
  - {id: fay, reports_to: [boss]}
  - {id: ola, reports_to: [sue], member_of: [sales]}
functions:
  - {id: sales, head: [sue]}
  - {id: finance, head: [fay]}
"""


def remedy_of(more: str, **policy: Any) -> Remedy:
    tables = yaml.safe_load(COMPANY)
    for table, rows in yaml.safe_load(more).items():
        tables[table] = tables.get(table, []) + rows
    return find_remedy(compile_index(assemble(raw_tables(tables)), Policy(**policy), TODAY))


def shown(remedy: Remedy) -> list[tuple[str, ...]]:
    show = remedy.model.show
    return [(show(g.grantor), show(g.grantee), *remedy.model.show_all(g.scope.covers)) for g in remedy.grants]


def test_the_lowest_who_can_give_all_is_asked() -> None:
    remedy = remedy_of("processes: [{id: order, performed_by: [sales, finance], owner: [ola]}]", mandates_recorded=True)
    assert shown(remedy) == [("boss", "ola")]
    assert remedy.closed == remedy.gaps == (0,)


def test_empowerment_that_nobody_records_is_no_gap() -> None:
    remedy = remedy_of("processes: [{id: order, performed_by: [sales, finance], owner: [boss]}]")
    assert (remedy.gaps, remedy.appointments, remedy.grants) == ((), (), ())


def test_two_grantors_where_nobody_commands_both() -> None:
    remedy = remedy_of(
        """
        people: [{id: pia}]
        functions: [{id: legal, head: [pia]}]
        processes: [{id: order, performed_by: [sales, legal], owner: [ola]}]
        """,
        mandates_recorded=True,
    )
    assert sorted(shown(remedy)) == [("boss", "ola", "sales"), ("pia", "ola", "legal")]


def test_nobody_empowers_the_one_above_all() -> None:
    remedy = remedy_of(
        """
        people: [{id: eva}]
        functions: [{id: legal, head: [eva]}]
        processes: [{id: order, performed_by: [sales, legal], owner: [boss]}]
        """,
        mandates_recorded=True,
        empowering_roles=(),
    )
    (unclosed,) = remedy.unclosed
    assert unclosed.reason == "nobody-entitled"
    assert why_unclosed(remedy.model, unclosed) == "nobody who is entitled to empower boss is independent of them"


def test_what_only_who_left_commands_cannot_be_given() -> None:
    remedy = remedy_of(
        """
        people: [{id: ann, active: false}]
        functions: [{id: legal, head: [ann]}]
        processes:
          - {id: order, performed_by: [sales, finance], responsible: [ann], owner: [ola]}
        """,
        mandates_recorded=True,
    )
    (unclosed,) = remedy.unclosed
    assert (unclosed.reason, remedy.model.show_all(unclosed.elements)) == ("nobody-can-give", ["ann"])
    assert (remedy.appointments, remedy.grants) == ((), ())


def test_appointments_keep_within_capacity_and_spread_the_load() -> None:
    processes = "\n".join(f"  - {{id: p{n}, performed_by: [sales, finance]}}" for n in range(4))
    remedy = remedy_of("processes:\n" + processes, mandates_recorded=True, max_processes_per_owner=1)
    owners = sorted(remedy.model.show(each.owner) for each in remedy.appointments)
    assert owners == ["boss", "fay", "ola", "sue"]  # who empowers others only because everybody else has one
    remedy = remedy_of("processes:\n" + processes, mandates_recorded=True, max_processes_per_owner=0.5)
    assert {unclosed.reason for unclosed in remedy.unclosed} == {"no-capacity"}


def test_the_part_follows_its_whole() -> None:
    remedy = remedy_of(
        """
        processes:
          - {id: order, performed_by: [sales, finance], owner: [ola]}
          - {id: pick, performed_by: [sales, finance], part_of: [order]}
        """,
        mandates_recorded=True,
    )
    assert len(remedy.gaps) == 2
    assert shown(remedy) == [("boss", "ola")]


def test_three_where_no_two_suffice() -> None:
    far = np.full((4, 3), np.inf)
    far[[0, 1, 2, 3], [0, 1, 2, 2]] = [1, 1, 5, 2]
    assert fewest(far).tolist() == [0, 1, 3]


def test_what_was_granted_in_vain_may_be_passed_on() -> None:
    remedy = remedy_of(
        """
        people: [{id: pia}, {id: rob}]
        processes: [{id: order, performed_by: [sales, finance], owner: [ola]}]
        mandates:
          - {id: m1, by: [ola], to: [pia], within: [order], delegable: false}
          - {id: m2, by: [pia], to: [rob], within: [order]}
        """
    )
    show = remedy.model.show
    assert remedy.closed == remedy.gaps == (0,)
    assert [grant.delegable for grant in remedy.grants] == [True]
    assert [(show(each.mandate), remedy.model.show_all(each.rests)) for each in remedy.passing] == [("m1", ["m2"])]
    (entry,) = [change for change in changes_of(remedy) if isinstance(change.action, Set)]
    assert entry.reason == "m2 rests on it, and would do so in vain"


def test_functions_are_covered_in_place_of_what_is_in_them() -> None:
    more = """
        people:
          - {id: pia, member_of: [legal]}
          - {id: rob, member_of: [tax]}
          - {id: out, reports_to: [fay], member_of: [tax]}
        functions: [{id: law, head: [pia]}, {id: legal, part_of: [law]}, {id: tax, part_of: [law]}]
        systems: [{id: cases, belongs_to: [legal]}]
        rules: [{id: gdpr, belongs_to: [legal]}]
        processes:
          - id: order
            owner: [ola]
            performed_by: [sales, law]
            responsible: [rob]
            uses: [cases]
            governed_by: [gdpr]
    """
    assert sorted(shown(remedy_of(more, mandates_recorded=True))) == [("boss", "ola", "sales"), ("pia", "ola", "law")]
    # with somebody in it who answers to Finance, all but them is named; and the function alone, without its people
    remedy = remedy_of(more.replace("[rob]", "[rob, out]"), mandates_recorded=True)
    given = {(*grant, g.scope.dimensions) for grant, g in zip(shown(remedy), remedy.grants, strict=True)}
    assert given == {
        ("boss", "ola", "sales", "out", ()),
        ("pia", "ola", "legal", "rob", ()),
        ("pia", "ola", "law", ("functions",)),
    }
