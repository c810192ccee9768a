"""`graphkit schema`: the JSON Schemas of what is read and of what is written."""

from __future__ import annotations

import click

KINDS = ("model", "check", "why")


@click.command(name="schema", short_help="Show the JSON Schema of a model, or of JSON output.")
@click.argument("kind", metavar="model|check|why", type=click.Choice(KINDS))
def command(kind: str) -> None:
    """Show the JSON Schema of a model, or of what `check` or `why` writes as JSON.

    With that of the model in a file, editors complete and check YAML and JSON models.
    """
    import json

    from graphkit import api

    schemas = {"model": api.model_schema, "check": api.report_schema, "why": api.why_schema}
    click.echo(json.dumps(schemas[kind](), ensure_ascii=False, indent=2))
