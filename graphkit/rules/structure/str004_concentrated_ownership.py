"""One person owns a large share of all cross-functional processes.

## What it does

Counts the cross-functional processes that everybody owns in their own right; parts that merely
inherit their owner count for nobody and not in the total. Fires where one person owns more than
`max_ownership_share` of them, and there are at least five.

## Why it matters

Owners are there to speak for their process against all others. Whoever owns most of them has
nobody to speak against, and process ownership has become a department.

## Example

With the default of 0.3, two of six are too many:

```yaml
processes:
  - {id: p1, performed_by: [sales, finance], owner: ana}
  - {id: p2, performed_by: [sales, finance], owner: ana}
  - {id: p3, performed_by: [sales, finance], owner: bo}
  - {id: p4, performed_by: [sales, finance], owner: cy}
  - {id: p5, performed_by: [sales, finance], owner: dee}
  - {id: p6, performed_by: [sales, finance], owner: eve}
```

## What to do

Hand some of the processes to others who work in them.

## Settings

`policy.max_ownership_share`.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ragged
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule

_FEWEST = 5
"""With fewer processes than this, a share says nothing."""


def _find(index: Index, policy: Policy) -> Hits:
    counted = _counted(index)
    total = int(np.count_nonzero(counted))
    if total < _FEWEST:
        return Hits.none()
    owners = index.ownership.owners.only(counted)
    owned = Ragged.group(owners.values, owners.keys, index.model.size)
    rows = np.flatnonzero(owned.counts > policy.max_ownership_share * total)
    return Hits.at_nodes(rows, owned.take(rows))


def _counted(index: Index) -> Bools:
    found: Bools = index.participation.crossing & (index.ownership.source != INHERITED)
    return found


def _message(hit: Hit) -> str:
    owned, total = len(hit.evidence), int(np.count_nonzero(_counted(hit.index)))
    return f"{hit.subject_name} owns {owned} of {total} cross-functional processes: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"hand some of them to others; {hit.index.policy.max_ownership_share:.0%} for one person is enough"


RULE = Rule(
    code="STR004",
    name="concentrated-ownership",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
