"""Chains of grants against networkx, however they are followed."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.index import chains
from graphkit.index.arrays import Bools, Edges, Ints
from graphkit.index.chains import Chains
from tests.index.graphs import Drawn, graphs


def chains_of(topics: list[Drawn], own: set[tuple[int, int]]) -> Chains:
    """Grants of which those of each topic are drawn, from lower to upper; some have it by themselves."""

    def all_of(topic: int) -> list[tuple[int, int]]:
        return sorted(set(topics[topic].edges))

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

    return Chains(12, has, granted, grants)


@pytest.mark.parametrize(("steps", "long"), [(16, 64), (1, 64), (0, 0)])
@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(data=st.data(), topics=st.lists(graphs(), min_size=1, max_size=3))
def test_who_is_below_somebody_who_has_it(
    monkeypatch: pytest.MonkeyPatch, steps: int, long: int, data: st.DataObject, topics: list[Drawn]
) -> None:
    monkeypatch.setattr(chains, "_STEPS", steps)
    monkeypatch.setattr(chains, "_LONG", long)
    states = [(topic, person) for topic, drawn in enumerate(topics) for person in range(drawn.size)]
    own = data.draw(st.sets(st.sampled_from(states)))
    asked = data.draw(st.lists(st.sampled_from(states)).map(lambda some: [pair for pair in some if pair not in own]))
    topic, person = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    expected = [any((at, above) in own for above in nx.descendants(topics[at].graph, who)) for at, who in asked]
    assert chains_of(topics, own).reach(topic, person).tolist() == expected
