"""Nobody in the model has any authority over something that a process depends on.

## What it does

Looks at every element of cross-functional processes: the people and roles in them, their
functions, systems, rules, workflows and resources. Fires where nobody else commands it and
nobody active has a dotted line from it. Whoever heads a function is not meant: the top of
an organisation answers to nobody. Where the model says nothing at all about who leads whom
or what, that is told once (MOD014) and not of every element.

## Why it matters

No mandate can be granted over what nobody has, so no owner can ever hold it. Either the
organisation has left something unattended, or the model does not say who attends to it, and
the verdict on the process stays open until it does.

## Example

```yaml
people:
  - {id: ana}
functions:
  - {id: sales, head: ana}
  - {id: finance, head: ana}
systems:
  - {id: crm}
processes:
  - {id: order-to-cash, owner: ana, performed_by: [sales, finance], uses: crm}
```

## What to do

Say who owns it, or to which function it belongs:

```yaml
systems:
  - {id: crm, belongs_to: sales}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ragged, any_by
from graphkit.index.index import Index
from graphkit.report.finding import NO_PROCESS, Hit, Hits
from graphkit.report.rule import Rule

_FIXES = {
    "Person": "name somebody active in `reports_to` of {}",
    "Role": "name a function with a head in `belongs_to` of {}, or say who `holds` it",
    "Function": "name somebody active as `head` of {}",
}
_FIX_OF_THINGS = "name somebody active as `owner` of {}, or a function with a head in its `belongs_to`"


def _find(index: Index, policy: Policy) -> Hits:
    if not index.command.modelled:
        return Hits.none()
    elements = index.judgement.elements.only(index.judgement.crossing)
    beyond = elements.where(_beyond_everybody(index)[elements.values])
    where = Ragged.group(beyond.values, beyond.keys, index.model.size)
    nodes = np.flatnonzero(where.counts > 0)
    where = where.take(nodes)
    process = np.where(where.counts == 1, where.values[where.offsets[:-1]], NO_PROCESS)
    return Hits.at_nodes(nodes, where, process)


def _beyond_everybody(index: Index) -> Bools:
    lower, upper = index.command.dotted
    return ~(index.command.governed | any_by(lower, index.command.active[upper], index.model.size))


def _message(hit: Hit) -> str:
    processes = "" if len(hit.evidence) == 1 else f"{len(hit.evidence)} processes: "
    return f"nobody has any authority over {hit.subject_name}, needed in {processes}{hit.names()}"


def _fix(hit: Hit) -> str:
    words = _FIXES.get(hit.index.model.label_of(hit.subject), _FIX_OF_THINGS)
    return words.format(hit.index.model.show(hit.subject))


RULE = Rule(
    code="AUT007",
    name="ungoverned-element",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
