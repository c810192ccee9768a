"""The owner lacks authority over rules that the process must obey.

## What it does

Looks at every policy, business rule and procedure that governs a cross-functional process or
its parts. Fires where somebody commands one of them, as its owner or above the function that
it belongs to, but the owner of the process neither does nor holds the level that the policy
requires by a mandate.

## Why it matters

Many a detour in a process is there because a rule says so. An owner who cannot get a rule
changed cannot take the detour out.

## Example

```yaml
people:
  - {id: ana}
  - {id: cy}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: cy}
rules:
  - {id: credit-limit, owner: cy}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance], governed_by: credit-limit}
```

## What to do

Let who commands the rule grant the owner a mandate over it:

```yaml
mandates:
  - {id: m1, by: cy, to: ana, within: order-to-cash, covers: credit-limit}
```

## Settings

`policy.required.rules` says which level an owner needs: `none`, `influence` (the default),
`direct` or `decide`.
"""

from __future__ import annotations

from graphkit.rules.authority.dimension import Dimension

RULE = Dimension("rules", one="rule", many="rules").rule(__doc__)
