"""One person owns more cross-functional processes than anybody can look after.

## What it does

Counts, for every person, the cross-functional processes that they own in their own right;
parts that merely inherit the owner do not count. Fires where there are more than
`max_processes_per_owner` times the person's `capacity`.

## Why it matters

An owner of everything owns nothing: there is no time to see how the work really flows.

## Example

With the default limit of 5, three processes are too many for half a post:

```yaml
people:
  - {id: ana, capacity: 0.5}
processes:
  - {id: lead-to-order, performed_by: [sales, finance], owner: ana}
  - {id: order-to-cash, performed_by: [sales, finance], owner: ana}
  - {id: issue-to-resolution, performed_by: [sales, service], owner: ana}
```

## What to do

Hand some of the processes to other owners, or give the owner the time: raise `capacity`
where it is recorded too low.

## Settings

`policy.max_processes_per_owner`, and `capacity` in the people table.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    ownership = index.ownership
    owners = ownership.owners.only(index.participation.crossing & (ownership.source != INHERITED))
    owned = Ragged.group(owners.values, owners.keys, index.model.size)
    capacity = np.ones(index.model.size)
    people = index.facts.span("Person")
    capacity[people.start : people.stop] = index.facts.number("Person", "capacity", absent=1.0)
    overloaded = np.flatnonzero(owned.counts > policy.max_processes_per_owner * capacity)
    overloaded = overloaded[owned.counts[overloaded] > 0]
    return Hits.at_nodes(overloaded, owned.take(overloaded))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} owns {len(hit.evidence)} cross-functional processes: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"hand some of them to other owners, or give {hit.index.model.show(hit.subject)} the capacity"


RULE = Rule(
    code="OWN006",
    name="overloaded-owner",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
