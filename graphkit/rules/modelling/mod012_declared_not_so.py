"""A process is declared cross-functional, or not, and the model shows otherwise.

## What it does

Compares the column `cross_functional` with what follows from who takes part in the process
and its parts. Fires where both are known and differ. The analysis goes by what the model shows.

## Why it matters

Either the model lacks a function that takes part, or somebody has taken a process for the
business of one function that is not. The second is how processes come to have no owner.

## Example

```yaml
processes:
  - {id: billing, performed_by: finance, cross_functional: true}
```

## What to do

Name the functions that are missing, or take the declaration out:

```yaml
processes:
  - {id: billing, performed_by: [finance, sales], cross_functional: true}
```

## Settings

`policy.min_functions` says how many functions make a process cross-functional, and
`policy.function_depth` at which depth of the organisation they are counted.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    declared = index.model.nodes["Process"]["cross_functional"]
    said, yes = declared.is_not_null().to_numpy(), declared.fill_null(value=False).to_numpy()
    shown = index.participation
    return Hits.at_processes(np.flatnonzero(said & shown.known & (yes != shown.crossing)))


def _message(hit: Hit) -> str:
    units = hit.index.participation.functions[hit.process].tolist()
    said = "functional" if hit.index.participation.crossing[hit.process] else "cross-functional"
    part = "1 function takes part" if len(units) == 1 else f"{len(units)} functions take part"
    return f"{hit.process_name} is declared {said}, but {part}: {hit.names(units)}"


def _fix(hit: Hit) -> str:
    id_ = hit.index.model.show(hit.process)
    if hit.index.participation.crossing[hit.process]:
        return f"take `cross_functional: false` out of {id_}, or correct who performs it"
    return f"name the other functions in `performed_by` of {id_}, or take `cross_functional: true` out"


RULE = Rule(
    code="MOD012",
    name="declared-not-so",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
