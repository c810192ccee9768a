"""The reference itself, held to organisations whose verdicts were worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from graphkit.config import Policy
from graphkit.model.schema import REFERENCES, TABLES
from tests.reference import codes_of_processes, findings, judge, level, summary
from tests.reference.graph import graph_of

TODAY = dt.date(2026, 6, 1)
POLICY = Policy()

# Two departments under one COO. Sales is headed by sue, finance by fay, and both report to the COO.
# Both departments perform the process, so it is cross-functional, and its footprint is the two of them.
COMPANY = """
people:
  - {id: coo, title: COO}
  - {id: sue, reports_to: coo}
  - {id: fay, reports_to: coo}
  - {id: ola, reports_to: sue, member_of: sales}
functions:
  - {id: sales, head: sue}
  - {id: finance, head: fay}
processes:
  - {id: order, performed_by: [sales, finance], owner: ola}
"""


def organisation(*texts: str) -> Any:
    """The graph of YAML tables; a row of a later text adds to or changes the row of the same id."""
    merged: dict[str, dict[str, dict[str, Any]]] = {}
    for text in texts:
        for table, rows in yaml.safe_load(text).items():
            columns = {reference.name for reference in REFERENCES[TABLES[table].name]}
            for row in rows:
                cells = {k: [v] if k in columns and isinstance(v, str) else v for k, v in row.items()}
                merged.setdefault(table, {}).setdefault(row["id"], {}).update(cells)
    return graph_of({table: list(rows.values()) for table, rows in merged.items()})


def row(graph: Any, process: str = "order", policy: Policy = POLICY) -> dict[str, Any]:
    return next(r for r in judge(graph, policy, TODAY) if r["id"] == process)


def shown(graph: Any, *fields: str, process: str = "order", policy: Policy = POLICY) -> tuple[Any, ...]:
    found = row(graph, process, policy)
    return tuple(found[field] for field in fields)


def found(graph: Any, code: str, policy: Policy = POLICY) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(f.subject, f.process, f.evidence) for f in findings(graph, policy, TODAY) if f.code == code]


def person(id_: str) -> tuple[str, str]:
    return ("Person", id_)


def test_no_mandate_anywhere_does_not_say_who_is_empowered() -> None:
    # ola commands nobody but herself. Her boss sue commands sales, ola does not: both departments are missing.
    # Without any mandate her empowerment is unmodelled, which is no reason; the missing elements are.
    graph = organisation(COMPANY)
    assert row(graph) == {
        "id": "order",
        "name": "order",
        "level": None,
        "verdict": "gap",
        "cross_functional": True,
        "functions": ["finance", "sales"],
        "owners": ["ola"],
        "owner": "ola",
        "owner_source": "direct",
        "empowered": "unmodelled",
        "coverage": {
            "people": None,
            "functions": {"held": 0, "missing": 2, "ungoverned": 0},
            "technology": None,
            "rules": None,
            "workflow": None,
            "resources": None,
        },
        "missing": ["finance", "sales"],
        "ungoverned": [],
        "reasons": ["insufficient-authority"],
    }
    assert summary(graph, POLICY, TODAY) == {
        "processes": 1,
        "cross_functional": 1,
        "governed": 0,
        "gap": 1,
        "unknown": 0,
    }
    # Nobody but the COO, who is the top, commands both: only mandates can close the gap. The COO is in no function.
    codes = [f.code for f in findings(graph, POLICY, TODAY)]
    assert codes == ["AUT002", "AUT010", "MOD007", *["MOD008"] * 5, "MOD013"]
    # Where mandates are said to be recorded, she has none.
    strict = Policy(mandates_recorded=True)
    assert shown(graph, "empowered", "reasons", policy=strict) == ("none", ["not-empowered", "insufficient-authority"])
    # With nothing required she holds everything, and it stays open whether she is empowered.
    nothing = Policy(required=dict.fromkeys(POLICY.required, "none"))
    assert shown(graph, "verdict", "reasons", policy=nothing) == ("unknown", [])


def test_mandate_from_the_top_governs() -> None:
    # The COO commands sue and fay, and through them the departments; the mandate holds within the process and
    # covers everything. ola's level is the lesser of direct (the mandate) and decide (what the COO can give).
    graph = organisation(COMPANY, "mandates: [{id: m, by: coo, to: ola, within: order, level: direct}]")
    assert shown(graph, "verdict", "empowered", "missing", "reasons") == ("governed", "mandate", [], [])
    sales = ("Function", "sales")
    assert level(graph, POLICY, TODAY, person("ola"), sales, ("Process", "order")) == 2
    # A level of decide is more than she has.
    strict = Policy(required=dict.fromkeys(POLICY.required, "decide"))
    assert shown(graph, "verdict", "missing", policy=strict) == ("gap", ["finance", "sales"])
    # A process of its own with nothing said about it is not within the mandate.
    other = organisation(
        COMPANY,
        "mandates: [{id: m, by: coo, to: ola, within: order}]",
        "processes: [{id: pay, performed_by: [sales, finance], owner: ola}]",
    )
    assert shown(other, "verdict", "empowered", process="pay") == ("gap", "none")
    # One that is part of it is.
    part = organisation(
        COMPANY,
        "mandates: [{id: m, by: coo, to: ola, within: order}]",
        "processes: [{id: pay, part_of: order, performed_by: [sales, finance], owner: ola}]",
    )
    assert shown(part, "verdict", "empowered", process="pay") == ("governed", "mandate")


@pytest.mark.parametrize(
    ("mandate", "codes"),
    [
        ("valid_until: 2026-05-31", ["EMP004"]),
        ("valid_from: 2026-06-02", ["EMP004"]),
        ("accepted: false", ["EMP005"]),
    ],
)
def test_mandate_that_is_not_current_counts_for_nothing(mandate: str, codes: list[str]) -> None:
    text = f"mandates: [{{id: m, by: coo, to: ola, within: order, {mandate}}}]"
    graph = organisation(COMPANY, text)
    assert shown(graph, "verdict", "empowered") == ("gap", "none")
    assert [f.code for f in findings(graph, POLICY, TODAY) if f.subject == "m"] == codes
    assert found(graph, "EMP001") == [("order", "order", ("ola",))]
    on_the_day = text.replace("05-31", "06-01").replace("06-02", "06-01").replace("false", "true")
    assert shown(organisation(COMPANY, on_the_day), "verdict") == ("governed",)


def test_circle_of_mandates_holds_nothing() -> None:
    # ola and bob empower one another with decide; neither commands a department, so neither has anything to give.
    circle = """
    people: [{id: bob, reports_to: fay}]
    mandates:
      - {id: m1, by: bob, to: ola, within: order, level: decide, delegable: true}
      - {id: m2, by: ola, to: bob, within: order, level: decide, delegable: true}
    """
    graph = organisation(COMPANY, circle)
    assert shown(graph, "verdict", "empowered", "missing") == ("gap", "none", ["finance", "sales"])
    for who in ("ola", "bob"):
        assert level(graph, POLICY, TODAY, person(who), ("Function", "sales"), ("Process", "order")) == 0
    assert found(graph, "EMP003") == [("m1", "order", ("m1", "m2")), ("m2", "order", ("m1", "m2"))]
    # bob is a grantor, but not an entitled one: that is what is said instead of EMP001.
    assert found(graph, "EMP002") == [("order", "order", ("bob", "m1"))]
    assert found(graph, "EMP001") == []
    # A mandate from the COO to bob feeds the circle from outside, and then it is none.
    fed = organisation(
        COMPANY, circle, "mandates: [{id: m0, by: coo, to: bob, within: order, level: direct, delegable: true}]"
    )
    assert shown(fed, "verdict", "empowered") == ("governed", "mandate")
    assert level(fed, POLICY, TODAY, person("ola"), ("Function", "sales"), ("Process", "order")) == 2
    assert found(fed, "EMP003") == []


def test_nobody_can_give_what_they_do_not_have() -> None:
    # sue commands sales, but not finance: her mandate gives ola sales alone. She is not entitled either: she neither
    # holds an empowering role nor commands the process, nor holds a mandate.
    graph = organisation(COMPANY, "mandates: [{id: m, by: sue, to: ola, within: order}]")
    assert shown(graph, "empowered", "missing") == ("none", ["finance"])
    assert found(graph, "EMP006") == [("m", "order", ("finance",))]
    assert found(graph, "EMP002") == [("order", "order", ("m", "sue"))]
    assert found(graph, "AUT002") == [("order", "order", ("finance",))]
    # Where the process belongs to sales, sue commands it and so is entitled; finance stays missing.
    kept = organisation(
        COMPANY, "mandates: [{id: m, by: sue, to: ola, within: order}]", "processes: [{id: order, belongs_to: sales}]"
    )
    assert shown(kept, "empowered", "reasons") == ("mandate", ["insufficient-authority"])


def test_chain_of_mandates_needs_delegable_links() -> None:
    chain = """
    people: [{id: max, reports_to: fay}]
    mandates:
      - {id: m1, by: coo, to: max, within: order, level: decide, delegable: %s}
      - {id: m2, by: max, to: ola, within: order, level: direct}
    """
    graph = organisation(COMPANY, chain % "true")
    assert shown(graph, "verdict", "empowered") == ("governed", "mandate")
    # Not to be passed on: max has decide himself, but can give nothing, and is not entitled.
    fixed = organisation(COMPANY, chain % "false")
    sales, order = ("Function", "sales"), ("Process", "order")
    assert level(fixed, POLICY, TODAY, person("max"), sales, order) == 3
    assert level(fixed, POLICY, TODAY, person("ola"), sales, order) == 0
    assert shown(fixed, "verdict", "empowered") == ("gap", "none")
    assert found(fixed, "EMP008") == [("m2", "order", ("m1",))]
    assert found(fixed, "EMP006") == [("m2", "order", ("finance", "sales"))]


def test_dotted_line_gives_influence_and_no_further() -> None:
    # Bob is responsible; he reports to fay, with a dotted line to ola: influence over him, and that is enough.
    dotted = "people: [{id: bob, reports_to: fay, dotted_line_to: ola}, {id: tim, reports_to: bob}]"
    graph = organisation(COMPANY, dotted, "processes: [{id: order, responsible: [bob, tim]}]")
    order = ("Process", "order")
    assert level(graph, POLICY, TODAY, person("ola"), person("bob"), order) == 1
    assert level(graph, POLICY, TODAY, person("ola"), person("tim"), order) == 0
    assert row(graph)["coverage"]["people"] == {"held": 1, "missing": 1, "ungoverned": 0}
    # It cannot be passed on: ola may grant it to sue, who still gets nothing by it.
    granted = organisation(
        COMPANY,
        dotted.replace("dotted_line_to: ola", "dotted_line_to: una"),
        "people: [{id: una, reports_to: coo}]",
        "processes: [{id: order, responsible: bob}]",
        "mandates: [{id: m, by: una, to: ola, within: order}]",
    )
    assert level(granted, POLICY, TODAY, person("una"), person("bob"), order) == 1
    assert level(granted, POLICY, TODAY, person("ola"), person("bob"), order) == 0
    # Whoever has left has no influence.
    left = organisation(COMPANY, dotted, "people: [{id: ola, active: false}]")
    assert level(left, POLICY, TODAY, person("ola"), person("bob"), order) == 0


def test_inherited_owner() -> None:
    # cash has no owner of its own; those of its nearest ancestors are its owners, and all that are equally near.
    graph = organisation(
        COMPANY,
        """
        processes:
          - {id: top, owner: coo}
          - {id: order, part_of: top}
          - {id: quote, accountable: fay}
          - {id: cash, part_of: [order, quote], performed_by: [sales, finance]}
        """,
    )
    assert shown(graph, "owners", "owner_source", "reasons", process="cash") == (
        ["fay", "ola"],
        "inherited",
        ["insufficient-authority"],
    )
    # fay commands finance, so she holds most; the process of the nearest ancestor counts before the top one.
    assert shown(graph, "owner", "missing", process="cash") == ("fay", ["sales"])
    assert shown(graph, "owner_source", process="quote") == ("accountable",)
    # Quote has cash as its part, and the same judged owner with the same gap: said once.
    assert found(graph, "AUT002") == [("order", "order", ("finance", "sales")), ("quote", "quote", ("sales",))]
    assert found(graph, "OWN005") == [("cash", "cash", ("fay", "ola"))]


def test_vacant_and_missing_owner() -> None:
    vacant = organisation(COMPANY, "roles: [{id: lead, vacant: true}]", "processes: [{id: order, owner: lead}]")
    assert shown(vacant, "owners", "owner_source", "empowered", "coverage", "reasons") == (
        [],
        "direct",
        None,
        None,
        ["vacant-owner"],
    )
    assert found(vacant, "OWN003") == [("order", "order", ("lead",))]
    gone = organisation(COMPANY, "people: [{id: ola, active: false}]")
    assert shown(gone, "reasons", "verdict") == (["vacant-owner"], "gap")
    nobody = organisation(COMPANY, "processes: [{id: order, owner: []}]")
    assert shown(nobody, "owner_source", "reasons", "missing") == (None, ["no-owner"], [])
    # A function's holder is its head's; one without a head asks above.
    asked = organisation(
        COMPANY, "functions: [{id: desk, part_of: sales, kind: team}]", "processes: [{id: order, owner: desk}]"
    )
    assert shown(asked, "owners") == (["sue"],)
    assert found(asked, "OWN004") == [("order", "order", ("desk",))]


def test_shared_owner() -> None:
    graph = organisation(COMPANY, "processes: [{id: order, owner: [ola, sue]}]")
    # sue holds sales, ola nothing: sue is judged.
    assert shown(graph, "owners", "owner", "reasons") == (
        ["ola", "sue"],
        "sue",
        ["shared-owner", "insufficient-authority"],
    )
    allowed = Policy(allow_shared_owner=True)
    assert shown(graph, "reasons", policy=allowed) == (["insufficient-authority"],)
    # Named twice, in person and by role, is one owner.
    twice = organisation(
        COMPANY,
        "roles: [{id: lead}]",
        "people: [{id: ola, holds: lead}]",
        "processes: [{id: order, owner: [ola, lead]}]",
    )
    assert shown(twice, "owners", "reasons") == (["ola"], ["insufficient-authority"])


def test_ungoverned_element_is_not_missing() -> None:
    # Nobody keeps the crm. It is ungoverned, so there is no gap, but whether all is governed is not known.
    mandate = "mandates: [{id: m, by: coo, to: ola, within: order}]"
    graph = organisation(COMPANY, mandate, "systems: [{id: crm}]", "processes: [{id: order, uses: crm}]")
    assert shown(graph, "verdict", "missing", "ungoverned", "reasons") == ("unknown", [], ["crm"], [])
    assert found(graph, "AUT007") == [("crm", "order", ("order",))]
    assert row(graph)["coverage"]["technology"] == {"held": 0, "missing": 0, "ungoverned": 1}
    # The COO, whom nobody else commands, takes part: ungoverned, if no mandate covers the COO; the COO can give
    # authority even over themself, as they command themself.
    takes_part = "processes: [{id: order, responsible: coo}]"
    assert shown(organisation(COMPANY, mandate, takes_part), "verdict", "ungoverned") == ("governed", [])
    limited = mandate.replace("within: order", "within: order, dimensions: [functions]")
    responsible = organisation(COMPANY, limited, takes_part)
    assert shown(responsible, "verdict", "missing", "ungoverned") == ("unknown", [], ["coo"])
    # A person who heads a function is governed even so.
    heads = organisation(COMPANY, limited, takes_part, "functions: [{id: board, head: coo}]")
    assert shown(heads, "verdict", "missing", "ungoverned") == ("gap", ["coo"], [])


def test_empowered_by_position_in_three_ways() -> None:
    # By command of the process: it belongs to sales, which sue heads.
    commands = organisation(COMPANY, "processes: [{id: order, owner: sue, belongs_to: sales}]")
    assert shown(commands, "empowered", "verdict") == ("position", "gap")
    # By role: the COO's title; here the COO commands both departments as well, so all is governed.
    role = organisation(COMPANY, "processes: [{id: order, owner: coo}]")
    assert shown(role, "empowered", "verdict") == ("position", "governed")
    by_role = organisation(COMPANY, "roles: [{id: boss, kind: ' CEO '}]", "people: [{id: ola, holds: boss}]")
    assert shown(by_role, "empowered") == ("position",)
    not_a_name = organisation(COMPANY, "roles: [{id: boss, name: CPO}]", "people: [{id: ola, holds: boss}]")
    assert shown(not_a_name, "empowered") == ("unmodelled",)
    # By command of every function that takes part: dan, the COO's deputy, has sue and fay below him.
    deputy = organisation(
        COMPANY,
        "people: [{id: dan, reports_to: coo}, {id: sue, reports_to: dan}, {id: fay, reports_to: dan}]",
        "processes: [{id: order, owner: dan}]",
    )
    assert shown(deputy, "empowered", "verdict") == ("position", "governed")


def test_empowered_from_below_does_not_count() -> None:
    # ola holds an empowering title and so is entitled, but sue, to whom she grants the mandate, commands her.
    graph = organisation(
        COMPANY,
        "people: [{id: ola, title: Chief Operating Officer}]",
        "processes: [{id: order, owner: sue}]",
        "mandates: [{id: m, by: ola, to: sue, within: order}]",
    )
    assert shown(graph, "empowered", "missing") == ("none", ["finance"])
    assert found(graph, "EMP007") == [("m", "order", ("ola", "sue"))]
    # That is what explains it.
    assert found(graph, "EMP001") == []
    assert found(graph, "EMP002") == []


def test_what_a_mandate_covers() -> None:
    # Covering sales: sales, its parts, their members, and what belongs to them or they own; not finance.
    base = """
    people: [{id: tom, reports_to: fay, member_of: desk}]
    functions: [{id: desk, part_of: sales, kind: team}]
    systems: [{id: crm, belongs_to: desk}, {id: web, owner: sales}, {id: erp, belongs_to: finance}]
    processes: [{id: order, responsible: tom, uses: [crm, web, erp]}]
    """
    mandate = "mandates: [{id: m, by: coo, to: ola, covers: [%s], within: [%s]}]"
    covered = organisation(COMPANY, base, mandate % ("sales", ""))
    assert shown(covered, "missing", "empowered") == (["erp", "finance"], "none")
    # That mandate is not about the process: it neither holds within it nor covers a function that contains it.
    about = organisation(COMPANY, base, mandate % ("sales", ""), "processes: [{id: order, belongs_to: desk}]")
    assert shown(about, "missing", "empowered") == (["erp", "finance"], "mandate")
    # A process among those covered counts as within, and then nothing in particular is covered.
    process = organisation(COMPANY, base, mandate % ("order", ""))
    assert shown(process, "missing", "verdict") == ([], "governed")
    # Both: within the process, and covering one system.
    both = organisation(COMPANY, base, mandate % ("erp", "order"))
    assert shown(both, "missing") == (["crm", "finance", "sales", "tom", "web"],)
    # Neither: it applies to nothing.
    neither = organisation(COMPANY, base, mandate % ("", ""))
    assert len(row(neither)["missing"]) == 6
    assert found(neither, "EMP009") == [("m", None, ())]
    # Only some dimensions.
    some = organisation(
        COMPANY, base, "mandates: [{id: m, by: coo, to: ola, within: order, dimensions: [people, functions]}]"
    )
    assert shown(some, "missing") == (["crm", "erp", "web"],)


def test_whether_a_process_is_cross_functional() -> None:
    # finance is done by a coe and the customer besides: left out. Two teams of sales are sales, once.
    teams = organisation(
        COMPANY,
        """
        functions:
          - {id: east, part_of: sales, kind: team}
          - {id: west, part_of: sales, kind: team}
          - {id: lean, kind: coe}
          - {id: client, kind: external}
        processes: [{id: order, performed_by: [east, west, lean, client]}]
        """,
    )
    assert shown(teams, "cross_functional", "functions", "verdict") == (False, ["sales"], "functional")
    # Somebody responsible whose function nobody recorded: not known.
    unplaced = "processes: [{id: order, performed_by: sales, responsible: fay}]"
    assert shown(organisation(COMPANY, unplaced), "cross_functional", "verdict", "coverage") == (None, "unknown", None)
    # A centre of excellence is a place, too.
    placed = organisation(
        COMPANY, unplaced, "people: [{id: fay, member_of: lean}]", "functions: [{id: lean, kind: coe}]"
    )
    assert shown(placed, "cross_functional") == (False,)
    # A function above another that takes part adds nothing; its parts count.
    above = organisation(
        COMPANY,
        "functions: [{id: firm}, {id: sales, part_of: firm}]",
        "processes: [{id: order, performed_by: [firm, sales, finance]}]",
    )
    assert shown(above, "functions") == (["finance", "sales"],)
    # Lifted to the roots, firm is one and finance another.
    assert shown(above, "functions", policy=Policy(function_depth=0)) == (["finance", "firm"],)
    # The parts of a process are looked at with it.
    parts = organisation(
        COMPANY, "processes: [{id: order, performed_by: sales}, {id: bill, part_of: order, performed_by: finance}]"
    )
    assert shown(parts, "cross_functional", "functions") == (True, ["finance", "sales"])
    assert shown(parts, "cross_functional", process="bill") == (False,)
    # A role leads to its own function, before those of its holders.
    role = organisation(
        COMPANY,
        "roles: [{id: clerk, belongs_to: finance}]",
        "people: [{id: ola, holds: clerk}]",
        "processes: [{id: order, performed_by: [], responsible: clerk}]",
    )
    assert shown(role, "functions", "cross_functional") == (["finance"], False)


def test_cycles_count_for_nothing() -> None:
    # sue and fay report to one another: neither edge counts, nor are they placed by function instead. So the COO,
    # to whom sue also reports, commands sue and sales, but not fay and not finance.
    graph = organisation(
        COMPANY,
        "people: [{id: sue, reports_to: [coo, fay]}, {id: fay, reports_to: sue, member_of: board}]",
        "functions: [{id: board, head: coo}]",
        "processes: [{id: order, owner: coo, responsible: fay}]",
    )
    # fay heads finance, so she is not ungoverned though nobody commands her.
    assert shown(graph, "empowered", "missing") == ("position", ["fay", "finance"])
    assert found(graph, "MOD004") == [("fay", None, ("fay", "sue"))]
    assert found(graph, "MOD011") == [("sue", None, ("coo", "fay"))]
    # Processes that are part of one another are not parts at all.
    parts = organisation(
        COMPANY,
        """
        processes:
          - {id: order, part_of: bill, performed_by: sales}
          - {id: bill, part_of: order, performed_by: finance}
        """,
    )
    assert shown(parts, "functions") == (["sales"],)
    assert found(parts, "MOD004") == [("bill", "bill", ("bill", "order"))]
    assert "MOD004" in codes_of_processes(parts, POLICY, TODAY)["order"]


def test_people_without_a_manager_are_placed_by_function() -> None:
    # Nobody reports to anybody. sue heads sales, which is part of the firm that the COO heads: so the COO commands
    # sue, and ola, who is in sales, is commanded by both. Being a member of sales does not place sue under herself.
    graph = organisation(
        """
        people:
          - {id: coo}
          - {id: sue, member_of: sales}
          - {id: ola, member_of: sales}
        functions:
          - {id: firm, head: coo}
          - {id: sales, head: sue, part_of: firm}
          - {id: finance, part_of: firm}
        processes:
          - {id: order, performed_by: [sales, finance], responsible: [ola, sue], owner: coo}
        """
    )
    assert shown(graph, "verdict", "empowered") == ("governed", "position")
    sue = organisation(
        COMPANY,
        "people: [{id: sue, reports_to: []}, {id: ola, reports_to: [], member_of: sales}]",
        "processes: [{id: order, owner: sue, responsible: ola}]",
    )
    assert shown(sue, "missing") == (["finance"],)


def test_role_that_nobody_holds_stands_for_its_holder() -> None:
    # A model of positions only: the head of sales answers for the process, and both departments perform it.
    text = """
    roles: [{id: head, belongs_to: firm}, {id: clerk, belongs_to: sales}, {id: chief, name: ceo}]
    functions: [{id: firm, head: chief}, {id: sales, part_of: firm, head: head}, {id: finance, part_of: firm}]
    processes: [{id: order, performed_by: [sales, finance], accountable: head, responsible: clerk}]
    """
    graph = organisation(text)
    assert shown(graph, "owner", "owner_source", "missing", "empowered") == (
        "head",
        "accountable",
        ["finance"],
        "unmodelled",
    )
    assert found(graph, "MOD015") == [("organisation", None, ("chief", "clerk", "head"))]
    chief = organisation(text.replace("accountable: head", "accountable: chief"))
    assert shown(chief, "verdict", "empowered") == ("governed", "position")
    # Filled by somebody who has left, it has no holder.
    left = organisation(text, "people: [{id: bob, holds: head, active: false}]")
    assert shown(left, "reasons") == (["vacant-owner"],)


def test_ids_that_two_labels_share() -> None:
    graph = organisation(
        COMPANY, "systems: [{id: sales, belongs_to: finance}]", "processes: [{id: order, uses: sales}]"
    )
    assert shown(graph, "missing", "functions") == (
        ["Function:sales", "System:sales", "finance"],
        ["Function:sales", "finance"],
    )


def test_better_placed_owner() -> None:
    # dan, below the COO, commands both departments; and so does eve, his manager. He is the lower of the two.
    graph = organisation(
        COMPANY,
        """
        people:
          - {id: eve, reports_to: coo}
          - {id: dan, reports_to: eve}
          - {id: sue, reports_to: dan}
          - {id: fay, reports_to: dan}
        """,
    )
    assert found(graph, "AUT009") == [("order", "order", ("dan",))]
    assert found(graph, "AUT010") == []
