"""`graphkit convert`: between the formats that a model can be written in."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli import options


@click.command(name="convert", short_help="Write a model in another format.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path())
@click.argument("target", type=click.Path())
@click.option("--to", "format_", metavar="FORMAT", help="Format of TARGET, where its name does not say it.")
@click.option(
    "--changes",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Make these changes to the model first; see `graphkit whatif`.",
)
@click.option("--overwrite", is_flag=True, help="Replace TARGET where it exists.")
@options.quiet
@options.verbose
def command(
    sources: tuple[str, ...],
    target: str,
    format_: str | None,
    changes: str | None,
    overwrite: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the model in SOURCE, which may be several paths, to TARGET in another format.

    With --changes, the model as it is after the changes of a change file, such as
    `graphkit remedy -o` writes; SOURCE itself changes only where it is TARGET, too.
    """
    from graphkit import api
    from graphkit.changes.changefile import read_changes
    from graphkit.changes.interpret import apply_changes
    from graphkit.cli.progress import Progress
    from graphkit.writers import format_of, write

    if format_ is None:
        format_of(Path(target))  # what cannot be written is said before anything is read
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing(f"reading {', '.join(sources)}")
        model = api.load(sources, tell=progress.tell)
        if changes is not None:
            progress.doing(f"making the changes of {changes}")
            model = apply_changes(model, read_changes(changes, progress.tell), changes)
        progress.doing(f"writing {target}")
        write(model, target, format_, overwrite=overwrite)
