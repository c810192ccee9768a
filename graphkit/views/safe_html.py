"""What all pages share: templates that escape everything, and a policy that lets nothing in from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graphkit.reporters.console import clean

_LONGEST = 1_500
"""Characters of one piece of text that are shown; whatever is longer was not meant to be read."""


@cache
def environment(folder: Path) -> Environment:
    """Templates of a folder; whatever they show is escaped, on one line, and not longer than can be read.

    Args:
        folder: Where they are.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clean(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")


def security_policy(scripts: Iterable[str], styles: Iterable[str], *further: str) -> str:
    """A content security policy under which a page runs its own scripts and styles and loads nothing.

    Args:
        scripts: The text of each script.
        styles: The text of each style sheet.
        *further: Directives such as `connect-src 'self'`.
    """
    directives = [
        "default-src 'none'",
        " ".join(["script-src", *(_source(text) for text in scripts)]),
        " ".join(["style-src", *(_source(text) for text in styles)]),
        "base-uri 'none'",
        "form-action 'none'",
        *further,
    ]
    return "; ".join(directives)


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
