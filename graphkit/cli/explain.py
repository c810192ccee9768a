"""`graphkit explain`: one rule's page."""

from __future__ import annotations

import os
import sys

import click

from graphkit.cli.completion import complete_codes


@click.command(name="explain")
@click.argument("code", shell_complete=complete_codes)
def command(code: str) -> None:
    """Show what a rule finds, why it matters and what to do."""
    from graphkit import api
    from graphkit.errors import InputError, nearest

    rules = {rule.code: rule for rule in api.rules()}
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        near = nearest(code, rules) or nearest(code, by_name)
        raise InputError(f"unknown rule '{code}'", suggestion=near)
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(rule.page))
    else:
        click.echo(rule.page.rstrip())
