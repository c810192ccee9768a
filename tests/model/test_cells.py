from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from graphkit.errors import InputError
from graphkit.model.cells import Cells, clean, header, read_names, read_property, read_text
from graphkit.model.schema import Property, PropertyKind


def cells(values: list[Any] | pl.Series, *, flat: bool = True) -> Cells:
    column = pl.Series("c", values)
    column = clean(column) if column.dtype == pl.String else column
    return Cells("c", column, "t.csv", pl.int_range(2, 2 + len(column), eager=True), flat)


def read(
    kind: PropertyKind, values: list[Any] | pl.Series, *, flat: bool = True, choices: tuple[str, ...] = ()
) -> list[Any]:
    return read_property(cells(values, flat=flat), Property("c", kind, "", choices)).to_list()


@pytest.mark.parametrize(
    ("written", "meant"),
    [(" Part of ", "part_of"), ("Part-Of", "part_of"), ("ID", "id"), ("reports  to", "reports_to")],
)
def test_headings_are_read_whatever_their_blanks_hyphens_and_capitals(written: str, meant: str) -> None:
    assert header(written) == meant


def test_booleans() -> None:
    assert read("bool", ["true", "FALSE", "Yes", "no", "1", "0", " yes ", "", None]) == [
        True, False, True, False, True, False, True, None, None,
    ]  # fmt: skip
    assert read("bool", [1, 0, None]) == [True, False, None]
    assert read("bool", [1.0, 0.0]) == [True, False]
    assert read("bool", [True, None]) == [True, None]


def test_whole_numbers_as_spreadsheets_write_them() -> None:
    assert read("int", ["3", "100.0", "-2", "", " 7 "]) == [3, 100, -2, None, 7]
    assert read("int", [3.0, None]) == [3, None]


def test_numbers() -> None:
    assert read("float", ["0.5", "2", ""]) == [0.5, 2.0, None]
    assert read("float", [1, None]) == [1.0, None]


def test_dates_with_and_without_a_time() -> None:
    day = date(2026, 1, 2)
    assert read("date", ["2026-01-02", "2026-01-02T00:00:00", "2026-01-02 00:00:00", "2026-01-02T00:00:00Z", ""]) == [
        day, day, day, day, None,
    ]  # fmt: skip
    assert read("date", [datetime(2026, 1, 2, 9, 30), None]) == [day, None]
    assert read("date", [day]) == [day]


def test_lists_from_flat_files_are_split_and_other_lists_are_not() -> None:
    assert read("texts", ["a; b;;", "c\nd", "e", "", " ; "]) == [["a", "b"], ["c", "d"], ["e"], None, None]
    assert read("texts", ["a; b", None], flat=False) == [["a; b"], None]
    assert read("texts", [[" a ", "", None], [], None], flat=False) == [["a"], None, None]


def test_choices_in_any_case() -> None:
    assert read("text", ["SubProcess", None], choices=("process", "subprocess")) == ["subprocess", None]
    assert read("texts", ["Rules;PEOPLE"], choices=("people", "rules")) == [["rules", "people"]]


def test_text_of_numbers_and_days() -> None:
    assert read_text(cells([100.0, 1.5])).to_list() == ["100", "1.5"]
    assert read_text(cells([datetime(2026, 1, 2), datetime(2026, 1, 2, 9, 30)])).to_list()[0] == "2026-01-02"
    assert read_text(cells([["only"], []], flat=False)).to_list() == ["only", None]


def test_names_keep_the_row_they_stand_in() -> None:
    rows, words = read_names(cells(["a;b", "", None, " c "]))
    assert rows.to_list() == [0, 0, 3]
    assert words.to_list() == ["a", "b", "c"]
    rows, words = read_names(cells([["a;b", ""], None, ["c"]], flat=False))
    assert rows.to_list() == [0, 2]
    assert words.to_list() == ["a;b", "c"]
    rows, words = read_names(cells(pl.Series([[1.0, 2.0], [3.0]]), flat=False))
    assert words.to_list() == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("kind", "values", "choices", "message"),
    [
        ("bool", ["yes", "maybe"], (), "t.csv:3: c: 'maybe' is not true, false, yes, no, 1 or 0"),
        ("int", ["1.5"], (), "t.csv:2: c: '1.5' is not a whole number"),
        ("int", ["99999999999999999999"], (), "t.csv:2: c: '99999999999999999999' is not a whole number"),
        ("float", ["1,5"], (), "t.csv:2: c: '1,5' is not a number"),
        ("float", ["nan"], (), "t.csv:2: c: 'nan' is not a number"),
        ("date", ["2026-02-30"], (), "t.csv:2: c: '2026-02-30' is not a date such as 2026-01-31"),
        ("date", ["1/2/2026"], (), "t.csv:2: c: '1/2/2026' is not a date such as 2026-01-31"),
        ("text", [None, "A"], ("b",), "t.csv:3: c: 'A' is not one of b"),
        ("text", ["decid"], ("decide",), "t.csv:2: c: 'decid' is not one of decide (did you mean 'decide'?)"),
        ("texts", ["rules", "rulse"], ("rules",), "t.csv:3: c: 'rulse' is not one of rules (did you mean 'rules'?)"),
        ("text", [["a", "b"]], (), "t.csv:2: c: one value was expected, not a list"),
        ("text", [{"a": 1}], (), "t.csv:2: c: one value was expected"),
        ("text", [None, timedelta(1)], (), "t.csv:3: c: one value was expected"),
        ("int", [2**63], (), "t.csv:2: c: 9223372036854775808 is not a whole number"),
    ],
)  # fmt: skip
def test_what_is_not_meant_names_file_line_and_the_nearest(
    kind: PropertyKind, values: list[Any], choices: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(kind, values, choices=choices)
    assert str(caught.value) == message
