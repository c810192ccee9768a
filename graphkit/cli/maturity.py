"""`graphkit maturity`: how mature ownership is."""

from __future__ import annotations

from datetime import date

import click

from graphkit.cli import options


@click.command(name="maturity", short_help="Say how mature process ownership is.")
@options.paths
@options.process
@options.format_("text", "json")
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    processes: tuple[str, ...],
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say how mature the ownership of every cross-functional process is, from P-0 to P-4.

    Each with what is missing for the next level: an operational reading of the process-owner
    enabler of Hammer's Process and Enterprise Maturity Model. The thresholds are settings.
    """
    import sys

    from graphkit import api
    from graphkit.cli.model import load_model, process_named, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.reporters import advice, maturity

    settings = settings_of(paths, {"today": today})
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        wanted = [process_named(model, process) for process in processes]
        progress.doing("judging")
        found = api.maturity(model, settings, processes=wanted)
    if format_ == "json":
        advice.write_json(found, sys.stdout)
    else:
        maturity.write_text(found, sys.stdout)
