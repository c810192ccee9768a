"""Somebody is empowered by their own people.

## What it does

Compares the grantors of a mandate with whom it empowers. Fires where every grantor is under
the command of somebody whom the mandate empowers, whether or not the mandate is current.

## Why it matters

Who commands the grantor has all that the grantor can give. Such a mandate adds nothing, yet
looks as if somebody had empowered the owner.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, reports_to: ana}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash}
```

## What to do

Let somebody above, or beside, the owner grant it:

```yaml
people:
  - {id: ana}
  - {id: cy, title: COO}
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.arrays import merge_distinct
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, grantees_of, grantors_of
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    mandates = index.mandates
    fires = index.mandate_faults.from_below
    return at_mandates(index, fires, merge_distinct(mandates.grantors, mandates.grantees))


def _message(hit: Hit) -> str:
    grantors = grantors_of(hit)
    are = "is" if len(grantors) == 1 else "are"
    grantees = hit.names(grantees_of(hit))
    return f"{hit.subject_name} empowers {grantees} from below: {hit.names(grantors)}, who granted it, {are} under them"


def _fix(hit: Hit) -> str:
    mandate = hit.index.model.show(hit.subject)
    return f"name somebody who is not under {shown(hit, grantees_of(hit))} in `by` of {mandate}"


RULE = Rule(
    code="EMP007",
    name="empowered-from-below",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
