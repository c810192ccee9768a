"""Every bad input gets one line that says where and what."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from graphkit.errors import InputError
from graphkit.loaders import read

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
WIDE = (
    "people:\n- &row {"
    + ", ".join(f"x_{n}: &cell{n} [{', '.join('x' * 99)}]" for n in range(99))
    + "}\n"
    + "- *row\n" * 999
)
DTD = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n<graphml/>'
THERE_ARE = (
    "there are processes, functions, people, roles, systems, rules, workflows, resources, mandates, relationships"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00"

CASES = {
    "empty file": ("people.csv", b"", "{}: is empty"),
    "blank file": ("people.csv", b"\n \n", "{}: is empty"),
    "binary CSV": ("people.csv", PNG, "{}: is not a text file"),
    "binary deep in a CSV": ("people.csv", b"id\n" + b"a\n" * 99_999 + b"\0\n", "{}: is not a text file"),
    "no encoding at all": (
        "people.csv",
        b"id\n\x81\x8d\n",
        "{}: is not a text file (neither UTF-8, UTF-16 nor Windows-1252)",
    ),
    "binary YAML": ("model.yaml", PNG, "{}: is not a text file"),
    "binary JSON": ("model.json", PNG, "{}: is not a text file"),
    "unknown CSV table": ("peple.csv", b"id\na\n", "{}: unknown table 'peple' (did you mean 'people'?)"),
    "unknown Parquet table": ("roels.parquet", PNG, "{}: unknown table 'roels' (did you mean 'roles'?)"),
    "short row": ("people.csv", b"id,name\na,A\nb\n", "{}:3: row of 1 where the header has 2 columns"),
    "long row": ("people.csv", b"id,name\na,A\n\nb,B,C\n", "{}:4: row of 3 where the header has 2 columns"),
    "open quote": ("people.csv", b'id,name\na,A\nb,"B\nc,C\n', "{}:3: a quotation mark is never closed"),
    "column twice": ("people.csv", b"id,name,ID\na,b,c\n", "{}:1: two columns are called 'ID'"),
    "no column name": ("people.csv", b"id,,name\na,b,c\n", "{}:1: column 2 has no name"),
    "no header": ("people.csv", b",,\n1,2,3\n", "{}:1: has no header"),
    "broken YAML": (
        "model.yaml",
        b"people:\n- id: a\n   x: y\n",
        "{}:3: is not valid YAML: mapping values are not allowed in this context",
    ),
    "open YAML": ("model.yaml", b"people: [\n", "{}:2: is not valid YAML: did not find expected node content"),
    "YAML control": (
        "model.yaml",
        b"people:\n- id: \x01\n",
        "{}:2: is not valid YAML: control characters are not allowed",
    ),
    "YAML comment": ("model.yaml", b"# later\n", "{}: is empty"),
    "YAML text": ("model.yaml", b"people\n", "{}:1: is not a mapping from table names to rows"),
    "YAML table": ("model.yaml", b"people:\n  a: 1\n", "{}:2: people is not a list of rows"),
    "YAML row": ("model.yaml", b"people:\n- a\n", "{}:2: a row is not a mapping from columns to values"),
    "YAML cell": (
        "model.yaml",
        b"people:\n- id: a\n  name: {b: c}\n",
        "{}:3: name is a mapping where a value or a list of values belongs",
    ),
    "YAML list": ("model.yaml", b"people:\n- id: a\n  holds:\n  - [b]\n", "{}:4: holds is a list of lists or mappings"),
    "YAML key twice": ("model.yaml", b"people:\n- id: a\n  id: b\n", "{}:3: the key 'id' occurs twice"),
    "YAML table twice": ("model.yaml", b"people: []\npeople: []\n", "{}:2: the key 'people' occurs twice"),
    "YAML tag": (
        "model.yaml",
        b"people:\n- id: !!python/name:os.system x\n",
        "{}:2: has the tag 'tag:yaml.org,2002:python/name:os.system', which is not read",
    ),
    "another CSV table": ("export.csv", b"id\na\n", "{}: unknown table 'export'; " + THERE_ARE),
    "YAML documents": ("model.yaml", b"people: []\n---\nroles: []\n", "{}:2: has more than one YAML document"),
    "YAML alias": ("model.yaml", b"people:\n- id: *a\n", "{}:2: the alias 'a' has no anchor"),
    "YAML cycle": ("model.yaml", b"people: &a\n- *a\n", "{}:2: the alias 'a' stands within what it names"),
    "YAML depths": ("model.yaml", b"people: " + b"[" * 99_999, "{}:1: nests too deeply"),
    "YAML laughs": ("model.yaml", LAUGHS.encode(), "{}:1: unknown table 'a'; " + THERE_ARE),
    "YAML laughs in a table": (
        "model.yaml",
        ("people:\n- id: 1\n  x: [*i]\n" + LAUGHS).encode(),
        "{}:3: the alias 'i' has no anchor",
    ),
    "YAML rows without end": ("model.yaml", WIDE.encode(), "{}:2: aliases stand for far more than the file holds"),
    "unknown YAML table": ("model.yaml", b"\npeple: []\n", "{}:2: unknown table 'peple' (did you mean 'people'?)"),
    "broken JSON": ("model.json", b'{"people": [\n{"id": }]}', "{}:2: is not valid JSON: expecting value"),
    "open JSON": ("model.json", b'{"people": [\n{"id": 1}', "{}:2: is not valid JSON: expected ','"),
    "JSON and more": ("model.json", b'{"people": []}\n{}', "{}:2: is not valid JSON: there is more after its end"),
    "JSON key twice": ("model.json", b'{"people": [\n{"id": 1, "id": 2}]}', "{}:2: the key 'id' occurs twice"),
    "JSON table twice": ("model.json", b'{"people": [],\n"people": []}', "{}:2: the key 'people' occurs twice"),
    "JSON row": ("model.json", b'{"people": [\n1]}', "{}:2: a row is not an object"),
    "JSON cell": (
        "model.json",
        b'{"people": [\n{"id": {}}]}',
        "{}:2: id is an object where a value or a list of values belongs",
    ),
    "JSON half a character": (
        "model.json",
        b'{"people": [\n{"id": "a"},\n{"id": "\\ud83d"}]}',
        "{}:3: a text has half a character (an escape such as \\ud800)",
    ),
    "JSON half a character in a name": (
        "model.json",
        b'{"people": [\n{"\\ud83d": "a"}]}',
        "{}:2: a text has half a character (an escape such as \\ud800)",
    ),
    "JSON NaN": ("model.json", b'{"people": [\n{"id": NaN}]}', "{}:2: NaN is not a value"),
    "JSON depths": ("model.json", b'{"people": ' + b"[" * 99_999, "{}:1: nests too deeply"),
    "JSON text": ("model.json", b'"people"', "{}: is not a mapping from table names to rows"),
    "XML as JSON": ("people.json", b"<people/>", "{}:1: is not valid JSON: expecting value"),
    "unknown JSON table": ("model.json", b'{\n"peple": []}', "{}:2: unknown table 'peple' (did you mean 'people'?)"),
    "text as XLSX": ("book.xlsx", b"id,name\n", "{}: is not a valid XLSX workbook"),
    "broken XLSX": ("book.xlsx", b"PK\x03\x04" + PNG, "{}: is not a valid XLSX workbook"),
    "text as Parquet": ("people.parquet", b"id,name\n", "{}: is not a valid Parquet file"),
    "broken GraphML": ("model.graphml", b"<graphml>\n<graph>", "{}:2: is not valid XML: no element found"),
    "GraphML with a DTD": ("model.graphml", DTD.encode(), "{}:2: has a document type (DTD), which is not read"),
    "GraphML with a DTD in UTF-16": (
        "model.graphml",
        DTD.replace("?>", ' encoding="utf-16"?>').encode("utf-16"),
        "{}:2: has a document type (DTD), which is not read",
    ),
    "other XML as GraphML": ("model.graphml", b"<html/>", "{}: is not GraphML: its root is 'html'"),
    "other XML": ("model.xml", b"<html/>", "{}: is neither BPMN nor GraphML: its outermost element is 'html'"),
    "other kind": (
        "model.docx",
        PNG,
        (
            "{}: is of a kind that is not read "
            "(.csv, .tsv, .yaml, .yml, .json, .parquet, .xlsx, .graphml, .bpmn, .xml are)"
        ),
    ),
    "unknown label": ("n.csv", b":ID,:LABEL\n1,Persom\n", "{}:2: unknown label 'Persom' (did you mean 'Person'?)"),
    "no label": ("n.csv", b":ID,name\n1,Ana\n", "{}:1: has no :LABEL column, and its name is no label's"),
    "no end": ("HEADS.csv", b":START_ID,name\n1,Ana\n", "{}:1: has no :END_ID column"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_file(tmp_path: Path, case: str) -> None:
    name, data, line = CASES[case]
    path = tmp_path / name
    path.write_bytes(data)
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read([path], lambda _: None)
    assert str(caught.value) == line.format(path)
    assert time.perf_counter() - start < 5


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"modell: no such file or folder$"):
        read([tmp_path / "modell"], pytest.fail)


def test_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing here")
    with pytest.raises(InputError) as caught:
        read([tmp_path], pytest.fail)
    assert str(caught.value) == f"{tmp_path}: holds no table (such as people.csv or processes.yaml)"


def test_sheet_of_another_name(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Peple")["A1"] = "id"
    book.save(path)
    with pytest.raises(InputError) as caught:
        read([path], pytest.fail)
    assert str(caught.value) == f"{path}: unknown table 'Peple' (did you mean 'people'?)"


def test_sheet_with_something_in_its_far_corner(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.create_sheet("people")
    sheet["A1"], sheet["A1048576"], sheet["XFD1"] = "id", "far down", "far out"
    book.save(path)
    with pytest.raises(InputError, match=r"book\.xlsx: has a sheet that reaches to XFD1048576: delete what stands far"):
        read([path], pytest.fail)


def test_damaged_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("people")["A1"] = "id"
    book.save(path)
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + b"\xff\x00\xff" + whole[place + 3 :])
        with contextlib.suppress(InputError):  # not all damage shows
            read([path], lambda _: None)


def test_parquet_cells_that_are_no_values(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    pl.DataFrame({"id": [{"a": 1}]}).write_parquet(path)
    with pytest.raises(InputError, match="the column 'id' is of type Struct"):
        read([path], pytest.fail)


@pytest.mark.parametrize("name", ["book.xlsx", "people.parquet"])
def test_cut_off_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "book.xlsx":
        book = openpyxl.Workbook()
        book.create_sheet("people").append(["id", "name"])
        book.save(path)
    else:
        pl.DataFrame({"id": ["a"] * 50}).write_parquet(path)
    whole = path.read_bytes()
    for part in range(1, len(whole), len(whole) // 40):
        path.write_bytes(whole[:part])
        with pytest.raises(InputError, match="is not a valid"):
            read([path], pytest.fail)


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"people\xff.csv")).write_text("id\nana\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"people\?\.csv: has a name that is not UTF-8; rename it$"):
        read([tmp_path], pytest.fail)
