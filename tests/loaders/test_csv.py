from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.loaders import delimited, read
from graphkit.loaders.delimited import Delimited, read_delimited

READ = [
    ("comma", "id,name\na,A\nb,B\n", [("a", "A"), ("b", "B")], [2, 3]),
    ("semicolon", "id;name\na;A,B\n", [("a", "A,B")], [2]),
    ("tab", "id\tname\na\tA;B\n", [("a", "A;B")], [2]),
    ("hint", "sep=;\nid;name\na;A\n", [("a", "A")], [3]),
    ("CRLF", "id,name\r\na,A\r\nb,B\r\n", [("a", "A"), ("b", "B")], [2, 3]),
    ("no end", "id,name\na,A", [("a", "A")], [2]),
    ("old line ends", "id,name\ra,A\rb,B\r", [("a", "A"), ("b", "B")], [2, 3]),
    ("blank lines", "\n\nid,name\n\na,A\n,\n\nb,B\n\n\n", [("a", "A"), ("b", "B")], [5, 8]),
    ("quoted lines", 'id,name\na,"A\nA"\nb,"B\r\nB"\nc,C\n', [("a", "A\nA"), ("b", "B\r\nB"), ("c", "C")], [2, 4, 6]),
    ("quoted header", '"id","na\nme"\na,A\n', [("a", "A")], [3]),
    ("quotes", 'id,name\n"a","say ""A"", B"\n"b",""\n', [("a", 'say "A", B'), ("b", None)], [2, 3]),
    ("stray quote", 'id,name\na,5" pipe\nb,B\n', [("a", '5" pipe'), ("b", "B")], [2, 3]),
    ("empty cells", "id,name\na,\n,B\n", [("a", None), (None, "B")], [2, 3]),
    ("empty last cells", "id,name\na,A,\nb,B,,\n", [("a", "A"), ("b", "B")], [2, 3]),
    ("empty last column", "id,name,\na,A,\n", [("a", "A")], [2]),
    ("guarded formulas", "id,name\na,'=1+1\nb,''=x\nc,'tis\n", [("a", "=1+1"), ("b", "'=x"), ("c", "'tis")], [2, 3, 4]),
]


@pytest.mark.parametrize(("text", "rows", "lines"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_reads(tmp_path: Path, text: str, rows: list[tuple[str | None, ...]], lines: list[int]) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode())
    (table,) = read([path], pytest.fail)
    assert table.frame.rows() == rows
    assert table.lines.to_list() == lines
    assert (table.table, table.file, table.flat, table.source) == ("people", str(path), True, 0)


def test_paths_with_wildcards_are_taken_literally(tmp_path: Path) -> None:
    folder = tmp_path / "[2026] *"
    folder.mkdir()
    (folder / "people.csv").write_text("id,name\na,A\n")
    assert read([folder], pytest.fail)[0].frame.height == 1


cells = st.sampled_from(["", "a", "a b", "x;y", 'q"', "two\nlines", "cr\r\nlf", "'=x", "é", ","])


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells, cells) | st.just(("", "", "")), max_size=6),
    blank=st.lists(st.integers(0, 6), max_size=2),
    ending=st.sampled_from(["\n", "\r\n"]),
    ended=st.booleans(),
)
def test_the_fast_way_and_the_careful_way_agree(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    blank: list[int],
    ending: str,
    *,
    ended: bool,
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=ending)
    writer.writerow(("id", "name", "x_note"))
    for place, row in enumerate(rows):
        stream.write(ending if place in blank else "")
        writer.writerow(row)
    text = stream.getvalue() if ended else stream.getvalue().removesuffix(ending)
    path = tmp_path_factory.mktemp("csv") / "people.csv"
    path.write_bytes(text.encode())
    header = delimited.read_header(path)
    slow = delimited._carefully(text, header, str(path), guarded=True)
    fast = read_delimited(path, pytest.fail)
    assert _content(fast) == _content(slow)


def _content(table: Delimited) -> tuple[list[tuple[str, ...]], list[int], list[str]]:
    return table.frame.rows(), table.lines.to_list(), table.frame.columns
