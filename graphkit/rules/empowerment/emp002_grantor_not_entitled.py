"""The owner has a mandate about the process, from nobody who may give it.

## What it does

Looks at the current mandates about a cross-functional process that name its owner, where the
owner is not empowered. Fires where such a mandate comes from somebody else than the owner
and the owner's own people, and none of those who granted one is entitled: they have no
empowering role, do not command the process, and hold no mandate about it from somebody
entitled that they may pass on.

## Why it matters

A mandate is worth what its grantor may give. The owner believes to be empowered, and the
functions are right not to follow.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash}
```

## What to do

Let somebody entitled grant it:

```yaml
people:
  - {id: ana}
  - {id: cy, title: COO}
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash}
```

## Settings

`policy.empowering_roles` names the roles whose holders may empower any owner.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import nodes_of, somebody_entitled
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    owners, rows = index.mandate_faults.unempowered
    at, mandate, grantor = index.authority.empowering_mandates(owners, rows)
    at, node = unique_pairs(np.concatenate([at, at]), np.concatenate([nodes_of(index, mandate), grantor]))
    evidence = Ragged.group(at, node, len(rows))
    found = np.flatnonzero(evidence.counts)
    return Hits.at_processes(rows[found], evidence.take(found))


def _message(hit: Hit) -> str:
    mandates, grantors = hit.evidence_of("Mandate"), hit.evidence_of("Person", "Role")
    a_mandate = "a mandate" if len(mandates) == 1 else f"{len(mandates)} mandates"
    verdict = "who is not entitled to empower" if len(grantors) == 1 else "none of whom is entitled to empower"
    return f"{hit.owner_name} has {a_mandate} for {hit.process_name} from {hit.names(grantors)}, {verdict} its owner"


def _fix(hit: Hit) -> str:
    entitled = somebody_entitled(hit) or "somebody who commands the process"
    return f"name {entitled} in `by` of {shown(hit, hit.evidence_of('Mandate'))}"


RULE = Rule(
    code="EMP002",
    name="grantor-not-entitled",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
