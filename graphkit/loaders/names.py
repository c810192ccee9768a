"""Table names, as files, sheets and keys write them."""

from __future__ import annotations

from graphkit.errors import InputError, nearest
from graphkit.model.schema import RELATIONSHIPS_TABLE, TABLES

TABLE_NAMES = (*TABLES, RELATIONSHIPS_TABLE)
"""Every table that an input may have."""


def known_table(name: str) -> str | None:
    """The table that a name stands for, or None.

    Examples:
        >>> known_table(" People")
        'people'
    """
    folded = name.strip().casefold()
    return folded if folded in TABLE_NAMES else None


def table_named(name: str, file: str, line: int | None = None) -> str:
    """The table that a name stands for.

    Args:
        name: What a file, sheet or key is called.
        file: Where it was met.
        line: Its line there.

    Returns:
        A table name of the schema, or `relationships`.

    Raises:
        InputError: When there is no such table; it suggests the nearest one, or else says which there are.
    """
    table = known_table(name)
    if table is None:
        near = nearest(name, TABLE_NAMES)
        there_are = "" if near else f"; there are {', '.join(TABLE_NAMES)}"
        raise InputError(f"unknown table {name!r}{there_are}", file=file, line=line, suggestion=near)
    return table
