"""What all advice has in common: JSON, and words for people, functions and amounts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Protocol, TextIO

from rich.text import Text

from graphkit.model.tables import Model
from graphkit.reporters.console import Page, console_for

Line = tuple[Text | str, Text]
"""What a line begins with, which further lines are indented by, and its words."""

_LONGEST_NAME = 100
_MOST_NAMES = 6


class Advice(Protocol):
    """Anything that can be written as plain values."""

    def to_dict(self) -> dict[str, object]:
        """The advice as plain values, ids as written."""


def write_json(advice: Advice, stream: TextIO) -> None:
    """Write advice as JSON.

    Args:
        advice: What to write.
        stream: Where to write; text, UTF-8.
    """
    stream.write(json.dumps(advice.to_dict(), ensure_ascii=False, indent=2) + "\n")


def write_lines(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines for people to read.

    Args:
        lines: The lines.
        stream: Where to write; colours only where it is a terminal.
    """
    page = Page(console_for(stream))
    for lead, words in lines:
        page.write(words, lead)
    page.flush()


def name_of(model: Model, node: int) -> str:
    """A node's name, cut where it is no name any more."""
    name = model.name_of(node)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def names_of(model: Model, nodes: Sequence[int]) -> str:
    """The names of some nodes, the first few of many."""
    named = ", ".join(name_of(model, node) for node in nodes[:_MOST_NAMES])
    return named if len(nodes) <= _MOST_NAMES else f"{named} and {len(nodes) - _MOST_NAMES} more"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    Examples:
        >>> counted(1, "mandate"), counted(2, "mandate"), counted(0, "process", "processes")
        ('1 mandate', '2 mandates', '0 processes')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
