"""The owner lacks authority over resources that the process needs.

## What it does

Looks at every budget, data set, facility or other resource that a cross-functional process or
its parts consume. Fires where somebody commands one of them, as its owner or above the function
that it belongs to, but the owner of the process neither does nor holds the level that the
policy requires by a mandate.

## Why it matters

An owner promises results, and results cost money, data and room. Whoever keeps these decides
in the end which promises are kept.

## Example

```yaml
people:
  - {id: ana}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: cy}
resources:
  - {id: travel-budget, owner: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance], consumes: travel-budget}
```

## What to do

Let who commands the resource grant the owner a mandate over it:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: travel-budget}
```

## Settings

`policy.required.resources` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("resources", one="resource", many="resources").rule(__doc__)
