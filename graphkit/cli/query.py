"""`graphkit query`: the Cypher library, and Cypher of one's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

import click

from graphkit.cli import options, store
from graphkit.cli.completion import complete_queries

if TYPE_CHECKING:
    from graphkit.queries.header import Query
    from graphkit.stores.answer import Answer

_FORMATS = ("table", "json", "csv")


@dataclass(frozen=True)
class _Asked:
    """What is asked.

    Attributes:
        cypher: The statement.
        values: Its parameters.
        query: The query of the library, where it is one.
    """

    cypher: str
    values: dict[str, Any]
    query: Query | None = None


@click.command(name="query", short_help="Ask the model in Cypher.")
@click.argument("name", required=False, shell_complete=complete_queries)
@click.option("-e", "--execute", "cypher", metavar="CYPHER", help="Ask this instead of a query of the library.")
@click.option("--list", "list_", is_flag=True, help="List the library.")
@click.option("--describe", metavar="NAME", shell_complete=complete_queries, help="Show one query of the library.")
@click.option("--param", "params", metavar="NAME=VALUE", multiple=True, help="A parameter; may be repeated.")
@options.model
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="How to write it.  [default: table]")
@options.output
@click.option("--on", "uri", metavar="URI", help="Ask this Neo4j database, such as neo4j://host, and not the files.")
@store.database
@click.option("--write", is_flag=True, help="With --on: let the query change the database.")
@options.today
@options.quiet
@options.verbose
def command(
    name: str | None,
    cypher: str | None,
    list_: bool,
    describe: str | None,
    params: tuple[str, ...],
    paths: tuple[str, ...],
    format_: str | None,
    output: str | None,
    uri: str | None,
    database: str | None,
    write: bool,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Ask the query NAME of the library, or one in Cypher with -e.

    The model is read from its files and asked by an engine that is built in: no server is
    needed. With --on, a Neo4j database is asked instead, such as `graphkit push` wrote. What
    would change something is refused before it runs.
    """
    from graphkit.cli.progress import Progress

    _check(name, cypher, describe, list_, uri, database, write, paths)
    if list_:
        with _stream(output) as stream:
            _list(stream, format_)
        return
    if describe is not None:
        with _stream(output) as stream:
            _describe(describe, stream, format_)
        return
    asked = _asked(name, cypher, _given(params), today)
    with Progress(quiet=quiet, verbose=verbose) as progress:
        if output is None and sys.stdout.isatty():
            take = _resting(progress, output, format_ or "table")
        else:
            take = _taker(output, format_ or "table")
        if uri is not None:
            _ask_database(asked, uri, database, write, take, progress)
        else:
            _ask_files(asked, paths, today, take, progress)


def _check(
    name: str | None,
    cypher: str | None,
    describe: str | None,
    list_: bool,
    uri: str | None,
    database: str | None,
    write: bool,
    paths: Sequence[str],
) -> None:
    """Options that go together, and those that do not."""
    context = click.get_current_context()
    if sum([name is not None, cypher is not None, describe is not None, list_]) != 1:
        raise click.UsageError("name one query, or ask with -e CYPHER, or --list, or --describe NAME", context)
    if uri is None and (database is not None or write):
        what = "--database" if database is not None else "--write"
        raise click.UsageError(f"{what} goes with --on URI: the files of a model are not written to", context)
    if uri is not None and paths:
        raise click.UsageError("name a model with -m or a database with --on, not both", context)


def _given(params: Iterable[str]) -> dict[str, str]:
    """Parameters as they were written."""
    given: dict[str, str] = {}
    for written in params:
        name, equals, value = written.partition("=")
        name = name.strip().removeprefix("$")
        if not equals or not name:
            raise click.UsageError(f"'{written}' is not NAME=VALUE", click.get_current_context())
        if name in given:
            raise click.UsageError(f"parameter '{name}' is given twice", click.get_current_context())
        given[name] = value
    return given


def _asked(name: str | None, cypher: str | None, given: dict[str, str], today: date | None) -> _Asked:
    """The statement and its parameters, checked against the header, or against what the statement uses."""
    from graphkit.errors import InputError, nearest
    from graphkit.queries import find_query
    from graphkit.queries.tokens import parameters_of
    from graphkit.queries.values import guess

    day = today or date.today()
    if name is not None:
        query = find_query(name)
        return _Asked(query.cypher, query.values(given, day), query)
    used = parameters_of(cypher or "")
    for unknown in given.keys() - set(used):
        has = f"has no parameter ${unknown}" if used else "has no parameters"
        raise InputError(f"the query {has}", suggestion=nearest(unknown, used))
    values: dict[str, Any] = {"today": day} if "today" in used else {}
    values |= {name: guess(value) for name, value in given.items()}
    for missing in used:
        if missing not in values:
            raise InputError(f"the query needs a value for ${missing}: --param {missing}=VALUE")
    return _Asked((cypher or "").rstrip().removesuffix(";"), values)


def _ask_files(
    asked: _Asked, paths: tuple[str, ...], today: date | None, take: Callable[[Answer], None], progress: Any
) -> None:
    from graphkit import api
    from graphkit.cli.model import load_model, settings_of
    from graphkit.stores.dialect import check_reads

    _check_engine(asked, "embedded")
    check_reads(asked.cypher)  # before a large model is read
    settings = settings_of(paths, {"today": today})
    progress.doing("reading the model")
    model = load_model(settings, progress.tell)
    progress.doing("asking")
    with api.query(model, asked.cypher, asked.values, settings, tell=progress.tell) as answer:
        take(answer)


def _ask_database(
    asked: _Asked, uri: str, database: str | None, write: bool, take: Callable[[Answer], None], progress: Any
) -> None:
    from graphkit import api

    _check_engine(asked, "neo4j")
    reached = store.connect(uri, database)
    progress.doing(f"asking {api.check_address(uri)}")
    with reached as database_:
        from graphkit.stores.asking import ask

        changed = ask(database_, asked.cypher, asked.values, take, write=write)
    for what, count in changed.items():
        progress.tell(f"{what.replace('_', ' ')}: {count:,}")


def _check_engine(asked: _Asked, engine: str) -> None:
    """A query that an engine cannot run says why."""
    from graphkit.errors import InputError

    if asked.query is not None and engine not in asked.query.engines:
        instead = "with --on URI" if engine == "embedded" else "on the files"
        raise InputError(f"{asked.query.name} runs {instead} only: {asked.query.why_not}")


@contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    from graphkit.files import atomic_write

    if output is None or output == "-":
        yield sys.stdout
        return
    with atomic_write(output) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def _taker(output: str | None, format_: str) -> Callable[[Answer], None]:
    """What writes an answer; nothing is opened before there is one."""

    def take(answer: Answer) -> None:
        from graphkit.reporters.answer import write

        with _stream(output) as stream:
            write(answer, stream, format_)

    return take


def _resting(progress: Any, output: str | None, format_: str) -> Callable[[Answer], None]:
    """Like `_taker`, with nothing more said of what is being done."""
    write = _taker(output, format_)

    def take(answer: Answer) -> None:
        progress.rest()
        write(answer)

    return take


def _list(stream: TextIO, format_: str | None) -> None:
    from graphkit.queries import library
    from graphkit.reporters.answer import write
    from graphkit.stores.answer import Answer

    queries = library()
    if format_ in ("json", "csv"):
        columns = ("name", "family", "title", "question", "engines")
        rows = ([getattr(query, column) for column in columns] for query in queries)
        write(Answer(columns, rows), stream, format_)
        return
    wide = max((len(query.name) for query in queries), default=0)
    family = ""
    for query in queries:
        if query.family != family:
            family = query.family
            stream.write(f"{family}\n")
        stream.write(f"  {query.name.ljust(wide)}  {query.title}\n")


def _describe(name: str, stream: TextIO, format_: str | None) -> None:
    import json

    from graphkit.queries import find_query
    from graphkit.reporters.query import described, text_of

    query = find_query(name)
    if format_ == "json":
        stream.write(json.dumps(described(query), indent=2, ensure_ascii=False) + "\n")
        return
    stream.write(text_of(query))
