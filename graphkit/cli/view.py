"""`graphkit view`: pictures of an organisation in one HTML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graphkit.cli import options


@click.command(name="view", short_help="Draw the organisation, its processes and findings as one HTML file.")
@options.paths
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(dir_okay=False), help="The HTML file.")
@options.process
@click.option("--person", metavar="ID", help="Open on this person or role, with the processes that concern them.")
@click.option("--function", metavar="ID", help="Open on this function, with the processes that concern it.")
@click.option(
    "--depth",
    type=click.IntRange(1, 4),
    default=1,
    show_default=True,
    help="How many relationships around the person or function are shown at first.",
)
@click.option(
    "--findings",
    type=options.Words(),
    metavar="CODE-PREFIX",
    multiple=True,
    help="Show only findings whose code begins so, and the processes that have one; may be repeated.",
)
@click.option(
    "--scope",
    type=click.Choice(("findings", "all")),
    default="findings",
    show_default=True,
    help="Hold what verdicts and findings rest on, or all of the model.",
)
@click.option("--pseudonyms", is_flag=True, help="Replace the names of people and of mandates.")
@click.option("--title", help="What the page is about.  [default: the name of the first PATH]")
@click.option("--open", "show", is_flag=True, help="Open the file in a browser.")
@options.select
@options.ignore
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    output: str,
    processes: tuple[str, ...],
    person: str | None,
    function: str | None,
    depth: int,
    findings: tuple[tuple[str, ...], ...],
    scope: str,
    pseudonyms: bool,
    title: str | None,
    show: bool,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Draw the organisation, its processes and findings as one HTML file.

    The file needs nothing else and asks nobody for anything: it can be mailed, and opened
    from a folder. It names people; by default those only on whom a verdict or finding rests.
    """
    from graphkit import api
    from graphkit.cli.model import function_named, load_model, person_named, process_named, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.config import check_codes
    from graphkit.files import atomic_write

    if person is not None and function is not None:
        raise click.UsageError("name a --person or a --function, not both", click.get_current_context())
    codes = tuple(code for several in findings for code in several)
    settings = settings_of(paths, {"select": codes or select, "ignore": ignore, "today": today})
    rules = api.rules()
    check_codes(settings, [rule.code for rule in rules])
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        focus = None
        if person is not None:
            focus = person_named(model, person)
        elif function is not None:
            focus = function_named(model, function)
        progress.doing("checking and drawing")
        page = api.view(
            model,
            settings,
            title=title or Path(settings.sources[0]).resolve().stem,
            processes=[process_named(model, reference) for reference in processes],
            focus=focus,
            depth=depth,
            findings=codes,
            everything=scope == "all",
            pseudonyms=pseudonyms,
            rules=rules,
        )
        progress.doing("writing the page")
        with atomic_write(output) as part:
            part.write_text(page, encoding="utf-8", newline="\n", errors="replace")
    if show:
        click.launch(str(Path(output).resolve()))
