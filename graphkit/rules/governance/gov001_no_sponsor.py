"""A process has no sponsor at the top.

## What it does

Looks at cross-functional processes, and at all of level `enterprise`. Fires where nobody who
holds an empowering role sponsors the process or anything that it is part of: an error for an
enterprise process, else a warning. What is part of a process without a sponsor is not
named again. Says nothing where the model records nothing of governance (GOV003 says that).

## Why it matters

When two functions want different things, the owner needs somebody behind them to whom both
functions answer. Without a sponsor a process owner has a title and no backing.

## Example

The Chief Financial Officer has bought in, but nobody whose role empowers:

```yaml
roles:
  - {id: coo, name: Chief Operating Officer}
  - {id: cfo, name: Chief Financial Officer}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], sponsor: cfo}
```

## What to do

Have the Chief Operating Officer, or the Chief Executive, buy in, and say so:

```yaml
processes:
  - {id: order-to-cash, performed_by: [sales, finance], sponsor: coo, sponsor_communicated: true}
```

## Settings

`policy.empowering_roles` says whose sponsorship counts.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import SEVERITIES, Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import empowering_kinds, outermost, speaks

_WARNING, _ERROR = SEVERITIES.index("warning"), SEVERITIES.index("error")


def _find(index: Index, policy: Policy) -> Hits:
    if not speaks(index):
        return Hits.none()
    enterprise = index.facts.enterprise
    severity = np.where(enterprise, _ERROR, _WARNING)
    looked_at = index.participation.crossing | enterprise
    rows = outermost(index, looked_at & ~index.governance.sponsored, weight=severity)
    return Hits.at_processes(rows, index.governance.sponsors.take(rows), severity[rows])


def _message(hit: Hit) -> str:
    if hit.evidence:
        return f"{hit.subject_name} is sponsored by {hit.names()}, and by no {empowering_kinds(hit)}"
    return f"{hit.subject_name} has no sponsor"


def _fix(hit: Hit) -> str:
    return f"have a {empowering_kinds(hit)} buy in, and name them as `sponsor` of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="GOV001",
    name="no-sponsor",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
