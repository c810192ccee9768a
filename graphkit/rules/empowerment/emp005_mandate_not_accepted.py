"""A mandate was offered and has not been accepted.

## What it does

Fires where `accepted` of a mandate is false. Such a mandate empowers nobody. Where the
column is empty the mandate counts as accepted.

## Why it matters

A mandate is an agreement. Who has not accepted one will not act on it, and cannot be held to
it.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, title: COO}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash, accepted: false}
```

## What to do

Agree on it, and record that it is accepted; or name somebody else:

```yaml
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash, accepted: true}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, grantees_of


def _find(index: Index, policy: Policy) -> Hits:
    return at_mandates(index, ~index.mandates.accepted)


def _message(hit: Hit) -> str:
    grantees = grantees_of(hit)
    whom = f", for {hit.names(grantees)}," if grantees else ""
    return f"{hit.subject_name}{whom} has not been accepted, so it empowers nobody"


def _fix(hit: Hit) -> str:
    mandate = hit.index.model.show(hit.subject)
    return f"agree on {mandate} and set `accepted: true`, or name somebody else in `to`"


RULE = Rule(
    code="EMP005",
    name="mandate-not-accepted",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
