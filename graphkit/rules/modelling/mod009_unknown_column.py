"""A table has a column that is not known.

## What it does

Compares the headings of every table with the columns that its kind of node has. Fires for
one that is not among them and does not start with `x_`. Its cells are kept as a property all
the same, but mean nothing to the analysis.

## Why it matters

A mistyped heading hides a whole column of facts: nobody has a manager where `reports_to` is
written `reprots_to`.

## Example

```yaml
people:
  - {id: ana, reprots_to: bo}
  - {id: bo}
```

## What to do

Correct the heading, or mark it as your own with `x_`:

```yaml
people:
  - {id: ana, reports_to: bo, x_office: Lisbon}
  - {id: bo}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.problems import UNKNOWN_COLUMN
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import fault_hits

_IDENTITY = ("column", "value")


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, UNKNOWN_COLUMN, _IDENTITY)


def _message(hit: Hit) -> str:
    near = hit.texts["other"]
    hint = f" (did you mean {near!r}?)" if near else ""
    return f"the table {hit.texts['value']} has a column {hit.texts['column']!r}, which means nothing here{hint}"


def _fix(hit: Hit) -> str:
    column, near = hit.texts["column"], hit.texts["other"]
    rename = f"rename it `{near}`" if near else "take it out"
    return f"{rename}, or call it `x_{column}` to keep it as a property of your own"


RULE = Rule(
    code="MOD009",
    name="unknown-column",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=_IDENTITY,
)
