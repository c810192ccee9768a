"""The owner lacks authority over functions that perform the process.

## What it does

Looks at every function that performs a cross-functional process or its parts, centres of
excellence and external ones apart. Fires where somebody commands one of them, but the owner
neither does nor holds the level that the policy requires by a mandate.

## Why it matters

A function follows its head. Where the owner is not heard there, the process stops at the
border of the function, and each side does well what the whole does badly.

## Example

```yaml
people:
  - {id: ana}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
```

## What to do

Let the head of the function grant the owner a mandate over it, which takes in all it contains:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: finance}
```

## Settings

`policy.required.functions` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("functions", one="function", many="functions").rule(__doc__)
