"""How values show themselves in a notebook: HTML that stands still, with no script in it."""

from __future__ import annotations

from pathlib import Path

from graphkit.model.schema import DIMENSIONS
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.why import Why
from graphkit.reporters.advice import name_of
from graphkit.reporters.markdown import SIGNS
from graphkit.reporters.overview import rows_worst_first
from graphkit.views.process import process_picture
from graphkit.views.report.plots import fullness
from graphkit.views.report.story import sentences
from graphkit.views.report.words import EMPOWERED, cut
from graphkit.views.safe_html import environment
from graphkit.views.svg import picture_svg

_TEMPLATES = Path(__file__).parent / "templates"
_MOST = 30
"""Processes that are shown; a notebook is no place for thousands."""


def report_html(report: Report) -> str:
    """A report: counts, and the worst processes with their six dimensions.

    Args:
        report: What was found.
    """
    rows = rows_worst_first(report)
    owners = report.index.judgement.owner
    shown = [
        (result, None if owners[result.number] < 0 else name_of(report.index.model, int(owners[result.number])))
        for result in report.results(rows[:_MOST])
    ]
    return _render("report.html", report=report, rows=shown, left_out=len(rows) - len(shown))


def process_html(why: Why) -> str:
    """A process: its story, its six dimensions, and its picture.

    Args:
        why: The process with its proof.
    """
    index, result = why.index, why.result
    story = " ".join(sentences(index, result))
    picture = process_picture(index, result.number)
    drawn = picture_svg(picture) if len(picture.spots) > 1 else ""
    return _render("process.html", result=result, story=story, picture=drawn)


def model_html(model: Model) -> str:
    """A model: how much of what it holds.

    Args:
        model: The model.
    """
    nodes = [(label, table.height) for label, table in model.nodes.items() if table.height]
    relationships = [(type_, table.height) for type_, table in model.relationships.items() if table.height]
    return _render("model.html", nodes=nodes, relationships=relationships, model=model)


def _render(template: str, **values: object) -> str:
    return (
        environment(_TEMPLATES)
        .get_template(template)
        .render(dimensions=DIMENSIONS, signs=SIGNS, empowered_words=EMPOWERED, fullness=fullness, cut=cut, **values)
    )
