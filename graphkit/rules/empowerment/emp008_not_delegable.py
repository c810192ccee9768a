"""A mandate passes on what its grantor was not allowed to pass on.

## What it does

Takes what the grantors of a current mandate cannot give: elements that it applies to, and the
right to empower the owner of a process. Fires where a grantor has it by a mandate of their own
that is sound but not `delegable`.

## Why it matters

Who granted the first mandate trusted one person with it, not whomever that person chooses.
The chain ends there, and the second mandate gives nothing.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, title: COO}
  - {id: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: cy, within: order-to-cash}
  - {id: m2, by: cy, to: ana, within: order-to-cash}
```

## What to do

Let the first mandate be passed on, or have its grantor grant the second too:

```yaml
mandates:
  - {id: m1, by: bo, to: cy, within: order-to-cash, delegable: true}
  - {id: m2, by: cy, to: ana, within: order-to-cash}
```

## Settings

`policy.empowering_roles` names the roles whose holders may empower any owner.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, grantors_of, lists_of_nodes, rows_of
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    blocking = index.mandate_faults.blocking
    return at_mandates(index, blocking.counts > 0, lists_of_nodes(index, blocking))


def _message(hit: Hit) -> str:
    grantors = hit.names(grantors_of(hit))
    return f"{hit.subject_name}, granted by {grantors}, rests on {hit.names()}, which may not be passed on"


def _fix(hit: Hit) -> str:
    mandates = hit.index.mandates
    _, sources = mandates.grantors.expand(rows_of(hit.index, hit.evidence))
    others = np.setdiff1d(sources, grantors_of(hit)).tolist()
    step = f"set `delegable: true` on {shown(hit, hit.evidence)}"
    return f"{step}, or name {shown(hit, others)} in `by` of {hit.index.model.show(hit.subject)}" if others else step


RULE = Rule(
    code="EMP008",
    name="not-delegable",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
