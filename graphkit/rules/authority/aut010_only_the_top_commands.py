"""Nobody below the top commands everything the process depends on.

## What it does

Looks at cross-functional processes whose owner lacks authority over something. Fires where
nobody else commands every element that anybody commands, but at most the top: somebody whom
nobody commands.

## Why it matters

No other choice of owner would close this gap, unless the head of the organisation were to own
the process in person. Only mandates can.

## Example

```yaml
people:
  - {id: ana, reports_to: eve}
  - {id: bo, reports_to: eve}
  - {id: eve}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: bo}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
```

## What to do

Have those who command what the owner lacks grant it:

```yaml
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash}
```

## Settings

`policy.required` says which level an owner needs in each dimension.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.authority.words import everything_governed, mandate_over, missing_of
from graphkit.rules.scope import without_repeats


def _find(index: Index, policy: Policy) -> Hits:
    placement = index.placement
    return without_repeats(index, Hits.at_processes(placement.processes[~placement.placed]))


def _message(hit: Hit) -> str:
    return f"nobody below the top commands {everything_governed(hit)}, so only mandates can close its gap"


def _fix(hit: Hit) -> str:
    return f"add {mandate_over(hit, missing_of(hit))}"


RULE = Rule(
    code="AUT010",
    name="only-the-top-commands",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
