"""What would become of the verdicts if a model were changed, without touching it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graphkit.changes.actions import Appoint, Change, Leaves, MergeFunctions
from graphkit.changes.interpret import apply_changes
from graphkit.config import Policy
from graphkit.errors import InputError
from graphkit.index.index import Index
from graphkit.index.judgement import mandates_recorded
from graphkit.model.tables import Model
from graphkit.report.comparison import Comparison, compare
from graphkit.report.report import Report

Check = Callable[[Model, Policy], Report]
"""Judges a model by a policy."""


def what_if(index: Index, changes: Sequence[Change], check: Check, file: str | None = None) -> Comparison:
    """Judge a model as it is and as it would be.

    Whether mandates are recorded is decided by the model as it is, so that its first mandate
    does not turn what was not known into gaps.

    Args:
        index: The compiled model, as it is.
        changes: The changes.
        check: Judges a model by a policy.
        file: The change file, for messages and as the place of what is new.

    Raises:
        InputError: When a change does not fit the model.
    """
    policy = replace(index.policy, mandates_recorded=mandates_recorded(index.facts, index.policy))
    changed = apply_changes(index.model, changes, file)
    return compare(check(index.model, policy), check(changed, policy))


def shorthand(leaves: Sequence[str], appoint: Sequence[str], merge_functions: Sequence[Sequence[str]]) -> list[Change]:
    """Changes as they are written on a command line.

    Args:
        leaves: People who leave.
        appoint: `PERSON=PROCESS`.
        merge_functions: Functions that become the first of them.

    Raises:
        InputError: When one is not written so.

    Examples:
        >>> shorthand(["ana"], ["bo=claims"], [])[1].action
        Appoint(who='bo', to=('claims',))
    """
    changes = [Change(MergeFunctions(tuple(functions), functions[0])) for functions in merge_functions if functions]
    for words in appoint:
        who, equals, process = words.partition("=")
        if not (who.strip() and equals and process.strip()):
            raise InputError(f"'{words}' is not an appointment such as ana=order-to-cash")
        changes.append(Change(Appoint(who.strip(), (process.strip(),))))
    if leaves:
        changes.insert(0, Change(Leaves(tuple(leaves))))
    return changes
