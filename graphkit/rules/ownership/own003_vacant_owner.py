"""An owner is recorded, but nobody fills the place.

## What it does

Looks behind the recorded owners of every cross-functional process. Fires where none of
them has a holder: the person has left, the role is vacant or held only by people who have
left, or the function has no active head and neither has anything it is part of. For a
process of which it is not known whether it crosses functions, and for one of level
`enterprise` inside a single function, it is a warning.

## Why it matters

On the slide the process is owned, so nobody notices that nobody decides.

## Example

```yaml
people:
  - id: ana
    active: false
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: ana
```

## What to do

Fill the place, or record another owner. A role that somebody fills but the model does
not name must not be marked `vacant`: without holders it stands for whoever fills it.

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.participation import NO_OWNER
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import ownership_scope, without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    ownership = index.ownership
    rows, severity = ownership_scope(index, (ownership.source != NO_OWNER) & (ownership.owners.counts == 0))
    return without_repeats(index, Hits.at_processes(rows, ownership.recorded.take(rows), severity))


def _message(hit: Hit) -> str:
    kinds = {"Person": "is no longer active", "Role": "is vacant", "Function": "has no active head"}
    why = [f"{hit.name(node)} {kinds[hit.index.model.label_of(node)]}" for node in hit.evidence[:3]]
    more = f", and {len(hit.evidence) - 3} more are vacant" if len(hit.evidence) > 3 else ""
    return f"{hit.process_name} has an owner on paper only: {', '.join(why)}{more}"


def _fix(hit: Hit) -> str:
    recorded = hit.index.model.show(hit.evidence[0])
    return f"fill the place of {recorded}, or name another owner of {hit.index.model.show(hit.process)}"


RULE = Rule(
    code="OWN003",
    name="vacant-owner",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
