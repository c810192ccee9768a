"""The one order and shape that the tables of a model have, however they came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graphkit.model.problems import PROBLEM_SCHEMA, no_problems
from graphkit.model.tables import FILE, LINE, node_schema, relationship_schema

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ORIGIN = (FILE, LINE)
_ALWAYS_FILLED: Mapping[str, Mapping[str, str]] = {"INVOLVES": {"raci": "R"}, "REPORTS_TO": {"line": "solid"}}


def node_table(label: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The table of a label.

    Args:
        label: A label of the schema.
        rows: One row a node, sorted by `id`; columns may be missing.

    Returns:
        Exactly the columns of the schema, with the free ones before the origin; free columns
        without any value are left out.

    Examples:
        >>> node_table("System", pl.DataFrame({"x_cost": ["3"], "id": ["crm"]})).columns
        ['id', 'name', 'description', 'x_cost', '_file', '_line']
    """
    return _shaped(rows, node_schema(label))


def relationship_table(type_: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The table of a relationship type.

    Args:
        type_: A type of the schema.
        rows: One row a relationship, in any order and as often as it was written; columns may be missing.

    Returns:
        Exactly the columns of the schema, with the free ones before the origin; sorted, each
        relationship once, with its first origin.

    Examples:
        >>> rows = pl.DataFrame({"source": [2, 1, 2], "target": [3, 3, 3], "_file": [0, 0, 0], "_line": [7, 4, 2]})
        >>> relationship_table("USES", rows).rows()
        [(1, 3, 0, 4), (2, 3, 0, 2)]
    """
    table = _shaped(rows, relationship_schema(type_))
    if not table.height:
        return table
    for name, value in _ALWAYS_FILLED.get(type_, {}).items():
        if table[name].null_count():
            table = table.with_columns(pl.col(name).fill_null(value))
    key = _key(table)
    if (key[1:] > key[:-1]).all():
        return table
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    if len(again):
        twice = np.zeros(len(key), dtype=np.bool_)
        twice[order[again]] = twice[order[again + 1]] = True
        content = [name for name in table.columns if name not in _ORIGIN]
        several = table.filter(twice).sort([*content, FILE, LINE])
        table = pl.concat([table.filter(~twice), several.unique(content, keep="first", maintain_order=True)])
        order = np.argsort(_key(table), kind="stable")
    return table[order]


def _key(table: pl.DataFrame) -> NDArray[np.uint64]:
    """Both ends of each relationship as one number, in the order of source and target."""
    source, target = (table[name].to_numpy().astype(np.uint64) for name in ("source", "target"))
    key: NDArray[np.uint64] = (source << np.uint64(32)) | target
    return key


def problem_table(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All problems, sorted, each once."""
    together = pl.concat([no_problems(), *tables])
    return together.unique().sort(list(PROBLEM_SCHEMA))


def _shaped(rows: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    free = sorted(name for name in set(rows.columns) - set(schema) if rows[name].null_count() < rows.height)
    own = {name: dtype for name, dtype in schema.items() if name not in _ORIGIN}
    wanted = own | dict.fromkeys(free, pl.String()) | {name: schema[name] for name in _ORIGIN}
    if not rows.height:
        return pl.DataFrame(schema=wanted)
    if dict(rows.schema) == wanted and list(rows.columns) == list(wanted):
        return rows
    given = set(rows.columns)
    return rows.select(
        pl.col(name).cast(dtype) if name in given else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in wanted.items()
    )
