"""The people of a centre of excellence do not have all the skills it is there for.

## What it does

Looks at every function of kind `coe` and at its active members and heads, those of its parts
included. Fires where there is one of the `critical_skills` that none of them is recorded with,
under its own name or another that the policy gives it.

## Why it matters

Owners turn to the centre for what their functions do not have. What the centre does not have
either, the organisation does without.

## Example

```yaml
people:
  - {id: daniel, member_of: process-excellence, skills: [lean, black belt]}
functions:
  - {id: process-excellence, kind: coe}
```

## What to do

Bring the skill in, train somebody, or record it where somebody has it:

```yaml
people:
  - {id: daniel, member_of: process-excellence, skills: [lean, black belt]}
  - {id: amelia, member_of: process-excellence, skills: change management}
```

## Settings

`policy.critical_skills`, with other names for each skill.
"""

from __future__ import annotations

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import lacking_skills, skills_missed


def _find(index: Index, policy: Policy) -> Hits:
    centres, members = index.governance.centres, index.governance.members
    missing = [skills_missed(index, members[row]) for row in range(len(centres))]
    return lacking_skills(Hits.at_nodes(centres, members), missing)


def _message(hit: Hit) -> str:
    centre, skills = hit.subject_name, hit.texts["skills"]
    if not hit.evidence:
        return f"{centre} has no active members, and so nobody with {skills}"
    if len(hit.evidence) == 1:
        return f"{hit.names()}, the only member of {centre}, is not recorded with {skills}"
    return f"none of the {len(hit.evidence)} members of {centre} is recorded with {skills}"


def _fix(hit: Hit) -> str:
    return f"bring in or train a member of {hit.index.model.show(hit.subject)}, and record it in their `skills`"


RULE = Rule(
    code="GOV009",
    name="centre-lacks-skills",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
