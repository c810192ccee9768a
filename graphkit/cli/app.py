"""The group of all commands; each is imported when it is called for."""

from __future__ import annotations

import importlib
import os

import click

from graphkit import __version__
from graphkit.errors import nearest

COMMANDS = (
    "init",
    "check",
    "why",
    "candidates",
    "role-fit",
    "remedy",
    "maturity",
    "view",
    "report",
    "serve",
    "rules",
    "explain",
    "schema",
    "whatif",
    "diff",
    "trend",
    "convert",
    "push",
    "pull",
    "query",
    "generate",
)
"""Commands in the order in which people meet them; each is `graphkit.cli.<name>.command`."""

_EPILOG = (
    "Exit codes: 0 clean; 1 findings at or above --fail-on; 2 usage, settings or input that cannot be read; "
    "3 a rule crashed. Each command has --help of its own."
)


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"graphkit.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word means."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            near = nearest(name, COMMANDS)
            raise click.UsageError(f"no such command '{name}'" + (f" (did you mean '{near}'?)" if near else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="graphkit", message="%(prog)s %(version)s")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Do process owners have the authority their processes need?

    Begin with `graphkit init`, or point `graphkit check` at what you have: a folder of CSV
    or YAML tables, a workbook, a BPMN model.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
