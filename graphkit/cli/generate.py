"""`graphkit generate`: a synthetic organisation."""

from __future__ import annotations

import click

from graphkit.cli import options


@click.command(name="generate", short_help="Make up an organisation of a given size.")
@click.option("--people", type=click.IntRange(min=1), default=1000, show_default=True, help="How many people.")
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
@click.option("--overwrite", is_flag=True, help="Replace what is in DIR.")
@options.quiet
@options.verbose
def command(people: int, seed: int, output: str, format_: str, overwrite: bool, quiet: bool, verbose: bool) -> None:
    """Make up an organisation of a given size, to try things and to measure.

    It has functions, a reporting tree with gaps, processes with owners, and chains of
    mandates of which some are broken in each way that the rules know.
    """
