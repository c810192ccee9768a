"""What the shell offers when people press the tabulator: process ids, rule codes, queries.

Nothing is said where something is wrong: a completion that prints errors spoils the line
that is being typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_processes(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of the processes in the model that the command line or the settings name."""
    from click.shell_completion import CompletionItem

    try:
        from graphkit.cli.model import load_model, settings_of

        # An option that still waits for its value leaves the paths before it unparsed.
        paths = ctx.params.get("paths") or [word for word in ctx.args if Path(word).exists()]
        model = load_model(settings_of(paths))
    except Exception:
        return []
    table = model.nodes["Process"].select("id", "name")
    return [CompletionItem(id_, help=name) for id_, name in table.iter_rows() if id_.startswith(incomplete)]


def complete_codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules; where several separated by commas are being typed, of the last."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    try:
        from graphkit import api

        rules = api.rules()
    except Exception:
        return []
    return [
        CompletionItem(f"{before}{comma}{rule.code}", help=rule.summary)
        for rule in rules
        if rule.code.startswith(last.upper())
    ]


def complete_queries(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the queries in the library."""
    from click.shell_completion import CompletionItem

    try:
        from graphkit.queries import library

        queries = library()
    except Exception:
        return []
    return [CompletionItem(query.name, help=query.title) for query in queries if query.name.startswith(incomplete)]
