"""`graphkit whatif`: findings closed and opened by changes, without touching the model."""

from __future__ import annotations

from datetime import date

import click

from graphkit.cli import options


@click.command(name="whatif", short_help="Say what changes would close and open.")
@click.argument("changes", metavar="[CHANGES]", required=False, type=click.Path(dir_okay=False))
@options.model
@click.option(
    "--leaves", metavar="PERSON", type=options.Words(), multiple=True, help="People who leave; may be repeated."
)
@click.option("--appoint", metavar="PERSON=PROCESS", multiple=True, help="A person becomes the owner; may be repeated.")
@click.option(
    "--merge-functions",
    metavar="A,B",
    type=options.Words(),
    multiple=True,
    help="Functions become the first of them; may be repeated.",
)
@options.comparison
def command(
    changes: str | None,
    paths: tuple[str, ...],
    leaves: tuple[tuple[str, ...], ...],
    appoint: tuple[str, ...],
    merge_functions: tuple[tuple[str, ...], ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    fail_on: str | None,
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Say what changes would close and open, without touching the model.

    CHANGES is a change file, such as `graphkit remedy` writes; a few changes can be given as
    options, which come after it. The exit code is 1 when findings at or above --fail-on are opened.
    """
    import sys

    from graphkit import api
    from graphkit.changes.changefile import read_changes
    from graphkit.changes.whatif import shorthand
    from graphkit.cli.check import exit_code
    from graphkit.cli.model import load_model, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.config import check_codes
    from graphkit.reporters import comparison as reporter

    settings = settings_of(paths, {"select": select, "ignore": ignore, "fail_on": fail_on, "today": today})
    rules = api.rules()
    check_codes(settings, [rule.code for rule in rules])
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the changes")
        wanted = [] if changes is None else read_changes(changes, progress.tell)
        wanted += shorthand([person for people in leaves for person in people], appoint, merge_functions)
        if not wanted and changes is None:
            raise click.UsageError("no changes: name a change file, --leaves, --appoint or --merge-functions")
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        progress.doing("judging the model as it is and as it would be")
        outcome = api.whatif(model, wanted, settings, file=changes, rules=rules)
    write = reporter.write_json if format_ == "json" else reporter.write_text
    write(outcome, sys.stdout)
    return exit_code(outcome.opened, settings.fail_on)
