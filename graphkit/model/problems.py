"""Faults found while a model is put together; the MOD rules turn them into findings."""

from __future__ import annotations

from typing import Final

import polars as pl

CONFLICT: Final = "MOD001"
DANGLING: Final = "MOD002"
WRONG_ENDPOINT: Final = "MOD003"
UNKNOWN_COLUMN: Final = "MOD009"
IMPLIED_TABLE: Final = "MOD016"

PROBLEM_SCHEMA: Final = pl.Schema(
    {
        "code": pl.String,  # one of the constants above
        "subject": pl.Int64,  # number of the node whose row has the fault, -1 where there is none
        "column": pl.String,  # the column, or TYPE.source and TYPE.target in the relationships table
        "value": pl.String,  # what was written: the reference, the value that stands, the table
        "other": pl.String,  # what it clashes with: the value left out, the label found, the nearest name, the count
        "_file": pl.UInt32,
        "_line": pl.UInt32,
    }
)
"""Columns of `Model.problems`, one row a fault."""


def no_problems() -> pl.DataFrame:
    """An empty table of problems.

    Examples:
        >>> no_problems().height
        0
    """
    return pl.DataFrame(schema=PROBLEM_SCHEMA)
