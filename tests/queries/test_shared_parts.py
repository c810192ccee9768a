"""Queries have no way to share what they have in common, so it is written out in each, and must be the same."""

from __future__ import annotations

import re

import pytest

from graphkit.queries import cypher_folder

TEXTS = {
    f"{file.parent.name}/{file.stem}": file.read_text(encoding="utf-8")
    for file in sorted((cypher_folder() / "queries").rglob("*.cypher"))
}


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [
        ("// Cross-functional processes and their functions. ", "WHERE size(functions) >= $min_functions", 15),
        ("// Recorded owners: OWNS, else RACI's A, else those ", "END AS owner_source", 8),
        (
            "// Who holds that: an active person; a role's active ",
            "WITH DISTINCT proc, functions, owner_source, person",
            8,
        ),
    ],
)
def test_what_queries_for_both_engines_share_is_the_same(first: str, last: str, least: int) -> None:
    pattern = re.compile(rf"^{re.escape(first)}.*?{re.escape(last)}$", re.DOTALL | re.MULTILINE)
    parts = [
        found for name, text in TEXTS.items() if "\n// engines: neo4j\n" not in text for found in pattern.findall(text)
    ]
    assert len(parts) >= least
    assert len(set(parts)) == 1


def test_almost_all_run_on_both_engines() -> None:
    only_one = [name for name, text in TEXTS.items() if "\n// engines: neo4j, embedded\n" not in text]
    assert len(TEXTS) >= 30
    assert len(only_one) <= 5
    assert all("\n// why-not-embedded: " in TEXTS[name] for name in only_one)


def test_every_row_has_its_place() -> None:
    """Without an order, two engines would give the same rows differently."""
    assert [name for name, text in TEXTS.items() if not re.search(r"\nORDER BY [^;]*;\n$", text)] == []


def test_a_name_alone_finds_a_query() -> None:
    names = [name.partition("/")[2] for name in TEXTS]
    assert sorted(set(names)) == sorted(names)
