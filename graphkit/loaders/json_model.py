"""JSON: a mapping from table name to rows, or in a folder the rows of one table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from graphkit.errors import InputError
from graphkit.loaders.names import known_table, table_named
from graphkit.loaders.records import Cell, Row, table_of
from graphkit.loaders.text import read_text
from graphkit.model.rows import RawTable, Tell

_BLANK = re.compile(r"[ \t\r\n]*")


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a JSON file.

    Args:
        path: A whole model, or a list of rows in a file named after their table.
        tell: Told when the encoding had to be guessed.

    Returns:
        Its tables. Numbers are text, as they are written.

    Raises:
        InputError: When it is not JSON, or not a mapping from tables to rows.
    """
    file = str(path)
    scan = _Scan(read_text(path, tell), file)
    if scan.peek() == "[":
        tables = [_table(scan, table_named(path.stem, file))]
    elif scan.peek() == "{":
        tables = list(_tables(scan))
    else:
        expected = "a list of rows" if known_table(path.stem) else "a mapping from table names to rows"
        scan.value()  # text that is no JSON at all is said to be that
        raise InputError(f"is not {expected}", file=file)
    if scan.peek():
        raise scan.error("is not valid JSON: there is more after its end")
    return tables


def _tables(scan: _Scan) -> Iterator[RawTable]:
    seen: set[str] = set()
    for _ in scan.items("{", "}"):
        name = scan.value()
        if not isinstance(name, str) or name in seen:
            raise scan.error(f"the key {name!r} occurs twice" if name in seen else "a key is not text")
        seen.add(name)
        if name == "$schema":
            scan.expect(":")
            scan.value()
            continue
        table = table_named(name, scan.file, scan.line)
        scan.expect(":")
        yield _table(scan, table)


def _table(scan: _Scan, table: str) -> RawTable:
    rows: list[Row] = []
    lines: list[int] = []
    if scan.peek() != "[":
        raise scan.error(f"{table} is not a list of rows")
    for line in scan.items("[", "]"):
        value = scan.value()
        if value is None:
            continue
        if not isinstance(value, dict):
            raise InputError("a row is not an object", file=scan.file, line=line)
        rows.append({name.strip(): _cell(name, cell, scan.file, line) for name, cell in value.items()})
        lines.append(line)
    return table_of(table, rows, lines, scan.file)


def _cell(name: str, value: object, file: str, line: int) -> Cell:
    if isinstance(value, list):
        if any(isinstance(item, (dict, list)) for item in value):
            raise InputError(f"{name} is a list of lists or objects", file=file, line=line)
        return [text for item in value if (text := _text(item)) is not None] or None
    if isinstance(value, dict):
        raise InputError(f"{name} is an object where a value or a list of values belongs", file=file, line=line)
    return _text(value)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value is not None and value != "" else None


class _Scan:
    """Walks the outer brackets itself, so that the line of each row is known, and leaves rows to `json`."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._text = text
        self._at = 0
        self._counted = (0, 1)
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._pairs, parse_int=str, parse_float=str, parse_constant=self._constant
        )

    @property
    def line(self) -> int:
        """The line where the scan stands."""
        at, line = self._counted
        line += self._text.count("\n", at, self._at)
        self._counted = (self._at, line)
        return line

    def error(self, message: str) -> InputError:
        return InputError(message, file=self.file, line=self.line)

    def peek(self) -> str:
        """The next sign that is not blank; empty at the end."""
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._text[self._at : self._at + 1]

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.error(f"is not valid JSON: expected {sign!r}")
        self._at += 1

    def items(self, opening: str, closing: str) -> Iterator[int]:
        """Stop at each item between two brackets, and give its line; the caller takes it."""
        self.expect(opening)
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            self.peek()
            yield self.line
            if self.peek() == closing:
                self._at += 1
                return
            self.expect(",")

    def value(self) -> Any:
        """Take whatever value comes next."""
        self.peek()
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            raise InputError(f"is not valid JSON: {error.msg.lower()}", file=self.file, line=error.lineno) from error
        except RecursionError as error:
            raise self.error("nests too deeply") from error
        return value

    def _pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        row = dict(pairs)
        if len(row) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise self.error(f"the key {twice!r} occurs twice")
        return row

    def _constant(self, name: str) -> NoReturn:
        raise self.error(f"{name} is not a value")
