"""A table was made from what other tables name.

## What it does

Where a table is not given at all, its rows are made from the references to it. Fires once for
each table that came about so.

## Why it matters

It makes a model out of a single file. But whatever is named twice in two ways becomes two
rows, and a mistyped name becomes a row of its own instead of an error.

## Example

```yaml
processes:
  - {id: billing, performed_by: finance}
```

## What to do

Nothing, as long as the names are right. To have them checked, add the table:

```yaml
processes:
  - {id: billing, performed_by: finance}
functions:
  - {id: finance}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.problems import IMPLIED_TABLE
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import fault_hits

_IDENTITY = ("value",)


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, IMPLIED_TABLE, _IDENTITY)


def _message(hit: Hit) -> str:
    count = hit.texts["other"]
    rows = "1 row of it was" if count == "1" else f"{count} rows of it were"
    return f"no table lists all {hit.texts['value']}; {rows} made from what other tables name"


def _fix(hit: Hit) -> str:
    return f"add a table {hit.texts['value']} to have mistyped names found"


RULE = Rule(
    code="MOD016",
    name="implied-table",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=_IDENTITY,
)
