"""Every query of the library answers the same on Neo4j and on the embedded engine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit import api
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.queries import library
from graphkit.queries.header import Query
from graphkit.stores.answer import Answer, as_json
from graphkit.stores.asking import ask
from graphkit.stores.embedding import opened
from tests.organisation_files import raw_tables
from tests.side_by_side import random_organisation, together
from tests.strategies import TODAY

if TYPE_CHECKING:
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")
MERIDIAN = Path(__file__).parent.parent.parent / "examples" / "meridian"
QUERIES = library()
RANDOM = 20

Rows = tuple[tuple[str, ...], list[list[Any]]]


def example(number: int) -> Model:
    """The example organisation, and random ones side by side."""
    if number == 0:
        return api.load(MERIDIAN)
    return assemble(raw_tables(together([random_organisation(other, mess=[0, 2, 8]) for other in range(RANDOM)])))


def values_for(query: Query, model: Model, number: int) -> list[dict[str, Any]]:
    """The defaults; and where a node is asked about, several that the organisations have."""
    values = query.values({}, TODAY)
    asked = values.keys() & ABOUT.keys()
    if not number or not asked:
        return [values]
    ids = {name: model.nodes[ABOUT[name]]["id"] for name in asked}
    return [{**values, **{name: found[at % len(found)] for name, found in ids.items()}} for at in range(0, 60, 7)]


ABOUT = {"process": "Process", "person": "Person", "function": "Function", "element": "System"}


@pytest.mark.parametrize("number", [0, 1])
def test_both_engines_answer_the_same(graph: Graph, number: int, tmp_path: Path) -> None:
    model = example(number)
    graph.push(model, prune=True)
    differing = {}
    with graph.reached() as database, opened(model, lambda: api.derived(model), tmp_path) as embedded:
        for query in QUERIES:
            for values in values_for(query, model, number):
                answers: dict[str, Rows] = {}
                if "neo4j" in query.engines:
                    ask(database, query.cypher, values, partial(keep, answers))
                if "embedded" in query.engines:
                    answers["embedded"] = rows(embedded.ask(query.cypher, values, lambda _: None))
                columns = tuple(column.name for column in query.columns)
                assert {found[0] for found in answers.values()} == {columns}, query.name
                if len({str(found[1]) for found in answers.values()}) > 1:
                    differing[query.name] = answers
    assert not differing


def keep(answers: dict[str, Rows], answer: Answer) -> None:
    answers["neo4j"] = rows(answer)


def rows(answer: Answer) -> Rows:
    return answer.columns, [[as_json(value) for value in row] for row in answer.rows]
