"""Ownership, participation and command in the reference, held to organisations worked out by hand."""

from __future__ import annotations

from graphkit.config import Policy
from tests.reference import codes_of_processes, findings, level, summary
from tests.reference.by_hand import COMPANY, POLICY, TODAY, found, organisation, person, row, shown


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
