"""What can go wrong, as exceptions that carry the place where it did."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class GraphkitError(Exception):
    """Anything that stops a run for a reason the user can mend.

    The command line prints it as one line and exits with code 2.
    """


class InputError(GraphkitError):
    """An input that cannot be read or understood.

    Args:
        message: What is wrong, in plain words, without a final full stop.
        file: The input as the user named it, where the fault lies in one.
        line: Line in the file (or row of a sheet), counted from 1, where it is known.
        suggestion: The nearest known name, where one is near.

    Examples:
        >>> str(InputError("unknown level 'decid'", file="mandates.csv", line=4, suggestion="decide"))
        "mandates.csv:4: unknown level 'decid' (did you mean 'decide'?)"
        >>> str(InputError("no such file or folder", file="modell"))
        'modell: no such file or folder'
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        suggestion: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.suggestion = suggestion
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = "" if self.file is None else self.file
        if self.file is not None and self.line is not None:
            place += f":{self.line}"
        hint = "" if self.suggestion is None else f" (did you mean {self.suggestion!r}?)"
        text = f"{place}: {self.message}{hint}" if place else f"{self.message}{hint}"
        return " ".join(text.split())


class ConfigError(InputError):
    """A setting, in a file, the environment or on the command line, that is not known or not valid."""


class RuleLoadError(GraphkitError):
    """A rule plug-in that cannot be loaded, or a code that two rules claim."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known name that a mistyped one most likely meant.

    Args:
        word: What was written.
        known: The names that would have been right.

    Returns:
        The closest known name, or None where nothing is close.

    Examples:
        >>> nearest("mandats", ["people", "mandates"])
        'mandates'
        >>> nearest("zebra", ["people", "mandates"]) is None
        True
    """
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
