from __future__ import annotations

from graphkit.model.assemble import assemble
from graphkit.model.problems import DANGLING, WRONG_ENDPOINT
from tests.model.raw import edges, flat, ids, problems


def test_an_id_wins_over_a_name() -> None:
    people = flat("people", {"id": ["Ann", "p2", "p3"], "name": ["Bob", "Ann", "Eve"], "reports_to": ["", "", "Ann"]})
    assert edges(assemble([people]), "REPORTS_TO") == [("Person:p3", "Person:Ann")]


def test_a_name_leads_to_the_only_node_that_has_it() -> None:
    people = flat("people", {"id": ["p1", "p2"], "name": ["Ann Lee", "Bo"], "reports_to": ["", "Ann Lee"]})
    assert edges(assemble([people]), "REPORTS_TO") == [("Person:p2", "Person:p1")]


def test_a_name_of_several_nodes_dangles_and_lists_them() -> None:
    people = flat("people", {"id": ["p1", "p2", "p3"], "name": ["Ann", "Ann", "Bo"], "reports_to": ["", "", "Ann"]})
    model = assemble(
        [people, flat("roles", {"id": ["r"], "name": ["Ann"]}), flat("functions", {"id": ["f"], "head": ["Ann"]})]
    )
    assert edges(model, "REPORTS_TO") == []
    assert problems(model, DANGLING) == [
        ("Function:f", "head", "Ann", "Person:p1, Person:p2, Role:r"),
        ("Person:p3", "reports_to", "Ann", "Person:p1, Person:p2"),
    ]


def test_an_id_of_several_admitted_labels_needs_its_label() -> None:
    tables = [
        flat("people", {"id": ["100"]}),
        flat("functions", {"id": ["100"]}),
        flat(
            "systems",
            {"id": ["a", "b", "c"], "owner": ["100", "Function:100", "Person:100"], "belongs_to": ["100", "", ""]},
        ),
    ]
    model = assemble(tables)
    assert edges(model, "OWNS") == [("Function:100", "System:b"), ("Person:100", "System:c")]
    assert edges(model, "BELONGS_TO") == [("System:a", "Function:100")]
    assert problems(model, DANGLING) == [("System:a", "owner", "100", "Person:100, Function:100")]


def test_a_literal_id_wins_over_the_reading_with_a_label() -> None:
    people = flat("people", {"id": ["p", "Person:p", "q"], "reports_to": ["", "", "Person:p"]})
    assert edges(assemble([people]), "REPORTS_TO") == [("Person:q", "Person:Person:p")]


def test_what_leads_nowhere_dangles_and_only_that_relationship_is_left_out() -> None:
    processes = flat("processes", {"id": ["p"], "part_of": ["nowhere"], "flows_to": ["p; gone"]})
    model = assemble([processes])
    assert edges(model, "FLOWS_TO") == [("Process:p", "Process:p")]
    assert model.problems.rows() == [
        (DANGLING, 0, "flows_to", "gone", None, 0, 2),
        (DANGLING, 0, "part_of", "nowhere", None, 0, 2),
    ]


def test_a_node_of_another_label_is_a_wrong_endpoint() -> None:
    tables = [
        flat("processes", {"id": ["p"], "uses": ["ann; sys; Person:bob"]}),
        flat("people", {"id": ["ann", "bob"]}),
        flat("systems", {"id": ["sys"]}),
    ]
    model = assemble(tables)
    assert edges(model, "USES") == [("Process:p", "System:sys")]
    assert problems(model, WRONG_ENDPOINT) == [
        ("Process:p", "uses", "Person:bob", "Person"),
        ("Process:p", "uses", "ann", "Person"),
    ]


def test_inward_columns_lead_from_the_named_node() -> None:
    model = assemble(
        [
            flat("mandates", {"id": ["m"], "by": ["coo"], "to": ["ann"], "within": ["p"]}),
            flat("people", {"id": ["ann"]}),
        ]
    )
    assert edges(model, "GRANTS") == [("Role:coo", "Mandate:m")]
    assert edges(model, "EMPOWERS") == [("Mandate:m", "Person:ann")]
    assert edges(model, "WITHIN") == [("Mandate:m", "Process:p")]


def test_covers_may_name_anything_there_is_and_makes_nothing() -> None:
    tables = [
        flat("mandates", {"id": ["m"], "covers": ["crm; f; gone; System:also gone"]}),
        flat("processes", {"id": ["p"], "uses": ["crm"], "performed_by": ["f"]}),
    ]
    model = assemble(tables)
    assert edges(model, "COVERS") == [("Mandate:m", "Function:f"), ("Mandate:m", "System:crm")]
    assert problems(model, DANGLING) == [
        ("Mandate:m", "covers", "System:also gone", None),
        ("Mandate:m", "covers", "gone", None),
    ]
    assert ids(model) == {"Process": ["p"], "Function": ["f"], "System": ["crm"], "Mandate": ["m"]}
