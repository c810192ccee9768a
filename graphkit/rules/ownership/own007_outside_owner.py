"""The owner neither belongs to, nor commands, any function that does the work.

## What it does

Fires for every cross-functional process whose owner commands none of its functions and is
in none of them: not a member of one, nor of anything that is part of one. A role that
stands for whoever fills it is in the function that it belongs to. Of an owner whose place
the model does not tell, who is in no function and heads none, nothing is said.

## Why it matters

Somebody from outside knows the work from hearsay, and those who do it know that.

## Example

```yaml
people:
  - {id: ana, member_of: legal}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], owner: ana}
```

## What to do

Choose an owner from one of the functions, or make sure that the owner spends time there.

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import any_by
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    rows = np.flatnonzero(index.judgement.owned)
    owner = index.judgement.owner[rows]
    at, unit = index.participation.functions.expand(rows)
    inside = any_by(at, index.command.commands(owner[at], unit), len(rows))
    step, home = index.mandates.places.expand(owner[at])
    member = index.functions.reach.reaches(home, unit[step])
    placed = (index.mandates.places.counts[owner] > 0) | index.command.heads[owner]
    outside = rows[placed & ~(inside | any_by(at[step], member, len(rows)))]
    return without_repeats(index, Hits.at_processes(outside, index.participation.functions.take(outside)))


def _message(hit: Hit) -> str:
    return f"{hit.owner_name}, who owns {hit.process_name}, is in none of the functions that perform it: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"choose an owner of {hit.index.model.show(hit.process)} from one of these functions"


RULE = Rule(
    code="OWN007",
    name="outside-owner",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
