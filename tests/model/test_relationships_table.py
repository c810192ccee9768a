from __future__ import annotations

import pytest

from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.problems import DANGLING, UNKNOWN_COLUMN, WRONG_ENDPOINT
from tests.model.raw import edges, flat, ids, problems


def test_any_relationship_with_its_properties() -> None:
    columns = {
        "Source": ["p", "p", "ann", "bob"],
        "type": ["INVOLVES", "uses", "reports to", "REPORTS_TO"],
        "target": ["ann", "crm", "bob", "ann"],
        "raci": ["a", "", "", ""],
        "line": ["", "", "", "Dotted"],
        "x_since": ["2020", "", "", ""],
        "wheight": ["", "3", "", ""],
    }
    model = assemble(
        [flat("processes", {"id": ["p"]}), flat("people", {"id": ["ann", "bob"]}), flat("relationships", columns)]
    )
    involves = model.relationships["INVOLVES"]
    assert involves.columns == ["source", "target", "raci", "x_since", "_file", "_line"]
    assert involves.row(0, named=True) | {"_file": 0} == {
        "source": 0, "target": 1, "raci": "A", "x_since": "2020", "_file": 0, "_line": 2,
    }  # fmt: skip
    assert model.relationships["REPORTS_TO"]["line"].to_list() == ["solid", "dotted"]
    assert model.relationships["USES"]["wheight"].to_list() == ["3"]
    assert ids(model)["System"] == ["crm"]
    assert [row[1:3] for row in problems(model, UNKNOWN_COLUMN)] == [("wheight", "relationships")]


def test_defaults_that_are_filled_and_those_that_are_not() -> None:
    columns = {"source": ["p", "a", "a"], "type": ["INVOLVES", "REPORTS_TO", "SPONSORS"], "target": ["a", "b", "p"]}
    model = assemble(
        [flat("people", {"id": ["a", "b"]}), flat("processes", {"id": ["p"]}), flat("relationships", columns)]
    )
    assert model.relationships["INVOLVES"]["raci"].to_list() == ["R"]
    assert model.relationships["REPORTS_TO"]["line"].to_list() == ["solid"]
    assert model.relationships["SPONSORS"]["communicated"].to_list() == [None]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"source": ["a"], "type": ["PART_OFF"], "target": ["b"]},
            r":2: unknown type 'PART_OFF' \(did you mean 'PART_OF'\?\)",
        ),
        (
            {"source": ["a"], "type": ["USES"], "target": [""]},
            ":2: table 'relationships': a row with values has no target",
        ),
        ({"source": ["a"], "type": ["USES"], "taget": ["b"]}, r"no column 'target' \(it has .*did you mean 'taget'"),
        ({"source": ["a"], "type": ["USES"], "target": ["b"], "source_label": ["Proces"]}, "unknown label 'Proces'"),
        ({"source": ["a"], "type": ["INVOLVES"], "target": ["b"], "raci": ["X"]}, "raci: 'X' is not one of R, A, C, I"),
    ],
)
def test_what_cannot_be(columns: dict[str, list[str]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        assemble([flat("relationships", columns)])


def test_empty_rows_are_none() -> None:
    model = assemble([flat("relationships", {"source": ["", "a"], "type": ["", "USES"], "target": [None, "b"]})])
    assert edges(model, "USES") == [("Process:a", "System:b")]


def test_both_ends_of_part_of_have_one_label() -> None:
    columns = {"source": ["100", "x", "x", "100"], "type": ["PART_OF"] * 4, "target": ["y", "100", "f", "200"]}
    tables = [
        flat("processes", {"id": ["100", "200", "x", "y"]}),
        flat("functions", {"id": ["100", "200", "f"]}),
        flat("relationships", columns),
    ]
    model = assemble(tables)
    assert edges(model, "PART_OF") == [("Process:100", "Process:y"), ("Process:x", "Process:100")]
    assert problems(model, WRONG_ENDPOINT) == [("Process:x", "PART_OF.target", "f", "Function")]
    assert problems(model, DANGLING) == [
        (None, "PART_OF.source", "100", "Process:100, Function:100"),
        (None, "PART_OF.target", "200", "Process:200, Function:200"),
    ]


def test_labels_may_be_given_for_the_ends() -> None:
    columns = {
        "source": ["100", "100", "100"],
        "type": ["OWNS", "OWNS", "OWNS"],
        "target": ["s", "s", "s"],
        "source_label": ["Function", "person", "System"],
        "target_label": ["System", "", None],
    }
    tables = [
        flat("people", {"id": ["100"]}),
        flat("functions", {"id": ["100"]}),
        flat("systems", {"id": ["s", "100"]}),
        flat("relationships", columns),
    ]
    model = assemble(tables)
    assert edges(model, "OWNS") == [("Function:100", "System:s"), ("Person:100", "System:s")]
    assert problems(model, WRONG_ENDPOINT) == [("System:s", "OWNS.source", "100", "System")]


def test_wrong_and_missing_ends_are_problems_of_the_other_end() -> None:
    columns = {"source": ["ann", "p", "gone"], "type": ["USES", "USES", "USES"], "target": ["crm", "nothing", "crm"]}
    tables = [
        flat("people", {"id": ["ann"]}),
        flat("processes", {"id": ["p"]}),
        flat("systems", {"id": ["crm"]}),
        flat("relationships", columns),
    ]
    model = assemble(tables)
    assert edges(model, "USES") == []
    assert problems(model, WRONG_ENDPOINT) == [("System:crm", "USES.source", "ann", "Person")]
    assert problems(model, DANGLING) == [
        ("Process:p", "USES.target", "nothing", None),
        ("System:crm", "USES.source", "gone", None),
    ]


def test_a_relationship_written_twice_is_one_with_its_first_origin() -> None:
    tables = [
        flat("processes", {"id": ["p"], "uses": ["crm"]}, source=1),
        flat("relationships", {"source": ["p", "p"], "type": ["USES", "USES"], "target": ["crm", "crm"]}, source=0),
    ]
    model = assemble(tables)
    assert model.relationships["USES"].rows() == [(0, 1, 0, 2)]


def test_a_folder_of_nothing_but_relationships() -> None:
    columns = {
        "source": ["claims", "claims", "COO"],
        "type": ["USES", "PERFORMED_BY", "OWNS"],
        "target": ["crm", "Sales", "claims"],
    }
    model = assemble([flat("relationships", columns)])
    assert ids(model) == {"Process": ["claims"], "Function": ["Sales"], "Role": ["COO"], "System": ["crm"]}
