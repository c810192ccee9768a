"""An owner has never been empowered for the process.

## What it does

Asks of the owner of every cross-functional process: do they command the process, or all
functions that perform it, or hold an empowering role, or has somebody entitled given them a
mandate about it? Fires where the answer is no throughout. Left out where EMP002, EMP003,
EMP007 or EMP008 says why a mandate of theirs does not do. Silent in a model without any
mandates, which MOD013 reports once.

## Why it matters

An owner whom nobody has empowered owns in name only. The functions go on as before, and
have no reason not to.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, title: COO}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
  - {id: hiring, performed_by: sales}
mandates:
  - {id: m1, by: bo, to: ana, within: hiring}
```

## What to do

Let somebody entitled grant a mandate about the process:

```yaml
mandates:
  - {id: m2, by: bo, to: ana, within: order-to-cash}
```

## Settings

`policy.empowering_roles` names the roles whose holders may empower any owner.
`policy.mandates_recorded` says whether a missing mandate means that there is none.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ragged, any_by
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import somebody_entitled


def _find(index: Index, policy: Policy) -> Hits:
    owners, rows = index.mandate_faults.unempowered
    bare = ~_explained(index)
    return Hits.at_processes(rows[bare], Ragged(np.arange(int(bare.sum()) + 1), owners[bare]))


def _explained(index: Index) -> Bools:
    """Whether another rule says why the mandates of each unempowered owner do not do."""
    faults = index.mandate_faults
    owners, rows = faults.unempowered
    at, mandate = index.mandates.about(owners, rows)
    faulty = (faults.circles.counts > 0) | faults.from_below | (faults.blocking.counts > 0)
    granted_at, _, _ = index.authority.empowering_mandates(owners, rows)
    explained = any_by(at, faulty[mandate], len(rows))
    explained[granted_at] = True
    return explained


def _message(hit: Hit) -> str:
    return f"{hit.owner_name} owns {hit.process_name}, but nobody entitled has empowered them for it"


def _fix(hit: Hit) -> str:
    show, entitled = hit.index.model.show, somebody_entitled(hit)
    grant = f"`to: {show(hit.owner)}`, `within: {show(hit.process)}`"
    if entitled is None:
        return f"add a mandate with {grant}, and in `by` somebody who commands the process"
    return f"add a mandate with `by: {entitled}`, {grant}"


RULE = Rule(
    code="EMP001",
    name="not-empowered",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
