"""Typed columns and lists as text, for formats whose cells are text."""

from __future__ import annotations

import polars as pl

from graphkit.errors import GraphkitError

_PARTS = r"[;\n]"


def flatten(table: str, frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Write every cell as text: lists with `;` between names, true and false, ISO dates.

    Args:
        table: The table's name, for messages.
        frame: Typed columns.
        kind: The format, for messages.

    Returns:
        Text columns; nulls stay.

    Raises:
        GraphkitError: When a word of a list has a `;` or a new line in it, which no flat file can say.

    Examples:
        >>> frame = pl.DataFrame({"active": [True, None], "skills": [["lean", "sql"], None]})
        >>> flatten("people", frame, "CSV").rows()
        [('true', 'lean;sql'), (None, None)]
    """
    return frame.with_columns(_text(table, column, kind) for column in frame)


def _text(table: str, column: pl.Series, kind: str) -> pl.Series:
    if isinstance(column.dtype, pl.List):
        words = column.explode(empty_as_null=False, keep_nulls=False)
        wrong = words.filter(words.str.contains(_PARTS))
        if len(wrong):
            raise GraphkitError(
                f"{table}: {column.name} {wrong[0]!r} has a ';' or a new line in it, "
                f"which {kind} cannot hold in a list; write YAML, JSON or Parquet"
            )
        return column.list.join(";")
    return column.cast(pl.String)
