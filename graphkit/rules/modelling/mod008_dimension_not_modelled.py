"""No process in the model has any element of a dimension.

## What it does

What an owner needs authority over comes in six dimensions: people, functions, technology,
rules, workflow and resources. Fires once for each dimension of which no process names
anything. People count where they are responsible or accountable; functions that are centres
of excellence or external do not count.

## Why it matters

A dimension that is not in the model is not judged. A process that comes out well may owe it
to what was left out.

## Example

```yaml
processes:
  - {id: billing, performed_by: [finance, sales]}
```

Nothing is said of people, technology, rules, workflow and resources.

## What to do

Add the column of that dimension to the processes:

| dimension | column |
|---|---|
| people | `responsible`, `accountable` |
| functions | `performed_by` |
| technology | `uses` |
| rules | `governed_by` |
| workflow | `follows` |
| resources | `consumes` |

## Settings

None. A dimension that will never be modelled can be left out with `ignore`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged
from graphkit.index.footprint import dimension_codes, own_elements
from graphkit.index.index import Index
from graphkit.model.schema import DIMENSIONS
from graphkit.report.finding import NO_PROCESS, ORGANISATION, Hit, Hits
from graphkit.report.rule import Rule

_WORDS: Mapping[str, tuple[str, str]] = {
    "people": ("who does its work", "responsible"),
    "functions": ("the functions that perform it", "performed_by"),
    "technology": ("the systems it uses", "uses"),
    "rules": ("the rules it must obey", "governed_by"),
    "workflow": ("the workflow it follows", "follows"),
    "resources": ("the resources it needs", "consumes"),
}
"""Dimension → what no process names, and the column to add."""


def _find(index: Index, policy: Policy) -> Hits:
    if not len(index.facts.span("Process")):
        return Hits.none()
    there = np.unique(dimension_codes(index.facts)[own_elements(index.facts).values])
    absent = [name for code, name in enumerate(DIMENSIONS) if code not in there]
    rows = len(absent)
    return Hits(np.full(rows, ORGANISATION), np.full(rows, NO_PROCESS), Ragged.empty(rows), texts={"dimension": absent})


def _nothing_crosses(hit: Hit) -> bool:
    return hit.texts["dimension"] == "functions" and not hit.index.participation.crossing.any()


def _message(hit: Hit) -> str:
    dimension = hit.texts["dimension"]
    unknown = f"no process names {_WORDS[dimension][0]}"
    if _nothing_crosses(hit):
        return f"{unknown}, so nothing can be called cross-functional yet"
    return f"{unknown}, so the owners' authority over {dimension} is not judged"


def _fix(hit: Hit) -> str:
    dimension = hit.texts["dimension"]
    learn = "which of them cross functions" if _nothing_crosses(hit) else f"what their owners hold over {dimension}"
    return f"add `{_WORDS[dimension][1]}` to the processes to learn {learn}"


RULE = Rule(
    code="MOD008",
    name="dimension-not-modelled",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=("dimension",),
)
