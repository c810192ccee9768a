"""What the random organisations reach; a comparison over dull ones would prove nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from graphkit.config import Policy
from tests.reference import CODES, findings, judge
from tests.reference.graph import graph_of
from tests.strategies import TODAY, organisations, policies

if TYPE_CHECKING:
    from tests.organisation_files import Tables

EXAMPLES = 1500


def test_random_organisations_reach_every_verdict_and_finding() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(organisations(), policies())
    def look(tables: Tables, policy: Policy) -> None:
        graph = graph_of(tables)
        rows = judge(graph, policy, TODAY)
        seen.update({f.code for f in findings(graph, policy, TODAY)})
        seen.update({r["verdict"] for r in rows} | {reason for r in rows for reason in r["reasons"]})
        seen.update({f"{r['verdict']} by {r['empowered']}" for r in rows})

    look()
    share = {what: count / EXAMPLES for what, count in seen.items()}
    for verdict in ("functional", "gap", "unknown", "governed"):
        assert share[verdict] >= 0.1, verdict
    assert share["governed by mandate"] >= 0.02
    assert share["governed by position"] >= 0.05
    rare = {code: share.get(code, 0) for code in CODES if share.get(code, 0) < 0.01}
    assert not rare
