from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from graphkit.loaders import read
from graphkit.model.rows import RawTable


def rows(table: RawTable) -> list[dict[str, object]]:
    """The cells that are not empty."""
    return [{name: cell for name, cell in row.items() if cell is not None} for row in table.frame.rows(named=True)]


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_yaml_keeps_text_as_written(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "model.yaml",
        "# ours\npeople:\n  - id: 007\n    name: no\n    x_since: 2026-01-02\n    holds: [ceo, 1.0, null]\n"
        "  - {id: '~', name: ~, holds: 'null'}\n  -\nroles:\nfunctions: []\n",
    )
    people, *empty = read([path], pytest.fail)
    assert rows(people) == [
        {"id": "007", "name": "no", "x_since": "2026-01-02", "holds": ["ceo", "1.0"]},
        {"id": "~", "holds": ["null"]},
    ]
    assert people.lines.to_list() == [3, 7]
    assert not people.flat
    assert [(table.table, table.frame.height) for table in empty] == [("roles", 0), ("functions", 0)]


def test_yaml_anchors_and_merges(tmp_path: Path) -> None:
    text = "- &base {id: a, kind: team, part_of: &up [x, y]}\n- <<: *base\n  id: b\n- {id: c, part_of: *up}\n"
    (table,) = read([put(tmp_path, "functions.yaml", text)], pytest.fail)
    up = ["x", "y"]
    assert rows(table) == [
        {"id": "a", "kind": "team", "part_of": up},
        {"id": "b", "kind": "team", "part_of": up},
        {"id": "c", "part_of": up},
    ]


def test_json_keeps_numbers_as_written_and_knows_lines(tmp_path: Path) -> None:
    text = (
        '{"$schema": "x",\n "people": [\n  {"id": 100, "capacity": 1.50,\n   "active": true},\n'
        '  {"id": "b", "holds": ["r", 2]}],\n "roles": []}'
    )
    people, roles = read([put(tmp_path, "model.json", text)], pytest.fail)
    assert rows(people) == [{"id": "100", "capacity": "1.50", "active": "true"}, {"id": "b", "holds": ["r", "2"]}]
    assert people.lines.to_list() == [3, 5]
    assert roles.frame.height == 0


def test_json_list_in_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "people.json", '[\n{"id": "a"}]')
    (table,) = read([tmp_path], pytest.fail)
    assert (table.table, rows(table), table.lines.to_list()) == ("people", [{"id": "a"}], [2])


def test_workbook_means_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for row in (
        [],
        [],
        [None, "id", "active", "x_on"],
        [None, 100, True, date(2026, 1, 2)],
        [],
        [None, "b", "no", 1.5],
    ):
        sheet.append(row)
    for other in ("Notes", "_scratch", "Sheet2"):
        book.create_sheet(other)
    book["Notes"]["A1"] = "not a table"
    book["_scratch"]["A1"] = "nor this"
    book.save(path)
    (table,) = read([path], pytest.fail)
    assert rows(table) == [
        {"id": "100", "active": "true", "x_on": "2026-01-02"},
        {"id": "b", "active": "no", "x_on": "1.5"},
    ]
    assert (table.lines.to_list(), table.file, table.flat) == ([4, 6], f"{path}!People", True)


def test_parquet_keeps_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a", "b"], "active": [True, None], "holds": [["r"], None]})
    frame.write_parquet(tmp_path / "people.parquet")
    (table,) = read([tmp_path], pytest.fail)
    assert table.frame.equals(frame)
    assert table.lines.to_list() == [1, 2]


def test_neo4j_import_files(tmp_path: Path) -> None:
    put(
        tmp_path,
        "n.csv",
        "key:ID(Org),id,name:string,active:boolean,skills:string[],:LABEL\n"
        "1,ana,Ana,true,a;b,Person\n2,bob,'=Bob,false,,Employee;Person\n3,ceo,CEO,,,Role;Person\n4,cfo,CFO,,,Role\n",
    )
    put(tmp_path, "r-header.csv", ":START_ID(Org)\t:END_ID(Org)\tline\t:TYPE\n")
    put(tmp_path, "r1.csv", "2\t1\tdotted\tREPORTS_TO\n1\t4\t\tHOLDS\n")
    put(tmp_path, "HEADS.csv", ":START_ID(Org),:END_ID\n1,sales\n")
    told: list[str] = []
    tables = read([tmp_path], told.append)
    assert told == [f"{tmp_path / 'n.csv'}: Role;Person read as Person, the others left out"]
    assert {table.table: rows(table) for table in tables[:2]} == {
        "people": [
            {"id": "ana", "name": "Ana", "active": "true", "skills": ["a", "b"]},
            {"id": "bob", "name": "'=Bob", "active": "false"},
            {"id": "ceo", "name": "CEO"},
        ],
        "roles": [{"id": "cfo", "name": "CFO"}],
    }
    ana, bob = {"source": "ana", "source_label": "Person"}, {"source": "bob", "source_label": "Person"}
    assert [row for table in tables[2:] for row in rows(table)] == [
        ana | {"target": "sales", "type": "HEADS"},
        bob | {"target": "ana", "target_label": "Person", "type": "REPORTS_TO", "line": "dotted"},
        ana | {"target": "cfo", "target_label": "Role", "type": "HOLDS"},
    ]


def test_graphml(tmp_path: Path) -> None:
    text = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="l" for="node" attr.name="label" attr.type="string"/>
<key id="a" for="node" attr.name="active" attr.type="boolean"/>
<key id="t" for="edge" attr.name="type" attr.type="string"/>
<graph edgedefault="directed">
<node id="ana"><data key="l">Person</data><data key="a">true</data></node>
<node id="ceo"><data key="l">Role</data></node>
<edge source="ana" target="ceo"><data key="t">HOLDS</data></edge>
</graph></graphml>"""
    tables = read([put(tmp_path, "model.xml", text)], pytest.fail)
    assert [(table.table, rows(table), table.lines.to_list()) for table in tables] == [
        ("people", [{"id": "ana", "active": "true"}], [6]),
        ("roles", [{"id": "ceo"}], [7]),
        (
            "relationships",
            [{"source": "ana", "source_label": "Person", "type": "HOLDS", "target": "ceo", "target_label": "Role"}],
            [8],
        ),
    ]


def test_a_folder_of_many_kinds_and_several_paths(tmp_path: Path) -> None:
    folder, other = tmp_path / "model", tmp_path / "more.yaml"
    folder.mkdir()
    put(folder, "People.CSV", "id\na\n")
    put(folder, "roles.yml", "- id: r\n")
    put(folder, "rest.yaml", "systems:\n- id: s\n")
    for name in ("README.md", "graphkit.toml", ".hidden.csv", "~$book.xlsx", "LICENSE", "logo.svg"):
        put(folder, name, "passed over")
    (folder / "sub.csv").mkdir()
    put(other.parent, other.name, "people:\n- id: b\n")
    tables = read([folder, other], pytest.fail)
    assert [(table.table, table.source) for table in tables] == [
        ("people", 0),
        ("systems", 0),
        ("roles", 0),
        ("people", 1),
    ]
