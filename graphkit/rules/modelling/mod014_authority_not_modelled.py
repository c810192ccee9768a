"""Nothing in the model gives anybody authority over anybody or anything.

## What it does

Fires once where the model has processes and nobody in it commands anything but themselves: no
managers, no heads of functions, no owners of things.

## Why it matters

Authority comes with position: over the people below, the functions one heads, the things they
keep. Without any of this, no owner can be found to have too little, or enough.

## Example

```yaml
processes:
  - {id: billing, performed_by: [finance, sales], owner: ana}
```

## What to do

Say who leads what and who reports to whom:

```yaml
functions:
  - {id: finance, head: ana}
  - {id: sales, head: bo}
people:
  - {id: ana, reports_to: cy}
  - {id: bo, reports_to: cy}
  - {id: cy, title: COO}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    silent = len(index.facts.span("Process")) and not index.command.modelled
    return Hits.at_organisation() if silent else Hits.none()


def _message(hit: Hit) -> str:
    return "nothing says who leads whom or what, so no owner's authority can be judged"


def _fix(hit: Hit) -> str:
    return (
        "add `head` to functions, `reports_to` or `member_of` to people, and `owner` or `belongs_to` to systems "
        "and the like, to learn who has authority over what"
    )


RULE = Rule(
    code="MOD014",
    name="authority-not-modelled",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
