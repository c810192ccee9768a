"""What the rules about the model share: faults as findings, and words for columns and labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graphkit.index.arrays import Ints, Ragged
from graphkit.index.index import Index
from graphkit.model.schema import REFERENCES, RELATIONSHIPS
from graphkit.report.finding import NO_PROCESS, Hit, Hits
from graphkit.report.words import joined

_TEXTS = ("column", "value", "other")


def fault_hits(index: Index, code: str, identity: Sequence[str]) -> Hits:
    """Faults that were found while the model was put together, as findings.

    Args:
        index: The compiled model.
        code: The code of the faults.
        identity: The texts that, with the subject, tell faults apart; the first place of each is kept.

    Returns:
        One finding a fault, with the texts `column`, `value` and `other` (empty where there is none).
    """
    if not index.model.problems.height:
        return Hits.none()
    faults = index.model.problems.filter(pl.col("code") == code)
    faults = faults.unique(["subject", *identity], keep="first", maintain_order=True)
    subject = faults["subject"].to_numpy()
    return Hits(
        subject,
        process_of(index, subject),
        Ragged.empty(len(subject)),
        texts={name: faults[name].fill_null("").to_list() for name in _TEXTS},
        files=_place(faults["_file"]),
        lines=_place(faults["_line"]),
    )


def _place(numbers: pl.Series) -> Ints:
    return numbers.cast(pl.Int64).fill_null(-1).to_numpy()


def process_of(index: Index, subject: Ints) -> Ints:
    """The process that findings about some nodes concern: the subject itself, where it is one."""
    processes = index.facts.span("Process")
    return np.where((subject >= processes.start) & (subject < processes.stop), subject, NO_PROCESS)


def admitted(hit: Hit) -> tuple[str, ...]:
    """The labels that the faulty reference may lead to."""
    column = hit.texts["column"]
    type_, _, end = column.partition(".")
    if end:
        return RELATIONSHIPS[type_].sources if end == "source" else RELATIONSHIPS[type_].targets
    label = hit.index.model.label_of(hit.subject)
    return next(reference.admits for reference in REFERENCES[label] if reference.name == column)


def place_of(hit: Hit, *, named: bool) -> str:
    """Where the faulty reference is written.

    Args:
        hit: A finding about a reference.
        named: Whether the subject is called by its name, or else by its id.

    Returns:
        Such as "`owner` of Billing", or "the source of a HEADS relationship of Sales".
    """
    type_, _, end = hit.texts["column"].partition(".")
    cell = f"the {end} of a {type_} relationship" if end else f"`{type_}`"
    if hit.subject < 0:
        return cell
    return f"{cell} of {hit.subject_name if named else hit.index.model.show(hit.subject)}"


def kinds(labels: Sequence[str]) -> str:
    """Labels in a sentence.

    Examples:
        >>> kinds(["Person", "Role"])
        'a person or a role'
    """
    return joined([f"a {label.lower()}" for label in labels], "or")
