"""Make an organisation that shows a fault as small as it can be and still show it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.organisation_files import Tables


def _smaller(tables: Tables) -> Iterator[Tables]:
    """The same with one row less, one cell less, or one name less in a cell."""
    for table, rows in tables.items():
        for n, row in enumerate(rows):
            yield {**tables, table: rows[:n] + rows[n + 1 :]}
            for less in _with_less(row):
                yield {**tables, table: [*rows[:n], less, *rows[n + 1 :]]}


def _with_less(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for column, value in row.items():
        if column != "id":
            yield {name: cell for name, cell in row.items() if name != column}
        if isinstance(value, list) and len(value) > 1:
            yield from ({**row, column: value[:i] + value[i + 1 :]} for i in range(len(value)))


def smallest(tables: Tables, fails: Callable[[Tables], bool]) -> Tables:
    """Take away whatever can be taken away while the fault stays."""
    kept = deepcopy(tables)
    while True:
        less = next((candidate for candidate in _smaller(kept) if fails(candidate)), None)
        if less is None:
            return {table: rows for table, rows in kept.items() if rows}
        kept = less
