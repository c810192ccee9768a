"""Text for a terminal: width, colours, and names that can do no harm there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

VERDICT_STYLES: Mapping[str, str] = {"gap": "bold red", "unknown": "yellow", "governed": "green", "functional": "dim"}
"""The style of each verdict."""

LONGEST = 600
"""Characters of a sentence that are shown; names of such a length are no names."""

_WIDTH_OF_FILES = 120
_NARROWEST = 20
_STEERING = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = frozenset("\u200c\u200d")
"""Characters of category Cf that words of several scripts are spelled with."""

_PLAIN = str.maketrans({"█": "#", "░": "x", "·": ".", "✗": "x", "✓": "+", "•": "*", "…": "~"})
"""What stands for our signs where they cannot be written."""


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
    r"""Words on one line, without characters that would steer a terminal or turn the line around.

    Examples:
        >>> clean("Sales\x1b[2J\nand more")
        'Sales?[2J and more'
    """
    if words.isascii() and words.isprintable():
        return words
    return "".join(_harmless(character) for character in words)


def _harmless(character: str) -> str:
    if character.isspace():
        return " "
    return "?" if unicodedata.category(character) in _STEERING and character not in _JOINERS else character


def styled(words: str, style: str = "", *, most: int | None = LONGEST) -> Text:
    """Clean words in a style.

    Args:
        words: Any text, also from the model.
        style: A style of rich.
        most: How many characters are kept; all where None.
    """
    kept = words if most is None or len(words) <= most else words[:most] + "…"
    return Text(clean(kept), style=style)


def write_line(console: Console, words: Text, lead: Text | str = "") -> None:
    """Write words behind a lead, each further line indented as far as the first.

    Args:
        console: Where to write.
        words: What to write.
        lead: What stands before it on the first line.
    """
    first = Text(lead) if isinstance(lead, str) else lead
    further = Text(" " * first.cell_len)
    lines = words.wrap(console, max(console.width - first.cell_len, _NARROWEST))
    for number, line in enumerate(lines or [Text()]):
        line.rstrip()
        print_line(console, Text.assemble(further if number else first, line))


def print_line(console: Console, words: Text) -> None:
    """Write one line as it is, with plain signs where ours cannot be written.

    Args:
        console: Where to write.
        words: The line.
    """
    try:
        "".join(map(chr, _PLAIN)).encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        words = words.copy()
        words.plain = words.plain.translate(_PLAIN)
    console.print(words, soft_wrap=True)
