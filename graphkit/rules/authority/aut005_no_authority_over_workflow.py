"""The owner lacks authority over workflows that the process follows.

## What it does

Looks at every workflow that a cross-functional process or its parts follow. Fires where
somebody commands one of them, as its owner or above the function that it belongs to, but the
owner of the process neither does nor holds the level that the policy requires by a mandate.

## Why it matters

The workflow says who does what, and in which order. To own a process and not be asked when
that changes is to own its name.

## Example

```yaml
people:
  - {id: ana}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: cy}
workflows:
  - {id: invoicing, belongs_to: finance}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance], follows: invoicing}
```

## What to do

Make the owner of the process the owner of its workflow too:

```yaml
workflows:
  - {id: invoicing, belongs_to: finance, owner: ana}
```

Or let who commands the workflow grant a mandate over it:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: invoicing}
```

## Settings

`policy.required.workflow` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("workflow", one="workflow", many="workflows").rule(__doc__)
