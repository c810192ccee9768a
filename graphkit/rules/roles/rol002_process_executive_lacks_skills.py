"""Neither the Chief Process Officer nor anybody under them has a skill that process work takes.

## What it does

Looks at everybody who is Chief Process Officer (CPO), with all the active people whom they
command. Fires where there is one of the `critical_skills` that none of them is recorded with,
under its own name or another that the policy gives it.

## Why it matters

A CPO need not master everything, but must be able to call on somebody who does.

## Example

```yaml
people:
  - {id: priya, title: Chief Process Officer, skills: [six sigma]}
  - {id: amelia, reports_to: priya, skills: [change management]}
```

## What to do

Train, hire, or move people with the skill to where the CPO can call on them:

```yaml
people:
  - {id: priya, title: Chief Process Officer, skills: [six sigma]}
  - {id: amelia, reports_to: priya, skills: [change management]}
  - {id: daniel, reports_to: priya, skills: [lean]}
```

## Settings

`policy.critical_skills`, with other names for each skill.
"""

from __future__ import annotations

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.leadership import lacking_skills, skills_missed


def _find(index: Index, policy: Policy) -> Hits:
    governance = index.governance
    executives = governance.process_executives
    missing = [skills_missed(index, np.append(governance.under(person), person)) for person in executives.tolist()]
    return lacking_skills(Hits.at_nodes(executives), missing)


def _message(hit: Hit) -> str:
    under = len(hit.index.governance.under(hit.subject))
    skills = hit.texts["skills"]
    if not under:
        return f"{hit.subject_name}, who is CPO and leads nobody, is not recorded with {skills}"
    people = "the only person" if under == 1 else f"any of the {under} people"
    return f"neither {hit.subject_name}, who is CPO, nor {people} under them is recorded with {skills}"


def _fix(hit: Hit) -> str:
    executive = hit.index.model.show(hit.subject)
    return f"train {executive}, or let somebody with {hit.texts['skills']} report to them, and record it in `skills`"


RULE = Rule(
    code="ROL002",
    name="process-executive-lacks-skills",
    severity="warning",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
