"""Several people own the same thing, or head the same function, and none is above the other.

## What it does

Looks at every system, rule, workflow and resource with all who own it, and at every function
with all who head it, in person or through a role. Fires where neither of two of them commands
the other.

## Why it matters

Where two may decide and neither decides between them, the second can always undo what the
first has promised. A mandate from one of them is worth no more than the silence of the other.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo}
systems:
  - {id: crm, owner: [ana, bo]}
```

## What to do

Keep one of them:

```yaml
systems:
  - {id: crm, owner: ana}
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
    nodes = np.flatnonzero(index.contested.counts > 0)
    return Hits.at_nodes(nodes, index.contested.take(nodes))


def _is_function(hit: Hit) -> bool:
    return hit.index.model.label_of(hit.subject) == "Function"


def _message(hit: Hit) -> str:
    claim = f"{hit.names()} {'head' if _is_function(hit) else 'own'} {hit.subject_name}"
    if len(hit.evidence) == 2:
        return f"{claim}, and neither commands the other"
    return f"{claim}, and not all of them are in one line of command"


def _fix(hit: Hit) -> str:
    return f"keep one of them as `{'head' if _is_function(hit) else 'owner'}` of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="AUT008",
    name="contested-authority",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
