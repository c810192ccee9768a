"""A person has more than one manager in the solid line.

## What it does

Counts whom a person `reports_to`. Fires where these are several; dotted lines do not count.
The analysis goes on with all of them: each commands the person.

## Why it matters

Two managers may want different things, and neither can settle it. In a sound line there is
one who decides; the others are dotted lines.

## Example

```yaml
people:
  - {id: ana, reports_to: [bo, cy]}
  - {id: bo}
  - {id: cy}
```

## What to do

Keep the manager who decides, and make the others dotted lines:

```yaml
people:
  - {id: ana, reports_to: bo, dotted_line_to: cy}
  - {id: bo}
  - {id: cy}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    managers = Ragged.group(*unique_pairs(*index.facts.reports("solid")), index.model.size)
    people = np.flatnonzero(managers.counts > 1)
    return Hits.at_nodes(people, managers.take(people))


def _message(hit: Hit) -> str:
    return f"{hit.subject_name} has {len(hit.evidence)} solid-line managers: {hit.names()}"


def _fix(hit: Hit) -> str:
    return f"keep one in `reports_to` of {hit.index.model.show(hit.subject)}, and move the rest to `dotted_line_to`"


RULE = Rule(
    code="MOD011",
    name="several-managers",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
