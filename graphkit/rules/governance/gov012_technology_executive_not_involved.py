"""A process runs on systems, and nobody from technology takes part in it.

## What it does

Looks at cross-functional processes that use systems, themselves or in their parts. Fires where
nobody who is Chief Information Officer (CIO), nor anybody or any function under one, takes part:
as owner, responsible, accountable or consulted, or as a function that performs some of it. What
is part of such a process is not named again. Where there is no CIO at all, that is told once.
Says nothing where the model records nothing of governance (GOV003 says that).

## Why it matters

Changing how a process works usually means changing what it runs on. If technology hears of it
only then, the change waits.

## Example

```yaml
people:
  - {id: claire, title: Chief Information Officer}
  - {id: adam, reports_to: claire}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], uses: erp}
```

## What to do

```yaml
processes:
  - {id: order-to-cash, performed_by: [sales, finance], uses: erp, consulted: adam}
```

## Settings

`policy.role_names` says which names and titles mean which kind of role.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, any_by, distinct
from graphkit.index.index import Index
from graphkit.report.finding import ORGANISATION, Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import outermost, speaks
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    if not speaks(index):
        return Hits.none()
    rows = outermost(index, index.participation.crossing & _uses_systems(index) & ~_technology_takes_part(index))
    if len(index.governance.technology_executives) or not len(rows):
        return Hits.at_processes(rows)
    return Hits.at_organisation(rows)


def _uses_systems(index: Index) -> Bools:
    own = np.zeros(len(index.parts), dtype=np.bool_)
    own[index.facts.edges("USES")[0]] = True
    return any_by(index.parts.keys, own[index.parts.values], len(own))


def _technology_takes_part(index: Index) -> Bools:
    governance, facts = index.governance, index.facts
    rows = len(index.parts)
    involved, owners = governance.involved, index.ownership.owners
    nodes = distinct(np.concatenate([involved.values, owners.values]))
    there = nodes[facts.is_label(nodes, "Function") | (index.holders.counts[nodes] > 0)]
    technology = np.zeros(index.model.size, dtype=np.bool_)
    technology[there[governance.answer_to(there, governance.technology_executives)]] = True
    takes_part = any_by(involved.keys, technology[involved.values], rows)
    return takes_part | any_by(owners.keys, technology[owners.values], rows)


def _message(hit: Hit) -> str:
    if hit.subject == ORGANISATION:
        return f"nobody active is Chief Information Officer (CIO), and systems are used in {hit.names()}"
    leaders = hit.index.governance.technology_executives.tolist()
    return f"{hit.subject_name} uses systems, and neither {hit.names(leaders)} nor anybody under them takes part"


def _fix(hit: Hit) -> str:
    if hit.subject == ORGANISATION:
        return "add a role with `kind: cio`, name who `holds` it, and have them or their people take part"
    leaders = hit.index.governance.technology_executives.tolist()
    process = hit.index.model.show(hit.subject)
    return f"name {shown(hit, leaders)}, or somebody under them, as `responsible` for or `consulted` in {process}"


RULE = Rule(
    code="GOV012",
    name="technology-executive-not-involved",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
