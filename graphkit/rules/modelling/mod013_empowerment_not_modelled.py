"""No mandate is recorded anywhere, so empowerment cannot be judged.

## What it does

Fires once where the model has processes and not a single mandate, unless
`mandates_recorded` says whether that means that there are none.

## Why it matters

Whoever owns a process that crosses functions needs somebody entitled to have said so. A model
without mandates does not tell whether anybody has. Only owners who are empowered by their
position can then be called so, and no process is blamed for the others.

## Example

```yaml
processes:
  - {id: billing, performed_by: [finance, sales], owner: ana}
```

## What to do

Write down who has empowered whom, and for which process:

```yaml
processes:
  - {id: billing, performed_by: [finance, sales], owner: ana}
mandates:
  - {id: m1, by: coo, to: ana, within: billing}
```

## Settings

`policy.mandates_recorded`: true where a missing mandate means that there is none, false where
it never means that, `auto` (the default) where it depends on whether the model has any.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    facts = index.facts
    silent = policy.mandates_recorded == "auto" and not len(facts.span("Mandate"))
    return Hits.at_organisation() if silent and len(facts.span("Process")) else Hits.none()


def _message(hit: Hit) -> str:
    return "no mandate is recorded, so whether owners are empowered is only known where their position does it"


def _fix(hit: Hit) -> str:
    return (
        "add a table mandates (`by`, `to`, `within`) to learn who is empowered, "
        "or set `policy.mandates_recorded` to true if nobody has been given one"
    )


RULE = Rule(
    code="MOD013",
    name="empowerment-not-modelled",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
