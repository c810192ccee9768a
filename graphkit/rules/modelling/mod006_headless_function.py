"""A function has no active head.

## What it does

Looks at every function that is not external. Fires where no active person heads it, in person
or through a role. What the model says about functions that contain it does not count here.
Says nothing where the model gives nobody authority over anything (MOD014 says that).

## Why it matters

The head is who commands the people and things in a function. Without one, whatever a process
needs from it is commanded from further above, or by nobody.

## Example

```yaml
people:
  - {id: ana, active: false}
  - {id: bo, reports_to: cy}
  - {id: cy}
functions:
  - {id: finance, head: ana}
processes:
  - {id: billing, performed_by: finance}
```

## What to do

Name who heads it now:

```yaml
people:
  - {id: ana, active: false}
  - {id: bo, reports_to: cy}
  - {id: cy}
functions:
  - {id: finance, head: bo}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.holders import direct_heads
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    if not index.command.modelled:
        return Hits.none()
    facts = index.facts
    units = facts.nodes("Function")
    inside = (index.model.nodes["Function"]["kind"] != "external").fill_null(value=True).to_numpy()
    led = np.isin(units, direct_heads(facts, index.holders)[0])
    return Hits.at_nodes(units[inside & ~led])


def _message(hit: Hit) -> str:
    head, function = hit.index.facts.edges("HEADS")
    recorded = head[function == hit.subject].tolist()
    return f"{hit.subject_name} has no active head" + (
        f"; recorded as head is {hit.names(recorded)}" if recorded else ""
    )


def _fix(hit: Hit) -> str:
    return f"name an active person, or a role that somebody holds, as `head` of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="MOD006",
    name="headless-function",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
