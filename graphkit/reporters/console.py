"""Text for a terminal: width, colours, and names that can do no harm there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

VERDICT_STYLES: Mapping[str, str] = {"gap": "bold red", "unknown": "yellow", "governed": "green", "functional": "dim"}
"""The style of each verdict."""

_WIDTH_OF_FILES = 120
_HARMLESS = frozenset("\n")


def console_for(stream: TextIO) -> Console:
    """A console on a stream: coloured on a terminal, plain and of one width elsewhere.

    Args:
        stream: Where to write.
    """
    on_terminal = stream.isatty()
    return Console(
        file=stream,
        width=None if on_terminal else _WIDTH_OF_FILES,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def clean(words: str) -> str:
    r"""Words without characters that would steer a terminal or turn the line around.

    Examples:
        >>> clean("Sales\x1b[2J")
        'Sales?[2J'
    """
    if words.isascii() and words.isprintable():
        return words
    return "".join(
        "?" if unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _HARMLESS else character
        for character in words
    )


def styled(words: str, style: str = "") -> Text:
    """Clean words in a style.

    Args:
        words: Any text, also from the model.
        style: A style of rich.
    """
    return Text(clean(words), style=style)
