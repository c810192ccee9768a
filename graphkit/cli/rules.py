"""`graphkit rules`: the catalogue."""

from __future__ import annotations

import click

from graphkit.cli import options

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


@click.command(name="rules")
@options.format_("text", "json")
def command(format_: str | None) -> None:
    """List the rules: code, severity, name and what each finds."""
    from graphkit import api

    rules = sorted(api.rules(), key=lambda rule: rule.code)
    if format_ == "json":
        import json

        keys = ("code", "name", "severity", "summary")
        rows = [{key: getattr(rule, key) for key in keys} for rule in rules]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    widths = [max((len(getattr(rule, key)) for rule in rules), default=0) for key in ("code", "severity", "name")]
    for rule in rules:
        code = click.style(rule.code.ljust(widths[0]), bold=True)
        severity = click.style(rule.severity.ljust(widths[1]), fg=_COLOURS.get(rule.severity))
        click.echo(f"{code}  {severity}  {rule.name.ljust(widths[2])}  {rule.summary}")
