"""Somebody else commands everything the process depends on, and the owner does not.

## What it does

Looks at cross-functional processes whose owner lacks authority over something. Fires where
somebody below the top commands every element that anybody commands, and names the lowest of
them: the one nearest to the work.

## Why it matters

Position already gives this person what the owner would have to collect mandate by mandate.
They could own the process as things are, or grant all that the owner lacks alone.

## Example

```yaml
people:
  - {id: ana, reports_to: dan}
  - {id: bo, reports_to: dan}
  - {id: dan, reports_to: eve}
  - {id: eve}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: bo}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
```

## What to do

Make this person the owner, or have them empower the one there is:

```yaml
mandates:
  - {id: m1, by: dan, to: ana, within: order-to-cash}
```

## Settings

`policy.required` says which level an owner needs in each dimension.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.authority.words import everything_governed, mandate_over, missing_of
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    placement = index.placement
    people = placement.people[placement.placed]
    evidence = Ragged(np.arange(len(people) + 1), people)
    return without_repeats(index, Hits.at_processes(placement.processes[placement.placed], evidence))


def _message(hit: Hit) -> str:
    missing = hit.names(missing_of(hit))
    lacks = f"{hit.owner_name}, who owns it, lacks authority over {missing}"
    return f"{hit.names()} commands {everything_governed(hit)}; {lacks}"


def _fix(hit: Hit) -> str:
    show = hit.index.model.show
    mandate = mandate_over(hit, missing_of(hit), hit.evidence)
    return f"make {show(hit.evidence[0])} `owner` of {show(hit.process)}, or add {mandate}"


RULE = Rule(
    code="AUT009",
    name="better-placed-owner",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
