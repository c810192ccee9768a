"""A mandate lacks who grants it, whom it empowers, or what it is about.

## What it does

Fires where `by` or `to` of a mandate names nobody, or where both `within` and `covers` are
empty. A mandate that says neither where nor over what it holds applies to nothing.

## Why it matters

Half a mandate empowers nobody, but is counted on by whoever has seen it written down.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, title: COO}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana}
```

## What to do

Fill in what is missing:

```yaml
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash}
```

## Settings

None.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.report.words import joined
from graphkit.rules.empowerment.words import at_mandates, row_of

_MISSING = {
    "by": "who grants it",
    "to": "whom it empowers",
    "within` or `covers": "what it is about",
}


def _find(index: Index, policy: Policy) -> Hits:
    return at_mandates(index, index.mandate_faults.empty)


def _missing(hit: Hit) -> list[str]:
    """The columns that are missing."""
    faults, row = hit.index.mandate_faults, row_of(hit)
    flags = (faults.granted[row], faults.addressed[row], faults.scoped[row])
    return [column for column, there in zip(_MISSING, flags, strict=True) if not there]


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} does not say {joined([_MISSING[column] for column in _missing(hit)], 'or')}"


def _fix(hit: Hit) -> str:
    columns = [f"`{column}`" for column in _missing(hit)]
    return f"fill in {joined(columns)} of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="EMP009",
    name="empty-mandate",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
