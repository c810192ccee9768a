"""`graphkit init`: a starter model and its settings."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click

STARTER = ("graphkit.toml", "organisation.yaml")
"""The files that are written, each a text in `graphkit/cli/starter/`."""


@click.command(name="init", short_help="Write a starter model and graphkit.toml.")
@click.argument("folder", metavar="[DIR]", required=False, default=".", type=click.Path(file_okay=False))
def command(folder: str) -> None:
    """Write a starter model and graphkit.toml to DIR (here, where none is named).

    The model is small and complete, with a gap or two that its comments explain. Nothing
    that exists is overwritten.
    """
    from graphkit.files import atomic_write

    targets = [Path(folder) / name for name in STARTER]
    for target in targets:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists already; nothing was written", str(target))
    Path(folder).mkdir(parents=True, exist_ok=True)
    for target in targets:
        with atomic_write(target) as part:
            part.write_text(starter_text(target.name), encoding="utf-8")
        click.echo(f"wrote {target}")
    there = "" if Path(folder) == Path() else f" {folder}"
    click.echo(f"now run: graphkit check{there}")


def starter_text(name: str) -> str:
    """The text of one file of the starter."""
    return (Path(__file__).parent / "starter" / name).read_text(encoding="utf-8")
