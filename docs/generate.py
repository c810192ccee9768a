"""Writes the pages of docs/ that come from the code: `make docs`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from docs.model_page import model_page
from graphkit import api
from graphkit.cli.app import COMMANDS, app
from graphkit.queries import library
from graphkit.queries.header import Query
from graphkit.queries.values import literal

FOLDER = Path(__file__).parent

_ABOUT_QUERIES = """\
The library in `cypher/queries/`: what `graphkit query --list` and `--describe` show. [query.md](query.md) says how to
ask. Each file also pastes and runs in Neo4j Browser as it is. Made by `make docs`."""

_ABOUT_MODEL = """\
What a model holds, as Cypher, GraphML and networkx see it. Made by `make docs` from the schema, from which everything
else is derived, too."""

_ABOUT_LABELS = """\
All have `id`, which is unique within a label, `name` and `description`; and whatever else the files say."""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page.

    Yields:
        Its path below docs/, and its text.
    """
    yield Path("commands.md"), commands_page()
    yield Path("queries.md"), queries_page()
    yield Path("model.md"), model_page()
    rules = api.rules()
    yield Path("rules.md"), rules_page()
    for rule in rules:
        yield Path("rules") / f"{rule.code}.md", f"# {rule.code} {rule.name}\n\n{rule.page.strip()}\n"


def commands_page() -> str:
    """The reference of the command line: arguments and options of every command."""
    parts = [
        "# Commands",
        "What `graphkit COMMAND --help` says. Made by `make docs`.",
        _usage(app, "COMMAND"),
        app.epilog or "",
    ]
    with click.Context(app, info_name="graphkit") as context:
        for name in COMMANDS:
            command = app.get_command(context, name)
            if command is None:
                raise LookupError(name)
            arguments = [param for param in command.params if isinstance(param, click.Argument)]
            words = [argument.make_metavar(context) for argument in arguments]
            parts += [f"## graphkit {name}", _usage(command, name, *words), _options(command)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _usage(command: click.Command, *words: str) -> str:
    return f"```text\n{' '.join(('graphkit', *words))}\n```\n\n{inspect.cleandoc(command.help or '')}"


def _options(command: click.Command) -> str:
    """The options as a list; of our own making, so that it stays the same whatever click's layout."""
    lines = []
    for option in command.params:
        if isinstance(option, click.Option):
            value = "" if option.is_flag else f" {option.metavar or _values(option.type)}"
            default = f" Default: {option.default}." if option.show_default else ""
            help_ = " ".join((option.help or "").split())
            lines.append(f"- `{', '.join(option.opts)}{value}`: {help_}{default}")
    return "\n".join(lines)


def _values(type_: click.ParamType[object]) -> str:
    return "|".join(type_.choices) if isinstance(type_, click.Choice) else type_.name.split()[0].upper()


def queries_page() -> str:
    """The library of Cypher queries, from the headers of the files."""
    queries = library()
    parts = ["# Cypher queries", _ABOUT_QUERIES]
    for family in sorted({query.family for query in queries}):
        title = family.replace("-", " ").capitalize()
        parts += [f"## {title}", *(_query(query) for query in queries if query.family == family)]
    return "\n\n".join(parts) + "\n"


def _query(query: Query) -> str:
    """One query: what it answers, how it is asked, and what it returns."""
    file = f"../cypher/queries/{query.family}/{query.name}.cypher"
    lines = [f"### [{query.name}]({file})\n", f"{query.question}\n"]
    for parameter in query.parameters:
        default = "today" if parameter.default is None else f"`{literal(parameter.default)}`"
        lines.append(f"- `{parameter.name}` ({parameter.type}; {default} unless given): {parameter.description}")
    if query.parameters:
        lines.append("")
    if query.why_not:
        lines.append(f"Only {'on Neo4j' if 'neo4j' in query.engines else 'on files'}: {query.why_not}.\n")
    lines += ["| column | type | |", "|---|---|---|"]
    lines += [f"| {column.name} | {column.type} | {column.description} |" for column in query.columns]
    return "\n".join(lines)


def rules_page() -> str:
    """The catalogue of rules."""
    lines = [
        "# Rules\n",
        "What `graphkit rules` lists; each name leads to the rule's page. Made by `make docs`.\n",
        "| code | name | severity | finds |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {rule.code} | [{rule.name}](rules/{rule.code}.md) | {rule.severity} | {rule.summary} |"
        for rule in api.rules()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every page, and remove pages of rules that are no more."""
    current = dict(pages())
    for page, text in current.items():
        (FOLDER / page).parent.mkdir(exist_ok=True)
        (FOLDER / page).write_text(text, encoding="utf-8")
    for page in (FOLDER / "rules").glob("*.md"):
        if page.relative_to(FOLDER) not in current:
            page.unlink()


if __name__ == "__main__":
    main()
