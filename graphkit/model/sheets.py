"""A table as it was read: headings normalised, columns known or free, rows with an id, cells typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl
import polars.selectors as cs

from graphkit.errors import InputError, nearest
from graphkit.model.cells import Cells, clean, constant, header, read_names, read_property, read_text
from graphkit.model.problems import UNKNOWN_COLUMN
from graphkit.model.rows import RawTable
from graphkit.model.schema import TABLES, Label, Property, columns_of
from graphkit.model.tables import FILE, LINE

FREE_PREFIX = "x_"


class Sheet(NamedTuple):
    """One table with normalised headings and without its empty rows.

    Attributes:
        table: Its name.
        columns: Heading → cells.
        file: The file as the user named it.
        number: The file's number in the model.
        lines: The line of each row.
        several: Columns of a flat file in which some cell may hold several values.
    """

    table: str
    columns: dict[str, pl.Series]
    file: str
    number: int
    lines: pl.Series
    several: frozenset[str]

    def cells(self, name: str) -> Cells:
        """One column with the place of each cell."""
        return Cells(name, self.columns[name], self.file, self.lines, name in self.several)

    def text(self, name: str) -> pl.Series:
        """A column as text; nulls where there is no such column."""
        if name in self.columns:
            return read_text(self.cells(name)).alias(name)
        return constant(name, None, len(self.lines), pl.String())

    def property(self, property_: Property) -> pl.Series:
        """A property column of the schema, typed."""
        return read_property(self.cells(property_.name), property_).alias(property_.name)

    def free(self, name: str) -> pl.Series:
        """A column that the schema does not know, as text; lists are joined with `;`."""
        values = self.columns[name]
        if isinstance(values.dtype, pl.List):
            rows, words = read_names(self.cells(name))
            joined = pl.DataFrame({"row": rows, "word": words}).group_by("row").agg(pl.col("word").str.join(";"))
            every = pl.DataFrame({"row": pl.int_range(len(values), dtype=pl.UInt32, eager=True)})
            return every.join(joined, on="row", how="left", maintain_order="left")["word"].alias(name)
        return self.text(name)

    def origin(self) -> tuple[pl.Series, pl.Series]:
        """File number and line of each row."""
        return constant(FILE, self.number, len(self.lines), pl.UInt32()), self.lines.alias(LINE)

    def keep(self, rows: pl.Series) -> Sheet:
        """The same sheet with only the rows that a mask marks."""
        columns = {name: values.filter(rows) for name, values in self.columns.items()}
        return Sheet(self.table, columns, self.file, self.number, self.lines.filter(rows), self.several)

    def take(self, rows: pl.Series) -> Sheet:
        """The same sheet with only these rows."""
        columns = {name: values.gather(rows) for name, values in self.columns.items()}
        return Sheet(self.table, columns, self.file, self.number, self.lines.gather(rows), self.several)


def open_sheet(raw: RawTable, number: int) -> Sheet:
    """Normalise the headings of a table and leave out its empty rows.

    Args:
        raw: The table as its loader read it.
        number: The number of its file in the model.

    Raises:
        InputError: Two headings mean one column, a column with values has no heading, or the heading is reserved.
    """
    columns: dict[str, pl.Series] = {}
    frame, parted = _cleaned(raw.frame)
    for name in frame.columns:
        heading, values = header(name), frame[name]
        if not heading and _filled(values).any():
            raise InputError(f"table {raw.table!r}: a column with values has no heading", file=raw.file)
        if heading in columns:
            raise InputError(f"table {raw.table!r}: column {heading!r} is there twice", file=raw.file)
        if heading.startswith("_"):
            raise InputError(f"table {raw.table!r}: column {heading!r}: a name may not start with '_'", file=raw.file)
        if heading:
            columns[heading] = values
    lines = raw.lines.cast(pl.UInt32).alias(LINE)
    several = frozenset(header(name) for name in parted) if raw.flat else frozenset()
    return Sheet(raw.table, columns, raw.file, number, lines, several)


def _cleaned(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The same cells, with text clean, and the columns with a `;` or a new line in some cell.

    All columns are looked at side by side, and few need anything.
    """
    text = cs.string()
    unclean = ((text == "") | (text != text.str.strip_chars())).any()
    parted = text.str.contains_any([";", "\n"]).any()
    flags = frame.select(unclean.name.prefix("unclean "), parted.name.prefix("parted "))
    looked = flags.row(0, named=True) if flags.height else {}
    marked = {kind: [name for name in frame.columns if looked.get(f"{kind} {name}")] for kind in ("unclean", "parted")}
    cleaned = frame.with_columns(clean(frame[name]) for name in marked["unclean"]) if marked["unclean"] else frame
    return cleaned, marked["parted"]


def without_empty_rows(sheet: Sheet, needed: pl.Series) -> Sheet:
    """Leave out rows without any value.

    Args:
        sheet: A sheet.
        needed: A column that no other row may leave empty.

    Raises:
        InputError: A row lacks what is needed and yet has values.
    """
    lacking = needed.is_null()
    if not lacking.any():
        return sheet
    rest = sheet.keep(lacking)
    some = pl.DataFrame({name: _filled(values) for name, values in rest.columns.items()})
    for row, filled in enumerate(some.iter_rows()):
        if any(filled):
            raise InputError(
                f"table {sheet.table!r}: a row with values has no {needed.name}", file=sheet.file, line=rest.lines[row]
            )
    return sheet.keep(~lacking)


def _filled(values: pl.Series) -> pl.Series:
    """Where a cell has a value, be it a text, a list or something typed."""
    if isinstance(values.dtype, pl.List):
        return (values.list.len() > 0).fill_null(value=False)
    return values.is_not_null()


def read_nodes(sheet: Sheet) -> tuple[Sheet, pl.DataFrame]:
    """The nodes that a sheet lists, one a row.

    Args:
        sheet: A sheet of one of the schema's tables.

    Returns:
        The sheet without its empty rows, and the nodes in the same order: `id`, the properties
        it has, free columns as text, `_file` and `_line`.

    Raises:
        InputError: There is no column of ids or names, a row has neither, or a cell is not what the schema says.
    """
    label = TABLES[sheet.table]
    if not sheet.columns:
        sheet = sheet.keep(sheet.lines.is_null())
    elif not {"id", "name"} & sheet.columns.keys():
        found = ", ".join(sheet.columns)
        near = next((near for name in sheet.columns if (near := nearest(name, ("id", "name")))), None)
        raise InputError(
            f"table {sheet.table!r} has neither id nor name (it has {found})", file=sheet.file, suggestion=near
        )
    names = sheet.text("name")
    ids = sheet.text("id")
    if ids.null_count():
        ids = ids.to_frame().select(pl.coalesce(pl.lit(ids), pl.lit(names)).alias("id or name")).to_series()
        sheet = without_empty_rows(sheet, ids)
        ids, names = ids.drop_nulls(), sheet.text("name")
    columns = [ids.alias("id"), *_properties(sheet, label)]
    columns += [sheet.free(name) for name in free_columns(sheet.columns, label)]
    return sheet, pl.DataFrame([*columns, *sheet.origin()])


def _properties(sheet: Sheet, label: Label) -> list[pl.Series]:
    known = [property_ for property_ in label.all_properties if property_.name in sheet.columns]
    return [sheet.property(property_) for property_ in known if property_.name != "id"]


def free_columns(columns: Iterable[str], label: Label) -> list[str]:
    """The columns that the schema does not know, sorted.

    Args:
        columns: Normalised headings.
        label: The label whose table it is.
    """
    return sorted(set(columns) - set(columns_of(label.name)))


def unknown_columns(sheet: Sheet, known: Sequence[str]) -> list[tuple[str | int | None, ...]]:
    """A problem for every column that is neither known nor marked as free.

    Args:
        sheet: A sheet.
        known: The columns it may have.
    """
    strange = sorted(name for name in set(sheet.columns) - set(known) if not name.startswith(FREE_PREFIX))
    return [(UNKNOWN_COLUMN, -1, name, sheet.table, nearest(name, known), sheet.number, None) for name in strange]
