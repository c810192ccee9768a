"""A cell names something of a kind that it cannot mean.

## What it does

Every column and every end of a relationship admits certain kinds of nodes. Fires where a
reference leads to one of another kind, such as a system as head of a function. The
relationship is left out.

## Why it matters

What was meant is lost: the fact is in the wrong column, or an id was mistaken for another.

## Example

```yaml
systems:
  - {id: crm}
functions:
  - {id: sales, head: crm}
```

## What to do

Name a node of the right kind, or write the fact in the column that is meant for it:

```yaml
systems:
  - {id: crm, belongs_to: sales}
people:
  - {id: ana}
functions:
  - {id: sales, head: ana}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.problems import WRONG_ENDPOINT
from graphkit.model.schema import RELATIONSHIPS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import admitted, fault_hits, kinds, place_of

_IDENTITY = ("column", "value")


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, WRONG_ENDPOINT, _IDENTITY)


def _message(hit: Hit) -> str:
    found = kinds(hit.texts["other"].split(", "))
    return f"{place_of(hit, named=True)} is {hit.texts['value']!r}, {found}; it can only be {_wanted(hit)}"


def _wanted(hit: Hit) -> str:
    type_ = RELATIONSHIPS.get(hit.texts["column"].partition(".")[0])
    return "of the same kind as the other end" if type_ and type_.same_label else kinds(admitted(hit))


def _fix(hit: Hit) -> str:
    place = place_of(hit, named=False)
    return f"name {kinds(admitted(hit))} as {place}, or move {hit.texts['value']} to the column that is meant for it"


RULE = Rule(
    code="MOD003",
    name="wrong-endpoint",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=_IDENTITY,
)
