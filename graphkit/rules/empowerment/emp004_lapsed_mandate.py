"""A mandate does not hold today, by its dates or because nobody stands behind it any more.

## What it does

Compares `valid_from` and `valid_until` of every mandate, both days included, with today.
Fires outside them, and where none of those who grant the mandate is active or, for a role,
held by somebody active.

## Why it matters

Mandates end quietly: a date passes, a grantor leaves. The owner goes on as if nothing had
happened, until the first conflict.

## Example

```yaml
people:
  - {id: ana}
  - {id: bo, title: COO}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance]}
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash, valid_until: 2020-12-31}
```

## What to do

Grant it anew, with a date to come or none:

```yaml
mandates:
  - {id: m1, by: bo, to: ana, within: order-to-cash, valid_until: 2099-12-31}
```

## Settings

`today` is the day on which mandates must hold; the day of the run where it is not set.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.empowerment.words import at_mandates, row_of


def _find(index: Index, policy: Policy) -> Hits:
    faults = index.mandate_faults
    orphaned = faults.orphaned
    return at_mandates(index, orphaned | ~index.mandates.in_time, faults.grantors.only(orphaned))


def _dates(hit: Hit) -> str:
    """What is wrong with the dates; nothing where they are in order."""
    first, last = (hit.index.model.nodes["Mandate"][name][row_of(hit)] for name in ("valid_from", "valid_until"))
    if last is not None and last < hit.index.today:
        return f"it ended on {last}"
    return f"it begins on {first}" if first is not None and first > hit.index.today else ""


def _message(hit: Hit) -> str:
    dates = _dates(hit)
    behind = f"nobody active stands behind {hit.names()}, who granted it" if hit.evidence else ""
    return f"{hit.subject_name} does not hold on {hit.index.today}: {' and '.join(filter(None, [dates, behind]))}"


def _fix(hit: Hit) -> str:
    mandate = hit.index.model.show(hit.subject)
    steps = []
    if _dates(hit):
        steps.append(f"correct the dates of {mandate}, or have it granted anew")
    if hit.evidence:
        steps.append(f"name who has taken over in `by` of {mandate}")
    return "; ".join(steps)


RULE = Rule(
    code="EMP004",
    name="lapsed-mandate",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
