"""A process that crosses functions has no recorded owner.

## What it does

Looks for an owner of every cross-functional process: who OWNS it, else whom RACI names
accountable, else the owner of the nearest process it is part of. Fires where there is
none of these. For a process of which it is not known whether it crosses functions, and
for one of level `enterprise` inside a single function, it is a warning.

## Why it matters

Work that crosses functions has no natural boss. Without an owner nobody may decide when
two functions want different things of it, and nobody answers for its result.

## Example

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
```

## What to do

Name one person as `owner`, and have somebody who is entitled empower them:

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: ana
```

## Settings

`policy.min_functions` says how many functions make a process cross-functional.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.participation import NO_OWNER
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import ownership_scope, without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    rows, severity = ownership_scope(index, index.ownership.source == NO_OWNER)
    return without_repeats(index, Hits.at_processes(rows, severity=severity))


def _message(hit: Hit) -> str:
    return f"{hit.process_name} has no owner"


def _fix(hit: Hit) -> str:
    return f"name one person as owner of {hit.index.model.show(hit.process)} and empower them with a mandate"


RULE = Rule(
    code="OWN001",
    name="no-owner",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
