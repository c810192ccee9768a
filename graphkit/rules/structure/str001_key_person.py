"""Too much depends on one person.

## What it does

Counts, for every person, the cross-functional processes in which they are responsible (RACI's
R), in person or through a role. What they do in a part that does not cross functions itself
counts for the nearest process around it that does. Fires where there are more than
`max_processes_per_person`.

## Why it matters

When that person is ill or leaves, all of these processes stop at once.

## Example

With the default limit of 8:

```yaml
processes:
  - {id: p1, performed_by: [sales, finance], responsible: ana}
  - {id: p2, performed_by: [sales, finance], responsible: ana}
  - {id: p3, performed_by: [sales, finance], responsible: ana}
  - {id: p4, performed_by: [sales, finance], responsible: ana}
  - {id: p5, performed_by: [sales, finance], responsible: ana}
  - {id: p6, performed_by: [sales, finance], responsible: ana}
  - {id: p7, performed_by: [sales, finance], responsible: ana}
  - {id: p8, performed_by: [sales, finance], responsible: ana}
  - {id: p9, performed_by: [sales, finance], responsible: ana}
```

## What to do

Let somebody else learn the work and share it.

## Settings

`policy.max_processes_per_person`.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.structure.crossing import nearest_crossing


def _find(index: Index, policy: Policy) -> Hits:
    involved, participant = index.facts.raci("R")
    at, person = index.holders.expand(participant)
    step, process = nearest_crossing(index, involved[at])
    busy = Ragged.group(*unique_pairs(person[step], process), index.model.size)
    rows = np.flatnonzero(busy.counts > policy.max_processes_per_person)
    return Hits.at_nodes(rows, busy.take(rows))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} is responsible in {len(hit.evidence)} cross-functional processes: {hit.names()}"


def _fix(hit: Hit) -> str:
    person = hit.index.model.show(hit.subject)
    return f"let somebody else be `responsible` in place of {person} in some, or beside {person} in all"


RULE = Rule(
    code="STR001",
    name="key-person",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
