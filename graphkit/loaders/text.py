"""Bytes to text: which encoding a file is written in."""

from __future__ import annotations

import codecs
from pathlib import Path

from graphkit.errors import InputError
from graphkit.model.rows import Tell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_MOSTLY = 0.4  # share of zero bytes on one side that makes text without a mark UTF-16


def read_text(path: Path, tell: Tell) -> str:
    """Read a text file, whatever its encoding.

    Args:
        path: The file.
        tell: Told when the encoding had to be guessed.

    Returns:
        Its text without a byte-order mark, line ends as they are.

    Raises:
        InputError: When the file is empty or is not text.
    """
    return decode(path.read_bytes(), str(path), tell)


def decode(data: bytes, file: str, tell: Tell) -> str:
    r"""Decode text that is UTF-8, UTF-16 or else Windows-1252.

    Args:
        data: The bytes of a file.
        file: What to call the file in messages.
        tell: Told when the encoding had to be guessed.

    Returns:
        The text without a byte-order mark.

    Raises:
        InputError: When the bytes are empty or are not text.

    Examples:
        >>> decode(b"id\xe9", "people.csv", print)
        people.csv: not UTF-8, read as Windows-1252
        'idé'
    """
    encoding = encoding_of(data[:_SAMPLE])
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or b"\0" in data:
            raise InputError("is not a text file", file=file) from error
        text = _windows(data, file, tell)
    if "\0" in text:
        raise InputError("is not a text file", file=file)
    if not text.strip():
        raise InputError("is empty", file=file)
    return text


def encoding_of(head: bytes) -> str:
    """Guess the encoding from the first bytes: `utf-8` unless a mark or zero bytes say otherwise.

    Examples:
        >>> encoding_of("id;name".encode("utf-16-be"))
        'utf-16-be'
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > _MOSTLY * pairs and head[::2].count(0) == 0:
        return "utf-16-le"
    if pairs and head[::2].count(0) > _MOSTLY * pairs and head[1::2].count(0) == 0:
        return "utf-16-be"
    return "utf-8"


def _windows(data: bytes, file: str, tell: Tell) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError("is not a text file (neither UTF-8, UTF-16 nor Windows-1252)", file=file) from error
    tell(f"{file}: not UTF-8, read as Windows-1252")
    return text
