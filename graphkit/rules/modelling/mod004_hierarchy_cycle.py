"""Command runs in a circle: each answers to the next, and the last to the first.

## What it does

Follows who answers to whom: `reports_to`, `part_of`, `head`, and for who has no manager
`member_of`. Fires where the way up leads back to where it began, once for all nodes that lie
on circles together. Every link between them counts for nothing.

## Why it matters

In a circle everybody commands everybody, themselves included, which means that nobody does.
If these links counted, an owner could gain authority from a mistake.

## Example

```yaml
people:
  - {id: ana, reports_to: bo}
  - {id: bo, reports_to: ana}
```

## What to do

Take out the link that is wrong:

```yaml
people:
  - {id: ana, reports_to: bo}
  - {id: bo}
```

## Settings

None.
"""

from __future__ import annotations

from itertools import pairwise

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.model.tables import Model
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.report.words import joined
from graphkit.rules.modelling.faults import process_of

_SHOWN = 6


def _find(index: Index, policy: Policy) -> Hits:
    members = index.command.cycles.members
    lowest = members.values[members.offsets[:-1]]
    return Hits.at_nodes(lowest, members, process_of(index, lowest))


def _message(hit: Hit) -> str:
    circle = _shortest_circle(hit)
    names = [hit.name(node) for node in circle]
    if len(names) > _SHOWN + 1:
        names = [*names[: _SHOWN - 1], f"{len(names) - _SHOWN - 1} more", *names[-2:]]
    others = len(hit.evidence) - len(circle) + 1
    rest = f" (with {others} more on circles through them)" if others else ""
    return f"command runs in a circle: {' → '.join(names)}{rest}"


def _fix(hit: Hit) -> str:
    model = hit.index.model
    cells = list(dict.fromkeys(_cell(model, lower, upper) for lower, upper in pairwise(_shortest_circle(hit))))
    further = ", or one further on" if len(cells) > _SHOWN else ""
    return f"correct {joined(cells[:_SHOWN], 'or')}{further}"


def _shortest_circle(hit: Hit) -> list[int]:
    """The way up from the subject that is back at the subject soonest."""
    circles, start = hit.index.command.circles, hit.subject
    before: dict[int, int] = {}
    frontier = [start]
    while start not in before:
        reached = []
        for node in frontier:
            for upper in circles[node].tolist():
                if upper not in before:
                    before[upper] = node
                    reached.append(upper)
        frontier = reached
    way = [start, before[start]]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def _cell(model: Model, lower: int, upper: int) -> str:
    """The cell that puts one node below another."""
    low, high = model.label_of(lower), model.label_of(upper)
    if (low, high) == ("Role", "Person"):
        return f"`holds` of {model.show(upper)}"
    if (low, high) == ("Person", "Person"):
        return f"`reports_to` of {model.show(lower)}"
    if low == "Function" and high != "Function":
        return f"`head` of {model.show(lower)}"
    if low == "Person":
        return f"the functions that {model.show(lower)} is in or heads"
    if low == "Role":
        return f"the functions that {model.show(lower)} belongs to or heads"
    return f"`part_of` of {model.show(lower)}"


RULE = Rule(
    code="MOD004",
    name="hierarchy-cycle",
    severity="error",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
