"""A sponsor has bought in, and nobody has been told.

## What it does

Looks at every process with a sponsor, whoever that is. Fires where the buy-in is not recorded
as communicated.

## Why it matters

Sponsorship works through what people in the functions know. If they have not heard that the
executive stands behind the process, they have no reason to act on it.

## Example

```yaml
processes:
  - {id: order-to-cash, performed_by: [sales, finance], sponsor: coo}
```

## What to do

Have the sponsor tell the functions, then record it:

```yaml
processes:
  - {id: order-to-cash, performed_by: [sales, finance], sponsor: coo, sponsor_communicated: true}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    sponsor, process = index.facts.edges("SPONSORS")
    told = index.model.relationships["SPONSORS"]["communicated"].fill_null(value=False).to_numpy()
    untold = Ragged.group(*unique_pairs(process[~told], sponsor[~told]), len(index.parts))
    rows = np.flatnonzero(untold.counts > 0)
    return Hits.at_processes(rows, untold.take(rows))


def _message(hit: Hit) -> str:
    has = "has" if len(hit.evidence) == 1 else "have"
    return f"{hit.names()} {has} bought in as sponsor of {hit.subject_name}, and that has not been communicated"


def _fix(hit: Hit) -> str:
    return (
        f"have the functions told about it, and set `sponsor_communicated: true` on {hit.index.model.show(hit.subject)}"
    )


RULE = Rule(
    code="GOV002",
    name="buy-in-not-communicated",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
