"""Nobody performs a process.

## What it does

Looks at processes that have no parts. Fires where one is neither performed by a function nor
names a person or role as responsible or accountable.

## Why it matters

Work that nobody does is not done, or is done by somebody the model does not know. Who takes
part decides whether a process crosses functions, and so whether it needs an owner.

## Example

```yaml
processes:
  - {id: billing}
```

## What to do

Say which functions do the work, or who does:

```yaml
processes:
  - {id: billing, performed_by: finance}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    idle = index.parts.counts == 1
    idle[index.facts.edges("PERFORMED_BY")[0]] = False
    idle[index.facts.raci("R", "A")[0]] = False
    return Hits.at_processes(np.flatnonzero(idle))


def _message(hit: Hit) -> str:
    return f"nobody performs {hit.process_name}"


def _fix(hit: Hit) -> str:
    return f"say who does the work, in `performed_by` or `responsible` of {hit.index.model.show(hit.process)}"


RULE = Rule(
    code="MOD005",
    name="no-performer",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
