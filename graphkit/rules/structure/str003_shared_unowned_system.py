"""Several processes share a system that nobody owns.

## What it does

Looks at every system that two or more cross-functional processes use. Use in a part that does
not cross functions itself counts for the nearest process around it that does. Fires where no
active person, role or function is its `owner`; the function it merely belongs to runs it and
is not meant. Says nothing where systems are only known from references to them (MOD016).

## Why it matters

Each process wants the system changed to its own advantage. Without an owner who weighs that,
whoever asks loudest gets it, or nobody does.

## Example

```yaml
systems:
  - {id: erp, belongs_to: it}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], uses: erp}
  - {id: procure-to-pay, performed_by: [procurement, finance], uses: erp}
```

## What to do

```yaml
systems:
  - {id: erp, belongs_to: it, owner: finance}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, any_by, unique_pairs
from graphkit.index.index import Index
from graphkit.model.problems import IMPLIED_TABLE
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.structure.crossing import nearest_crossing


def _find(index: Index, policy: Policy) -> Hits:
    if not _systems_described(index):
        return Hits.none()
    owner, owned = index.facts.edges("OWNS")
    taken = any_by(owned, index.holders.counts[owner] > 0, index.model.size)
    using, system = index.facts.edges("USES")
    step, process = nearest_crossing(index, using)
    users = Ragged.group(*unique_pairs(system[step], process), index.model.size)
    rows = np.flatnonzero((users.counts > 1) & ~taken)
    return Hits.at_nodes(rows, users.take(rows))


def _systems_described(index: Index) -> bool:
    implied = index.model.problems.filter(pl.col("code") == IMPLIED_TABLE)["value"]
    return "systems" not in implied.to_list()


def _message(hit: Hit) -> str:
    users = f"{len(hit.evidence)} cross-functional processes"
    return f"{hit.subject_name} is used by {users} and has no owner: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"name somebody active, or a function with a head, as `owner` of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="STR003",
    name="shared-unowned-system",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
