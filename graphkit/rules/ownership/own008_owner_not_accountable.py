"""The responsibility matrix names somebody else accountable than the owner.

## What it does

Compares the owner that a cross-functional process records with whom RACI names
accountable. Fires where one of the latter is not among the owners.

## Why it matters

Two documents name two people. Each side will quote the one that suits it.

## Example

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: ana
    accountable: raj
```

## What to do

Decide who it is, and record the same person as `owner` and as `accountable`.

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.index.pairs import contains_pairs
from graphkit.index.participation import DIRECT
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    process, named = index.facts.raci("A")
    recorded = index.participation.crossing & (index.ownership.source == DIRECT)
    process, named = process[recorded[process]], named[recorded[process]]
    at, holder = index.holders.expand(named)
    process, holder = unique_pairs(process[at], holder)
    owners = index.ownership.owners
    others = ~contains_pairs((owners.keys, owners.values), (process, holder))
    accountable = Ragged.group(process[others], holder[others], len(owners))
    rows = np.flatnonzero(accountable.counts > 0)
    return without_repeats(index, Hits.at_processes(rows, accountable.take(rows)))


def _message(hit: Hit) -> str:
    owner = hit.owner_name if hit.owner >= 0 else "another"
    return f"{hit.process_name} is owned by {owner}, but RACI names {hit.names()} accountable"


def _fix(hit: Hit) -> str:
    return f"record the same person as owner and as accountable of {hit.index.model.show(hit.process)}"


RULE = Rule(
    code="OWN008",
    name="owner-not-accountable",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
