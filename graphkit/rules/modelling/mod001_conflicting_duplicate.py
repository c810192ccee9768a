"""One node is given twice, with two values for the same thing.

## What it does

Rows with the same id in the same table, from one source or from several, are one node, and
what they say is joined. Fires where they disagree. What the first source says stands; within
one source it is the smallest value.

## Why it matters

One of the two values is wrong, or the rows are about two different things. Either way the
analysis goes on with a value that somebody has contradicted.

## Example

```yaml
people:
  - {id: ana, title: Head of Sales}
  - {id: ana, title: Clerk}
```

## What to do

Correct one of the rows, or give the two different ids:

```yaml
people:
  - {id: ana, title: Head of Sales}
  - {id: ana-2, title: Clerk}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.problems import CONFLICT
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import fault_hits

_IDENTITY = ("column", "value", "other")


def _find(index: Index, policy: Policy) -> Hits:
    return fault_hits(index, CONFLICT, _IDENTITY)


def _message(hit: Hit) -> str:
    stands, other = hit.texts["value"], hit.texts["other"]
    return f"{hit.subject_name} has two values for {hit.texts['column']}: {stands!r}, which stands, and {other!r}"


def _fix(hit: Hit) -> str:
    id_ = hit.index.model.show(hit.subject)
    return f"write one value for `{hit.texts['column']}` of {id_}, or give one of the rows an id of its own"


RULE = Rule(
    code="MOD001",
    name="conflicting-duplicate",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
    identity=_IDENTITY,
)
