"""`graphkit trend`: verdicts over the git history of a model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from graphkit.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.report.trend import Point


@click.command(name="trend", short_help="Count verdicts over the git history of a model.")
@options.paths
@click.option("--since", metavar="REVISION|DATE", help="Only commits after this revision or day.")
@click.option("--max", "most", type=click.IntRange(min=1), metavar="N", help="Only the N latest commits.")
@options.format_("text", "json")
@click.option("--plot", metavar="FILE.svg", type=click.Path(dir_okay=False), help="Draw the counts there as well.")
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    since: str | None,
    most: int | None,
    format_: str | None,
    plot: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Count the processes by verdict at every commit that changed PATH, the oldest first.

    All are judged by the settings there are now, and on one day. Commits whose model cannot
    be read are left out.
    """
    import sys

    from graphkit import api
    from graphkit.changes.trend import Span, trend
    from graphkit.cli.model import settings_of
    from graphkit.cli.progress import Progress
    from graphkit.model.tables import Model
    from graphkit.report.report import Report
    from graphkit.reporters import trend as reporter

    settings = settings_of(paths, {"today": today})
    if not settings.sources:
        raise click.UsageError(
            "no model: name a file or folder, or sources in graphkit.toml", click.get_current_context()
        )
    day = settings.today or date.today()

    def count(model: Model) -> dict[str, int]:
        return Report(api.compile_index(model, settings.policy, day), ()).verdicts

    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the history")
        points = trend(settings.sources, Span(since, most), api.load, count, progress.tell)
    write = reporter.write_json if format_ == "json" else reporter.write_text
    write(points, sys.stdout)
    if plot is not None:
        _draw(points, plot)


def _draw(points: Sequence[Point], path: str) -> None:
    from graphkit.files import atomic_write
    from graphkit.reporters.trend import write_svg

    with atomic_write(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        write_svg(points, stream)
