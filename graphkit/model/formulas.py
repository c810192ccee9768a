"""Cells that a spreadsheet would run as a formula, and the apostrophe that disarms them."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

FORMULA_STARTS: Final = b"=+-@\t\r"
"""What a cell begins with that a spreadsheet takes for a formula."""

_RUNS = r"^('*[=+\-@\t\r])"
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
    return cells.str.replace(_RUNS, "'${1}")


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


def guard_text(text: str) -> str:
    """Like `guard`, for one text.

    Examples:
        >>> guard_text("@x")
        "'@x"
    """
    return "'" + text if re.match(_RUNS, text) else text


def unguard_text(text: str) -> str:
    """Like `unguard`, for one text.

    Examples:
        >>> unguard_text("'@x")
        '@x'
    """
    return text[1:] if re.match(_GUARDED, text) else text
