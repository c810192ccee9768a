"""Pictures as plain SVG: no script, no request, readable without a style sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, pi, sin

from markupsafe import Markup, escape

from graphkit.reporters.console import clean
from graphkit.views.picture import Line, Picture, Spot
from graphkit.views.style import LOOKS, SHAPES

INK, FAINT, PAPER = "#1d2733", "#d5dbe1", "#ffffff"
_DASHES: Mapping[str, str] = {"grant": "9 5", "coordination": "9 5", "footprint": "2 5", "flow": "14 4 2 4"}
_MARGIN_X, _MARGIN_TOP, _MARGIN_BOTTOM = 90.0, 44.0, 56.0
_FONT, _LEADING, _LETTERS, _MOST_LINES = 15, 17, 19, 2
_LANE_FONT = 14
_LONGEST = 200
"""Characters of a name that are written at all."""


def element(name: str, inside: Iterable[Markup | str] = (), /, **attributes: object) -> Markup:
    """One element, everything in it escaped.

    Args:
        name: Its name.
        inside: Elements and words in it.
        **attributes: Its attributes; an underscore stands for a hyphen, and one at the end for nothing. Those that
            are None are left out.

    Examples:
        >>> element("text", ["a < b"], x=1, font_size=12, class_="n")
        Markup('<text x="1" font-size="12" class="n">a &lt; b</text>')
    """
    said = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _plain(value))
        for key, value in attributes.items()
        if value is not None
    )
    body = Markup("").join(escape(part) for part in inside)
    return Markup(f"<{name}{said}>{body}</{name}>")  # noqa: S704 - every part has been escaped


def _plain(value: object) -> str:
    """An attribute's value; coordinates to a tenth, which is finer than anybody sees."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def picture_svg(picture: Picture, *, label: str | None = None) -> Markup:
    """Draw a picture.

    Args:
        picture: What is drawn and where.
        label: What a screen reader says; the picture's title where None.

    Returns:
        An `svg` element with colours of its own; classes let a style sheet give it others.
    """
    left, upper, right, lower = picture.box
    left, upper, right, lower = left - _MARGIN_X, upper - _MARGIN_TOP, right + _MARGIN_X, lower + _MARGIN_BOTTOM
    if picture.lanes:
        upper, lower = picture.lanes[0].y, picture.lanes[-1].y + picture.lanes[-1].height
        outside = [spot.y for spot in picture.spots if not upper <= spot.y <= lower]
        upper = min([upper, *(y - _MARGIN_TOP for y in outside)])
        lower = max([lower, *(y + _MARGIN_BOTTOM for y in outside)])
    return element(
        "svg",
        [
            element("title", [clean(_shortened(label or picture.title, _LONGEST))]),
            *_lanes(picture, left, right),
            *(_line(picture, line) for line in picture.lines),
            *(_spot(spot) for spot in picture.spots),
        ],
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        role="img",
        viewBox=" ".join(_plain(number) for number in (left, upper, right - left, lower - upper)),
        width=float(right - left),
        font_family="system-ui, sans-serif",
        font_size=_FONT,
    )


def _lanes(picture: Picture, left: float, right: float) -> Iterator[Markup]:
    for number, lane in enumerate(picture.lanes):
        yield element(
            "rect",
            x=left,
            y=lane.y,
            width=right - left,
            height=lane.height,
            fill="#f4f6f8" if number % 2 == 0 else PAPER,
            class_=f"lane lane{number % 2}",
        )
        yield element(
            "text",
            [clean(_shortened(lane.name, 40))],
            x=left + 10,
            y=lane.y + _LANE_FONT + 6,
            font_size=_LANE_FONT,
            fill="#5b6875",
            class_="lane-name",
        )


def _line(picture: Picture, line: Line) -> Markup:
    """A line from rim to rim, so that it crosses no spot."""
    one, other = picture.spots[line.source], picture.spots[line.target]
    across, down = other.x - one.x, other.y - one.y
    length = hypot(across, down) or 1.0
    begin, end = (one.size + 2) / length, (other.size + 2) / length
    return element(
        "line",
        x1=one.x + across * begin,
        y1=one.y + down * begin,
        x2=other.x - across * end,
        y2=other.y - down * end,
        stroke=LOOKS[line.status].colour,
        stroke_width=4.0 if line.role == "proof" else 2.0 if line.role in ("command", "grant") else 1.5,
        stroke_dasharray=_DASHES.get(line.role),
        class_=f"line {line.role} {line.status}".strip(),
    )


def _spot(spot: Spot) -> Markup:
    colour = LOOKS[spot.status].colour
    solid = spot.status in ("owner", "held", "governed")
    look = {"fill": colour if solid else PAPER, "stroke": colour, "stroke_width": 2.5}
    sign = LOOKS[spot.status].sign
    parts = [element("title", [clean(_shortened(f"{spot.kind} {spot.name}".strip(), _LONGEST))]), _shape(spot, look)]
    if sign:
        parts.append(
            element(
                "text",
                [sign],
                x=spot.x,
                y=spot.y + 5,
                text_anchor="middle",
                font_weight="bold",
                fill=PAPER if solid else colour,
                class_="sign",
            )
        )
    parts += _name(spot)
    return element("g", parts, class_=f"spot {spot.kind.lower()} {spot.status} {'solid' if solid else 'hollow'}")


def _shape(spot: Spot, look: Mapping[str, object]) -> Markup:
    """The shape of the kind, as large as the spot."""
    x, y, size = spot.x, spot.y, spot.size
    shape = SHAPES.get(spot.kind, "dot")
    if shape == "dot":
        return element("circle", cx=x, cy=y, r=size, stroke_dasharray=None if spot.kind else "4 3", **look)
    if shape == "ellipse":
        return element("ellipse", cx=x, cy=y, rx=size * 1.25, ry=size * 0.85, **look)
    if shape == "database":
        return element("path", d=_cylinder(x, y, size), stroke_linejoin="round", **look)
    points = " ".join(f"{_plain(x + size * a)},{_plain(y + size * b)}" for a, b in _CORNERS[shape])
    return element("polygon", points=points, stroke_linejoin="round", **look)


def _cylinder(x: float, y: float, size: float) -> str:
    wide, high, lid = size * 0.9, size * 0.75, size * 0.35
    left, right, upper, lower = (_plain(number) for number in (x - wide, x + wide, y - high, y + high))
    arc = f"{_plain(wide)} {_plain(lid)} 0 0"
    return f"M{left} {upper}A{arc} 0 {right} {upper}A{arc} 0 {left} {upper}V{lower}A{arc} 0 {right} {lower}V{upper}"


def _star() -> tuple[tuple[float, float], ...]:
    rays = [(1.2 if number % 2 == 0 else 0.6, pi * number / 5) for number in range(10)]
    return tuple((length * sin(angle), -length * cos(angle)) for length, angle in rays)


_CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "hexagon": ((-1.1, 0.0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    "triangle": ((0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
    "triangleDown": ((0.0, 1.2), (1.15, -0.9), (-1.15, -0.9)),
    "star": _star(),
}


def _name(spot: Spot) -> Iterator[Markup]:
    lines = textwrap.wrap(clean(_shortened(spot.name, _LONGEST)), _LETTERS, break_long_words=True) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: _LETTERS - 1].rstrip()}…"]
    for number, words in enumerate(lines):
        yield element(
            "text",
            [words],
            x=spot.x,
            y=spot.y + spot.size + _LEADING * (number + 1),
            text_anchor="middle",
            fill=INK,
            stroke=PAPER,
            stroke_width=4,
            stroke_linejoin="round",
            paint_order="stroke",
            class_="name",
        )


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
