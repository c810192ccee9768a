"""The Chief Process Officer has another executive's work to do as well.

## What it does

Fires for everybody who is Chief Process Officer (CPO) and holds another executive role, by role or
by title.

## Why it matters

Looking after process ownership is a full job. Whoever also runs technology or finance has little time for it, and
is party to what they should settle between functions.

## Example

```yaml
people:
  - {id: claire, title: Chief Information Officer, holds: cpo}
roles:
  - {id: cpo, kind: cpo}
```

## What to do

Give one of the two roles to somebody else; or make sure that there is time for both and
leave this finding out.

## Settings

`policy.executive_roles` says which kinds of role are executive.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.arrays import Bools, Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.report.words import joined
from graphkit.rules.words import shown


def _find(index: Index, policy: Policy) -> Hits:
    executives = index.governance.process_executives
    rows = executives[_other_kinds(index)[:, executives].any(axis=0)]
    return Hits.at_nodes(rows, _other_roles(index).take(rows))


def _other_kinds(index: Index) -> Bools:
    """Who holds an executive role other than the CPO's; shape (kinds, nodes)."""
    others = np.array([kind != "cpo" for kind in index.governance.executive_kinds], dtype=np.bool_)
    return index.governance.executives & others[:, np.newaxis]


def _other_roles(index: Index) -> Ragged:
    """For each node, the executive roles that they hold besides that of CPO."""
    kinds = [kind for kind in index.governance.executive_kinds if kind != "cpo"]
    person, role = index.facts.edges("HOLDS")
    other = index.facts.roles_of_kind(kinds)[role] & ~index.facts.vacant[role]
    return Ragged.group(*unique_pairs(person[other], role[other]), index.model.size)


def _message(hit: Hit) -> str:
    held = _other_kinds(hit.index)[:, hit.subject].tolist()
    kinds = [kind.upper() for kind, is_held in zip(hit.index.governance.executive_kinds, held, strict=True) if is_held]
    return f"{hit.subject_name} is CPO and also {joined(kinds)}"


def _fix(hit: Hit) -> str:
    person = hit.index.model.show(hit.subject)
    if not hit.evidence:
        return f"let somebody other than {person} be CPO, or take the other title from {person}"
    return f"let somebody other than {person} be CPO, or hold {shown(hit, hit.evidence, word='and')}"


RULE = Rule(
    code="ROL001",
    name="double-hatted-process-executive",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
