"""An owner works alone: nobody coordinates them, and no centre of excellence supports the process.

## What it does

Looks at everybody who owns cross-functional processes in their own right. Fires, once for each
such owner, where neither the Chief Process Officer (CPO) nor the coordinator of a centre of
excellence coordinates them, and there is a process of theirs that no centre supports, itself or
through what it is part of. Says nothing where there is neither a CPO nor a centre (GOV004 and
GOV006 say that).

## Why it matters

Processes meet: what one owner improves may cost another dearly. Owners who are coordinated find
that out beforehand, and need not invent on their own what others have learnt.

## Example

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
  - {id: priya, title: Chief Process Officer, reports_to: mateo}
  - {id: ana, reports_to: mateo}
processes:
  - {id: order-to-cash, performed_by: [sales, finance], owner: ana}
```

## What to do

Name the CPO as coordinator of the owner, or have the centre support the process:

```yaml
people:
  - {id: ana, reports_to: mateo, coordinator: priya}
functions:
  - {id: process-excellence, kind: coe, supports: order-to-cash}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged
from graphkit.index.index import Index
from graphkit.index.participation import INHERITED
from graphkit.report.finding import NO_PROCESS, Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    governance = index.governance
    if not len(governance.process_executives) and not len(governance.centres):
        return Hits.none()
    owner = index.judgement.owner
    own = index.judgement.owned & (index.ownership.source != INHERITED)
    alone = np.flatnonzero(own & ~governance.supported)
    alone = alone[~governance.coordinated[owner[alone]]]
    processes = Ragged.group(owner[alone], alone, index.model.size)
    people = np.flatnonzero(processes.counts > 0)
    processes = processes.take(people)
    only = np.where(processes.counts == 1, processes.values[processes.offsets[:-1]], NO_PROCESS)
    return Hits.at_nodes(people, processes, only)


def _message(hit: Hit) -> str:
    return (
        f"{hit.subject_name}, who owns {hit.names()}, is coordinated neither by the CPO nor by a centre of "
        "excellence, and no centre supports "
    ) + ("it" if len(hit.evidence) == 1 else "these")


def _fix(hit: Hit) -> str:
    index = hit.index
    support = f"add {shown(hit, hit.evidence, word='and')} to what a centre of excellence `supports`"
    leaders = [*index.governance.process_executives.tolist(), *index.governance.centre_coordinators.tolist()]
    if not leaders or index.model.label_of(hit.subject) != "Person":
        return support
    return f"name {index.model.show(leaders[0])} as `coordinator` of {index.model.show(hit.subject)}, or {support}"


RULE = Rule(
    code="GOV008",
    name="owner-not-coordinated",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
