"""The Chief Process Officer has no mandate from the top.

## What it does

Looks at everybody who is Chief Process Officer (CPO). Fires where they hold no current mandate
granted by somebody else who holds an empowering role, and hold no such role themselves. Says
nothing where the model records no mandates at all (MOD013 says that).

## Why it matters

The CPO passes authority on to process owners. Nobody can give what they do not have, so
whatever the CPO grants without a mandate is worth nothing.

## Example

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
  - {id: priya, title: Chief Process Officer, reports_to: mateo}
  - {id: ana, reports_to: mateo}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], owner: ana}
mandates:
  - {id: m1, by: priya, to: ana, within: order-to-cash}
```

## What to do

Add the link that is missing, and let it be passed on:

```yaml
mandates:
  - {id: m0, by: mateo, to: priya, within: order-to-cash, delegable: true}
  - {id: m1, by: priya, to: ana, within: order-to-cash}
```

## Settings

`policy.empowering_roles` says whose mandate counts; `policy.mandates_recorded` whether the model
lists every mandate.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ints, Ragged, any_by, unique_pairs
from graphkit.index.index import Index
from graphkit.index.judgement import mandates_recorded
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import empowering_kinds, somebody_empowering


def _find(index: Index, policy: Policy) -> Hits:
    executives = index.governance.process_executives
    if not mandates_recorded(index.facts, policy):
        return Hits.none()
    at, mandate = index.mandates.of.expand(executives)
    step, grantor = index.mandates.grantors.expand(mandate)
    from_the_top = index.authority.empowering[grantor] & (grantor != executives[at[step]])
    empowered = any_by(at[step], from_the_top, len(executives))
    rows = executives[~empowered & ~index.authority.empowering[executives]]
    return Hits.at_nodes(rows, _mandates_to(index, rows))


def _mandates_to(index: Index, people: Ints) -> Ragged:
    """Every mandate that names each of some people, current or not."""
    grantees = index.mandates.grantees
    first = index.facts.span("Mandate").start
    given = Ragged.group(*unique_pairs(grantees.values, grantees.keys + first), index.model.size)
    return given.take(np.asarray(people))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name}, who is CPO, holds no current mandate from a {empowering_kinds(hit)}"


def _fix(hit: Hit) -> str:
    by = somebody_empowering(hit, hit.subject)
    return f"have {by} grant {hit.index.model.show(hit.subject)} a mandate with `delegable: true`"


RULE = Rule(
    code="GOV005",
    name="process-executive-not-empowered",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
