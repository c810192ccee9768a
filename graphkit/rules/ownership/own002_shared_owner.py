"""A process has more than one accountable owner.

## What it does

Counts the people behind the recorded owners of every cross-functional process: a role
that two people hold counts twice, a person recorded in person and by role once. Owners
that a process inherits are judged where they are recorded. For a process of which it is
not known whether it crosses functions, and for one of level `enterprise` inside a single
function, it is a warning.

## Why it matters

What two people answer for, nobody answers for. Each may wait for the other, and two
functions that disagree find an owner each.

## Example

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: [ana, raj]
```

## What to do

Keep one of them as `owner`, and record the others as `responsible` or `consulted`.

## Settings

`policy.allow_shared_owner` accepts shared ownership everywhere.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import ownership_scope, without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    if policy.allow_shared_owner:
        return Hits.none()
    ownership = index.ownership
    rows, severity = ownership_scope(index, (ownership.owners.counts > 1) & (ownership.source != INHERITED))
    return without_repeats(index, Hits.at_processes(rows, ownership.owners.take(rows), severity))


def _message(hit: Hit) -> str:
    return f"{hit.process_name} has {len(hit.evidence)} owners: {hit.names()}"


def _fix(hit: Hit) -> str:
    process = hit.index.model.show(hit.process)
    return f"keep one of them as owner of {process}, and record the others as responsible or consulted"


RULE = Rule(
    code="OWN002",
    name="shared-owner",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
