"""Work shared out between threads; while they look at columns they do not hold each other up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_WORKERS = 2

_LEAST = 20_000
"""Rows for which a thread of its own does not pay."""

_P = TypeVar("_P")
_R = TypeVar("_R")


def share(rows: int, most: int) -> int:
    """How many rows to look at together, so that every worker has as much to do.

    Args:
        rows: How many there are.
        most: How many may be looked at together at most, for the memory that it takes.

    Examples:
        >>> share(10_000, 150_000), share(100_000, 150_000), share(400_000, 150_000)
        (10000, 50000, 133334)
    """
    runs = max(1, min(_WORKERS, rows // _LEAST), -(-rows // most))
    return max(1, -(-rows // runs))


def side_by_side(work: Callable[[_P], _R], parts: Iterable[_P], rows: int = _LEAST) -> list[_R]:
    """Do the same for several parts.

    Args:
        work: What to do with a part.
        parts: The parts.
        rows: How many rows they are about; about few they are done one after the other.

    Returns:
        What came of each part, in their order.
    """
    waiting = list(parts)
    if len(waiting) < 2 or rows < _LEAST:
        return [work(part) for part in waiting]
    with ThreadPoolExecutor(_WORKERS) as workers:
        return list(workers.map(work, waiting))
