"""`graphkit candidates`: who could own a process."""

from __future__ import annotations

from datetime import date

import click

from graphkit.cli import options
from graphkit.cli.completion import complete_processes


@click.command(name="candidates", short_help="Rank people as owner of a process.")
@click.argument("process", shell_complete=complete_processes)
@options.model
@options.format_("text", "json")
@click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N", help="Tell of the N best."
)
@options.today
@options.quiet
@options.verbose
def command(
    process: str,
    paths: tuple[str, ...],
    format_: str | None,
    limit: int,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Rank everybody as owner of PROCESS, each term of the score explained.

    For the best: what they have authority over, the mandates they still need and from whom,
    skills, load, and their place in the organisation. The weights are settings.
    """
    import sys

    from graphkit import api
    from graphkit.cli.model import load_model, process_named, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.reporters import advice, candidates

    settings = settings_of(paths, {"today": today})
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        number = process_named(model, process)
        progress.doing("scoring")
        found = api.candidates(model, number, settings, most=limit)
    if format_ == "json":
        advice.write_json(found, sys.stdout)
    else:
        candidates.write_text(found, sys.stdout)
