"""The Chief Process Officer does not answer to operations.

## What it does

Fires for everybody who is Chief Process Officer (CPO), where they neither are Chief Operating
Officer (COO) themselves nor answer to one in the line, at any distance. Says nothing where
nobody is COO (GOV003 says that), nor where the model gives nobody authority over anything
(MOD014 says that).

## Why it matters

Most of what processes need lies in operations. A CPO elsewhere depends on what the COO
happens to agree to.

## Example

```yaml
people:
  - {id: ines, title: Chief Executive Officer}
  - {id: mateo, title: Chief Operating Officer, reports_to: ines}
  - {id: claire, title: Chief Information Officer, reports_to: ines}
  - {id: priya, title: Chief Process Officer, reports_to: claire}
processes:
  - {id: order-to-cash, performed_by: [sales, finance]}
```

## What to do

Let the CPO report to the COO, or make sure that the two agree by other means: a mandate from
the COO to begin with.

## Settings

`policy.role_names` says which names and titles mean which kind of role.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    governance = index.governance
    if not len(governance.operations_executives) or not index.command.modelled:
        return Hits.none()
    executives = governance.process_executives
    return Hits.at_nodes(executives[~governance.answer_to(executives, governance.operations_executives)])


def _message(hit: Hit) -> str:
    leaders = hit.index.governance.operations_executives.tolist()
    return f"{hit.subject_name}, who is CPO, does not report to {hit.names(leaders)}, who is COO"


def _fix(hit: Hit) -> str:
    leaders = hit.index.governance.operations_executives.tolist()
    if hit.index.model.label_of(hit.subject) != "Person":
        return f"say who `holds` {hit.index.model.show(hit.subject)} and that they report to {shown(hit, leaders)}"
    return f"name {shown(hit, leaders)} in `reports_to` of {hit.index.model.show(hit.subject)}"


RULE = Rule(
    code="GOV011",
    name="process-executive-outside-operations",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
