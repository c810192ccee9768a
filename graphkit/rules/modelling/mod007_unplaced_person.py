"""An active person has no place in the organisation.

## What it does

Fires for every active person who reports to nobody in the solid line, is a member of no
function and heads none, in person or through a role.

## Why it matters

Nobody commands such a person, and their part in a process does not tell which function takes
part. Often the row is a leftover, or the manager was forgotten.

## Example

```yaml
people:
  - {id: ana, dotted_line_to: bo}
  - {id: bo, member_of: sales}
```

## What to do

Name the manager or the function, or mark who has left:

```yaml
people:
  - {id: ana, reports_to: bo}
  - {id: bo, member_of: sales}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.holders import heads_of_functions
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    facts = index.facts
    unplaced = facts.active_people.copy()
    for placed in (facts.reports("solid")[0], facts.edges("MEMBER_OF")[0], heads_of_functions(facts)[0]):
        unplaced[placed] = False
    return Hits.at_nodes(np.flatnonzero(unplaced))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} has neither a manager nor a function"


def _fix(hit: Hit) -> str:
    id_ = hit.index.model.show(hit.subject)
    return f"name the manager (`reports_to`) or the function (`member_of`) of {id_}, or write `active: false`"


RULE = Rule(
    code="MOD007",
    name="unplaced-person",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
