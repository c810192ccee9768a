"""Mandates and empowerment in the reference, held to organisations worked out by hand."""

from __future__ import annotations

import pytest

from graphkit.config import Policy
from tests.reference import findings, level
from tests.reference.by_hand import COMPANY, POLICY, TODAY, found, organisation, person, row, shown


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


def test_circle_of_managers_makes_no_grantor_independent() -> None:
    # hal may pass on what the COO gave, but answers to ola: ola is empowered from below. That ola is also recorded
    # to answer to hal is a circle; its edges give nobody authority, and still say that hal answers to ola.
    grants = """
    mandates:
      - {id: from-coo, by: coo, to: hal, within: order, delegable: true}
      - {id: from-hal, by: hal, to: ola, within: order}
    """
    below = organisation(COMPANY, "people: [{id: hal, reports_to: ola}]", grants)
    circle = organisation(COMPANY, "people: [{id: hal, reports_to: ola}, {id: ola, reports_to: hal}]", grants)
    for graph in (below, circle):
        assert shown(graph, "verdict", "empowered", "missing") == ("gap", "none", [])
        assert found(graph, "EMP007") == [("from-hal", "order", ("hal", "ola"))]
