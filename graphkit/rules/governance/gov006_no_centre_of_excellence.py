"""No centre of excellence supports process owners.

## What it does

Fires once where the model has processes and no function of kind `coe`. Says nothing where the
model records nothing of governance (GOV003 says that).

## Why it matters

Improving a process takes skills that a functional manager rarely has: lean, six sigma, leading
change. A centre of excellence keeps them and lends them to process owners.

## Example

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
processes:
  - {id: order-to-cash, performed_by: [sales, finance]}
```

## What to do

```yaml
functions:
  - {id: process-excellence, kind: coe, coordinator: cpo, supports: order-to-cash}
```

A centre of excellence never counts as one of the functions that a process crosses.

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import speaks


def _find(index: Index, policy: Policy) -> Hits:
    silent = len(index.governance.centres) or not speaks(index)
    return Hits.none() if silent else Hits.at_organisation()


def _message(hit: Hit) -> str:
    return "no function is a centre of excellence, so nobody lends process owners the skills to improve"


def _fix(hit: Hit) -> str:
    return "add a function with `kind: coe`, its `coordinator`, and what it `supports`"


RULE = Rule(
    code="GOV006",
    name="no-centre-of-excellence",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
