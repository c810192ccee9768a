from __future__ import annotations

import polars as pl
import pytest

from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.problems import CONFLICT, DANGLING, UNKNOWN_COLUMN
from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import node_schema, relationship_schema
from tests.model.raw import edges, flat, ids, problems, typed


def test_every_label_and_type_has_a_table_with_the_columns_of_the_schema() -> None:
    model = assemble([])
    assert {label: dict(model.nodes[label].schema) for label in LABELS} == {
        label: node_schema(label) for label in LABELS
    }
    assert {type_: dict(model.relationships[type_].schema) for type_ in RELATIONSHIPS} == {
        type_: relationship_schema(type_) for type_ in RELATIONSHIPS
    }
    assert model.size == 0


def test_a_row_without_id_has_its_name_for_one_and_an_empty_row_is_none() -> None:
    model = assemble(
        [flat("people", {"id": ["p2", "", None], "Name": ["Bea", " Ada ", ""], "Job Title": [None, "x", ""]})]
    )
    assert model.nodes["Person"].select("id", "name").rows() == [("Ada", "Ada"), ("p2", "Bea")]
    assert model.nodes["Person"]["_line"].to_list() == [3, 2]


def test_a_row_with_values_but_neither_id_nor_name_is_an_error() -> None:
    with pytest.raises(InputError, match=r"^people\.csv:3: table 'people': a row with values has no id or name$"):
        assemble([flat("people", {"id": ["a", None], "title": ["x", "y"]})])


def test_a_table_without_id_and_name_is_an_error_that_names_what_it_has() -> None:
    with pytest.raises(InputError, match=r"neither id nor name \(it has nmae, title\) \(did you mean 'name'\?\)"):
        assemble([flat("people", {"nmae": ["a"], "title": ["x"]})])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"id": ["a"], "Part of": ["b"], "part-of": ["c"]}, "column 'part_of' is there twice"),
        ({"id": ["a"], " ": ["b"]}, "a column with values has no heading"),
        ({"id": ["a"], "_line": ["b"]}, "may not start with '_'"),
    ],
)
def test_headings_that_cannot_be(columns: dict[str, list[str]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        assemble([flat("processes", columns)])


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(InputError, match="unknown table 'proceses' \\(did you mean 'processes'\\?\\)"):
        assemble([flat("proceses", {"id": ["a"]})])


def test_free_columns_are_kept_and_those_without_the_prefix_reported() -> None:
    frame = pl.DataFrame({"id": ["a", "b"], "x_tags": [["u", "v"], []], "skils": ["sql", None], "x_cost": [1.5, 2.0]})
    model = assemble([typed("people", frame)])
    table = model.nodes["Person"]
    assert table.columns == [*list(node_schema("Person"))[:-2], "skils", "x_cost", "x_tags", "_file", "_line"]
    assert table.select("skils", "x_cost", "x_tags").rows() == [("sql", "1.5", "u;v"), (None, "2", None)]
    assert problems(model, UNKNOWN_COLUMN) == [(None, "skils", "people", "skills")]


def test_typed_columns_are_taken_as_they_are() -> None:
    frame = pl.DataFrame({"id": [1.0, 2.0], "reports_to": [None, 1], "grade": [3, None], "active": [True, None]})
    model = assemble([typed("people", frame)])
    assert model.nodes["Person"].select("id", "grade", "active").rows() == [("1", 3, True), ("2", None, None)]
    assert edges(model, "REPORTS_TO") == [("Person:2", "Person:1")]


def test_rows_with_one_id_are_joined_and_the_first_source_stands() -> None:
    model = assemble(
        [
            flat("people", {"id": ["a"], "title": ["Zoo keeper"], "skills": ["x;y"]}, source=0, file="one.csv"),
            flat("people", {"id": ["b", "a"], "title": ["c", "Baker"], "grade": ["1", "4"]}, source=1, file="0.csv"),
        ]
    )
    assert model.files == ("one.csv", "0.csv")
    row = model.nodes["Person"].row(0, named=True)
    assert (row["title"], row["grade"], row["skills"]) == ("Zoo keeper", 4, ["x", "y"])
    assert (row["_file"], row["_line"]) == (0, 2)
    assert model.problems.rows() == [(CONFLICT, 0, "title", "Zoo keeper", "Baker", 1, 3)]


def test_within_one_source_the_smallest_value_stands() -> None:
    columns = {"id": ["a", "a", "a", "a"], "grade": ["10", "9", None, "9"], "active": ["yes", "no", "", ""]}
    model = assemble([flat("people", columns)])
    assert model.nodes["Person"].select("grade", "active").rows() == [(9, False)]
    assert problems(model, CONFLICT) == [("Person:a", "active", "false", "true"), ("Person:a", "grade", "9", "10")]


def test_lists_that_differ_disagree_as_a_whole() -> None:
    model = assemble([flat("people", {"id": ["a", "a", "b", "b"], "skills": ["x;y", "x", "z", "z"]})])
    assert model.nodes["Person"]["skills"].to_list() == [["x"], ["z"]]
    assert problems(model, CONFLICT) == [("Person:a", "skills", "x", "x; y")]


def test_relationships_of_all_rows_of_a_node_are_joined() -> None:
    model = assemble([flat("processes", {"id": ["p", "p"], "uses": ["crm;erp", "erp;mail"]})])
    assert edges(model, "USES") == [("Process:p", f"System:{system}") for system in ("crm", "erp", "mail")]
    assert model.relationships["USES"]["_line"].to_list() == [2, 2, 3]


def test_one_id_in_two_labels_is_two_nodes() -> None:
    model = assemble([flat("people", {"id": ["100"]}), flat("functions", {"id": ["100"]})])
    assert ids(model) == {"Function": ["100"], "Person": ["100"]}
    assert model.problems.height == 0


def test_the_sponsors_column_has_a_companion() -> None:
    columns = {"id": ["p", "q"], "sponsor": ["coo; ceo", "coo"], "sponsor communicated": ["Yes", None]}
    model = assemble([flat("processes", columns), flat("roles", {"id": ["ceo", "coo"]})])
    assert edges(model, "SPONSORS") == [("Role:ceo", "Process:p"), ("Role:coo", "Process:p"), ("Role:coo", "Process:q")]
    assert model.relationships["SPONSORS"]["communicated"].to_list() == [True, True, None]
    assert model.problems.height == 0


def test_columns_with_a_fixed_property() -> None:
    people = flat("people", {"id": ["a", "b", "c"], "reports_to": [None, "a", "a"], "dotted_line_to": ["c", "a", ""]})
    model = assemble([people, flat("processes", {"id": ["p"], "consulted": ["a"], "responsible": ["a;b"]})])
    reports = model.relationships["REPORTS_TO"]
    assert list(zip(edges(model, "REPORTS_TO"), reports["line"], strict=True)) == [
        (("Person:a", "Person:c"), "dotted"),
        (("Person:b", "Person:a"), "dotted"),
        (("Person:b", "Person:a"), "solid"),
        (("Person:c", "Person:a"), "solid"),
    ]
    assert model.relationships["INVOLVES"]["raci"].to_list() == ["C", "R", "R"]


def test_a_table_without_columns_lists_nothing_and_is_given() -> None:
    bare = RawTable("people", pl.DataFrame(), "model.yaml", pl.Series([], dtype=pl.UInt32), flat=False)
    model = assemble([bare, flat("functions", {"id": ["sales"], "head": ["Person:ana"]})])
    assert ids(model) == {"Function": ["sales"]}
    assert problems(model, DANGLING) == [("Function:sales", "head", "Person:ana", None)]
