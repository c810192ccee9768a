"""An enterprise process is not recorded as a strategic asset.

## What it does

Fires for every process of level `enterprise` whose `strategic` is not true.

## Why it matters

Enterprise processes are how an organisation earns its living. One that the top does not look
upon as an asset gets neither its attention nor its money.

## Example

```yaml
processes:
  - {id: order-to-cash, level: enterprise, performed_by: [sales, finance]}
```

## What to do

Have it recognised as such, and set `strategic: true`; or give it a smaller `level` if it is not
an enterprise process after all.

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
    strategic = index.facts.flag("Process", "strategic", absent=False)
    return Hits.at_processes(np.flatnonzero(index.facts.enterprise & ~strategic))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} is an enterprise process and not recorded as a strategic asset"


def _fix(hit: Hit) -> str:
    return f"have it recognised as one and set `strategic: true` on {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="GOV010",
    name="not-a-strategic-asset",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
