"""Nobody is Chief Operating Officer.

## What it does

Fires once where the model has processes and nobody active holds a role of kind `coo`, in person,
by title, or as a role that stands for whoever fills it. Where the model records nothing at all of
governance (no executive, sponsor, coordinator or centre of excellence), it is a warning that
says so, and the other rules about governance say nothing.

## Why it matters

Processes cross functions, and functions meet at the top. The Chief Operating Officer is who
can empower process owners across all of operations; without one that is left to the Chief Executive.

## Example

```yaml
roles:
  - {id: coo, name: Chief Operating Officer, vacant: true}
processes:
  - {id: order-to-cash, performed_by: [sales, finance]}
```

## What to do

Fill the role, or record who fills it:

```yaml
people:
  - {id: mateo, holds: coo}
roles:
  - {id: coo, name: Chief Operating Officer}
```

## Settings

`policy.role_names` says which names and titles mean which kind of role.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import SEVERITIES, Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import fill_role, missing_executive

_WARNING, _ERROR = SEVERITIES.index("warning"), SEVERITIES.index("error")


def _find(index: Index, policy: Policy) -> Hits:
    if not len(index.facts.span("Process")) or len(index.governance.operations_executives):
        return Hits.none()
    severity = _ERROR if index.governance.recorded else _WARNING
    return replace(missing_executive(index, "coo"), severity=np.array([severity]))


def _message(hit: Hit) -> str:
    if not hit.index.governance.recorded:
        return "no executive is recorded, so who leads operations and could empower process owners is not known"
    unfilled = f": nobody holds {hit.names()}" if hit.evidence else ""
    return f"nobody active is Chief Operating Officer (COO){unfilled}"


def _fix(hit: Hit) -> str:
    return fill_role(hit, "coo")


RULE = Rule(
    code="GOV003",
    name="no-operations-executive",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
