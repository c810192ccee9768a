"""A cell names something that is not in the model, or that may mean several things.

## What it does

Follows every reference to the id, `Label:id` or name that it gives. Fires where nothing has
it although the table that should is there, and where several nodes have it and nothing says
which is meant. The relationship is left out.

## Why it matters

A mistyped id looks like a missing fact: a manager who is there but written wrongly has nobody
to lead.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, reports_to: anna}
```

## What to do

Write the id as it is in its table, add the missing row, or put the label before an id that
may mean several things, as in `Function:finance`:

```yaml
people:
  - {id: ana}
  - {id: bo, reports_to: ana}
```

Where a column may name people or roles and there is no table of roles, what names no person
becomes a role instead (MOD016). Add the table to have such names found.

## Settings

None.
"""

from __future__ import annotations

import polars as pl

from graphkit.config import Policy
from graphkit.errors import nearest
from graphkit.index.index import Index
from graphkit.model.problems import DANGLING
from graphkit.model.schema import LABELS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.report.words import joined
from graphkit.rules.modelling.faults import admitted, fault_hits, place_of

_IDENTITY = ("column", "value")
_MOST_IDS = 50_000
_MOST_COMPARED = 200
"""Comparing is slow, so among more the nearest id is not searched for the sake of a sentence."""


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, DANGLING, _IDENTITY)


def _message(hit: Hit) -> str:
    place = f"{place_of(hit, named=True)} is {hit.texts['value']!r}"
    candidates = hit.texts["other"]
    if candidates:
        return f"{place}, which may mean {joined(candidates.split(', '), 'or')}"
    near = _nearest_id(hit)
    return f"{place}, which is not in the model" + (f" (did you mean {near!r}?)" if near else "")


def _nearest_id(hit: Hit) -> str | None:
    """The id that was most likely meant; of many, only those of like length with the same first letter are compared."""
    word = hit.texts["value"]
    ids = [hit.index.model.nodes[label]["id"] for label in admitted(hit)]
    if sum(len(some) for some in ids) > _MOST_IDS:
        return None
    known = pl.concat(ids)
    if len(known) > _MOST_COMPARED:
        alike = known.str.to_lowercase().str.starts_with(word[:1].lower())
        known = known.filter(alike & known.str.len_chars().is_between(len(word) - 2, len(word) + 2))
    return nearest(word, known.to_list()) if len(known) <= _MOST_COMPARED else None


def _fix(hit: Hit) -> str:
    place = place_of(hit, named=False)
    candidates = hit.texts["other"]
    if candidates:
        return f"write {joined(candidates.split(', '), 'or')} in {place}"
    tables = joined([LABELS[label].table for label in admitted(hit)], "or")
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
