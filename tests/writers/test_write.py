from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graphkit.errors import GraphkitError, InputError
from graphkit.loaders import read
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.writers import write

SOURCE = """\
processes:
  - id: otc
    name: "Order to cash: all of it"
    description: |-
      From the order

      to the money.
    strategic: true
    performed_by: [sales, finance]
    owner: ana
functions: [{id: sales}, {id: finance}]
people:
  - {id: ana, name: =cmd(), x_code: 007, grade: 4, skills: [lean, sql], active: no}
"""
AGAIN = """\
processes:
  - id: otc
    name: "Order to cash: all of it"
    description: |-
      From the order

      to the money.
    strategic: true
    performed_by: [finance, sales]
    owner: ana

functions:
  - id: finance
  - id: sales

people:
  - id: ana
    name: "=cmd()"
    active: false
    grade: 4
    skills: [lean, sql]
    x_code: "007"
"""


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return load(tmp_path / "source.yaml", SOURCE)


def load(path: Path, text: str) -> Model:
    path.write_text(text, encoding="utf-8")
    return assemble(read([path], pytest.fail))


def test_yaml_reads_well(tmp_path: Path, model: Model) -> None:
    write(model, tmp_path / "model.yaml")
    assert (tmp_path / "model.yaml").read_text(encoding="utf-8") == AGAIN


def test_csv_runs_no_formula(tmp_path: Path, model: Model) -> None:
    write(model, tmp_path / "model")
    assert (tmp_path / "model" / "people.csv").read_text() == (
        "id,name,active,grade,skills,x_code\nana,'=cmd(),false,4,lean;sql,007\n"
    )


def test_xlsx_runs_no_formula(tmp_path: Path, model: Model) -> None:
    write(model, tmp_path / "model.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "model.xlsx")["people"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:3] == [("ana", "s"), ("=cmd()", "s"), (False, "b")]


def test_neo4j_headings(tmp_path: Path, model: Model) -> None:
    write(model, tmp_path / "import", "neo4j")
    assert (tmp_path / "import" / "people.csv").read_text().splitlines() == [
        "id:ID(Person),name:string,active:boolean,grade:long,skills:string[],x_code:string,:LABEL",
        "ana,=cmd(),false,4,lean;sql,007,Person",
    ]
    assert (tmp_path / "import" / "OWNS-Person-Process.csv").read_text().splitlines() == [
        ":START_ID(Person),:END_ID(Process),:TYPE",
        "ana,otc,OWNS",
    ]


def test_what_columns_cannot_say_goes_to_the_relationships_table(tmp_path: Path) -> None:
    text = """\
functions: [{id: "a;b"}, {id: ana}]
people: [{id: ana}, {id: bob, member_of: ["a;b"]}, {id: "Function:ana"}]
systems: [{id: crm, owner: "Person:ana"}, {id: erp}]
relationships:
  - {source: bob, type: REPORTS_TO, target: ana, x_since: "2020"}
  - {source: ana, source_label: Function, type: OWNS, target: erp}
"""
    write(load(tmp_path / "source.yaml", text), tmp_path / "model")
    assert (tmp_path / "model" / "systems.csv").read_text().splitlines() == ["id,owner", "crm,Person:ana", "erp,"]
    assert (tmp_path / "model" / "relationships.csv").read_text().splitlines() == [
        "source,type,target,source_label,line,x_since",
        "bob,MEMBER_OF,a;b,,,",
        "bob,REPORTS_TO,ana,,solid,2020",
        "ana,OWNS,erp,Function,,",
    ]


def test_nothing_is_overwritten_unasked(tmp_path: Path, model: Model) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("roles.csv", "people.yaml", "README.md", "HOLDS-Person-Role.csv"):
        (folder / name).write_text("old")
    with pytest.raises(InputError, match=r"model: exists already and is not overwritten$"):
        write(model, folder)
    write(model, folder, overwrite=True)
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "functions.csv",
        "people.csv",
        "processes.csv",
    ]


def test_a_list_that_flat_files_cannot_hold(tmp_path: Path) -> None:
    model = load(tmp_path / "source.yaml", 'people: [{id: a, skills: ["lean; sql"]}]')
    for name in ("model", "model.xlsx", "model.graphml"):
        with pytest.raises(GraphkitError, match=r"skills 'lean; sql' has a ';' or a new line in it"):
            write(model, tmp_path / name)
        assert not (tmp_path / name).exists()
    write(model, tmp_path / "model.json")


def test_unknown_format(tmp_path: Path, model: Model) -> None:
    with pytest.raises(InputError, match=r"unknown format 'yml' \(did you mean 'yaml'\?\)"):
        write(model, tmp_path / "x", "yml")
    with pytest.raises(InputError, match=r"the suffix '\.doc' stands for no format"):
        write(model, tmp_path / "x.doc")


def test_an_empty_model_can_be_read_again(tmp_path: Path) -> None:
    model = load(tmp_path / "source.yaml", "processes: []")
    for format_, name in {"csv": "c", "parquet": "p", "neo4j": "n", "yaml": "m.yaml", "xlsx": "m.xlsx"}.items():
        write(model, tmp_path / name, format_)
        assert assemble(read([tmp_path / name], pytest.fail)).size == 0
