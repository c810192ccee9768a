"""Verdicts over time: a table, JSON, and a plot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TextIO
from xml.sax.saxutils import escape

from rich.text import Text

from graphkit.report.trend import Point
from graphkit.reporters.console import VERDICT_STYLES, Page, console_for, styled

_COLOURS = {"gap": "#c0392b", "unknown": "#d4a017", "governed": "#2e8b57", "functional": "#9aa5b1"}
_WIDTH, _HEIGHT = 800, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 130, 20, 50
_WORDS = 40
"""Characters of a commit's subject that a table shows."""


def write_text(points: Sequence[Point], stream: TextIO) -> None:
    """Write a table, the oldest revision first.

    Args:
        points: The points.
        stream: Where to write; colours only where it is a terminal.
    """
    page = Page(console_for(stream))
    page.write_as_is(Text("date        commit      " + "".join(f"{name:>12}" for name in _COLOURS), style="bold"))
    for point in points:
        line = Text(f"{point.day}  {point.commit[:10]}  ")
        for name in _COLOURS:
            count = point.verdicts[name]
            line.append(f"{count:>12,}", style=VERDICT_STYLES[name] if count else "dim")
        line.append("  ")
        line.append_text(styled(point.subject, "dim", most=_WORDS))
        page.write_as_is(line)
    page.flush()


def write_json(points: Sequence[Point], stream: TextIO) -> None:
    """Write the points as JSON.

    Args:
        points: The points.
        stream: Where to write; text, UTF-8.
    """
    document = {"schema_version": 1, "revisions": [point.to_dict() for point in points]}
    stream.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_svg(points: Sequence[Point], stream: TextIO) -> None:
    """Draw the points: one line a verdict, revisions at equal distances.

    Args:
        points: The points.
        stream: Where to write; text, UTF-8.
    """
    most = max((count for point in points for count in point.verdicts.values()), default=0) or 1
    stream.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12" role="img">\n<title>Processes by verdict</title>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
    )
    stream.writelines(line + "\n" for line in _axes(points, most))
    ends: list[float] = []
    for name, colour in _COLOURS.items():
        spots = [(_across(at, len(points)), _up(point.verdicts[name], most)) for at, point in enumerate(points)]
        stream.writelines(line + "\n" for line in _curve(points, name, colour, spots, ends))
    stream.write("</svg>\n")


def _axes(points: Sequence[Point], most: int) -> Iterator[str]:
    for count in dict.fromkeys((0, most // 2, most)):
        height = _up(count, most)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{height:.1f}" y2="{height:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{count:,}</text>'
    for at in dict.fromkeys((0, len(points) - 1)) if points else ():
        anchor = "end" if at else "start"
        across = _across(at, len(points))
        yield f'<text x="{across:.1f}" y="{_HEIGHT - 20}" text-anchor="{anchor}">{escape(points[at].day)}</text>'


def _curve(
    points: Sequence[Point], name: str, colour: str, spots: Sequence[tuple[float, float]], ends: list[float]
) -> Iterator[str]:
    """The line of one verdict, a spot a revision, and its name where no other stands."""
    if not spots:
        return
    path = " ".join(f"{across:.1f},{height:.1f}" for across, height in spots)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for point, (across, height) in zip(points, spots, strict=True):
        said = escape(f"{point.day} {point.commit[:10]}: {point.verdicts[name]:,} {name}")
        yield f'<circle cx="{across:.1f}" cy="{height:.1f}" r="3" fill="{colour}"><title>{said}</title></circle>'
    place = spots[-1][1]
    while any(abs(place - other) < 14 for other in ends):
        place -= 14
    ends.append(place)
    words = f"{name} {points[-1].verdicts[name]:,}"
    yield f'<text x="{_WIDTH - _RIGHT + 10}" y="{place + 4:.1f}" fill="{colour}">{words}</text>'


def _across(at: int, count: int) -> float:
    room = _WIDTH - _LEFT - _RIGHT
    return _LEFT + (room * at / (count - 1) if count > 1 else room / 2)


def _up(count: int, most: int) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * count / most
