"""What an index has worked out, as named columns, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

import numpy as np

from graphkit.index.arrays import Ragged
from graphkit.index.command import Command
from graphkit.index.cycles import Cycles
from graphkit.index.giving import Overreach
from graphkit.index.hierarchy import Hierarchy
from graphkit.index.index import Index
from graphkit.index.judgement import Judgement
from graphkit.index.mandates import Mandates
from graphkit.index.pairs import PairIndex
from graphkit.index.participation import Ownership, Participation
from graphkit.index.placement import Placement
from graphkit.index.reach import Reach

Column: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

_KINDS: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Command, Cycles, Hierarchy, Judgement, Mandates, Overreach, Ownership),
        *(PairIndex, Participation, Placement, Ragged, Reach),
    )
}
_INDEX: Mapping[str, str] = {
    "functions": "Hierarchy",
    "processes": "Hierarchy",
    "holders": "Ragged",
    "command": "Command",
    "parts": "Ragged",
    "ownership": "Ownership",
    "participation": "Participation",
    "footprints": "Ragged",
    "mandates": "Mandates",
    "judgement": "Judgement",
    "placement": "Placement",
    "contested": "Ragged",
}
_FAULTS: Mapping[str, str] = {"circles": "Ragged", "overreach": "Overreach", "blocking": "Ragged"}
"""What is kept of an index, and of the faults of its mandates, by the property that works it out."""


def columns_of(index: Index) -> Iterator[tuple[str, Column]]:
    """Everything that an index has worked out so far.

    Args:
        index: The index.

    Returns:
        Names and columns; a column of several names comes under each.
    """
    for owner, kinds in ((index, _INDEX), (index.mandate_faults, _FAULTS)):
        for name in kinds:
            if name in vars(owner):
                yield from _taken_apart(name, vars(owner)[name])


def restore(index: Index, columns: Mapping[str, Column]) -> None:
    """Let an index know what another one of the same model, policy and day has worked out.

    Args:
        index: An index that has not worked out anything.
        columns: What `columns_of` gave.

    Raises:
        KeyError: When only a part of something is there.
    """
    _restored(index, _INDEX, columns)
    _restored(index.mandate_faults, _FAULTS, columns)


def _restored(owner: object, kinds: Mapping[str, str], columns: Mapping[str, Column]) -> None:
    there = {name.partition(".")[0] for name in columns}
    for name, kind in kinds.items():
        if name in there:
            # Where a cached property keeps its value once it is worked out.
            vars(owner)[name] = _put_together(name, kind, columns)


def _taken_apart(name: str, value: object) -> Iterator[tuple[str, Column]]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _taken_apart(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _taken_apart(f"{name}.{place}", part)
    else:
        yield name, np.asarray(value)


def _put_together(name: str, kind: str, columns: Mapping[str, Column]) -> Any:
    if kind in _KINDS:
        parts = {field.name: str(field.type) for field in fields(_KINDS[kind])}
        return _KINDS[kind](**{part: _put_together(f"{name}.{part}", own, columns) for part, own in parts.items()})
    if kind == "Edges":
        return columns[f"{name}.0"], columns[f"{name}.1"]
    column = columns[name]
    return column if column.ndim else column.item()
