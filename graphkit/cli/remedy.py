"""`graphkit remedy`: the smallest set of changes that closes the gaps."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from graphkit.cli import options
from graphkit.cli.completion import complete_processes
from graphkit.cli.run import FINDINGS

if TYPE_CHECKING:
    from graphkit.changes.remedy import Remedy


@click.command(name="remedy", short_help="Find the smallest set of changes that closes the gaps.")
@options.paths
@click.option(
    "--process",
    "processes",
    metavar="ID",
    multiple=True,
    shell_complete=complete_processes,
    help="Close only the gap of this process; may be repeated.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write the changes to this file, as a change file.",
)
@options.format_("text", "json", "yaml")
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    processes: tuple[str, ...],
    output: str | None,
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the fewest appointments and mandates that leave no gap, and the buy-ins that are missing.

    PATH is a file or folder of the model. The fewest grants, counted for each process, then
    the lowest grantors, then the least load. What cannot be closed is named with the reason,
    and then the exit code is 1. `--format yaml` is the change file that -o writes, which
    `graphkit whatif` tries out and `graphkit convert --changes` puts into effect.
    """
    from graphkit import api
    from graphkit.changes.changefile import write
    from graphkit.changes.remedy import changes_of
    from graphkit.cli.model import load_model, process_named, settings_of
    from graphkit.cli.progress import Progress

    settings = settings_of(paths, {"today": today})
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        numbers = [process_named(model, reference) for reference in processes]
        progress.doing("looking for the smallest remedy")
        remedy = api.remedy(model, settings, processes=numbers)
    if output is not None:
        write(changes_of(remedy), output)
    _show(remedy, format_ or "text", sys.stdout)
    return FINDINGS if remedy.unclosed else 0


def _show(remedy: Remedy, format_: str, stream: TextIO) -> None:
    import json

    from graphkit.changes.lines import lines_of
    from graphkit.changes.remedy import changes_of, to_dict
    from graphkit.reporters.remedy import write_text

    if format_ == "yaml":
        stream.writelines(line + "\n" for line in lines_of(changes_of(remedy)))
    elif format_ == "json":
        stream.write(json.dumps(to_dict(remedy), ensure_ascii=False, indent=2) + "\n")
    else:
        write_text(to_dict(remedy), stream)
