"""`graphkit report`: a report for a steering committee."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options
from graphkit.cli.run import CRASHED

if TYPE_CHECKING:
    from graphkit.views.report import Contents

FORMATS = ("html", "pdf", "markdown")
_SUFFIXES = {".pdf": "pdf", ".md": "markdown", ".markdown": "markdown"}


@click.command(name="report", short_help="Write a report for a steering committee.")
@options.paths
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(dir_okay=False), help="The file to write."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to write it; pdf needs an installed Chromium or Chrome.  [default: by the suffix of FILE, else html]",
)
@click.option("--title", default="Process ownership report", show_default=True, help="The title of the report.")
@click.option(
    "--most", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="Processes told in full."
)
@click.option("--pseudonyms", is_flag=True, help="Call people Person 1, Person 2 and so on.")
@options.select
@options.ignore
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    output: str,
    format_: str | None,
    title: str,
    most: int,
    pseudonyms: bool,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write one file that says where ownership fails, why, and what would mend it.

    PATH is a file or folder of the model. The file works offline and loads nothing from anywhere:
    verdicts, a heat map of all processes, the worst of them as stories with pictures, the smallest
    remedy, who owns how much, who leads process management, and what the model cannot tell.
    """
    from graphkit import api
    from graphkit.cli.model import load_model, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.config import check_codes

    settings = settings_of(paths, {"select": select, "ignore": ignore, "today": today})
    check_codes(settings, [rule.code for rule in api.rules()])
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        if pseudonyms:
            from graphkit.views.pseudonyms import pseudonymous

            model = pseudonymous(model)
        contents = api.report_contents(model, settings, title=title, most=most, doing=progress.doing)
        progress.doing("writing the report")
        _write(contents, output, format_ or _SUFFIXES.get(Path(output).suffix.lower(), "html"))
    if not quiet and output != "-":
        click.echo(f"wrote {output}", err=True)
    for crash in contents.crashes:
        click.echo(f"error: {crash}", err=True)
    return CRASHED if contents.crashes else 0


def _write(contents: Contents, output: str, format_: str) -> None:
    """Write the file, whole or not at all; `-` is standard output."""
    from graphkit.files import atomic_write

    data = _data(contents, format_)
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    with atomic_write(output) as part:
        part.write_bytes(data)


def _data(contents: Contents, format_: str) -> bytes:
    if format_ == "markdown":
        from graphkit.views.report.markdown import to_markdown

        return to_markdown(contents).encode()
    from graphkit.views.report.html import to_html

    html = to_html(contents)
    if format_ == "html":
        return html.encode()
    from graphkit.views.report.pdf import to_pdf

    return to_pdf(html)
