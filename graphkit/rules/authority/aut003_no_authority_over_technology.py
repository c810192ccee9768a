"""The owner lacks authority over systems that the process uses.

## What it does

Looks at every system that a cross-functional process or its parts use. Fires where somebody
commands one of them, as its owner or above the function that it belongs to, but the owner of
the process neither does nor holds the level that the policy requires by a mandate.

## Why it matters

Work changes only as far as its systems change with it. Without a voice in what is built next,
an owner can draw the new process, but not have it.

## Example

```yaml
people:
  - {id: ana}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: it, head: cy}
systems:
  - {id: erp, belongs_to: it}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, it], uses: erp}
```

## What to do

Let who commands the system grant the owner a mandate over it:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: erp}
```

## Settings

`policy.required.technology` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("technology", one="system", many="systems").rule(__doc__)
