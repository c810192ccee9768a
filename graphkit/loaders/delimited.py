"""Comma, semicolon or tab separated text, read fast by polars and, where it is odd, with care by Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
import polars as pl

from graphkit.errors import InputError
from graphkit.loaders.text import decode, encoding_of
from graphkit.model.formulas import FORMULA_STARTS, unguard, unguard_text
from graphkit.model.rows import Tell

_HEAD = 1 << 16
_CHUNK = 1 << 22
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Delimited:
    """A table of text.

    Attributes:
        frame: Text columns; empty cells are null and empty rows left out.
        lines: The line on which each row begins, counted from 1.
    """

    frame: pl.DataFrame
    lines: pl.Series


@dataclass(frozen=True)
class Header:
    """The first row that is not empty, and what it says about the rest.

    Attributes:
        names: The column names, trimmed; one that is left out is empty.
        separator: What separates cells.
        line: The line it begins on.
        end: The line it ends on.
        inside: How many separators stand within its names.
    """

    names: tuple[str, ...]
    separator: str
    line: int
    end: int
    inside: int


@dataclass(frozen=True)
class _Census:
    """How often what matters occurs among the bytes of a file."""

    lines: int
    separators: int
    quotes: int
    zeros: int
    guarded: bool


def read_header(path: Path) -> Header:
    """Read the header alone.

    Args:
        path: The file.

    Raises:
        InputError: When the file is not text or has no header.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    encoding = encoding_of(head)
    if encoding == "utf-8" and b"\0" in head:
        raise InputError("is not a text file", file=str(path))
    return _header(head.decode(encoding, errors="replace"), str(path))


def read_delimited(path: Path, tell: Tell, names: Sequence[str] | None = None, *, guarded: bool = True) -> Delimited:
    """Read a delimited file.

    Args:
        path: The file.
        tell: Told when the encoding had to be guessed.
        names: Column names, where the file has no header of its own.
        guarded: Whether apostrophes that disarm formulas are taken off.

    Returns:
        Its rows.

    Raises:
        InputError: When it is not text, a row has too few or too many cells, a quotation mark
            is never closed, or two columns have one name.

    Runs in one pass of polars and one count over the bytes. Only where the two disagree
    (rows of unequal length, stray quotation marks) is the file read again, by Python.
    """
    file = str(path)
    if names is not None:
        return _carefully(decode(path.read_bytes(), file, tell), _given(path, names), file, guarded=guarded)
    header = read_header(path)
    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(_HEAD))
    if encoding.startswith("utf-8"):
        bytes_ = np.memmap(path, np.uint8, "r")
        if table := _fast(path, bytes_, header, file, guarded=guarded):
            return table
    text = decode(path.read_bytes(), file, tell)
    data = text.encode()
    header = _header(text, file)
    table = _fast(data, np.frombuffer(data, np.uint8), header, file, guarded=guarded)
    return table or _carefully(text, header, file, guarded=guarded)


def _given(path: Path, names: Sequence[str]) -> Header:
    separator = read_header(path).separator
    return Header(tuple(names), separator, line=0, end=0, inside=0)


def _header(text: str, file: str) -> Header:
    """Find the header and the separator in the beginning of a text."""
    if not text.strip():
        raise InputError("is empty", file=file)
    stream = io.StringIO(text, newline="")
    blank = sum(1 for _ in takewhile(lambda line: not line.strip(), stream))
    stream.seek(0)
    lines = [line for _, line in zip(range(blank + 200), stream, strict=False)][blank:]
    if lines[0].strip()[:4].casefold() == "sep=":  # a hint that some spreadsheets write
        separators, lines, blank = lines[0].strip()[4:5] or "\t", lines[1:], blank + 1
    else:
        separators = _SEPARATORS
    rows = {separator: _first(lines, separator) for separator in separators}
    separator = max(separators, key=lambda one: len(rows[one][0]))
    cells, height = rows[separator]
    if not any(cell.strip() for cell in cells):
        raise InputError("has no header", file=file, line=blank + 1)
    names = tuple(unguard_text(cell.strip()) for cell in cells)
    inside = sum(cell.count(separator) for cell in cells)
    return Header(names, separator, line=blank + 1, end=blank + height, inside=inside)


def _first(lines: Sequence[str], separator: str) -> tuple[list[str], int]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [], 0


def _census(data: np.ndarray[tuple[int], np.dtype[np.uint8]], separator: str) -> _Census:
    """Count line ends, separators, quotation marks and zero bytes, a piece at a time."""
    lines = separators = quotes = zeros = 0
    guarded = False
    starts = np.frombuffer(FORMULA_STARTS + b"'", np.uint8)
    for at in range(0, len(data), _CHUNK):
        piece = np.asarray(data[at : at + _CHUNK])
        lines += int(np.count_nonzero(piece == ord("\n")))
        separators += int(np.count_nonzero(piece == ord(separator)))
        quotes += int(np.count_nonzero(piece == ord('"')))
        zeros += int(np.count_nonzero(piece == 0))
        after = np.flatnonzero(piece == ord("'")) + at + 1
        guarded = guarded or bool(np.isin(data[after[after < len(data)]], starts).any())
    unended = len(data) > 0 and data[-1] != ord("\n")
    return _Census(lines + int(unended), separators, quotes, zeros, guarded)


def _fast(
    source: Path | bytes, data: np.ndarray[tuple[int], np.dtype[np.uint8]], header: Header, file: str, *, guarded: bool
) -> Delimited | None:
    """Read with polars; None where the result does not account for every line and separator."""
    if "\ufffd" in "".join(header.names):  # bytes that are not UTF-8, which polars lets pass in a header
        return None
    census = _census(data, header.separator)
    if census.zeros:
        raise InputError("is not a text file", file=file)
    try:
        frame = pl.read_csv(
            source, separator=header.separator, infer_schema=False, skip_lines=header.line - 1, glob=False
        )
    except (pl.exceptions.PolarsError, OSError):
        return None
    if frame.width != len(header.names):
        return None
    frame.columns = [str(place) for place in range(frame.width)]
    height = _within(frame, "\n", census.quotes) + 1
    if census.lines - header.end != int(height.sum()):
        return None
    empty = _empty(frame)
    inside = int(_within(frame, header.separator, census.quotes).sum()) + header.inside
    cells = census.separators - inside
    if cells not in {(frame.width - 1) * (1 + rows) for rows in (frame.height, frame.height - int(empty.sum()))}:
        return None
    starts = (height.cum_sum() - height + header.end + 1).cast(pl.UInt32)
    return _cleaned(frame, starts, header, file, quoted=census.quotes > 0, guarded=guarded and census.guarded)


def _within(frame: pl.DataFrame, mark: str, quotes: int) -> pl.Series:
    """How often a line end or separator stands within the cells of each row."""
    none = pl.repeat(0, frame.height, dtype=pl.Int64, eager=True)
    if not quotes:
        return none
    counts = [column.str.count_matches(mark, literal=True).fill_null(0).cast(pl.Int64) for column in frame]
    return sum(counts, start=none)


def _empty(frame: pl.DataFrame) -> pl.Series:
    """Which rows have no cell with anything in it."""
    if any(column.null_count() == 0 for column in frame):
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    return frame.select(pl.all_horizontal(pl.all().is_null())).to_series()


def _cleaned(
    frame: pl.DataFrame, lines: pl.Series, header: Header, file: str, *, quoted: bool, guarded: bool
) -> Delimited:
    """Name the columns, make empty cells null, take off guards, leave out empty rows."""
    cells = pl.all()
    if quoted:
        frame = frame.with_columns(pl.when(cells != "").then(cells))
    if guarded:
        frame = frame.with_columns(unguard(cells))
    empty = _empty(frame)
    if empty.any():
        frame, lines = frame.filter(~empty), lines.filter(~empty)
    return Delimited(_named(frame, header, file), lines.alias("line"))


def _named(frame: pl.DataFrame, header: Header, file: str) -> pl.DataFrame:
    """Give columns their names; an empty column without a name is left out."""
    seen: set[str] = set()
    for column, name in zip(frame.columns, header.names, strict=True):
        if not name and frame[column].null_count() == frame.height:
            frame = frame.drop(column)
        elif not name:
            raise InputError(f"column {int(column) + 1} has no name", file=file, line=header.line)
        elif name.casefold() in seen:
            raise InputError(f"two columns are called {name!r}", file=file, line=header.line)
        seen.add(name.casefold())
    frame.columns = [name for name in header.names if name]
    return frame


def _carefully(text: str, header: Header, file: str, *, guarded: bool) -> Delimited:
    """Read row by row, and say on which line a row is wrong."""
    width = len(header.names)
    lines: list[int] = []
    rows: list[list[str | None]] = []
    for line, cells in _rows(text, header, file):
        if not any(cell.strip() for cell in cells):
            continue
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            raise InputError(f"row of {len(cells)} where the header has {width} columns", file=file, line=line)
        lines.append(line)
        rows.append([cell or None for cell in cells])
    schema = dict.fromkeys(map(str, range(width)), pl.String)
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return _cleaned(frame, pl.Series("line", lines, dtype=pl.UInt32), header, file, quoted=False, guarded=guarded)


def _rows(text: str, header: Header, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, each with its line."""
    stream = io.StringIO(text, newline="")
    for _ in range(header.end):
        next(stream)
    reader = csv.reader(stream, delimiter=header.separator, strict=True)
    while True:
        line = header.end + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problem = "a quotation mark is never closed" if "end of data" in str(error) else str(error)
            raise InputError(problem, file=file, line=line) from error
        if cells is None:
            return
        yield line, cells
