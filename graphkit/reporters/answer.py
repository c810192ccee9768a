"""What a query answered: a table for people, JSON or CSV for programs; rows are written as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any, TextIO

from rich.cells import cell_len, set_cell_size

from graphkit.errors import GraphkitError
from graphkit.model.formulas import guard_text
from graphkit.reporters.console import clean, console_for
from graphkit.stores.answer import Answer, as_json, as_text

FORMATS = ("table", "json", "csv")

MOST = 100
"""Rows that a terminal is shown."""

_MEASURED = 1000
"""Rows by which the width of columns is chosen."""

_LEAST_WIDTH = 8
_GAP = "  "


def write(answer: Answer, stream: TextIO, format_: str = "table") -> None:
    """Write what a query answered.

    Args:
        answer: The rows; they are read as they are written.
        stream: Where to write.
        format_: One of `FORMATS`.

    Raises:
        GraphkitError: Two columns have one name, and the format cannot tell them apart.
    """
    {"table": write_table, "json": write_json, "csv": write_csv}[format_](answer, stream)


def write_json(answer: Answer, stream: TextIO) -> None:
    """Write a JSON list of objects, a row a line."""
    if len(set(answer.columns)) < len(answer.columns):
        raise GraphkitError("two columns have the same name: call one of them otherwise, with AS")
    before = "[\n  "
    for row in answer.rows:
        values = dict(zip(answer.columns, map(as_json, row), strict=True))
        stream.write(before + json.dumps(values, ensure_ascii=False))
        before = ",\n  "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def write_csv(answer: Answer, stream: TextIO) -> None:
    """Write CSV that a spreadsheet may open: no cell is run as a formula. The parts of a list are separated by `;`."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(guard_text(column) for column in answer.columns)
    writer.writerows(
        [guard_text(as_text(value, ";")) if _is_text(value) else as_text(value) for value in row] for row in answer.rows
    )


def _is_text(value: Any) -> bool:
    return not isinstance(value, (int, float))


def write_table(answer: Answer, stream: TextIO) -> None:
    """Write aligned columns; on a terminal as wide as it is, and the first rows only."""
    width = console_for(stream).width if stream.isatty() else None
    first = list(islice(answer.rows, MOST if width else _MEASURED))
    if not first:
        stream.write("no rows\n")
        return
    cells = [[clean(as_text(value)) for value in row] for row in first]
    right = [all(_is_number(row[at]) for row in first) for at in range(len(answer.columns))]
    heads = [clean(column) for column in answer.columns]
    widths = [max(map(cell_len, column)) for column in zip(heads, *cells, strict=True)]
    if width:
        widths = fitted(widths, width)
    lines = chain([heads, ["─" * wide for wide in widths]], cells)
    for line in lines:
        stream.write(_line(line, widths, right, cut=width is not None))
    if width is None:
        for row in answer.rows:
            stream.write(_line([clean(as_text(value)) for value in row], widths, right, cut=False))
    elif more := sum(1 for _ in answer.rows):
        stream.write(f"… and {more:,} rows more; --format csv or json has all of them\n")


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widths of columns, the widest made narrower until all fit beside one another.

    Examples:
        >>> fitted([10, 50, 60], 84)
        [10, 35, 35]
    """
    narrow = list(widths)
    room -= len(_GAP) * (len(widths) - 1)
    while sum(narrow) > room and max(narrow) > _LEAST_WIDTH:
        narrow[narrow.index(max(narrow))] -= 1
    return narrow


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], *, cut: bool) -> str:
    parts = []
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        length = cell_len(cell)
        if length > width and cut:
            parts.append(set_cell_size(cell, width - 1) + "…")
        else:
            space = " " * (width - length)
            parts.append(space + cell if to_right else cell + space)
    return _GAP.join(parts).rstrip() + "\n"


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
