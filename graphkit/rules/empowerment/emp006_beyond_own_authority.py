"""A mandate promises more than those who granted it have to give.

## What it does

Takes all elements of cross-functional processes that a current mandate applies to and that
somebody governs. Fires where none of its grantors can give one of them at the mandate's
level: they neither command it nor hold it by a mandate that they may pass on.

## Why it matters

Nobody can give what they do not have. For these elements the mandate is an empty promise, and
whoever does command them has agreed to nothing.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo}
  - {id: cy}
functions:
  - {id: sales, head: bo}
  - {id: finance, head: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash}
```

## What to do

Narrow the mandate to what its grantor has, and get the rest from who has it:

```yaml
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash, covers: sales}
  - {id: m2, by: cy, to: ana, within: order-to-cash, covers: finance}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.schema import LEVELS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, grantees_of, grantors_of, row_of
from graphkit.rules.words import nearest_commander, shown


def _find(index: Index, policy: Policy) -> Hits:
    beyond = index.mandate_faults.beyond
    return at_mandates(index, beyond.counts > 0, beyond)


def _level(hit: Hit) -> str:
    return LEVELS[int(hit.index.mandates.level[row_of(hit)]) - 1]


def _message(hit: Hit) -> str:
    grantors = hit.names(grantors_of(hit))
    count = "1 element" if len(hit.evidence) == 1 else f"{len(hit.evidence)} elements"
    return f"{hit.subject_name} grants {_level(hit)} over {count} that {grantors} cannot give: {hit.names()}"


def _fix(hit: Hit) -> str:
    show = hit.index.model.show
    columns = "`covers`" if _level(hit) == LEVELS[0] else "`covers` or `level`"
    person = nearest_commander(hit, hit.evidence[0], besides=grantees_of(hit))
    example = "" if person is None else f", such as {show(person)} for {show(hit.evidence[0])}"
    grantors = shown(hit, grantors_of(hit))
    return f"limit {columns} of {show(hit.subject)} to what {grantors} can give, and ask who commands the rest{example}"


RULE = Rule(
    code="EMP006",
    name="beyond-own-authority",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
