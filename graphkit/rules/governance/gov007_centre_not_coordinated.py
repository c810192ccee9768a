"""A centre of excellence has no coordinator who answers for process management.

## What it does

Looks at every function of kind `coe`. Fires where it has no coordinator who is active, or where
none of its coordinators is the Chief Process Officer (CPO) or answers to them. Where nobody is
CPO (GOV004 says that), any coordinator will do.

## Why it matters

The centre lends its people to process owners. Without a coordinator nobody decides to whom
first; with one who answers elsewhere, that is decided by another agenda.

## Example

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
  - {id: priya, title: Chief Process Officer, reports_to: mateo}
functions:
  - {id: process-excellence, kind: coe, head: mateo}
```

## What to do

```yaml
functions:
  - {id: process-excellence, kind: coe, head: mateo, coordinator: priya}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, any_by, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    governance = index.governance
    centres = governance.centres
    at, coordinator = governance.coordinators.expand(centres)
    suits = np.ones(len(at), dtype=np.bool_)
    if len(governance.process_executives):
        suits = governance.answer_to(coordinator, governance.process_executives)
    rows = centres[~any_by(at, suits, len(centres))]
    source, target = index.facts.edges("COORDINATES")
    recorded = Ragged.group(*unique_pairs(target, source), index.model.size)
    return Hits.at_nodes(rows, recorded.take(rows))


def _message(hit: Hit) -> str:
    if not hit.evidence:
        return f"{hit.subject_name} has no coordinator"
    if not len(hit.index.governance.coordinators[hit.subject]):
        return f"{hit.subject_name} has no active coordinator; recorded is {hit.names()}"
    return f"{hit.subject_name} is coordinated by {hit.names()}, neither the CPO nor answering to them"


def _fix(hit: Hit) -> str:
    centre = hit.index.model.show(hit.subject)
    executives = hit.index.governance.process_executives.tolist()
    if not executives:
        return f"name somebody active as `coordinator` of {centre}"
    return f"name {hit.index.model.show(executives[0])}, or somebody who answers to them, as `coordinator` of {centre}"


RULE = Rule(
    code="GOV007",
    name="centre-not-coordinated",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
