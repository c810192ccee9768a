"""The Chief Process Officer lacks influence over functions or rules that processes depend on.

## What it does

Looks at everybody who is Chief Process Officer (CPO), and at the functions and rules of every
cross-functional process. Fires, once for each CPO, where there are some that they have no
influence over in that process, neither by command nor by mandate. What nobody in the model
commands does not count (AUT007 says that).

## Why it matters

The CPO cannot pass on to process owners what they do not have, nor settle between owners what
belongs to neither.

## Example

```yaml
people:
  - {id: ines, title: Chief Executive Officer}
  - {id: priya, title: Chief Process Officer, reports_to: ines}
functions:
  - {id: sales, head: ines}
  - {id: finance, head: ines}
processes:
  - {id: order-to-cash, performed_by: [sales, finance]}
```

## What to do

Have somebody who has that authority grant it, so that it can be passed on:

```yaml
mandates:
  - {id: m1, by: ines, to: priya, covers: [sales, finance], delegable: true}
```

## Settings

None. What process owners themselves need is in `policy.required`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import NOTHING, Ints, Ragged, distinct
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import somebody_empowering
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    executives = index.governance.process_executives
    lacking = [_lacking(index, person) for person in executives.tolist()]
    elements = [distinct(nodes) for _, nodes in lacking]
    counts = np.array([len(nodes) for nodes in elements], dtype=np.int64)
    evidence = Ragged.group(
        np.repeat(np.arange(len(counts)), counts), np.concatenate([*elements, NOTHING]), len(counts)
    )
    processes = [str(len(distinct(processes))) for processes, _ in lacking]
    return replace(Hits.at_nodes(executives, evidence), texts={"processes": processes}).only(np.flatnonzero(counts))


def _lacking(index: Index, person: int) -> tuple[Ints, Ints]:
    """Processes with their functions and rules over which somebody lacks influence, as pairs."""
    structure = index.governance.structure
    lacks = ~index.governance.holds_structure(person)
    return structure.keys[lacks], structure.values[lacks]


def _message(hit: Hit) -> str:
    index = hit.index
    kinds = ((hit.evidence_of("Function"), "function"), (hit.evidence_of("Rule"), "rule"))
    elements = " and ".join(_counted(hit, nodes, name) for nodes, name in kinds if nodes)
    total = int(np.count_nonzero(index.participation.crossing))
    return (
        f"{hit.subject_name}, who is CPO, lacks influence over {elements}, "
        f"in {hit.texts['processes']} of {total} cross-functional process{'es' if total > 1 else ''}"
    )


def _counted(hit: Hit, nodes: tuple[int, ...], name: str) -> str:
    """Such as `2 functions (Finance and Sales)`."""
    return f"{len(nodes)} {name}{'s' if len(nodes) > 1 else ''} ({hit.names(nodes, most=3)})"


def _fix(hit: Hit) -> str:
    by, to = somebody_empowering(hit, hit.subject), hit.index.model.show(hit.subject)
    return f"have {by} grant {to} a mandate that covers {shown(hit, hit.evidence, word='and')}"


RULE = Rule(
    code="ROL003",
    name="process-executive-lacks-authority",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
