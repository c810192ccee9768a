"""The engine and the slow reference say the same about every organisation.

`GRAPHKIT_EXAMPLES` sets how many organisations are compared.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings

from graphkit.api import check
from graphkit.config import Policy, Settings
from graphkit.model.assemble import assemble
from graphkit.rules.registry import load_rules
from tests.organisation_files import Tables, raw_tables
from tests.reference import CODES, codes_of_processes, findings, judge, summary
from tests.smallest import smallest
from tests.strategies import TODAY, organisations, policies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model.tables import Model

EXAMPLES = int(os.environ.get("GRAPHKIT_EXAMPLES", "5000"))
PARTS = 10
RULES = load_rules()


class Difference(NamedTuple):
    """Something that the engine says otherwise than the reference: what it is about, and in words."""

    about: str
    words: str


def differences(tables: Tables, policy: Policy) -> list[Difference]:
    return differences_about(assemble(raw_tables(tables)), policy)


def differences_about(model: Model, policy: Policy) -> list[Difference]:
    report = check(model, Settings(policy=policy, today=TODAY), rules=RULES).to_dict()
    graph = model.to_networkx()
    return [
        *_of_processes(report, judge(graph, policy, TODAY), codes_of_processes(graph, policy, TODAY)),
        *_of_summary(report, summary(graph, policy, TODAY)),
        *_of_findings(report, Counter(tuple(finding) for finding in findings(graph, policy, TODAY))),
    ]


def _of_processes(
    report: dict[str, Any], rows: list[dict[str, Any]], codes: dict[str, list[str]]
) -> Iterator[Difference]:
    if [row["id"] for row in report["processes"]] != [row["id"] for row in rows]:
        yield Difference("processes", "not the same processes, or not in order")
        return
    for ours, expected in zip(report["processes"], rows, strict=True):
        known = {**ours, "findings": [code for code in ours["findings"] if code in CODES]}
        wanted = {**expected, "findings": codes[expected["id"]]}
        for name in sorted(known.keys() | wanted.keys()):
            got, value = known.get(name, "nothing"), wanted.get(name, "nothing")
            if got != value:
                yield Difference(name, f"{expected['id']}.{name}: engine {got!r}, reference {value!r}")


def _of_summary(report: dict[str, Any], expected: dict[str, int]) -> Iterator[Difference]:
    by_severity = Counter(finding["severity"] for finding in report["findings"])
    ours = dict(report["summary"])
    told = ours.pop("findings")
    if told != {severity: by_severity[severity] for severity in ("error", "warning", "info")}:
        yield Difference("summary", f"summary.findings: {told!r}, but the findings are {dict(by_severity)!r}")
    if ours != expected:
        yield Difference("summary", f"summary: engine {ours!r}, reference {expected!r}")


def _of_findings(report: dict[str, Any], expected: Counter[tuple[Any, ...]]) -> Iterator[Difference]:
    ours = Counter(
        (f["code"], f["severity"], f["subject"], f["process"], tuple(f["evidence"]))
        for f in report["findings"]
        if f["code"] in CODES
    )
    for finding in (ours - expected).elements():
        yield Difference(finding[0], f"only the engine finds {finding}")
    for finding in (expected - ours).elements():
        yield Difference(finding[0], f"only the reference finds {finding}")


def agree(tables: Tables, policy: Policy) -> None:
    told = differences(tables, policy)
    if not told:
        return

    def differs(less: Tables, under: Policy) -> bool:
        return any(difference.about == told[0].about for difference in differences(less, under))

    policy = Policy() if differs(tables, Policy()) else policy
    small = smallest(tables, lambda less: differs(less, policy))
    words = [difference.words for difference in differences(small, policy)]
    pytest.fail("\n".join([*words, "", str(policy), "", yaml.safe_dump(small, sort_keys=False)]), pytrace=False)


@pytest.mark.parametrize("part", range(PARTS))
def test_engine_and_reference_agree(part: int) -> None:
    """One part of all examples; parts start from seeds of their own, so that several workers share the work."""
    settings(
        max_examples=EXAMPLES // PARTS,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(seed(part)(given(organisations(), policies())(agree)))()
