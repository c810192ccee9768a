"""No organisation and no policy makes a rule fail, nor leaves it without words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.assemble import assemble
from graphkit.report.runner import run
from graphkit.rules.registry import load_rules
from tests.organisation_files import raw_tables
from tests.strategies import TODAY, organisations, policies

if TYPE_CHECKING:
    from tests.organisation_files import Tables

RULES = load_rules(plugins=())


@settings(max_examples=200, derandomize=True, database=None, suppress_health_check=list(HealthCheck), deadline=None)
@given(organisations(), policies())
def test_no_rule_fails(tables: Tables, policy: Policy) -> None:
    strict = replace(policy, max_handoffs=1, max_processes_per_person=1)
    report = run(Index(assemble(raw_tables(tables)), strict, TODAY), RULES)
    for finding in report.findings():
        assert finding.message
        assert finding.fix
    assert not report.crashes  # those that find no words too
