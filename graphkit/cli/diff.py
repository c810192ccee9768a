"""`graphkit diff`: what differs between two models, or two revisions of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options
from graphkit.config import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphkit.model.tables import Model


@click.command(name="diff", short_help="Compare two models, or two git revisions of one.")
@click.argument("old")
@click.argument("new")
@options.paths
@options.comparison
def command(
    old: str,
    new: str,
    paths: tuple[str, ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    fail_on: str | None,
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Compare two models: what was added, removed and changed, findings closed and opened.

    OLD and NEW are paths, or git revisions of PATH (of the sources in graphkit.toml where no
    PATH is named). Where OLD is a revision and NEW a path, that path is compared with how it
    was. The exit code is 1 when findings at or above --fail-on are opened.
    """
    import sys

    from graphkit import api
    from graphkit.cli.check import exit_code
    from graphkit.cli.model import settings_of
    from graphkit.cli.progress import Progress
    from graphkit.config import check_codes
    from graphkit.model.difference import difference
    from graphkit.reporters import comparison as reporter

    given = {"select": select, "ignore": ignore, "fail_on": fail_on, "today": today}
    named = [word for word in (old, new) if not paths and Path(word).exists()]
    settings = settings_of(paths or named[-1:], given)
    rules = api.rules()
    check_codes(settings, [rule.code for rule in rules])
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing(f"reading {old}")
        before = _load(old, paths, settings, progress.tell)
        progress.doing(f"reading {new}")
        after = _load(new, paths, settings, progress.tell)
        progress.doing("comparing")
        outcome = api.diff(before, after, settings, rules=rules)
    write = reporter.write_json if format_ == "json" else reporter.write_text
    write(outcome, sys.stdout, difference(before, after))
    return exit_code(outcome.opened, settings.fail_on)


def _load(word: str, paths: Sequence[str], settings: Settings, tell: Callable[[str], None]) -> Model:
    """The model at a path, or at a revision of the paths that are meant."""
    from graphkit import api
    from graphkit.changes.revisions import load_at, resolve

    if not paths and Path(word).exists():
        return api.load(word, tell)
    meant = paths or settings.sources
    if not meant:
        raise click.UsageError(
            f"'{word}' is no path, and as a git revision it needs a PATH or sources in graphkit.toml",
            click.get_current_context(silent=True),
        )
    return load_at(meant, resolve(meant, word), word, api.load, tell)
