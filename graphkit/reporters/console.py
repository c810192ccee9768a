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


class Page:
    """Lines of text on a console, written many at a time.

    Args:
        console: Where to write.

    Attributes:
        width: How many characters go on a line.
    """

    _AT_ONCE = 200

    def __init__(self, console: Console) -> None:
        self.width = console.width  # asked for once: a console asks its terminal each time
        self._console = console
        self._plain = not _can_write_signs(console.encoding)
        self._lines: list[Text] = []

    def write(self, words: Text, lead: Text | str = "") -> None:
        """Write words behind a lead, each further line indented as far as the first.

        Args:
            words: What to write.
            lead: What stands before it on the first line.
        """
        first = Text(lead) if isinstance(lead, str) else lead
        further = Text(" " * first.cell_len)
        room = max(self.width - first.cell_len, _NARROWEST)
        lines = [words] if words.cell_len <= room else words.wrap(self._console, room)
        for number, line in enumerate(lines or [Text()]):
            line.rstrip()
            self.write_as_is(Text.assemble(further if number else first, line))

    def write_as_is(self, line: Text) -> None:
        """Write one line without wrapping it.

        Args:
            line: The line.
        """
        self._lines.append(line)
        if len(self._lines) == self._AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what still waits to be written."""
        if not self._lines:
            return
        lines, self._lines = self._lines, []
        if not self._console.is_terminal:
            words = "".join(f"{line.plain}\n" for line in lines)
            self._console.file.write(words.translate(_PLAIN) if self._plain else words)
            return
        text = Text("\n").join(lines)
        if self._plain:
            text.plain = text.plain.translate(_PLAIN)
        self._console.print(text, soft_wrap=True)


def _can_write_signs(encoding: str) -> bool:
    try:
        "".join(map(chr, _PLAIN)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
