"""How things look: a shape for each label, a colour and a sign for each status and verdict.

The colours are those of Okabe and Ito, which colour-blind people tell apart; no fact is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a status or verdict is shown.

    Attributes:
        colour: On paper and on a light screen.
        dark: On a dark screen.
        sign: The character that says the same.
        dashes: Lengths of dash and gap of lines that lead there; empty for a whole line.
    """

    colour: str
    dark: str
    sign: str
    dashes: tuple[int, ...] = ()


_GREEN, _RED, _AMBER, _BLUE, _GREY = (
    ("#00795a", "#2ec79b"),
    ("#c2410c", "#ff8a4c"),
    ("#9a6700", "#f0b429"),
    ("#0072b2", "#56b4e9"),
    ("#5b6472", "#9aa4b2"),
)

LOOKS: Mapping[str, Look] = {
    "held": Look(*_GREEN, "✓"),
    "missing": Look(*_RED, "✗", (8, 5)),
    "ungoverned": Look(*_AMBER, "?", (2, 5)),
    "owner": Look(*_BLUE, ""),
    "culprit": Look(*_RED, "!"),
    "governed": Look(*_GREEN, "✓"),
    "gap": Look(*_RED, "✗"),
    "unknown": Look(*_AMBER, "?"),
    "functional": Look(*_GREY, "–"),  # noqa: RUF001 - a sign, not a hyphen
    "": Look(*_GREY, ""),
}
"""Status or verdict → look; the empty one is for all else."""

SHAPES: Mapping[str, str] = {
    "Process": "hexagon",
    "Function": "square",
    "Person": "dot",
    "Role": "ellipse",
    "System": "database",
    "Rule": "triangle",
    "Workflow": "triangleDown",
    "Resource": "diamond",
    "Mandate": "star",
}
"""Label → shape, by the names that vis-network has for them."""
