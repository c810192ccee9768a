"""One YAML file that people like to read: names first, short lists in line, nothing that is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from graphkit.model.tables import Model
from graphkit.writers.tables import tables_of

_WIDTH = 100
_PLAIN = re.compile(r"[^\W_][\w ./()&'+@%,;#:=!?*-]*")
_BREAKS_PLAIN = re.compile(r":(\s|$)|\s#|\s$")
_BREAKS_LIST = re.compile(r"[,:#]")
_OTHER_KINDS = re.compile(
    r"[-+.]?[0-9][-+0-9_.,:xXoOa-fA-FeETZ ]*|y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE
)
_NOT_PRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NOT_IN_LITERAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

Value = str | bool | int | float | date | list[str]


def write(model: Model, path: Path) -> None:
    """Write a model as YAML.

    Args:
        model: What to write.
        path: The file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for place, (table, frame) in enumerate(tables_of(model, flat=False).items()):
            stream.write("\n" if place else "")
            stream.write(f"{table}:\n" if frame.height else f"{table}: []\n")
            for row in frame.iter_rows(named=True):
                _write_row(row, stream)


def _write_row(row: dict[str, Value | None], stream: TextIO) -> None:
    lead = "  - "
    for name, value in row.items():
        if value is not None:
            for line in _cell(f"{lead}{scalar(name)}:", value):
                stream.write(line + "\n")
            lead = "    "


def _cell(key: str, value: Value) -> Iterator[str]:
    """The lines of one cell."""
    if isinstance(value, list):
        yield from _list(key, value)
    elif isinstance(value, str) and "\n" in value and not _NOT_IN_LITERAL.search(value) and value == value.strip():
        yield f"{key} |-"
        yield from (f"      {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{key} {scalar(value)}"


def _list(key: str, words: Sequence[str]) -> Iterator[str]:
    if len(words) == 1:
        yield f"{key} {scalar(words[0])}"
        return
    inline = f"{key} [{', '.join(scalar(word, inline=True) for word in words)}]"
    if len(inline) <= _WIDTH:
        yield inline
    else:
        yield key
        yield from (f"      - {scalar(word)}" for word in words)


def scalar(value: str | float | date, *, inline: bool = False) -> str:
    """One value as YAML, text in quotes only where another reader might take it for something else.

    Args:
        value: Text, a truth value, a number or a date.
        inline: Whether it stands in a list in line.

    Returns:
        YAML on one line.

    Examples:
        >>> [scalar(value) for value in ("Order to Cash", "007", "no", True, "a: b")]
        ['Order to Cash', '"007"', '"no"', 'true', '"a: b"']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.fullmatch(value) and not _BREAKS_PLAIN.search(value) and not _OTHER_KINDS.fullmatch(value)
    if plain and not (inline and _BREAKS_LIST.search(value)) and not _NOT_PRINTABLE.search(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
