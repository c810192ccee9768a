"""Names from a model do no harm to a terminal, and no name breaks a line."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import api
from graphkit.config import Settings
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.reporters import text
from graphkit.reporters import why as proof
from graphkit.reporters.console import clean
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;title\x07Sales",
    "C1": "\x9b31mSales",
    "newline": "Sales\r\nerror    AUT999 made up",
    "line separator": "Sales\u2028AUT999\u2029\x85\x0b",
    "bidi": "\u202eselaS\u2066 \u200fx",
    "markup": "[red]Sales[/red] [bold](x)[/bold] :boom:",
    "null": "Sa\x00les",
    "tab": "Sa\tles",
    "wide": "営業部" * 40,
    "long": "Sales and more " * 700,
    "long word": "S" * 10_000,
}


def model_of(name: str) -> Model:
    tables: Tables = {
        "functions": [{"id": "f1", "name": name, "head": [name]}, {"id": "f2", "name": f"Other {name}"}],
        "people": [{"id": name, "name": name, "title": name}],
        "roles": [{"id": "r", "name": name}],
        "processes": [
            {"id": f"p{name}", "name": name, "performed_by": ["f1", "f2"], "owner": [name, "r"], "responsible": ["r"]},
            {"id": "q", "name": name, "performed_by": ["f1", "f2", "missing " + name]},
        ],
        "mandates": [{"id": "m", "name": name, "by": ["r"], "to": [name], "within": ["q"]}],
    }
    return assemble(raw_tables(tables))


def pages(name: str) -> list[str]:
    """Everything that is written for people."""
    model = model_of(name)
    report = api.check(model, Settings(today=TODAY))
    assert sum(report.counts.values()) > 3
    written = []
    for options in ({}, {"verbose": True}, {"quiet": True}):
        stream = io.StringIO()
        text.write(report, stream, **options)
        written.append(stream.getvalue())
    for process in range(2):
        stream = io.StringIO()
        proof.write_text(api.why(model, process), stream)
        written.append(stream.getvalue())
    return written


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names(kind: str) -> None:
    for page in pages(HOSTILE[kind]):
        assert all(character == "\n" or unicodedata.category(character)[0] != "C" for character in page)
        assert page.splitlines() == page.split("\n")[:-1]  # nothing else ends a line
        assert max(map(columns, page.splitlines())) <= 120
        assert not any(line.startswith("error    AUT999") for line in page.splitlines())
        assert page.count("\n") < (5000 if "long" in kind else 200)


def test_long_names_are_cut_where_all_is_to_be_read() -> None:
    short, _, _, *proofs = pages(HOSTILE["long"])
    assert short.count("\n") < 300
    assert max(page.count("\n") for page in proofs) < 60


def test_markup_is_shown_as_it_is_written() -> None:
    assert "[red]Sales[/red] [bold](x)[/bold] :boom:" in pages(HOSTILE["markup"])[0]


@settings(max_examples=200, derandomize=True, database=None)
@given(st.text())
def test_clean_words_steer_nothing(words: str) -> None:
    cleaned = clean(words)
    assert len(cleaned) == len(words)
    assert len(cleaned.splitlines()) <= 1
    kept = {"\u200c", "\u200d"}
    assert all(c in kept or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in cleaned)
    assert all(a == b for a, b in zip(words, cleaned, strict=True) if a.isalnum())


@pytest.mark.parametrize("words", ["naïve Ærø", "می‌خواهم", "क्‍ष", "営業部"])
def test_words_of_other_scripts_stay(words: str) -> None:
    assert clean(words) == words
