"""Chains of grants against networkx, however they are followed."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.index import chains, passing
from graphkit.index.arrays import Bools, Edges, Ints
from graphkit.index.chains import Chains
from tests.index.graphs import Drawn, graphs

KIND = 2
"""Topics that are alike: the same grants pass on 0 and 1, 2 and 3, and so on."""


def chains_of(kinds: list[Drawn], own: set[tuple[int, int]]) -> Chains:
    """Grants of which those of each kind of topic are drawn, from lower to upper; some have it by themselves."""

    def all_of(topic: int) -> list[tuple[int, int]]:
        return sorted(set(kinds[topic // KIND].edges))

    def granted(asked: Ints, people: Ints) -> Edges:
        pairs = zip(asked.tolist(), people.tolist(), strict=True)
        found = [(at, up) for at, (topic, person) in enumerate(pairs) for low, up in all_of(topic) if low == person]
        return np.array([at for at, _ in found], dtype=np.int64), np.array([up for _, up in found], dtype=np.int64)

    def grants(asked: Ints) -> tuple[Ints, Ints, Ints]:
        found = [(at, *edge) for at, topic in enumerate(asked.tolist()) for edge in all_of(topic)]
        at, lower, upper = np.array(found, dtype=np.int64).reshape(-1, 3).T
        return at, lower, upper

    def has(asked: Ints, people: Ints) -> Bools:
        return np.array([pair in own for pair in zip(asked.tolist(), people.tolist(), strict=True)], dtype=np.bool_)

    def able(asked: Ints, people: Ints) -> Bools:
        return np.array([any((at, who) in own for at in asked.tolist()) for who in people.tolist()], dtype=np.bool_)

    return Chains(12, lambda asked: asked // KIND, has, able, granted, grants)


@pytest.mark.parametrize(("steps", "hops", "most"), [(16, 2, 16), (1, 0, 16), (0, 16, 16), (16, 0, 0)])
@pytest.mark.parametrize(("topics", "at_once"), [(99, 99), (3, 1)])
@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(data=st.data(), kinds=st.lists(graphs(), min_size=1, max_size=3))
def test_who_is_below_somebody_who_has_it(
    monkeypatch: pytest.MonkeyPatch,
    steps: int,
    hops: int,
    most: int,
    topics: int,
    at_once: int,
    data: st.DataObject,
    kinds: list[Drawn],
) -> None:
    monkeypatch.setattr(chains, "_STEPS", steps)
    monkeypatch.setattr(passing, "_HOPS", hops)
    monkeypatch.setattr(passing, "_MOST_HOPS", most)
    monkeypatch.setattr(passing, "_TOPICS", topics)
    monkeypatch.setattr(passing, "_AT_ONCE", at_once)
    states = [(topic, person) for topic in range(KIND * len(kinds)) for person in range(kinds[topic // KIND].size)]
    own = data.draw(st.sets(st.sampled_from(states)))
    asked = data.draw(st.lists(st.sampled_from(states)).map(lambda some: [pair for pair in some if pair not in own]))
    topic, person = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    graph = [drawn.graph for drawn in kinds]
    expected = [any((at, above) in own for above in nx.descendants(graph[at // KIND], who)) for at, who in asked]
    assert chains_of(kinds, own).reach(topic, person).tolist() == expected


def test_no_topic_is_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_MOST_HOPS", 0)
    monkeypatch.setattr(passing, "_TOPICS", 4)
    monkeypatch.setattr(passing, "_AT_ONCE", 1)
    kinds = [Drawn(2, ((0, 1),))] * 3
    topics = np.arange(KIND * len(kinds))
    for only in topics.tolist():
        known = chains_of(kinds, {(only, 1)}).reach(topics, np.zeros_like(topics))
        assert known.tolist() == (topics == only).tolist()
