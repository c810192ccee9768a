"""Edits give the model that reading the edited tables would have given."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.changes.edits import (
    AddNode,
    AddRelationship,
    Edit,
    Key,
    RemoveNode,
    RemoveRelationship,
    SetProperties,
    apply,
)
from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from tests.organisation_files import raw_tables
from tests.strategies import organisations

if TYPE_CHECKING:
    import networkx as nx

    from tests.organisation_files import Tables

_PROPERTIES: dict[str, list[dict[str, Any]]] = {
    "Person": [{"active": False, "skills": ["lean", "kaizen"]}, {"skills": None}, {"grade": 3, "name": "Ann"}],
    "Mandate": [{"level": "decide", "delegable": True}, {"dimensions": ["people"]}, {"level": None}],
    "INVOLVES": [{"raci": "A"}, {"raci": "R"}, {}],
    "REPORTS_TO": [{"line": "dotted"}, {}],
    "SPONSORS": [{"communicated": True}, {}],
    "USES": [{}, {"x_weight": "3"}],
}


def model_of(tables: Tables) -> Model:
    return assemble(raw_tables(tables))


def content(model: Model) -> list[pl.DataFrame]:
    """Everything but where it was read."""
    return [table.drop(FILE, LINE) for tables in (model.nodes, model.relationships) for table in tables.values()]


def same(one: Model, other: Model) -> bool:
    return all(a.equals(b) for a, b in zip(content(one), content(other), strict=True))


class Naive:
    """The same edits one by one on a networkx graph; also chooses edits that fit it."""

    def __init__(self, model: Model, rng: Random) -> None:
        self.graph: nx.MultiDiGraph[Key] = model.to_networkx()
        self.rng = rng
        self.count = 0

    def choose(self) -> Edit:
        kind = self.rng.choice(["add", "remove", "set", "join", "join", "part", "part"])
        nodes, links = list(self.graph.nodes), list(self.graph.edges(keys=True))
        if kind == "remove" and nodes:
            return RemoveNode(*self.rng.choice(nodes))
        if kind == "set" and nodes:
            node = self.rng.choice(nodes)
            return SetProperties(*node, self.properties(node[0]) or {"x_free": self.rng.choice(["1", None])})
        if kind == "part" and links:
            source, target, key = self.rng.choice(links)
            data = self.graph.edges[source, target, key]
            some = self.rng.choice([None, {name: data[name] for name in data if name in ("raci", "line")}])
            return RemoveRelationship(data["type"], source, target, some)
        fitting = [
            (type_, source, target)
            for type_ in RELATIONSHIPS
            for source, target in [self.rng.choices(nodes, k=2)] * bool(nodes)
            if RELATIONSHIPS[type_].allows(source[0], target[0])
        ]
        if kind == "join" and fitting:
            type_, source, target = self.rng.choice(fitting)
            return AddRelationship(type_, source, target, self.properties(type_))
        self.count += 1
        label = self.rng.choice(list(LABELS))
        return AddNode(label, f"{self.rng.choice('ao~')}{self.count}", self.properties(label))

    def properties(self, kind: str) -> dict[str, Any]:
        return dict(self.rng.choice(_PROPERTIES.get(kind, [{}])))

    def take(self, edit: Edit) -> None:
        match edit:
            case AddNode(label, id_, properties):
                self.graph.add_node((label, id_), label=label, **_present(properties))
            case RemoveNode(label, id_):
                self.graph.remove_node((label, id_))
            case SetProperties(label, id_, properties):
                data = self.graph.nodes[label, id_]
                kept = {name: data[name] for name in data if name not in properties} | _present(properties)
                data.clear()
                data.update(kept)
            case AddRelationship(type_, source, target, properties):
                self.graph.add_edge(source, target, type=type_, **_present(properties))
            case RemoveRelationship(type_, source, target, wanted):
                between = dict(self.graph.get_edge_data(source, target))
                for key, data in between.items():
                    defaults = {"raci": "R", "line": "solid"} | data
                    fits = all(defaults.get(name) == value for name, value in (wanted or {}).items())
                    if data["type"] == type_ and fits:
                        self.graph.remove_edge(source, target, key)


def _present(properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


@settings(max_examples=50)
@given(organisations(), st.integers(0, 2**32), st.integers(1, 30))
def test_edits_give_what_reading_the_edited_tables_gives(tables: Tables, seed: int, count: int) -> None:
    model = model_of(tables)
    naive = Naive(model, Random(seed))
    edits = []
    for _ in range(count):
        edits.append(naive.choose())
        naive.take(edits[-1])
    naive.graph.graph["problems"] = ()
    assert same(apply(model, edits), Model.from_networkx(naive.graph))


@settings(max_examples=20)
@given(organisations(), st.integers(0, 2**32))
def test_all_at_once_or_one_after_the_other(tables: Tables, seed: int) -> None:
    model = stepwise = model_of(tables)
    naive = Naive(model, Random(seed))
    edits = []
    for _ in range(8):
        edits.append(naive.choose())
        naive.take(edits[-1])
        stepwise = apply(stepwise, [edits[-1]])
    together = apply(model, edits)
    assert same(together, stepwise)
    assert together.problems.drop(FILE, LINE).equals(stepwise.problems.drop(FILE, LINE))


MODEL: Tables = {
    "people": [{"id": "ana"}, {"id": "bo"}],
    "processes": [{"id": "claims", "owner": ["ana"], "responsible": ["bo"]}],
}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (RemoveNode("Person", "anna"), "c.yaml:7: there is no Person 'anna' (did you mean 'ana'?)"),
        (RemoveNode("Persn", "ana"), "c.yaml:7: unknown label 'Persn' (did you mean 'Person'?)"),
        (AddNode("Person", "ana"), "c.yaml:7: there is a Person 'ana' already"),
        (
            SetProperties("Person", "ana", {"activ": False}),
            "c.yaml:7: Person has no property 'activ' (did you mean 'active'?)",
        ),
        (
            SetProperties("Person", "ana", {"active": "maybe"}),
            "c.yaml:7: active: 'maybe' is not true, false, yes, no, 1 or 0",
        ),
        (SetProperties("Person", "ana", {"id": "eve"}), "c.yaml:7: Person has no property 'id'"),
        (
            AddNode("Mandate", "m", {"level": "decid"}),
            "c.yaml:7: level: 'decid' is not one of influence, direct, decide (did you mean 'decide'?)",
        ),
        (
            AddRelationship("OWN", ("Person", "bo"), ("Process", "claims")),
            "c.yaml:7: unknown type 'OWN' (did you mean 'OWNS'?)",
        ),
        (
            AddRelationship("OWNS", ("Process", "claims"), ("Person", "bo")),
            "c.yaml:7: OWNS does not lead from a Process to a Person",
        ),
        (
            RemoveRelationship("OWNS", ("Person", "bo"), ("Process", "claims")),
            "c.yaml:7: there is no OWNS from 'bo' to 'claims'",
        ),
        (
            RemoveRelationship("INVOLVES", ("Process", "claims"), ("Person", "bo"), {"raci": "A"}),
            "c.yaml:7: there is no INVOLVES from 'claims' to 'bo' with these properties",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(edit: Edit, said: str) -> None:
    placed = type(edit)(**{**vars(edit), "line": 7})
    with pytest.raises(InputError) as error:
        apply(model_of(MODEL), [placed], "c.yaml")
    assert str(error.value).startswith(said)


def test_what_is_new_has_its_place_in_the_change_file() -> None:
    model = apply(model_of(MODEL), [AddNode("Person", "cy", line=4)], "c.yaml")
    assert model.origin_of(model.number_of("Person", "cy") or -1) == ("c.yaml", 4)
    assert model.origin_of(model.number_of("Person", "ana") or -1) == ("organisation.yaml", 1)
