"""Plots as plain SVG: bars that stand in tables, whose words say the same."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from graphkit.views.svg import element

_WIDTH, _HEIGHT = 1000.0, 10.0

BALLS = ("none", "little", "half", "much", "all")
"""How full each ball of the heat map is; balls of this kind need no colour to be read."""

Segment = tuple[str, float]
"""A class, and how much of it there is."""


def bar(segments: Sequence[Segment], whole: float, mark: float | None = None) -> Markup:
    """A bar of several segments, one behind the other.

    Args:
        segments: What it consists of.
        whole: How much the whole width stands for.
        mark: Where a line is drawn, such as a limit.

    Examples:
        >>> print(bar([("held", 1)], whole=2))
        <svg class="bar" ... aria-hidden="true"><rect class="held" x="0" y="0" width="500" height="10"></rect></svg>
    """
    parts, x = [], 0.0
    for name, amount in segments:
        wide = amount / whole * _WIDTH if whole else 0.0
        if wide:
            parts.append(element("rect", class_=name, x=x, y=0, width=wide, height=_HEIGHT))
        x += wide
    if mark is not None and whole:
        at = min(mark / whole * _WIDTH, _WIDTH - 3)
        parts.append(element("rect", class_="mark", x=at, y=0, width=3, height=_HEIGHT))
    return element(
        "svg",
        parts,
        class_="bar",
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def fullness(held: int, elements: int) -> int:
    """Which of `BALLS` stands for a share.

    Only nothing is empty, and only all of it is full.

    Args:
        held: How many are held.
        elements: Of how many.

    Examples:
        >>> [fullness(held, 8) for held in (0, 1, 4, 7, 8)]
        [0, 1, 2, 3, 4]
    """
    if held in (0, elements):
        return 0 if held == 0 else len(BALLS) - 1
    share = held / elements
    return 1 if share < 0.4 else 2 if share <= 0.6 else 3


def balls() -> Markup:
    """The balls of the heat map, defined once and used by name: `#ball-0` to `#ball-4`."""
    symbols = [
        element(
            "symbol",
            [
                element("circle", cx=8, cy=8, r=7, class_="rim"),
                element("path", d=_pie(number / (len(BALLS) - 1)), class_="pie"),
            ],
            id=f"ball-{number}",
            viewBox="0 0 16 16",
        )
        for number in range(len(BALLS))
    ]
    return element("svg", symbols, class_="defined", width=0, height=0, aria_hidden="true")


def _pie(share: float) -> str:
    if share in (0.0, 1.0):
        return "" if share == 0.0 else "M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z"
    end = {0.25: (15, 8), 0.5: (8, 15), 0.75: (1, 8)}[share]
    return f"M8 8L8 1A7 7 0 {int(share > 0.5)} 1 {end[0]} {end[1]}z"
