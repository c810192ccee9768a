"""`graphkit push`: the model into a Neo4j database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, store
from graphkit.cli.run import CRASHED

if TYPE_CHECKING:
    from graphkit.config import Settings
    from graphkit.model.tables import Model
    from graphkit.report.report import Report
    from graphkit.stores.push import Change, Pushed


@click.command(name="push", short_help="Write the model to Neo4j.")
@store.uri
@options.model
@store.database
@click.option(
    "--with-findings", is_flag=True, help="Write what check finds, too: findings, verdicts, what owners hold."
)
@options.today
@click.option("--prune", is_flag=True, help="Remove what an earlier push wrote and the model no longer has.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@options.quiet
@options.verbose
def command(
    uri: str,
    paths: tuple[str, ...],
    database: str | None,
    with_findings: bool,
    today: date | None,
    prune: bool,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write the model to the Neo4j database at URI, such as neo4j://host or, with TLS, neo4j+s://host.

    Only what differs is written, so the same push twice changes nothing, and one that was
    interrupted is finished by the next. What graphkit did not write is not touched. What
    --with-findings wrote is replaced by the next push, or removed by one without it. User and
    password come from GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD, or are asked for.
    """
    from graphkit import api
    from graphkit.cli.model import load_model, settings_of
    from graphkit.cli.progress import Progress

    settings = settings_of(paths, {"today": today})
    database_ = store.connect(uri, database)
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        report = None
        if with_findings:
            progress.doing("checking")
            report = _checked(model, settings, progress.tell)
        progress.doing(
            f"comparing with {api.check_address(uri)}" if dry_run else f"writing to {api.check_address(uri)}"
        )
        with database_ as reached:
            pushed = api.push(model, reached, settings, report=report, prune=prune, dry_run=dry_run)
        progress.rest()
    if not quiet:
        _say(pushed, dry_run=dry_run)
    crashes = () if report is None else report.crashes
    for crash in crashes:
        click.echo(f"error: rule {crash.code} crashed: {crash.error}", err=True)
    return CRASHED if crashes else 0


def _checked(model: Model, settings: Settings, tell: Callable[[str], None]) -> Report:
    """What `check` says of the model, without what is waived."""
    from graphkit import api
    from graphkit.changes.baseline import waive
    from graphkit.config import check_codes

    rules = api.rules()
    codes = [rule.code for rule in rules]
    check_codes(settings, codes)
    waived = waive(api.check(model, settings, rules=rules), settings.waivers, codes)
    for remark in waived.remarks:
        tell(f"{settings.file or 'settings'}: {remark}")
    return waived.report


def _say(pushed: Pushed, *, dry_run: bool) -> None:
    for change in pushed.changes:
        click.echo(f"  {_counted(change)}")
    if dry_run:
        click.echo(f"would write revision {pushed.revision}" if pushed.changes else "nothing would change")
    else:
        click.echo(f"the database holds revision {pushed.revision}" + ("" if pushed.written else ", as it did before"))
    if pushed.kept:
        click.echo(f"{pushed.kept} that the model does not have stay; --prune removes what an earlier push wrote")


def _counted(change: Change) -> str:
    counts = {"new": change.new, "changed": change.changed, "removed": change.removed, "kept": change.kept}
    return f"{change.name}: " + ", ".join(f"{count} {word}" for word, count in counts.items() if count)
