"""The report as one HTML file that works offline."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from graphkit.model.schema import DIMENSIONS
from graphkit.reporters.markdown import SIGNS
from graphkit.views.report import plots
from graphkit.views.report.contents import Contents
from graphkit.views.report.summary import cure_in_words, headline, points
from graphkit.views.report.words import EMPOWERED, LEVEL_WORDS, MOST_STEPS, REASONS, VERDICTS, cut, named
from graphkit.views.safe_html import environment, security_policy
from graphkit.views.svg import picture_svg

_TEMPLATES = Path(__file__).parent / "templates"


def to_html(contents: Contents) -> str:
    """The report as a page.

    Args:
        contents: What it says.

    Returns:
        A whole document; the same contents give the same bytes.
    """
    script, style = (_asset(name) for name in ("report.js", "report.css"))
    template = environment(_TEMPLATES).get_template("report.html")
    return template.render(
        contents=contents,
        headline=headline(contents),
        points=tuple(points(contents)),
        cure_words=cure_in_words(contents.cure) if contents.cure is not None and contents.cure.gaps else "",
        most_steps=MOST_STEPS,
        level_words=LEVEL_WORDS,
        policy=security_policy([script], [style]),
        script=Markup(script),  # noqa: S704 - a file of our own
        style=Markup(style),  # noqa: S704 - a file of our own
        dimensions=DIMENSIONS,
        verdict_words=VERDICTS,
        reason_words=REASONS,
        empowered_words=EMPOWERED,
        signs=SIGNS,
        cut=cut,
        named=named,
        bar=plots.bar,
        balls=plots.balls,
        fullness=plots.fullness,
        picture=picture_svg,
    )


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
