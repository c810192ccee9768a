"""All findings together: repeats left out, and told by process."""

from __future__ import annotations

from tests.reference.authority import authority
from tests.reference.empowerment import empowerment
from tests.reference.modelling import modelling
from tests.reference.organisation import Organisation, ancestors, remembered, write
from tests.reference.ownership import ownership
from tests.reference.report import SEVERITIES, Finding, Written
from tests.reference.verdict import judged_owner

CODES = frozenset(
    [f"OWN00{n}" for n in range(1, 9)]
    + [f"EMP00{n}" for n in range(1, 10)]
    + [f"AUT{n:03}" for n in range(1, 11)]
    + [f"MOD{n:03}" for n in (4, 5, 6, 7, 8, 11, 12, 13, 14, 15)]
)
_NOT_REPEATED = frozenset(
    [f"OWN00{n}" for n in (1, 2, 3, 4, 5, 7, 8)] + [f"AUT{n:03}" for n in (1, 2, 3, 4, 5, 6, 9, 10)]
)


def _is_repeat(org: Organisation, finding: Finding, of: Finding) -> bool:
    """Of a process above with the same judged owner, no less severe, about at least the same elements."""
    if finding.process is None or of.process is None or finding.code != of.code:
        return False
    return (
        of.process in ancestors(org, finding.process)
        and judged_owner(org, of.process) == judged_owner(org, finding.process)
        and SEVERITIES.index(of.severity) >= SEVERITIES.index(finding.severity)
        and of.evidence >= finding.evidence
    )


@remembered
def all_findings(org: Organisation) -> list[Finding]:
    """Every finding, less those that only repeat one about an ancestor."""
    found = [*ownership(org), *empowerment(org), *authority(org), *modelling(org)]
    return [
        finding
        for finding in found
        if finding.code not in _NOT_REPEATED or not any(_is_repeat(org, finding, other) for other in found)
    ]


def written(org: Organisation) -> list[Written]:
    """Every finding as the report writes it, sorted."""
    return sorted((f.written(org) for f in all_findings(org)), key=lambda w: (*w[:3], w.process or "", w.evidence))


def codes_of_processes(org: Organisation) -> dict[str, list[str]]:
    """Process as written → sorted codes of the findings whose process or subject it is, or that name it as evidence."""
    return {
        write(org, process): sorted(
            {f.code for f in all_findings(org) if process in (f.process, f.subject) or process in f.evidence}
        )
        for process in org.labelled("Process")
    }
