"""`graphkit check`: load, validate, analyse, report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, store
from graphkit.cli.run import CRASHED, FINDINGS
from graphkit.config import BINARY_FORMATS, FORMATS, SEVERITIES, Settings, Severity, check_codes

if TYPE_CHECKING:
    from graphkit.index.index import Index
    from graphkit.report.report import Report
    from graphkit.stores.neo4j import Database


@click.command(name="check")
@options.paths
@options.select
@options.ignore
@options.fail_on
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@options.format_(*FORMATS)
@options.output
@options.process
@store.on
@store.database
@store.mapped
@click.option(
    "--baseline", metavar="FILE", type=click.Path(dir_okay=False), help="Report only findings that FILE does not know."
)
@click.option("--update-baseline", is_flag=True, help="Write the findings there are to the file of --baseline.")
@click.option(
    "--cache/--no-cache",
    default=None,
    help="Keep the compiled model in the user's cache folder and start from it; by default where inputs exceed 50 MB.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@options.today
@options.quiet
@options.verbose
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    fail_on: str | None,
    exit_zero: bool,
    format_: str | None,
    output: str | None,
    processes: tuple[str, ...],
    uri: str | None,
    database: str | None,
    mapped: bool | None,
    baseline: str | None,
    update_baseline: bool,
    cache: bool | None,
    statistics: bool,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the processes whose owners lack authority, and why.

    PATH is a file or folder of the model; several are merged. Without one, the sources in
    graphkit.toml are read, or with --on a Neo4j database: what `graphkit push` wrote there, or by
    [neo4j] in graphkit.toml the graph of others.
    """
    from graphkit import api
    from graphkit.cli.model import process_named, settings_of
    from graphkit.cli.progress import Progress

    _refuse(
        (uri is None and (database is not None or mapped is not None), "--database and --mapping go with --on"),
        (uri is not None and bool(paths), "name a PATH or --on URI, not both"),
        (uri is not None and bool(cache), "--cache goes with files, not with --on"),
        (
            update_baseline and (baseline is None or bool(processes)),
            "--update-baseline goes with --baseline FILE and not with --process",
        ),
    )
    given = {"select": select, "ignore": ignore, "fail_on": fail_on, "format": format_, "today": today}
    settings = settings_of(paths, given)
    _refuse((settings.format in BINARY_FORMATS and output is None, f"--format {settings.format} needs -o FILE"))
    rules = api.rules()
    check_codes(settings, [rule.code for rule in rules])
    store.check_mapped(settings, mapped)
    database_ = store.connect(uri, database) if uri is not None else None  # it may have to ask for a password
    with Progress(quiet=quiet, verbose=verbose) as progress:
        if verbose:
            progress.tell(f"settings: {settings.file or 'defaults'}")
        progress.doing("reading the model")
        with _compiled(database_, settings, progress.tell, cache, mapped) as index:
            shown = [process_named(index.model, reference) for reference in processes]
            progress.doing("checking")
            report = api.check(index, settings, processes=shown, rules=rules)
            if settings.waivers or baseline is not None:
                known = [rule.code for rule in rules]
                report = _news(report, settings, baseline, known, progress.tell, update_baseline)
            progress.doing("writing the report")
            if output is None and sys.stdout.isatty():
                progress.rest()
            shown_how = {"statistics": statistics, "quiet": quiet, "verbose": verbose, "fail_on": settings.fail_on}
            _write(report, settings.format, output, shown_how)
    if settings.format != "text":
        for crash in report.crashes:
            click.echo(f"error: rule {crash.code} crashed: {crash.error}", err=True)
    return 0 if exit_zero and not report.crashes else exit_code(report, settings.fail_on)


def _refuse(*mistakes: tuple[bool, str]) -> None:
    """Say which options do not go together."""
    for made, why in mistakes:
        if made:
            raise click.UsageError(why, click.get_current_context())


@contextmanager
def _compiled(
    database: AbstractContextManager[Database] | None,
    settings: Settings,
    tell: Callable[[str], None],
    cache: bool | None,
    mapped: bool | None,
) -> Iterator[Index]:
    """The compiled model that a database or the inputs hold."""
    from graphkit import api
    from graphkit.cli.model import sources_of

    if database is None:
        with api.compiled(sources_of(settings), settings, tell, cache=cache) as index:
            yield index
    else:
        with database as reached:
            model = store.read(reached, settings, mapped, tell)
        yield api.compile_index(model, settings.policy, settings.today)


def _news(
    report: Report,
    settings: Settings,
    baseline: str | None,
    codes: Sequence[str],
    tell: Callable[[str], None],
    update: bool,
) -> Report:
    """The report without what is waived or known, which is counted instead."""
    from graphkit.changes.baseline import read_baseline, update_baseline, waive, without_known

    waived = waive(report, settings.waivers, codes)
    for remark in waived.remarks:
        tell(f"{settings.file or 'settings'}: {remark}")
    if waived.count:
        tell(f"waived: {waived.count:,} findings")
    if baseline is None:
        return waived.report
    if update:
        tell(f"{baseline}: {update_baseline(waived.report, baseline):,} findings written")
    new, known = without_known(waived.report, read_baseline(baseline))
    if known and not update:
        tell(f"known from {baseline}: {known:,} findings")
    return new


def _write(report: Report, format_: str, output: str | None, options: Mapping[str, object]) -> None:
    """Write a report to standard output, or to a file that appears whole or not at all."""
    import importlib

    from graphkit.files import atomic_write

    reporter = importlib.import_module(f"graphkit.reporters.{format_}")
    binary = format_ in BINARY_FORMATS
    if output is None or output == "-":
        reporter.write(report, sys.stdout.buffer if binary else sys.stdout, **options)
        return
    with atomic_write(output) as part:
        if binary:
            with part.open("wb") as file:
                reporter.write(report, file, **options)
        else:
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                reporter.write(report, stream, **options)


def exit_code(report: Report, fail_on: Severity) -> int:
    """The exit code that a report calls for."""
    if report.crashes:
        return CRASHED
    graver = SEVERITIES[SEVERITIES.index(fail_on) :]
    return FINDINGS if any(report.counts[severity] for severity in graver) else 0
