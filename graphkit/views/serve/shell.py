"""The page around the pages: it says how things stand, and loads a page again when there is a newer one.

The pages themselves are the same as in files: they are in a frame, connect to nothing, and know of no server.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from graphkit.views.safe_html import environment, security_policy

_TEMPLATES = Path(__file__).parent / "templates"
_TITLES = {"view": "Map", "report": "Report"}


class Shell:
    """The page around a page.

    Args:
        names: The pages, in the order in which they are offered.
        model: What is followed, in words.
    """

    def __init__(self, names: Sequence[str], model: str) -> None:
        self._names = names
        self._model = model
        self._script = (_TEMPLATES / "shell.js").read_text(encoding="utf-8")
        self._style = (_TEMPLATES / "shell.css").read_text(encoding="utf-8")

    @property
    def policy(self) -> str:
        """The content security policy of the page."""
        return security_policy(
            [self._script], [self._style], "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"
        )

    def page(self, name: str) -> str:
        """The page around a page.

        Args:
            name: Which page is in it.
        """
        return (
            environment(_TEMPLATES)
            .get_template("shell.html")
            .render(
                name=name,
                titles={each: _TITLES.get(each, each.capitalize()) for each in self._names},
                model=self._model,
                script=Markup(self._script),  # noqa: S704 - a file of our own
                style=Markup(self._style),  # noqa: S704 - a file of our own
            )
        )
