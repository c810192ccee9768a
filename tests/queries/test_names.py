"""Every label, type and property that a query of the library names is in the schema."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.queries import library
from graphkit.queries.header import Query
from graphkit.queries.tokens import parameters_of, tokens
from graphkit.stores.statements import DERIVED, PROPERTIES

QUERIES = library()
NAMES = {*LABELS, *RELATIONSHIPS, *DERIVED}
CLOSING = {")": "(", "]": "[", "}": "{"}


def labels_and_types(query: str) -> Iterator[str]:
    """Names behind a colon, and their alternatives behind `|` and `&`; not the values of a map."""
    opened: list[str] = []
    named = expected = False
    for token in tokens(query):
        if expected and token.names:
            yield token.text
            named, expected = True, False
            continue
        of_map = bool(opened) and opened[-1] == "{"
        expected = (
            (token.says(":") and not of_map) or (named and token.says("|", "&")) or (expected and token.says("!"))
        )
        named = False
        if token.kind == "sign" and token.text in CLOSING.values():
            opened.append(token.text)
        elif token.kind == "sign" and token.text in CLOSING:
            assert opened.pop() == CLOSING[token.text]


def properties(query: str) -> Iterator[str]:
    """Names behind a full stop, functions apart."""
    cut = tokens(query)
    for before, token, after in zip(cut[:-1], cut[1:], [*cut[2:], cut[-1]], strict=True):
        if before.says(".") and token.names and not after.says("("):
            yield token.text


def keys_of_maps(query: str) -> Iterator[str]:
    """Names before a colon, of maps that a query makes for itself."""
    cut = tokens(query)
    for before, token, after in zip(cut, cut[1:], cut[2:], strict=False):
        if before.says("{", ",") and token.names and after.says(":"):
            yield token.text


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.family}/{query.name}")
def test_what_a_query_names_is_in_the_schema(query: Query) -> None:
    assert set(labels_and_types(query.cypher)) - NAMES == set()
    assert set(properties(query.cypher)) - PROPERTIES - set(keys_of_maps(query.cypher)) == set()
    assert {parameter.name for parameter in query.parameters} == set(parameters_of(query.cypher))


def test_a_name_that_is_not_there_is_seen() -> None:
    cypher = "MATCH (p:Proces {id: $process})<-[:OWNS|OWNED*1..2]-(o) WHERE o:Person RETURN p.titel, count(p)"
    assert list(labels_and_types(cypher)) == ["Proces", "OWNS", "OWNED", "Person"]
    assert list(properties(cypher)) == ["titel"]
