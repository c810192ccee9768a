"""Time against size, as a drawing.

    python -m benchmarks.plot OUTPUT < POINTS

POINTS is JSON: for each line its name and its points, each people, seconds, and whether it was given up there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TypeAlias

Point: TypeAlias = "tuple[int, float, bool]"

COLOURS = {"warm": "#4f9bd9", "graphkit": "#0b5fa5", "networkx": "#d1495b", "rustworkx": "#e58f2b", "Neo4j": "#5b8c5a"}
"""By the word that a name contains; anything else is grey."""


def draw(lines: dict[str, Sequence[Point]], output: str) -> None:
    """Draw lines on two logarithmic axes.

    Args:
        lines: The points of each line, by name.
        output: An SVG file.
    """
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "graphkit", "font.family": "sans-serif"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8.4, 5.2), layout="constrained")
    axes.set(xscale="log", yscale="log", xlabel="people", ylabel="seconds, whole process")
    ends = []
    for name, points in lines.items():
        sizes, seconds, given_up = zip(*points, strict=True)
        colour = next((shade for word, shade in COLOURS.items() if word in name), "#8a8f98")
        bold = colour == COLOURS["graphkit"]
        axes.plot(sizes, seconds, color=colour, linewidth=2.8 if bold else 1.8, marker="o", markersize=5)
        for size, second, _ in (point for point in points if point[2]):
            arrow = {"arrowstyle": "->", "color": colour, "lw": 1.8}
            axes.annotate("", (size, second * 1.9), (size, second), arrowprops=arrow)
        ends.append((seconds[-1], sizes[-1], f"{name} (given up)" if given_up[-1] else name, colour, bold))
    _label(axes, ends)
    axes.grid(which="major", color="#d9dde2", linewidth=0.8)
    axes.grid(which="minor", color="#eef0f2", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#8a8f98")
    axes.tick_params(which="both", color="#8a8f98")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xticks(sorted({size for points in lines.values() for size, *_ in points}), minor=False)
    axes.set_xticks([], minor=True)
    axes.set_ylim(top=axes.get_ylim()[1] * 1.6)
    figure.savefig(output, metadata={"Date": None})


def _label(axes: object, ends: list[tuple[float, int, str, str, bool]]) -> None:
    """Name each line at its end, far enough from the one below."""
    lowest = 0.0
    for second, size, name, colour, bold in sorted(ends):
        place = max(second, lowest)
        axes.annotate(  # type: ignore[attr-defined]
            name,
            (size, second),
            (size * 1.12, place),
            color=colour,
            va="center",
            annotation_clip=False,
            fontsize=9.5,
            fontweight="bold" if bold else "normal",
        )
        lowest = place * 1.33


def main() -> None:
    """Draw what standard input says."""
    draw(json.load(sys.stdin), sys.argv[1])


if __name__ == "__main__":
    main()
