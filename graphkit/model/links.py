"""Relationships as they are written: cells that name other nodes, and rows of the relationships table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.model.cells import constant, read_names, read_property
from graphkit.model.references import Mentions
from graphkit.model.schema import (
    LABELS,
    REFERENCES,
    RELATIONSHIPS,
    TABLES,
    ReferenceColumn,
    RelationshipType,
)
from graphkit.model.sheets import Sheet, without_empty_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ENDS = ("source", "type", "target")
_END_LABELS = ("source_label", "target_label")
_PROPERTIES = {property_.name for type_ in RELATIONSHIPS.values() for property_ in type_.properties}
RELATIONSHIP_COLUMNS = (*_ENDS, *_END_LABELS, *sorted(_PROPERTIES))
"""The columns that the relationships table knows."""


class Known(NamedTuple):
    """An end of relationships that is the node of its own row.

    Attributes:
        label: The label of the nodes.
        rows: The row of each in the label's table; shape (relationships,).
    """

    label: str
    rows: NDArray[np.int32]

    def moved(self, label: str, place: NDArray[np.int32]) -> Known:
        """The same end after the rows of a label's table were moved.

        Args:
            label: The label whose rows were moved.
            place: For each row, where it is now.
        """
        return Known(label, place[self.rows]) if label == self.label else self


class Links(NamedTuple):
    """Relationships of one type that one column or one table writes.

    Attributes:
        type: The type.
        source: One end of each.
        target: The other end of each.
        properties: Columns, as long as there are relationships.
        file: Number of the file.
        lines: Line of each.
    """

    type: RelationshipType
    source: Known | Mentions
    target: Known | Mentions
    properties: tuple[pl.Series, ...]
    file: int
    lines: pl.Series

    def moved(self, label: str, place: NDArray[np.int32]) -> Links:
        """The same relationships after the rows of a label's table were moved; see `Known.moved`."""
        source = self.source.moved(label, place) if isinstance(self.source, Known) else self.source
        target = self.target.moved(label, place) if isinstance(self.target, Known) else self.target
        return self._replace(source=source, target=target)


def column_links(sheet: Sheet, rows: NDArray[np.int32]) -> list[Links]:
    """The relationships that the reference columns of a table write.

    Args:
        sheet: A sheet of one of the schema's node tables, without its empty rows.
        rows: The row in the label's table that each row of the sheet became.
    """
    label = TABLES[sheet.table].name
    columns = [column for column in REFERENCES[label] if column.name in sheet.columns]
    return [_from_column(sheet, column, rows) for column in columns]


def _from_column(sheet: Sheet, column: ReferenceColumn, rows: NDArray[np.int32]) -> Links:
    at, words = read_names(sheet.cells(column.name))
    lines = sheet.lines.gather(at)
    own = Known(column.label, rows[at.to_numpy()])
    named = Mentions(
        column.name,
        column.admits,
        words,
        sheet.number,
        lines,
        makes=column.type != "COVERS",
        functions=column.type == "INVOLVES",
    )
    type_ = RELATIONSHIPS[column.type]
    properties = [constant(name, value, len(words), pl.String()) for name, value in column.properties]
    for property_ in type_.properties:
        companion = dict(column.companions).get(property_.name)
        if companion in sheet.columns:
            values = read_property(sheet.cells(companion), property_)
            properties.append(values.gather(at).alias(property_.name))
    source, target = (named, own) if column.inward else (own, named)
    return Links(type_, source, target, tuple(properties), sheet.number, lines)


def table_links(sheet: Sheet) -> list[Links]:
    """The relationships that a relationships table writes.

    Args:
        sheet: A relationships table.

    Raises:
        InputError: A column or a value is missing, a type or label is not known, or a property
            is not what the schema says.
    """
    if not sheet.columns:
        return []
    for name in _ENDS:
        if name not in sheet.columns:
            found = ", ".join(sheet.columns)
            raise InputError(
                f"table {sheet.table!r} has no column {name!r} (it has {found})",
                file=sheet.file,
                suggestion=nearest(name, sheet.columns),
            )
    for name in _ENDS:
        sheet = without_empty_rows(sheet, sheet.text(name))
    keys = pl.DataFrame([_types(sheet), *(_labels(sheet, name) for name in _END_LABELS)])
    parts = keys.with_row_index("row").partition_by(keys.columns, maintain_order=True)
    return [_part(sheet.take(part["row"]), *part.select(keys.columns).row(0)) for part in parts]


def _types(sheet: Sheet) -> pl.Series:
    written = sheet.text("type")
    types = written.str.to_uppercase().str.replace_all(r"[\s-]+", "_")
    return _known(sheet, written, types, RELATIONSHIPS, "type").alias("type")


def _labels(sheet: Sheet, name: str) -> pl.Series:
    written = sheet.text(name)
    return _known(sheet, written, written.str.to_titlecase(), LABELS, "label").alias(name)


def _known(sheet: Sheet, written: pl.Series, values: pl.Series, known: Iterable[str], what: str) -> pl.Series:
    wrong = values.is_not_null() & ~values.is_in(list(known))
    if wrong.any():
        row = int(wrong.arg_max() or 0)
        raise InputError(
            f"unknown {what} {written[row]!r}",
            file=sheet.file,
            line=sheet.lines[row],
            suggestion=nearest(written[row], known),
        )
    return values


def _part(sheet: Sheet, name: str, source: str | None, target: str | None) -> Links:
    """Rows of one type whose ends are of the same labels, where labels are given."""
    type_ = RELATIONSHIPS[name]
    own = {property_.name for property_ in type_.properties}
    properties = [sheet.property(property_) for property_ in type_.properties if property_.name in sheet.columns]
    others = sorted(sheet.columns.keys() - own - {*_ENDS, *_END_LABELS})
    properties += [column for name in others if (column := sheet.free(name)).null_count() < len(column)]
    ends = (_end(sheet, type_, "source", source), _end(sheet, type_, "target", target))
    return Links(type_, *ends, tuple(properties), sheet.number, sheet.lines)


def _end(sheet: Sheet, type_: RelationshipType, end: str, label: str | None) -> Mentions:
    admits = type_.sources if end == "source" else type_.targets
    only = admits if label is None else (label,)
    makes = only[0] in admits and (len(only) == 1 or type_.name != "COVERS")
    return Mentions(f"{type_.name}.{end}", only, sheet.text(end), sheet.number, sheet.lines, makes)
