"""The owner lacks authority over people who take part.

## What it does

Looks at everybody who is responsible or accountable in a cross-functional process or its parts,
people and roles alike, the owner apart. Fires where somebody commands one of them, but the
owner neither does nor holds the level that the policy requires by a mandate or, for influence,
by a direct dotted line.

## Why it matters

People do first what those ask who decide about their time, pay and next job. An owner without
a say in any of these has to beg for every hour.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, reports_to: cy}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance], responsible: bo}
```

## What to do

Let who commands them grant the owner a mandate over them, or draw a dotted line to the owner:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: bo}
```

## Settings

`policy.required.people` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("people", one="person", many="people").rule(__doc__)
