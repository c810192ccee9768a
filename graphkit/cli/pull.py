"""`graphkit pull`: the model out of a Neo4j database."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli import options, store


@click.command(name="pull", short_help="Read the model from Neo4j.")
@store.uri
@click.argument("target", type=click.Path())
@store.database
@store.mapped
@click.option("--to", "format_", metavar="FORMAT", help="Format of TARGET, where its name does not say it.")
@click.option("--overwrite", is_flag=True, help="Replace TARGET where it exists.")
@options.quiet
@options.verbose
def command(
    uri: str,
    target: str,
    database: str | None,
    mapped: bool | None,
    format_: str | None,
    overwrite: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the model that the Neo4j database at URI holds to TARGET, a file or folder.

    It is the one that was pushed, property for property; what else the database holds is not
    read. Or it is the graph of others, read by the names that [neo4j] in graphkit.toml gives to
    its labels, relationships and properties. Nothing is written to the database. User and
    password come from GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD, or are asked for.
    """
    from graphkit import api
    from graphkit.cli.model import settings_of
    from graphkit.cli.progress import Progress
    from graphkit.writers import format_of, write

    if format_ is None:
        format_of(Path(target))  # what cannot be written is said before anything is read
    settings = settings_of(())
    store.check_mapped(settings, mapped)
    database_ = store.connect(uri, database)
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing(f"reading {api.check_address(uri)}")
        with database_ as reached:
            model = store.read(reached, settings, mapped, progress.tell)
        progress.doing(f"writing {target}")
        write(model, target, format_, overwrite=overwrite)
