"""What changes would do, and the smallest ones that close the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graphkit.api.checking import check, compile_index
from graphkit.config import Policy, Settings
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.rules.registry import load_rules

if TYPE_CHECKING:
    from graphkit.changes.actions import Change
    from graphkit.changes.remedy import Remedy
    from graphkit.report.comparison import Comparison


def whatif(
    model: Model,
    changes: Sequence[Change],
    settings: Settings | None = None,
    *,
    file: str | None = None,
    rules: Sequence[Rule] | None = None,
) -> Comparison:
    """Say what changes would close and open, without touching the model.

    Args:
        model: The model.
        changes: The changes, in their order.
        settings: Rules selected, policy and day; the defaults where None.
        file: The change file, for messages and as the place of what is new.
        rules: The rules to choose from; all there are where None.

    Raises:
        InputError: When a change does not fit the model.
    """
    from graphkit.changes.whatif import what_if

    chosen = settings or Settings()
    known = load_rules() if rules is None else rules
    index = compile_index(model, chosen.policy, chosen.today)

    def judge(changed: Model, policy: Policy) -> Report:
        return check(changed, replace(chosen, policy=policy, today=index.today), rules=known)

    return what_if(index, changes, judge, file)


def diff(
    old: Model, new: Model, settings: Settings | None = None, *, rules: Sequence[Rule] | None = None
) -> Comparison:
    """Compare the findings and verdicts of two models.

    Args:
        old: The model before.
        new: The model after.
        settings: Rules selected, policy and day; the defaults where None.
        rules: The rules to choose from; all there are where None.
    """
    from graphkit.report.comparison import compare

    known = load_rules() if rules is None else rules
    chosen = settings or Settings()
    dated = replace(chosen, today=chosen.today or date.today())
    return compare(check(old, dated, rules=known), check(new, dated, rules=known))


def remedy(model: Model, settings: Settings | None = None, *, processes: Iterable[int] = ()) -> Remedy:
    """Find the smallest set of appointments and mandates that leaves no gap, and the buy-ins that are missing.

    Args:
        model: A model.
        settings: Policy and day; the defaults where None.
        processes: Numbers of the processes whose gaps are to be closed; all where empty.
    """
    from graphkit.changes.remedy import find_remedy

    chosen = settings or Settings()
    return find_remedy(compile_index(model, chosen.policy, chosen.today), processes)
