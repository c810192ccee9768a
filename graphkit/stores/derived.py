"""What follows from a model and is written beside it; a store takes it as it comes and knows nothing of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl


@dataclass(frozen=True)
class DerivedNodes:
    """Nodes of one label.

    Attributes:
        ids: Their ids, each once.
        rows: Makes the properties of some, in the order of their positions in `ids`, as few at a time as are written.
    """

    ids: pl.Series
    rows: Callable[[Sequence[int]], pl.DataFrame]


@dataclass(frozen=True)
class Derived:
    """Nodes and relationships that follow from a model.

    Attributes:
        nodes: Label → nodes. They are numbered on after the model's, label by label.
        relationships: Type → `source` and `target`, node numbers, and properties.
        as_of: The day for which they were found out, where it matters.
    """

    nodes: Mapping[str, DerivedNodes] = field(default_factory=dict)
    relationships: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    as_of: date | None = None
