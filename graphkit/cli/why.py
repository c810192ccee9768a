"""`graphkit why`: the proof of a verdict."""

from __future__ import annotations

from datetime import date

import click

from graphkit.cli import options
from graphkit.cli.completion import complete_processes


@click.command(name="why", short_help="Prove the verdict on a process.")
@click.argument("process", shell_complete=complete_processes)
@click.argument("element", required=False)
@options.model
@options.format_("text", "json")
@options.today
@options.quiet
@options.verbose
def command(
    process: str,
    element: str | None,
    paths: tuple[str, ...],
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Prove the verdict on PROCESS, element by element, or for one ELEMENT.

    For what the owner holds: the path of command, or the chain of mandates. For what is
    missing: the people nearest the owner who could grant it.
    """
    import sys

    from graphkit import api
    from graphkit.cli.model import element_named, load_model, process_named, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.reporters import why as reporter

    settings = settings_of(paths, {"today": today})
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        number = process_named(model, process)
        wanted = None if element is None else element_named(model, element)
        progress.doing("proving")
        proof = api.why(model, number, wanted, settings)
    write = reporter.write_json if format_ == "json" else reporter.write_text
    write(proof, sys.stdout)
