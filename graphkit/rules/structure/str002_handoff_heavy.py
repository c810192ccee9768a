"""Work passes from function to function too often within one process.

## What it does

Counts, within every process and all its parts, how often work flows (`flows_to`) from one part
to another that has no function in common with it. Fires where that is more often than
`max_handoffs`. Of processes that are part of one another the smallest is named.

## Why it matters

At every hand-off work waits, and something of what was known about it is lost.

## Example

With the default limit of 12:

```yaml
processes:
  - {id: claim-to-refund}
  - {id: a, part_of: claim-to-refund, performed_by: sales, flows_to: [n, o, p, q, r, s, t]}
  - {id: b, part_of: claim-to-refund, performed_by: sales, flows_to: [n, o, p, q, r, s, t]}
  - {id: n, part_of: claim-to-refund, performed_by: finance}
  - {id: o, part_of: claim-to-refund, performed_by: finance}
  - {id: p, part_of: claim-to-refund, performed_by: finance}
  - {id: q, part_of: claim-to-refund, performed_by: finance}
  - {id: r, part_of: claim-to-refund, performed_by: service}
  - {id: s, part_of: claim-to-refund, performed_by: service}
  - {id: t, part_of: claim-to-refund, performed_by: service}
```

## What to do

Put steps that follow one another into one pair of hands, or into one team with people of both
functions.

## Settings

`policy.max_handoffs`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Edges, Ints, Ragged, any_by, unique_pairs
from graphkit.index.index import Index
from graphkit.index.pairs import contains_pairs
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule


def _find(index: Index, policy: Policy) -> Hits:
    source, target = _handoffs(index)
    edge, process = _around(index, source, target)
    counts = np.bincount(process, minlength=len(index.parts))
    rows = _smallest(index, np.flatnonzero(counts > policy.max_handoffs))
    ends = np.concatenate([source[edge], target[edge]])
    step, unit = index.participation.functions.expand(ends)
    between = Ragged.group(*unique_pairs(np.tile(process, 2)[step], unit), len(index.parts))
    hits = Hits.at_processes(rows, between.take(rows))
    return replace(hits, texts={"handoffs": [str(count) for count in counts[rows].tolist()]})


def _handoffs(index: Index) -> Edges:
    """Flows between processes whose functions are known and have none in common."""
    functions = index.participation.functions
    source, target = index.facts.edges("FLOWS_TO")
    known = (functions.counts[source] > 0) & (functions.counts[target] > 0)
    source, target = source[known], target[known]
    at, unit = functions.expand(source)
    shared = contains_pairs((functions.keys, functions.values), (target[at], unit))
    apart = ~any_by(at, shared, len(source))
    return source[apart], target[apart]


def _around(index: Index, source: Ints, target: Ints) -> tuple[Ints, Ints]:
    """Every process around both ends of each flow, as pairs of position and process."""
    reach = index.processes.reach
    at, whole = reach.all_above(source)
    both = contains_pairs(reach.all_above(target), (at, whole))
    return at[both], whole[both]


def _smallest(index: Index, rows: Ints) -> Ints:
    """Those of some processes of which none of the others is a part."""
    larger = np.unique(index.processes.reach.all_above(rows)[1], return_index=True)[0]
    return rows[~np.isin(rows, larger)]


def _message(hit: Hit) -> str:
    return f"work in {hit.subject_name} passes from function to function {hit.texts['handoffs']} times: {hit.names()}"


def _fix(hit: Hit) -> str:
    most = hit.index.policy.max_handoffs
    left = "1 hand-off is" if most == 1 else f"{most} hand-offs are"
    return f"put steps of {hit.index.model.show(hit.subject)} into the same hands until {left} left"


RULE = Rule(
    code="STR002",
    name="handoff-heavy",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
