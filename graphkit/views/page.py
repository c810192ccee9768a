"""One file that shows a report: what `graphkit view` writes."""

from __future__ import annotations

from graphkit.report.report import Report
from graphkit.views.content import Choice, Content


def view_page(report: Report, choice: Choice) -> str:
    """Write a report as one HTML file that needs nothing else.

    Args:
        report: What was found.
        choice: What to show of it, and what to open on.

    Raises:
        ImportError: When pyvis is not installed.
    """
    from graphkit.views.pyvis_page import render

    content = Content(report, choice)
    counts = ", ".join(f"{number:,} {verdict}" for verdict, number in report.verdicts.items() if number)
    description = f"Process ownership in {choice.title}: {counts or 'no processes'}."
    return render(content.overview, content.blocks(), title=choice.title, description=description)
