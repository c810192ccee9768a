"""Cells that a spreadsheet would run as a formula, and the apostrophe that disarms them."""

from __future__ import annotations

from typing import Final

import polars as pl

FORMULA_STARTS: Final = b"=+-@\t\r"
"""What a cell begins with that a spreadsheet takes for a formula."""

_RUNS = r"^'*[=+\-@\t\r]"
_GUARDED = r"^'('*[=+\-@\t\r])"


def guard(cells: pl.Expr) -> pl.Expr:
    """Put an apostrophe before text that a spreadsheet would run.

    Text that already begins with apostrophes and such a sign gets one more, so that
    `unguard` always gives back what was there.

    Args:
        cells: Text.

    Returns:
        Text that no spreadsheet runs.

    Examples:
        >>> pl.Series(["=1+1", "'=x", "plain"]).to_frame("cell").select(guard(pl.col("cell")))["cell"].to_list()
        ["'=1+1", "''=x", 'plain']
    """
    return pl.when(cells.str.contains(_RUNS)).then(pl.concat_str(pl.lit("'"), cells)).otherwise(cells)


def unguard(cells: pl.Expr) -> pl.Expr:
    """Take off the apostrophe that `guard` put there.

    Args:
        cells: Text.

    Returns:
        Text as it was before `guard`.

    Examples:
        >>> pl.Series(["'=1+1", "''=x", "'tis"]).to_frame("cell").select(unguard(pl.col("cell")))["cell"].to_list()
        ['=1+1', "'=x", "'tis"]
    """
    return cells.str.replace(_GUARDED, "${1}")
