"""Rows of a model's tables as properties in a database, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from graphkit.model.cells import Cells, constant, read_property
from graphkit.model.schema import LABELS, RELATIONSHIPS, Property
from graphkit.model.tables import FILE, LINE, dtype_of
from graphkit.stores.statements import OURS, WHOLE_ID

Properties = dict[str, Any]
"""Properties as the database has them: no nulls."""

_LONGEST = 8000
"""Bytes of the longest text that Neo4j puts into a range index, less some for the label."""

_ESCAPE = "."
_RESERVED = frozenset({OURS, WHOLE_ID})


def stored_id(id_: str) -> str:
    """The id under which a node is found in the database: its own, unless an index cannot hold it.

    Examples:
        >>> stored_id("ann"), len(stored_id("x" * 10_000))
        ('ann', 1065)
    """
    as_bytes = id_.encode()
    return id_ if len(as_bytes) <= _LONGEST else f"{id_[:1000]}…{hashlib.sha256(as_bytes).hexdigest()}"


def stored_ids(ids: pl.Series) -> pl.Series:
    """`stored_id` of a whole column."""
    if (ids.str.len_bytes() <= _LONGEST).all():
        return ids
    return pl.Series(ids.name, [stored_id(id_) for id_ in ids], dtype=pl.String)


def stored_nodes(label: str, table: pl.DataFrame) -> pl.DataFrame:
    """A label's table with the columns that the database gets."""
    short = stored_ids(table["id"])
    whole = pl.Series(WHOLE_ID, table["id"]).set(short == table["id"], None)
    known = {property_.name for property_ in LABELS[label].all_properties}
    return _escaped(table, known).with_columns(short.alias("id"), whole, pl.lit(value=True).alias(OURS))


def stored_relationships(type_: str, table: pl.DataFrame) -> pl.DataFrame:
    """A type's table with the columns that the database gets, the ends apart."""
    known = {property_.name for property_ in RELATIONSHIPS[type_].properties} if type_ in RELATIONSHIPS else set()
    return _escaped(table.drop("source", "target"), known).with_columns(pl.lit(value=True).alias(OURS))


def filled(rows: pl.DataFrame) -> pl.DataFrame:
    """Without the columns that are null everywhere, if there are rows."""
    return rows.select(name for name in rows.columns if not rows.height or rows[name].null_count() < rows.height)


def tuples(rows: pl.DataFrame, known: Container[str]) -> tuple[list[str], bool, list[tuple[Any, ...]]]:
    """Rows as parameters, which is half the work for the driver that maps are.

    Args:
        rows: Properties, a column each.
        known: Those that may be named in a statement; all others become one map at the end of the row.

    Returns:
        The names of the first values of each row, whether a map follows them, and the rows.
    """
    names = [name for name in rows.columns if name in known]
    free = [name for name in rows.columns if name not in known]
    values = rows.select(names).rows()
    if free:
        values = [(*row, map_) for row, map_ in zip(values, rows.select(free).to_dicts(), strict=True)]
    return names, bool(free), values


def without_nulls(rows: pl.DataFrame) -> Iterator[Properties]:
    """Rows as the database gives them back."""
    for row in rows.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None}


def plain(properties: Properties) -> Properties:
    """Properties with the database's dates as Python's."""
    return {name: value.to_native() if hasattr(value, "to_native") else value for name, value in properties.items()}


def read_back(rows: Sequence[Properties], known: Sequence[Property], place: str) -> pl.DataFrame:
    """Rows of a database as the columns of a model's table.

    Args:
        rows: Properties of nodes of one label, or of relationships of one type.
        known: The properties that the schema gives them; all others are text.
        place: What an error names: the database.

    Raises:
        InputError: A property is not what the schema says, because somebody changed it.
    """
    taken = {property_.name for property_ in known} | {FILE, LINE, OURS, WHOLE_ID}
    free = sorted({name for row in rows for name in row} - taken)
    nowhere = constant(LINE, None, len(rows), pl.UInt32())
    columns = []
    for property_ in known:
        values = _column(property_, [row.get(property_.name) for row in rows])
        columns.append(read_property(Cells(property_.name, values, place, nowhere), property_).alias(property_.name))
    columns += [pl.Series(_unescaped(name), [_text(row.get(name)) for row in rows], dtype=pl.String) for name in free]
    columns += [pl.Series(name, [_whole(row.get(name)) for row in rows], dtype=pl.UInt32) for name in (FILE, LINE)]
    return pl.DataFrame(columns)


def _escaped(table: pl.DataFrame, known: Iterable[str]) -> pl.DataFrame:
    """A free property called as one of graphkit's own gets a full stop in front."""
    free = set(table.columns) - set(known)
    return table.rename({name: _ESCAPE + name for name in free if name in _RESERVED or name.startswith(_ESCAPE)})


def _unescaped(name: str) -> str:
    return name.removeprefix(_ESCAPE)


def _column(property_: Property, values: list[Any]) -> pl.Series:
    """Values in the type of the property, or as text where somebody wrote another."""
    try:
        return pl.Series(property_.name, values, dtype=dtype_of(property_), strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(property_.name, [_text(value) for value in values], dtype=pl.String)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ";".join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and 0 <= value < 2**32 else None


def whole_ids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids that nodes have in the model."""
    return [str(row.get(WHOLE_ID, row["id"])) for row in rows]
