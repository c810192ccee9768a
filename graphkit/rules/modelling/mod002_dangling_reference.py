"""A cell names something that is not in the model, or that may mean several things.

## What it does

Follows every reference to the id, `Label:id` or name that it gives. Fires where nothing has
it although the table that should is there, and where several nodes have it and nothing says
which is meant. The relationship is left out.

## Why it matters

A mistyped id looks like a missing fact. An owner who is there but written wrongly leaves the
process without one.

## Example

```yaml
people:
  - {id: ana}
processes:
  - {id: billing, owner: anna}
```

## What to do

Write the id as it is in its table, add the missing row, or put the label before an id that
may mean several things:

```yaml
people:
  - {id: ana}
processes:
  - {id: billing, owner: ana}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.errors import nearest
from graphkit.index.index import Index
from graphkit.model.problems import DANGLING
from graphkit.model.schema import LABELS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import admitted, fault_hits, listed, place_of

_IDENTITY = ("column", "value")
_MOST_IDS = 5_000
"""Among more ids than these the nearest one is not searched: it would take too long for a sentence."""


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, DANGLING, _IDENTITY)


def _message(hit: Hit) -> str:
    place = f"{place_of(hit, named=True)} is {hit.texts['value']!r}"
    candidates = hit.texts["other"]
    if candidates:
        return f"{place}, which may mean {listed(candidates.split(', '))}"
    near = _nearest_id(hit)
    return f"{place}, which is not in the model" + (f" (did you mean {near!r}?)" if near else "")


def _nearest_id(hit: Hit) -> str | None:
    tables = [hit.index.model.nodes[label] for label in admitted(hit)]
    if sum(table.height for table in tables) > _MOST_IDS:
        return None
    return nearest(hit.texts["value"], (word for table in tables for word in table["id"].to_list()))


def _fix(hit: Hit) -> str:
    place = place_of(hit, named=False)
    candidates = hit.texts["other"]
    if candidates:
        return f"write {listed(candidates.split(', '))} in {place}"
    tables = listed([LABELS[label].table for label in admitted(hit)])
    return f"correct {place}, or add a row with the id {hit.texts['value']} to {tables}"


RULE = Rule(
    code="MOD002",
    name="dangling-reference",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=_IDENTITY,
)
