"""Cells as people write them, read into typed columns; a whole column at a time."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.model.schema import Property

_TRUTH = {"true": True, "yes": True, "1": True, "1.0": True, "false": False, "no": False, "0": False, "0.0": False}
_WHOLE = r"^[+-]?[0-9]+(\.0*)?$"
_DATE = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$"
_EXPECTED = {
    "bool": "true, false, yes, no, 1 or 0",
    "int": "a whole number",
    "float": "a number",
    "date": "a date such as 2026-01-31",
}


class Cells(NamedTuple):
    """One column of a table, with the place of each cell.

    Attributes:
        name: The column, as the schema writes it.
        values: The cells: text (clean, see `clean`), lists of text, or already typed.
        file: The file as the user named it.
        lines: The line of each cell.
        flat: Whether `;` and new lines part several values in one cell.
    """

    name: str
    values: pl.Series
    file: str
    lines: pl.Series
    flat: bool = False

    def fault(self, row: int, what: str, suggestion: str | None = None) -> InputError:
        """The error for one cell, with its file and line."""
        return InputError(f"{self.name}: {what}", file=self.file, line=self.lines[row], suggestion=suggestion)


def header(name: str) -> str:
    """A column heading as the schema writes it: small letters, underscores for blanks and hyphens.

    Examples:
        >>> header(" Part-of ")
        'part_of'
    """
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def constant(name: str, value: str | int | None, length: int, dtype: pl.DataType) -> pl.Series:
    """A column with one value throughout.

    Examples:
        >>> constant("raci", "R", 2, pl.String()).to_list()
        ['R', 'R']
    """
    return pl.Series(name, [value], dtype=dtype).new_from_index(0, length)


def clean(texts: pl.Series) -> pl.Series:
    """Text without blanks at its ends; what is then empty is null.

    Examples:
        >>> clean(pl.Series([" a ", "", None])).to_list()
        ['a', None, None]
    """
    stripped = texts.str.strip_chars()
    empty = stripped == ""
    if empty.any():
        return stripped.set(empty, None)
    return texts if (stripped == texts).all() else stripped


def read_text(cells: Cells) -> pl.Series:
    """One text a cell, whatever the type of the column: 100.0 becomes 100, a day without a time its date.

    Raises:
        InputError: A cell holds several values, or something that is not a value.

    Examples:
        >>> read_text(Cells("id", pl.Series([100.0, None]), "people.parquet", pl.Series([1, 2]))).to_list()
        ['100', None]
    """
    values = cells.values
    if values.dtype == pl.String:
        return values
    if isinstance(values.dtype, pl.List):
        lists = _lists(cells)
        several = (lists.list.len() > 1).fill_null(value=False)
        if several.any():
            raise cells.fault(several.arg_max() or 0, "one value was expected, not a list")
        return lists.list.first()
    if values.dtype.is_float():
        return values.cast(pl.String).str.replace(r"\.0$", "")
    if isinstance(values.dtype, pl.Datetime):
        return values.dt.to_string("iso:strict").str.replace(r"T00:00:00(\.0+)?.*$", "")
    if values.dtype not in (pl.Struct, pl.Object, pl.Array, pl.Binary, pl.Duration):
        return clean(values.cast(pl.String))
    raise cells.fault(int(values.is_not_null().arg_max() or 0), "one value was expected")


def read_names(cells: Cells) -> tuple[pl.Series, pl.Series]:
    """Every value of every cell, one a row: the references that a column makes.

    Args:
        cells: The column; of a flat file, cells are split at `;` and new lines.

    Returns:
        The position of the cell (UInt32) and the value (text), both as long as there are values.

    Examples:
        >>> values = pl.Series(["crm; erp", None, "mail"])
        >>> [column.to_list() for column in read_names(Cells("uses", values, "", pl.Series([2, 3, 4]), flat=True))]
        [[0, 0, 2], ['crm', 'erp', 'mail']]
    """
    if _one_each(cells):
        texts = read_text(cells)
        if not texts.null_count():
            return pl.Series(np.arange(len(texts), dtype=np.uint32)), texts
        return texts.is_not_null().arg_true().cast(pl.UInt32), texts.drop_nulls()
    if cells.values.dtype == pl.String:
        return _split(cells.values)
    lists = cells.values if cells.values.dtype == pl.List(pl.String) else _lists_of_text(cells)
    lengths = lists.list.len().fill_null(0).to_numpy()
    rows = np.repeat(np.arange(len(lists), dtype=np.uint32), lengths)
    words = clean(lists.explode(empty_as_null=False, keep_nulls=False))
    if words.null_count():
        rows, words = rows[words.is_not_null().to_numpy()], words.drop_nulls()
    return pl.Series(rows), words


def read_property(cells: Cells, property_: Property) -> pl.Series:
    """A property column in the type in which it is stored.

    Args:
        cells: The column.
        property_: What the schema says of it.

    Returns:
        The typed column, as long as the cells; null where a cell is empty.

    Raises:
        InputError: A cell that is not of that type, or not one of the choices.

    Examples:
        >>> column = Cells("active", pl.Series(["Yes", "0", None]), "people.csv", pl.Series([2, 3, 4]))
        >>> read_property(column, Property("active", "bool", "")).to_list()
        [True, False, None]
    """
    match property_.kind:
        case "texts":
            lists = _lists(cells)
            return _choose_each(cells, lists, property_) if property_.choices else lists
        case "bool":
            return _read_bool(cells)
        case "int":
            return _read_int(cells)
        case "float":
            return _read_float(cells)
        case "date":
            return _read_date(cells)
        case _:
            texts = read_text(cells)
            return _choose(cells, texts, property_) if property_.choices else texts


def _one_each(cells: Cells) -> bool:
    """Whether no cell can hold more than one value."""
    return not (cells.flat if cells.values.dtype == pl.String else isinstance(cells.values.dtype, pl.List))


def _split(values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The words of cells of a flat file, and the cell of each; as one query, since most time goes here."""
    word = pl.col("word")
    words = (
        pl.LazyFrame({"at": np.arange(len(values), dtype=np.uint32), "word": values})
        .drop_nulls()
        .with_columns(word.str.replace_all("\n", ";", literal=True).str.split(";"))
        .explode("word", empty_as_null=False, keep_nulls=False)
        .with_columns(word.str.strip_chars())
        .filter(word != "")
        .collect()
    )
    return words["at"], words["word"]


def _lists(cells: Cells) -> pl.Series:
    """The values of each cell, cleaned; null where there is none."""
    values = cells.values
    if isinstance(values.dtype, pl.List):
        lists = values if values.dtype == pl.List(pl.String) else _lists_of_text(cells)
    elif _one_each(cells):
        lists = read_text(cells).to_frame("t").select(pl.concat_list("t")).to_series()
    else:
        broken = values.str.contains("\n", literal=True).any()
        lists = (values.str.replace_all("\n", ";", literal=True) if broken else values).str.split(";")
    words = lists.explode(empty_as_null=False, keep_nulls=False)
    cleaned = clean(words)
    if cleaned is not words:
        lists = lists.list.eval(pl.element().str.strip_chars())
    if cleaned.null_count():
        lists = lists.list.eval(pl.element().filter(pl.element() != ""))
    empty = lists.list.len() == 0
    return lists.to_frame("t").select(pl.when(~empty).then("t")).to_series() if empty.any() else lists


def _lists_of_text(cells: Cells) -> pl.Series:
    values = cells.values
    try:
        texts = values.cast(pl.List(pl.String))
    except pl.exceptions.PolarsError:
        raise cells.fault(int(values.is_not_null().arg_max() or 0), "a list of words was expected") from None
    floats = values.dtype in (pl.List(pl.Float64), pl.List(pl.Float32))
    return texts.list.eval(pl.element().str.replace(r"\.0$", "")) if floats else texts


def _read_bool(cells: Cells) -> pl.Series:
    if cells.values.dtype == pl.Boolean:
        return cells.values
    texts = read_text(cells)
    truth = texts == "true"
    if (truth | (texts == "false")).all():  # as most tables are written: nothing to look up
        return truth
    truth = texts.str.to_lowercase().replace_strict(_TRUTH, default=None, return_dtype=pl.Boolean)
    return _checked(cells, texts, truth, "bool")


def _read_int(cells: Cells) -> pl.Series:
    if cells.values.dtype.is_integer():
        return _checked(cells, cells.values, cells.values.cast(pl.Int64, strict=False), "int")
    texts = read_text(cells)
    numbers = texts.cast(pl.Int64, strict=False)
    if numbers.null_count() == texts.null_count():  # as most tables are written: no fraction to take off
        return numbers
    whole = texts.set(~texts.str.contains(_WHOLE), None).str.replace(r"\.0*$", "")
    return _checked(cells, texts, whole.cast(pl.Int64, strict=False), "int")


def _read_float(cells: Cells) -> pl.Series:
    if cells.values.dtype.is_numeric():
        texts, numbers = cells.values.cast(pl.String), cells.values.cast(pl.Float64)
    else:
        texts = read_text(cells)
        numbers = texts.cast(pl.Float64, strict=False)
    return _checked(cells, texts, numbers.set(~numbers.is_finite(), None), "float")


def _read_date(cells: Cells) -> pl.Series:
    if cells.values.dtype in (pl.Date, pl.Datetime):
        return cells.values.cast(pl.Date)
    texts = read_text(cells)
    days = texts.str.extract(_DATE).str.to_date("%Y-%m-%d", strict=False)
    return _checked(cells, texts, days, "date")


def _checked(cells: Cells, texts: pl.Series, read: pl.Series, kind: str) -> pl.Series:
    """What was read, unless a cell that is not empty could not be."""
    if read.null_count() > texts.null_count():
        row = int((read.is_null() & texts.is_not_null()).arg_max() or 0)
        raise cells.fault(row, f"{texts[row]!r} is not {_EXPECTED[kind]}")
    return read


def _choose(cells: Cells, texts: pl.Series, property_: Property) -> pl.Series:
    chosen = _folded(texts, property_)
    if chosen.null_count() > texts.null_count():
        row = int((chosen.is_null() & texts.is_not_null()).arg_max() or 0)
        raise _no_such_choice(cells, row, texts[row], property_)
    return chosen


def _choose_each(cells: Cells, lists: pl.Series, property_: Property) -> pl.Series:
    words = lists.explode(empty_as_null=False, keep_nulls=False)
    wrong = words.filter(_folded(words, property_).is_null())
    if len(wrong):
        row = int(lists.list.contains(wrong[0]).arg_max() or 0)
        raise _no_such_choice(cells, row, wrong[0], property_)
    canonical = {choice.lower(): choice for choice in property_.choices}
    return lists.list.eval(pl.element().str.to_lowercase().replace(canonical))


def _folded(texts: pl.Series, property_: Property) -> pl.Series:
    canonical = {choice.lower(): choice for choice in property_.choices}
    return texts.str.to_lowercase().replace_strict(canonical, default=None, return_dtype=pl.String)


def _no_such_choice(cells: Cells, row: int, word: str, property_: Property) -> InputError:
    one_of = ", ".join(property_.choices)
    return cells.fault(row, f"{word!r} is not one of {one_of}", nearest(word, property_.choices))
