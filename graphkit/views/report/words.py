"""Words that all formats of the report share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphkit.report.words import joined

VERDICTS: Mapping[str, str] = {
    "gap": "no empowered owner with sufficient authority",
    "unknown": "the model does not say",
    "governed": "an empowered owner with sufficient authority",
    "functional": "crosses no functions, so its manager suffices",
}
"""What each verdict means."""

REASONS: Mapping[str, str] = {
    "no-owner": "no owner",
    "vacant-owner": "an owner on paper only",
    "shared-owner": "several owners",
    "not-empowered": "an owner whom nobody has empowered",
    "insufficient-authority": "an owner without sufficient authority",
}
"""What each reason for a gap means."""

EMPOWERED: Mapping[str | None, str] = {
    "position": "position",
    "mandate": "mandate",
    "none": "no",
    "unmodelled": "not known",
    None: "",
}
"""How an owner is empowered."""

LEVEL_WORDS = ("nobody", "an owner, informal", "a senior owner, appointed", "in charge", "in the top body")
"""What the levels of maturity mean, from P-0."""

MOST_STEPS = 25
"""Appointments and mandates that are listed, of each kind."""

LONGEST = 100
"""Characters of a name that are shown; longer ones are no names."""


def named(names: Sequence[str], most: int = 6) -> str:
    """Several names in a sentence, the first few of many.

    Args:
        names: At least one.
        most: How many are named before the rest is counted.

    Examples:
        >>> named(["Ana", "Bo", "Cy"], most=2)
        'Ana, Bo and 1 more'
    """
    rest = [f"{len(names) - most:,} more"] if len(names) > most else []
    return joined([*names[:most], *rest])


def cut(name: str) -> str:
    """A name, cut where it is no name any more."""
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
