"""What must always be true, whatever the organisation.

Each is tried on one organisation for every hundred of `GRAPHKIT_EXAMPLES`.
"""

from __future__ import annotations

import json
import os
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.api import check
from graphkit.config import Policy, Settings
from graphkit.model.assemble import assemble
from graphkit.model.schema import LABELS, REFERENCES, TABLES
from graphkit.model.tables import Model
from graphkit.rules.registry import load_rules
from tests.organisation_files import Tables, raw_tables
from tests.reference.command import cycles, recorded_edges
from tests.reference.organisation import Organisation, reachable
from tests.strategies import TODAY, organisations, policies

if TYPE_CHECKING:
    import networkx as nx

often = settings(
    max_examples=max(20, int(os.environ.get("GRAPHKIT_EXAMPLES", "5000")) // 100),
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
seeds = st.integers(0, 2**16)
RULES = load_rules()


def checked(model: Model, policy: Policy) -> dict[str, Any]:
    return check(model, Settings(policy=policy, today=TODAY), rules=RULES).to_dict()


def verdicts(model: Model, policy: Policy) -> dict[str, dict[str, Any]]:
    """The row of each process, but for its findings."""
    return {
        row["id"]: {name: value for name, value in row.items() if name != "findings"}
        for row in checked(model, policy)["processes"]
    }


# --- row order changes nothing -----------------------------------------------------------------------------------


def shuffled(tables: Tables, rng: Random) -> Tables:
    mixed = deepcopy(tables)
    for rows in mixed.values():
        rng.shuffle(rows)
        for row in rows:
            for value in row.values():
                if isinstance(value, list):
                    rng.shuffle(value)
    names = list(mixed)
    rng.shuffle(names)
    return {name: mixed[name] for name in names}


def without_lines(report: dict[str, Any]) -> str:
    for finding in report["findings"]:
        finding.pop("line")
    return json.dumps(report)


@often
@given(organisations(), policies(), seeds)
def test_row_order_changes_nothing(tables: Tables, policy: Policy, seed: int) -> None:
    as_written, mixed = (
        without_lines(checked(assemble(raw_tables(t)), policy)) for t in (tables, shuffled(tables, Random(seed)))
    )
    assert as_written == mixed


# --- what shares nothing with a process does not touch its verdict ---------------------------------------------------


def elsewhere(tables: Tables) -> Tables:
    """The same organisation under other ids."""

    def renamed(reference: str) -> str:
        label, colon, id_ = reference.partition(":")
        return f"{label}:z{id_}" if colon and label in LABELS else f"z{reference}"

    moved = deepcopy(tables)
    for table, rows in moved.items():
        columns = {column.name for column in REFERENCES[TABLES[table].name]}
        for row in rows:
            row["id"] = f"z{row['id']}"
            row.update({name: [renamed(r) for r in row[name]] for name in columns & row.keys()})
    return moved


@often
@given(organisations(), organisations(), policies())
def test_an_unrelated_organisation_changes_no_verdict(tables: Tables, others: Tables, policy: Policy) -> None:
    if policy.mandates_recorded == "auto":  # the first mandate of a model changes what all others mean
        policy = replace(policy, mandates_recorded=bool(tables["mandates"]))
    moved = elsewhere(others)
    both = {table: rows + moved[table] for table, rows in tables.items()}
    alone, together = (verdicts(assemble(raw_tables(t)), policy) for t in (tables, both))
    assert {id_: together[id_] for id_ in alone} == alone


# --- no verdict rests on a fault of the model --------------------------------------------------------------------


@often
@given(organisations(), policies(), seeds)
def test_dangling_references_change_no_verdict(tables: Tables, policy: Policy, seed: int) -> None:
    rng, dangling = Random(seed), deepcopy(tables)
    for table, rows in dangling.items():
        for row in rows:
            for column in REFERENCES[TABLES[table].name]:
                if rng.random() < 0.2:
                    row[column.name] = [*row.get(column.name, []), "somebody who is not there"]
    sound, faulty = (verdicts(assemble(raw_tables(t)), policy) for t in (tables, dangling))
    assert sound == faulty


@often
@given(organisations(), policies())
def test_conflicts_change_no_verdict(tables: Tables, policy: Policy) -> None:
    """A second source that says otherwise about what the first one said does not count."""

    def otherwise(value: object) -> object:
        return not value if isinstance(value, bool) else None

    second = {
        table: [{name: "x" if name == "name" else otherwise(value) for name, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }
    for table, rows in tables.items():
        for row, other in zip(rows, second[table], strict=True):
            other["id"] = row["id"]
            if "name" not in row:
                other.pop("name", None)
    sources = [*raw_tables(tables), *(t._replace(source=1) for t in raw_tables(second, "second.yaml"))]
    assert verdicts(assemble(sources), policy) == verdicts(assemble(raw_tables(tables)), policy)


def without_cycles_of_parts(graph: nx.MultiDiGraph[tuple[str, str]]) -> nx.MultiDiGraph[tuple[str, str]]:
    steps: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for source, target, data in graph.edges(data=True):
        if data["type"] == "PART_OF":
            steps.setdefault(source, set()).add(target)
    cut = graph.copy()
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["type"] == "PART_OF" and (source == target or source in reachable(target, steps)):
            cut.remove_edge(source, target, key)
    return cut


def without_circular_managers(
    graph: nx.MultiDiGraph[tuple[str, str]], policy: Policy
) -> nx.MultiDiGraph[tuple[str, str]]:
    """Whoever reports in a circle of managers alone reports to somebody who has left, instead."""
    gone = ("Person", "somebody who has left")
    cut = graph.copy()
    cut.add_node(gone, active=False)
    org = Organisation(graph, policy, TODAY)
    solid = {
        (source, target): (key, data)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if data["type"] == "REPORTS_TO" and data.get("line") != "dotted"
    }
    for circle in cycles(org):
        steps = {(lower, upper) for lower in circle for upper in recorded_edges(org).get(lower, set()) & circle}
        if steps <= solid.keys():
            for source, target in steps:
                key, data = solid[source, target]
                cut.remove_edge(source, target, key)
                cut.add_edge(source, gone, **data)
    return cut


@often
@given(organisations(), policies())
def test_cycles_make_no_verdict_better(tables: Tables, policy: Policy) -> None:
    model = assemble(raw_tables(tables))
    graph = model.to_networkx()
    as_it_is = verdicts(model, policy)
    for cut in (without_cycles_of_parts(graph), without_circular_managers(graph, policy)):
        without = verdicts(Model.from_networkx(cut), policy)
        assert as_it_is.keys() == without.keys()
        for id_, row in as_it_is.items():
            assert all(row[name] == without[id_][name] for name in UNTOUCHED), id_
            assert not_held(row) >= not_held(without[id_]), id_
            assert row["verdict"] != "governed" or without[id_]["verdict"] == "governed", id_


UNTOUCHED = ("cross_functional", "functions", "owners", "owner", "owner_source")


def not_held(row: dict[str, Any]) -> set[str]:
    return {*row["missing"], *row["ungoverned"]}
