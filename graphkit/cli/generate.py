"""`graphkit generate`: a synthetic organisation."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from graphkit.cli import options


@click.command(name="generate", short_help="Make up an organisation of a given size.")
@click.option("--people", type=click.IntRange(min=10), default=1000, show_default=True, help="How many people.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The same seed gives the same.")
@click.option("-o", "--output", metavar="DIR", required=True, type=click.Path(), help="The folder to write.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="Of the tables.",
)
@options.quiet
@options.verbose
def command(people: int, seed: int, output: str, format_: str, quiet: bool, verbose: bool) -> None:
    """Make up an organisation of a given size, to try things and to measure.

    It has functions, a reporting tree with gaps, processes with owners, and chains of
    mandates of which some are broken in each way that the rules know.
    """
    from graphkit.cli.progress import Progress
    from graphkit.generate import organisation, write

    folder = Path(output)
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(errno.EEXIST, "is not empty; name another folder", output)
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing(f"making up {people} people")
        tables = organisation(people, seed)
        progress.doing(f"writing {output}")
        write(tables, folder, "parquet" if format_ == "parquet" else "csv")
