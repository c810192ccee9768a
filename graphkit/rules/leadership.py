"""What the rules about governance and its roles share: when they speak, and who could empower somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graphkit.index.arrays import Bools, Ints
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.words import joined


def speaks(index: Index) -> bool:
    """Whether anything can be said of governance: there are processes, and the model records some of it.

    A model that says nothing of executives, sponsors, coordinators and centres of excellence is not
    blamed for each of them; that is told once (GOV003).

    Args:
        index: The compiled model.
    """
    return bool(len(index.facts.span("Process"))) and index.governance.recorded


def outermost(index: Index, fires: Bools, *, weight: Ints | None = None) -> Ints:
    """Processes where a condition holds, without those that are part of another where it holds.

    Args:
        index: The compiled model.
        fires: One flag a process.
        weight: How bad it is, one number a process; a larger process that is less bad explains nothing.

    Returns:
        Process numbers, in order.
    """
    rows = np.flatnonzero(fires)
    at, above = index.processes.reach.all_above(rows)
    explained = fires[above]
    if weight is not None:
        explained = explained & (weight[above] >= weight[rows[at]])
    repeated = np.zeros(len(rows), dtype=np.bool_)
    repeated[at[explained]] = True
    return rows[~repeated]


def missing_executive(index: Index, kind: str) -> Hits:
    """One finding about the organisation, with the roles of the kind that nobody fills.

    Args:
        index: The compiled model.
        kind: A kind of role, such as `coo`.
    """
    return Hits.at_organisation(np.flatnonzero(index.facts.roles_of_kind([kind])))


def fill_role(hit: Hit, kind: str) -> str:
    """How to have an executive of a kind, where nobody is one.

    Args:
        hit: A finding made by `missing_executive`.
        kind: A kind of role, such as `coo`.
    """
    if hit.evidence:
        return f"name somebody active who `holds` {hit.index.model.show(hit.evidence[0])}"
    return f"add a role with `kind: {kind}` and name somebody active who `holds` it"


def lacking_skills(hits: Hits, missing: Sequence[Sequence[str]]) -> Hits:
    """The findings about those who miss skills, with these as the text `skills`.

    Args:
        hits: One finding for everybody who should have them.
        missing: The skills that each misses.
    """
    rows = np.array([row for row, skills in enumerate(missing) if skills], dtype=np.int64)
    return replace(hits, texts={"skills": [joined(skills) if skills else "" for skills in missing]}).only(rows)


def skills_missed(index: Index, people: Ints) -> list[str]:
    """The critical skills that some people together do not have.

    Args:
        index: The compiled model.
        people: Node numbers.
    """
    governance = index.governance
    had = governance.skills_among(people).tolist()
    return [skill for skill, known in zip(governance.critical_skills, had, strict=True) if not known]


def empowering_kinds(hit: Hit) -> str:
    """The kinds of role that empower, in a sentence.

    Returns:
        Such as `CEO or COO`.
    """
    kinds = [kind.upper() for kind in hit.index.policy.empowering_roles]
    return joined(kinds, "or") if kinds else "executive whose role empowers"


def somebody_empowering(hit: Hit, person: int) -> str:
    """Who could empower somebody, as written in the model.

    Args:
        hit: The finding.
        person: Who is to be empowered.

    Returns:
        Of those who hold an empowering role and whom the person does not command, the one to whom the fewest
        others of them answer, then the lowest id; in words where there is none.
    """
    index = hit.index
    holders = np.flatnonzero(index.authority.empowering)
    outside = holders[~index.command.commands_as_recorded(np.full(len(holders), person, dtype=np.int64), holders)]
    if not len(outside):
        return f"a {empowering_kinds(hit)}"
    below = [int(np.count_nonzero(index.governance.answer_to(outside, outside[[row]]))) for row in range(len(outside))]
    return index.model.show(int(outside[np.lexsort((index.facts.by_id[outside], np.array(below)))[0]]))
