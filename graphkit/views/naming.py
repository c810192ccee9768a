"""What nodes are called, and which relationship lies behind a step of command, looked up many times over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from graphkit.model.schema import LABELS
from graphkit.model.tables import Model

_STEPS = {
    ("Person", "Person"): "REPORTS_TO",
    ("Person", "Function"): "MEMBER_OF",
    ("Function", "Function"): "PART_OF",
    ("Process", "Process"): "PART_OF",
    ("Function", "Person"): "HEADS",
    ("Function", "Role"): "HEADS",
    ("Role", "Person"): "HOLDS",
}
_BY_UPPER = {"Function": "BELONGS_TO"}


@dataclass(frozen=True, eq=False)
class Naming:
    """Labels, names and ids of a model's nodes as lists.

    Attributes:
        model: The model.
    """

    model: Model

    @cached_property
    def kinds(self) -> list[str]:
        """The label of each node."""
        known = list(LABELS)
        return [known[code] for code in self.model.label_codes.tolist()]

    @cached_property
    def names(self) -> list[str]:
        """What each node is called: its name, or else its id."""
        tables = [self.model.nodes[label].select(pl.coalesce("name", "id")).to_series() for label in LABELS]
        return pl.concat([table.cast(pl.String) for table in tables]).to_list()

    @cached_property
    def ids(self) -> list[str]:
        """How each node is written."""
        return self.model.show_all(range(self.model.size))

    def step(self, lower: int, upper: int) -> str:
        """The type of relationship by which one node answers to another.

        Args:
            lower: Who answers.
            upper: To whom.
        """
        kinds = self.kinds[lower], self.kinds[upper]
        return _STEPS.get(kinds) or _BY_UPPER.get(kinds[1], "OWNS")
