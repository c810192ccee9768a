"""People empower one another, and nobody outside has empowered any of them.

## What it does

Follows every current mandate to those who grant it, and on to the mandates that empower
them. Fires where the way leads back to the mandate itself, and on no way stands anybody with
authority of their own: an empowering role, or command over something that their mandate is
about. A mandate that somebody grants themselves is the smallest such circle.

## Why it matters

Authority comes from somewhere. What goes round in a circle was never there, however many
mandates are written down, and each of them looks sound by itself.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: ana, to: bo, within: order-to-cash}
  - {id: m2, by: bo, to: ana, within: order-to-cash}
```

## What to do

Let somebody with authority of their own grant one of them:

```yaml
people:
  - {id: ana}
  - {id: bo}
  - {id: cy, title: COO}
mandates:
  - {id: m1, by: ana, to: bo, within: order-to-cash}
  - {id: m2, by: cy, to: ana, within: order-to-cash, delegable: true}
```

## Settings

`policy.empowering_roles` names the roles whose holders have authority of their own.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, grantors_of, lists_of_nodes
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    circles = index.mandate_faults.circles
    return at_mandates(index, circles.counts > 0, lists_of_nodes(index, circles))


def _message(hit: Hit) -> str:
    givers = hit.names(grantors_of(hit))
    if len(hit.evidence) == 1:
        return f"{hit.subject_name} stands on itself: it was granted by {givers}, whose authority comes from it alone"
    circle = hit.names([hit.subject, *(node for node in hit.evidence if node != hit.subject)])
    granted = f"{hit.subject_name} was granted by {givers}, whose authority comes from these alone"
    return f"{circle} stand only on each other: {granted}"


def _fix(hit: Hit) -> str:
    return f"name somebody with authority of their own in `by` of {shown(hit, hit.evidence)}"


RULE = Rule(
    code="EMP003",
    name="circular-empowerment",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
