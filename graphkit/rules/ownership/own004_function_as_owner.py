"""A function is recorded as owner instead of a person or a role.

## What it does

Fires for every cross-functional process that has a function among its recorded owners,
its own or inherited. The analysis goes on with the function's head as owner.

## Why it matters

A department that owns a process which crosses departments sees it from its own side, and
when its head changes nobody notices that the owner has changed too.

## Example

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: sales
```

## What to do

Name the person, or the role, that is meant.

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    recorded = index.ownership.recorded.only(index.participation.crossing)
    functions = recorded.where(index.facts.is_label(recorded.values, "Function"))
    rows = np.flatnonzero(functions.counts > 0)
    return without_repeats(index, Hits.at_processes(rows, functions.take(rows)))


def _message(hit: Hit) -> str:
    return f"{hit.process_name} is owned by a function, {hit.names()}, not by a named person or role"


def _fix(hit: Hit) -> str:
    holder = f", such as {hit.index.model.show(hit.owner)}," if hit.owner >= 0 else ""
    return f"name one person or role{holder} as owner of {hit.index.model.show(hit.process)}"


RULE = Rule(
    code="OWN004",
    name="function-as-owner",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
