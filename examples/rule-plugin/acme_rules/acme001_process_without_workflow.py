"""A cross-functional process for which no workflow has been agreed.

## What it does

Looks at every cross-functional process, and fires where neither the process nor any part
of it follows a workflow.

## Why it matters

Acme's auditors ask every owner how the work is meant to flow between departments. An
owner who cannot show it has nothing to hold the departments to.

## Example

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: ana
```

## What to do

Write the workflow down once, and name it:

```yaml
processes:
  - id: order-to-cash
    performed_by: [sales, finance]
    owner: ana
    follows: order-workflow
```

## Settings

`policy.min_functions` says how many functions make a process cross-functional.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import any_by
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    """Find all of them at once: processes are rows, and whole columns are compared."""
    processes = len(index.parts)
    follows = np.zeros(processes, dtype=np.bool_)
    follows[index.facts.edges("FOLLOWS")[0]] = True
    # `parts` lists, for each process, itself and everything that is part of it.
    agreed = any_by(index.parts.keys, follows[index.parts.values], processes)
    return Hits.at_processes(np.flatnonzero(index.participation.crossing & ~agreed))


def _message(hit: Hit) -> str:
    return f"{hit.process_name} crosses functions, and no workflow has been agreed for it"


def _fix(hit: Hit) -> str:
    return f"write the workflow down and name it in `follows` of {hit.index.model.show(hit.process)}"


RULE = Rule(
    code="ACME001",
    name="process-without-workflow",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
