"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from graphkit.cli.completion import complete_codes, complete_processes
from graphkit.config import SEVERITIES

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date written as ISO 8601 says."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or an error that shows how dates are written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date such as 2026-11-23", param, ctx)


class Words(click.ParamType[tuple[str, ...]]):
    """Words separated by commas."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words."""
        return value if isinstance(value, tuple) else tuple(word.strip() for word in value.split(",") if word.strip())


def _joined(_ctx: click.Context, _param: click.Parameter, value: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
    """The words of an option given several times; None where it is not given."""
    return tuple(word for words in value for word in words) or None


def _codes(name: str, help_: str) -> Callable[[_Command], _Command]:
    return click.option(
        name,
        type=Words(),
        metavar="CODE-PREFIX",
        multiple=True,
        callback=_joined,
        shell_complete=complete_codes,
        help=help_,
    )


paths = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
"""The model: files and folders, merged."""

model = click.option(
    "--model",
    "-m",
    "paths",
    metavar="PATH",
    multiple=True,
    type=click.Path(),
    help="A file or folder of the model; may be repeated. Otherwise the sources in graphkit.toml.",
)
"""The model, for commands whose arguments are something else."""

select = _codes("--select", "Run only rules whose code begins so; may be repeated, or separated by commas.")
ignore = _codes("--ignore", "Do not run rules whose code begins so; may be repeated, or separated by commas.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="The least severity of a finding that makes the exit code 1.  [default: error]",
)
today = click.option(
    "--today", type=Day(), metavar="DATE", help="The day on which mandates must be current.  [default: today]"
)
process = click.option(
    "--process",
    "processes",
    metavar="ID",
    multiple=True,
    shell_complete=complete_processes,
    help="Show only this process and its findings; may be repeated.",
)
output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write there instead of to standard output."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what is asked for: no messages, no advice.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Say more: where settings come from, how long steps take.")


def format_(*formats: str) -> Callable[[_Command], _Command]:
    """The option `--format` with the formats that a command can write."""
    return click.option("--format", "format_", type=click.Choice(formats), help="How to write it.  [default: text]")


def comparison(command: _Command) -> _Command:
    """The options of commands that say what becomes of findings and verdicts."""
    for option in reversed((select, ignore, fail_on, format_("text", "json"), today, quiet, verbose)):
        command = option(command)
    return command
