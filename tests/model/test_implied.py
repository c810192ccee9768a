from __future__ import annotations

from graphkit.model.assemble import assemble
from graphkit.model.problems import CONFLICT, DANGLING, IMPLIED_TABLE, WRONG_ENDPOINT
from tests.model.raw import edges, flat, ids, problems


def test_one_table_is_already_a_model() -> None:
    columns = {
        "name": ["Claims", "Pricing"],
        "performed_by": ["Sales", "Sales; Risk"],
        "accountable": ["COO", "Head of Risk"],
    }
    model = assemble([flat("processes", columns | {"uses": ["crm", "crm"]})])
    assert ids(model) == {
        "Process": ["Claims", "Pricing"],
        "Function": ["Risk", "Sales"],
        "Role": ["COO", "Head of Risk"],
        "System": ["crm"],
    }
    assert model.nodes["Function"].select("id", "name", "_line").rows() == [("Risk", "Risk", 3), ("Sales", "Sales", 2)]
    assert problems(model, IMPLIED_TABLE) == [
        (None, None, "functions", "2"),
        (None, None, "roles", "2"),
        (None, None, "systems", "1"),
    ]


def test_what_names_no_person_is_a_role_where_roles_are_not_given() -> None:
    tables = [
        flat("processes", {"id": ["p"], "responsible": ["Ann; p7; Clerk"]}),
        flat("people", {"id": ["p7", "p8"], "name": ["Bo", "Ann"]}),
    ]
    model = assemble(tables)
    assert edges(model, "INVOLVES") == [
        ("Process:p", "Person:p7"),
        ("Process:p", "Person:p8"),
        ("Process:p", "Role:Clerk"),
    ]


def test_what_names_no_role_is_a_person_where_only_roles_are_given() -> None:
    model = assemble(
        [flat("processes", {"id": ["p"], "responsible": ["clerk; Ann"]}), flat("roles", {"id": ["clerk"]})]
    )
    assert ids(model)["Person"] == ["Ann"]


def test_a_given_table_is_never_added_to_even_when_it_is_empty() -> None:
    tables = [
        flat("processes", {"id": ["p"], "performed_by": ["Sales"], "responsible": ["Ann"]}),
        flat("functions", {"id": []}),
        flat("people", {"id": []}),
        flat("roles", {"id": []}),
    ]
    model = assemble(tables)
    assert ids(model) == {"Process": ["p"]}
    assert problems(model, DANGLING) == [
        ("Process:p", "performed_by", "Sales", None),
        ("Process:p", "responsible", "Ann", None),
    ]


def test_an_explicit_label_makes_a_node_of_that_label() -> None:
    model = assemble([flat("processes", {"id": ["p"], "responsible": ["Person:Ann; Clerk"], "consulted": ["Ann"]})])
    assert ids(model) == {"Process": ["p"], "Person": ["Ann"], "Role": ["Clerk"]}
    assert edges(model, "INVOLVES").count(("Process:p", "Person:Ann")) == 2


def test_a_label_that_is_not_admitted_makes_nothing() -> None:
    model = assemble([flat("processes", {"id": ["p"], "performed_by": ["Person:Ann; Function:Sales"]})])
    assert ids(model) == {"Process": ["p"], "Function": ["Sales"]}
    assert problems(model, WRONG_ENDPOINT) == [("Process:p", "performed_by", "Person:Ann", "Person")]


def test_a_made_node_comes_from_its_first_reference() -> None:
    tables = [
        flat("systems", {"id": ["s"], "owner": ["COO"]}, source=1),
        flat("processes", {"id": ["a", "b"], "owner": ["", "COO"]}, source=0),
    ]
    model = assemble(tables)
    assert model.files == ("processes.csv", "systems.csv")
    assert model.nodes["Role"].select("_file", "_line").rows() == [(0, 3)]


def test_a_function_named_as_responsible_performs_and_as_accountable_owns_too() -> None:
    tables = [
        flat(
            "processes",
            {"id": ["p", "q"], "responsible": ["Sales", "Risk office"], "accountable": ["Function:Sales", ""]},
        ),
        flat("functions", {"id": ["Sales", "Risk"], "name": ["", "Risk office"]}),
    ]
    model = assemble(tables)
    assert edges(model, "PERFORMED_BY") == [("Process:p", "Function:Sales"), ("Process:q", "Function:Risk")]
    assert edges(model, "OWNS") == [("Function:Sales", "Process:p")]
    assert edges(model, "INVOLVES") == []
    assert ids(model) == {"Process": ["p", "q"], "Function": ["Risk", "Sales"]}
    assert model.problems.height == 0


def test_an_accountable_function_owns_only_what_nobody_else_does() -> None:
    columns = {"id": ["p", "q", "r"], "accountable": ["Sales", "Sales; ann", "Sales"], "owner": ["ann", "", ""]}
    tables = [
        flat("processes", columns),
        flat("functions", {"id": ["Sales"]}),
        flat("people", {"id": ["ann"]}),
        flat("relationships", {"source": ["ann"], "type": ["OWNS"], "target": ["r"]}),
    ]
    model = assemble(tables)
    assert edges(model, "OWNS") == [("Person:ann", "Process:p"), ("Person:ann", "Process:r")]
    assert edges(model, "PERFORMED_BY") == [(f"Process:{p}", "Function:Sales") for p in "pqr"]


def test_a_function_may_not_be_consulted_or_sponsor() -> None:
    columns = {"id": ["p"], "consulted": ["Sales"], "informed": ["Sales dept"], "sponsor": ["Sales"]}
    model = assemble([flat("processes", columns), flat("functions", {"id": ["Sales"], "name": ["Sales dept"]})])
    assert ids(model) == {"Process": ["p"], "Function": ["Sales"]}
    assert problems(model, WRONG_ENDPOINT) == [
        ("Process:p", "consulted", "Sales", "Function"),
        ("Process:p", "informed", "Sales dept", "Function"),
        ("Process:p", "sponsor", "Sales", "Function"),
    ]


def test_a_person_wins_over_a_function_of_the_same_name() -> None:
    tables = [
        flat("processes", {"id": ["p"], "accountable": ["Sales"]}),
        flat("people", {"id": ["p1"], "name": ["Sales"]}),
        flat("functions", {"id": ["Sales"]}),
    ]
    model = assemble(tables)
    assert edges(model, "INVOLVES") == [("Process:p", "Person:p1")]
    assert edges(model, "PERFORMED_BY") == []


def test_a_function_may_own_and_what_nobody_is_becomes_a_role() -> None:
    model = assemble([flat("systems", {"id": ["s", "t"], "belongs_to": ["IT", ""], "owner": ["IT", "CIO"]})])
    assert edges(model, "OWNS") == [("Function:IT", "System:s"), ("Role:CIO", "System:t")]


def test_a_table_that_does_not_list_everything_is_added_to() -> None:
    drawing = flat("functions", {"id": ["bank", "bank/desk"], "name": ["Bank", "Desk"], "part_of": [None, "bank"]})
    again = flat("functions", {"id": ["bank/desk"], "name": ["Front desk"]}, source=1, file="other.csv")
    work = flat("processes", {"id": ["p", "q"], "performed_by": ["Desk; Audit", "bank; Zoo"]})
    model = assemble([drawing._replace(complete=False), again._replace(complete=False), work])
    assert ids(model)["Function"] == ["Audit", "Zoo", "bank", "bank/desk"]
    assert edges(model, "PART_OF") == [("Function:bank/desk", "Function:bank")]
    assert edges(model, "PERFORMED_BY") == [
        ("Process:p", "Function:Audit"),
        ("Process:p", "Function:bank/desk"),
        ("Process:q", "Function:Zoo"),
        ("Process:q", "Function:bank"),
    ]
    assert problems(model, IMPLIED_TABLE) == [(None, None, "functions", "2")]
    assert problems(model, CONFLICT) == [("Function:bank/desk", "name", "Desk", "Front desk")]
    assert not problems(model, DANGLING)
