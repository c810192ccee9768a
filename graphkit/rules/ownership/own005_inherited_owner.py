"""A process has an owner only through the process that it is part of.

## What it does

Fires for every cross-functional process without an owner of its own, where something it
is part of has one. The analysis goes on with the owner of the nearest.

## Why it matters

Often this is as it should be: the owner of the whole owns the parts. It is told because a
part that itself crosses functions may need somebody who looks after it every day.

## Example

```yaml
processes:
  - {id: order-to-cash, performed_by: [sales, finance], owner: ana}
  - {id: invoicing, part_of: order-to-cash, performed_by: [sales, finance]}
```

## What to do

Nothing, or name an owner of the part.

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    ownership = index.ownership
    rows = np.flatnonzero(index.participation.crossing & (ownership.source == INHERITED))
    return without_repeats(index, Hits.at_processes(rows, ownership.recorded.take(rows)))


def _message(hit: Hit) -> str:
    return f"{hit.process_name} has no owner of its own, only that of the process it is part of: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"nothing, or name an owner of {hit.index.model.show(hit.process)} itself"


RULE = Rule(
    code="OWN005",
    name="inherited-owner",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
