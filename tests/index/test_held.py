from __future__ import annotations

from hypothesis import given, settings

from graphkit.api import check
from graphkit.config import Policy, Settings
from graphkit.index.judgement import HELD
from graphkit.index.proof import ElementProof, prove_elements
from graphkit.model.assemble import assemble
from graphkit.model.schema import DIMENSIONS, LEVELS
from graphkit.report.graph import ReportGraph
from graphkit.report.report import Report
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations, policies


@settings(max_examples=60, deadline=None)
@given(organisations(), policies())
def test_what_owners_hold_is_what_the_proofs_prove(tables: Tables, policy: Policy) -> None:
    report = check(assemble(raw_tables(tables)), Settings(policy=policy, today=TODAY), rules=())
    rows = ReportGraph(report).has_authority().select("source", "target", "process", "level", "dimension", "via").rows()
    held = {row[:3]: row[3:] for row in rows}
    assert len(held) == len(rows)
    assert held == proved(report)


def proved(report: Report) -> dict[tuple[int, int, str], tuple[str, str, str]]:
    index, found = report.index, {}
    for process in range(len(index.parts)):
        owner = int(index.judgement.owner[process])
        for proof in prove_elements(index, process):
            if proof.status == HELD and proof.level:
                dimension = DIMENSIONS[index.authority.dimensions[proof.element]]
                ends = (owner, proof.element, str(index.model.ids[process]))
                found[ends] = (LEVELS[proof.level - 1], dimension, way(report, proof, owner))
    return found


def way(report: Report, proof: ElementProof, owner: int) -> str:
    """A dotted line is named before a mandate that gives no more."""
    table = report.index.model.relationships["REPORTS_TO"]
    dotted = {row[:2] for row in table.select("source", "target", "line").rows() if row[2] == "dotted"}
    if proof.level == 1 and (proof.element, owner) in dotted:
        return "dotted"
    return "mandate" if proof.chain else "position"
