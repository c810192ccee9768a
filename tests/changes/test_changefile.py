"""Change files: what each entry does, what is wrong with one, and writing them."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from graphkit.changes.actions import (
    Add,
    Appoint,
    Change,
    Communicate,
    Grant,
    Leaves,
    MergeFunctions,
    Move,
    Remove,
    Row,
    Set,
    Sponsor,
)
from graphkit.changes.changefile import parse_changes, read_changes, write
from graphkit.changes.interpret import apply_changes
from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from tests.organisation_files import Tables, raw_tables

TABLES: Tables = {
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "member_of": ["sales"], "reports_to": ["cy"], "dotted_line_to": ["bo"]},
        {"id": "bo"},
        {"id": "cy"},
    ],
    "functions": [
        {"id": "sales", "head": ["bo"]},
        {"id": "service", "head": ["cy"], "part_of": ["sales"]},
        {"id": "finance"},
    ],
    "processes": [
        {
            "id": "claims",
            "owner": ["bo", "cy"],
            "accountable": ["cy"],
            "performed_by": ["sales", "service"],
            "sponsor": ["cy"],
        }
    ],
    "mandates": [],
    "roles": [],
}


def after(text: str) -> Model:
    """The model after the changes of a file."""
    return apply_changes(assemble(raw_tables(TABLES)), parse_changes(text, "c.yaml"), "c.yaml")


def links(model: Model, type_: str) -> list[str]:
    ids = model.ids
    return [f"{ids[s]}>{ids[t]}" for s, t in model.relationships[type_].select("source", "target").rows()]


def person(model: Model, id_: str) -> dict[str, object]:
    return model.nodes["Person"].row(by_predicate=pl.col("id") == id_, named=True)


def test_an_appointment_replaces_the_owners_and_nothing_else() -> None:
    model = after("changes: [{appoint: Ana Ruiz, to: claims}]")
    assert links(model, "OWNS") == ["ana>claims"]
    assert links(model, "INVOLVES") == ["claims>cy"]


def test_a_grant_is_a_row_of_mandates() -> None:
    model = after(
        "changes:\n- grant: {id: m1, by: bo, to: [ana], within: claims, covers: [sales, cy], level: Decide,"
        " dimensions: [people, rules], delegable: yes, valid_until: 2027-01-31}"
    )
    assert [links(model, type_) for type_ in ("GRANTS", "EMPOWERS", "WITHIN")] == [["bo>m1"], ["m1>ana"], ["m1>claims"]]
    assert sorted(links(model, "COVERS")) == ["m1>cy", "m1>sales"]
    row = model.nodes["Mandate"].row(0, named=True)
    assert (row["level"], row["dimensions"], row["delegable"]) == ("decide", ["people", "rules"], True)
    assert str(row["valid_until"]) == "2027-01-31"


def test_sponsors_are_won_and_their_buy_in_communicated() -> None:
    model = after("changes: [{sponsor: bo, of: claims}, {communicate: claims}]")
    assert model.relationships["SPONSORS"]["communicated"].to_list() == [True, True]
    assert links(model, "SPONSORS") == ["bo>claims", "cy>claims"]


def test_who_leaves_is_no_longer_active_and_stays_where_they_were() -> None:
    model = after("changes: [{leaves: [ana, bo]}]")
    assert model.nodes["Person"]["active"].to_list() == [False, False, None]
    assert "ana>sales" in links(model, "MEMBER_OF")


def test_a_move_replaces_the_solid_line_alone() -> None:
    model = after("changes: [{move: ana, to: [finance], reports_to: bo}]")
    assert links(model, "MEMBER_OF") == ["ana>finance"]
    assert model.relationships["REPORTS_TO"].select("line").to_series().to_list() == ["dotted", "solid"]
    assert links(model, "REPORTS_TO") == ["ana>bo", "ana>bo"]


@pytest.mark.parametrize(
    ("into", "heads"), [("sales", ["bo>sales"]), ("service", ["cy>service"]), ("front", ["bo>front"])]
)
def test_merged_functions_are_one(into: str, heads: list[str]) -> None:
    model = after(f"changes: [{{merge_functions: [sales, service], into: {into}}}]")
    assert links(model, "MEMBER_OF") == [f"ana>{into}"]
    assert links(model, "PERFORMED_BY") == [f"claims>{into}"]
    assert links(model, "PART_OF") == []
    assert links(model, "HEADS") == (heads if into != "front" else ["bo>front", "cy>front"])
    assert model.nodes["Function"].height == 2


def test_rows_are_added_removed_and_set() -> None:
    model = after(
        """
changes:
  - add:
      processes:
        - {id: refunds, part_of: claims, owner: dee, uses: crm, x_cost: 3}
      people:
        - {name: dee, reports_to: bo}
      systems: [{id: crm}]
      relationships: [{source: claims, type: flows_to, target: refunds}]
  - remove: {people: cy}
  - set:
      processes:
        claims: {owner: [dee, sales], accountable: , strategic: yes}
"""
    )
    assert links(model, "OWNS") == ["sales>claims", "dee>claims", "dee>refunds"]
    assert [links(model, type_) for type_ in ("INVOLVES", "FLOWS_TO", "USES", "HEADS")] == [
        [],
        ["claims>refunds"],
        ["refunds>crm"],
        ["bo>sales"],
    ]
    assert model.nodes["Process"]["strategic"].to_list() == [True, None]
    assert model.nodes["Process"]["x_cost"].to_list() == [None, "3"]
    assert model.origin_of(model.number_of("Process", "refunds") or -1) == ("c.yaml", 5)


def test_changes_build_on_one_another() -> None:
    model = after(
        """
changes:
  - {appoint: ana, to: claims}
  - {leaves: ana}
  - add: {people: [{id: eve}]}
  - {appoint: eve, to: claims}
  - {remove: {people: eve}}
  - add: {people: [{id: eve, title: COO}]}
"""
    )
    assert links(model, "OWNS") == []
    assert person(model, "eve")["title"] == "COO"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "c.yaml:1: is not a mapping with the key 'changes'"),
        ("change: []", "c.yaml:1: unknown key 'change' (did you mean 'changes'?)"),
        ("changes:\n- appont: ana", "c.yaml:2: a change says none of appoint,"),
        ("changes:\n- {appoint: ana, leaves: bo}", "c.yaml:2: several changes in one entry appoint, leaves"),
        ("changes:\n- {appoint: ana, too: claims}", "c.yaml:2: appoint has no 'too' (did you mean 'to'?)"),
        ("changes:\n- appoint: ana", "c.yaml:2: 'to' is missing or empty"),
        ("changes:\n- {appoint: anna, to: claims}", "c.yaml:2: appoint: there is no 'anna' (did you mean 'ana'?)"),
        (
            "changes:\n- {appoint: ana, to: [claims, clams]}",
            "c.yaml:2: to: there is no 'clams' (did you mean 'claims'?)",
        ),
        ("changes:\n- move: ana", "c.yaml:2: move says neither 'to' nor 'reports_to'"),
        ("changes:\n- grant: {by: bo}", "c.yaml:2: a row of mandates has neither an id nor a name"),
        (
            "changes:\n- grant:\n    id: m\n    buy: bo",
            "c.yaml:3: mandates has no column 'buy' (did you mean 'by'?)",
        ),
        ("changes:\n- grant: {id: m, level: most}", "c.yaml:2: level: 'most' is not one of influence"),
        ("changes:\n- add: {poeple: [{id: x}]}", "c.yaml:2: unknown table 'poeple' (did you mean 'people'?)"),
        ("changes:\n- add: {people: [{id: ana}]}", "c.yaml:2: there is a Person 'ana' already"),
        ("changes:\n- set: {people: {ana: {id: x}}}", "c.yaml:2: an id cannot be changed"),
        ("changes:\n- {appoint: [a, b], to: claims}", "c.yaml:2: appoint is not one value"),
        ("changes:\n- {reason: none}", "c.yaml:2: a change says none of"),
        ("changes: [", "c.yaml"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        after(text)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_aliases_do_not_multiply_without_end() -> None:
    bomb = f"a: &a [{', '.join(['x'] * 300)}]"
    text = f"changes:\n- grant: {{id: m, {bomb}, " + ", ".join(f"c{n}: *a" for n in range(5000)) + "}"
    with pytest.raises(InputError, match="aliases"):
        parse_changes(text, "c.yaml")


CHANGES = [
    Change(Appoint("ana", ("claims", "a, b")), "commands most: of it"),
    Change(Grant(Row({"id": "m1", "by": "bo", "to": ["ana", "no"], "delegable": True}))),
    Change(Sponsor("bo", ("claims",), "yes")),
    Change(Communicate(("claims",))),
    Change(Leaves(("ana",)), "two\nlines"),
    Change(Move("ana", ("sales",), ("bo",))),
    Change(MergeFunctions(("sales",), "x")),
    Change(Add({"people": (Row({"id": "007"}), Row({"id": "x", "skills": ["a", "b"]}))})),
    Change(Remove({"people": ("ana", "bo")})),
    Change(Set({"people": {"ana": Row({"title": "COO", "reports_to": None})}})),
]


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    write(CHANGES, tmp_path / "changes.yaml")
    read = read_changes(tmp_path / "changes.yaml")
    again = tmp_path / "again.yaml"
    write(read, again)
    assert again.read_text().replace('"true"', "true") == (tmp_path / "changes.yaml").read_text()
    assert [type(change.action) for change in read] == [type(change.action) for change in CHANGES]
    assert [change.reason for change in read] == [change.reason for change in CHANGES]
    assert read[0] == CHANGES[0]
    write([], again)
    assert read_changes(again) == []


def test_the_examples_of_the_documentation_can_be_applied() -> None:
    page = (Path(__file__).parents[2] / "docs" / "changes.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.+?)^```", page, flags=re.MULTILINE | re.DOTALL)
    tables: Tables = {
        "people": [{"id": id_} for id_ in ("ana", "bo", "cy", "coo")],
        "functions": [{"id": id_} for id_ in ("sales", "service", "finance")],
        "processes": [{"id": "order-to-cash"}],
        "mandates": [{"id": "old-mandate"}],
    }
    model = assemble(raw_tables(tables))
    for example in examples:
        model = apply_changes(model, parse_changes(example, "changes.md"))
    assert len(examples) == 2
    assert links(model, "OWNS") == ["ana>order-to-cash", "dee>refunds"]
