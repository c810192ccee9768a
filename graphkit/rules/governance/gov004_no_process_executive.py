"""Nobody is Chief Process Officer.

## What it does

Fires once where the model has processes and nobody active holds a role of kind `cpo`, in person,
by title, or as a role that stands for whoever fills it. Only `kind: cpo` and the name "Chief
Process Officer" count: CPO is as often product, people or privacy. Says nothing where the model
records nothing of governance (GOV003 says that).

## Why it matters

Process owners look after one process each. Somebody has to look after process ownership: choose
owners, pass mandates on, settle where one process ends and the next begins.

## Example

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
processes:
  - {id: order-to-cash, performed_by: [sales, finance]}
```

## What to do

```yaml
people:
  - {id: mateo, title: Chief Operating Officer}
  - {id: priya, holds: cpo, reports_to: mateo}
roles:
  - {id: cpo, kind: cpo}
```

The role may be held by an executive who has another, as long as that leaves the time and the
authority for it.

## Settings

`policy.role_names` says which names and titles mean which kind of role.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import fill_role, missing_executive, speaks


def _find(index: Index, policy: Policy) -> Hits:
    if not speaks(index) or len(index.governance.process_executives):
        return Hits.none()
    return missing_executive(index, "cpo")


def _message(hit: Hit) -> str:
    unfilled = f": nobody holds {hit.names()}" if hit.evidence else ""
    return f"nobody active is Chief Process Officer (CPO){unfilled}"


def _fix(hit: Hit) -> str:
    return fill_role(hit, "cpo")


RULE = Rule(
    code="GOV004",
    name="no-process-executive",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
