"""Roles that nobody holds are judged as whoever fills them.

## What it does

Fires once where there are roles that no person holds and that are not marked vacant. Each of
them counts as one person of its own.

## Why it matters

Many organisations write down positions rather than names, and that is enough to judge by. But
two roles that one person fills count as two, and a role that nobody fills counts as filled.

## Example

```yaml
roles:
  - {id: head-of-sales}
functions:
  - {id: sales, head: head-of-sales}
```

## What to do

Say who holds the role, or that nobody does:

```yaml
roles:
  - {id: head-of-sales}
  - {id: head-of-finance, vacant: true}
people:
  - {id: ana, holds: head-of-sales}
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
    standing = np.flatnonzero(index.facts.standing_roles)
    return Hits.at_organisation(standing) if len(standing) else Hits.none()


def _message(hit: Hit) -> str:
    one = len(hit.evidence) == 1
    roles = "1 role has no holder and is" if one else f"{len(hit.evidence)} roles have no holder, and each is"
    return f"{roles} judged as whoever fills it: {hit.names()}"


def _fix(hit: Hit) -> str:
    return "write who fills them in `holds` of people, and `vacant: true` at a role that nobody fills"


RULE = Rule(
    code="MOD015",
    name="roles-stand-for-people",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
