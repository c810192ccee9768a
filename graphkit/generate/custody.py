"""Systems, rules, workflows and resources, and in whose keeping they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from graphkit.generate import names
from graphkit.generate.cells import ids, joined, keep, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.generate.cells import Numbers
    from graphkit.generate.structure import Structure

STRAY: Final = 0.02
"""Share of what a process needs that is kept somewhere else in the organisation."""


@dataclass(frozen=True)
class Kept:
    """The things of one label.

    Thing t is kept by unit t modulo the number of units, unless it is one of the few that
    belong to nobody or to a person only.

    Attributes:
        table: Their table.
        each: How many there are in each unit.
        units: How many units there are.
    """

    table: pl.DataFrame
    each: int
    units: int

    def near(self, units: Numbers, rng: np.random.Generator) -> pl.Series:
        """Ids of things kept by the given units, one for each, a few from anywhere."""
        thing = units + self.units * rng.integers(0, self.each, len(units))
        anywhere = rng.integers(0, self.table.height, len(units))
        return pick(self.table["id"], np.where(rng.random(len(units)) < STRAY, anywhere, thing))


@dataclass(frozen=True)
class _Sort:
    prefix: str
    words: Sequence[str]
    people_each: int
    kinds: Sequence[str] = ()


_SORTS: Final = {
    "systems": _Sort("sys-", names.SYSTEMS, 50),
    "rules": _Sort("rule-", names.RULES, 25, names.RULE_KINDS),
    "workflows": _Sort("flow-", names.WORKFLOWS, 50),
    "resources": _Sort("res-", names.RESOURCES, 25, names.RESOURCE_KINDS),
}


def custody(structure: Structure, rng: np.random.Generator) -> dict[str, Kept]:
    """Make everything that processes need besides people, table by table.

    Args:
        structure: The organisation.
        rng: Where chance comes from.
    """
    return {table: _kept(structure, sort, rng) for table, sort in _SORTS.items()}


def _kept(structure: Structure, sort: _Sort, rng: np.random.Generator) -> Kept:
    each = max(1, structure.people // sort.people_each // structure.units)
    size = each * structure.units
    unit = np.tile(np.arange(structure.units, dtype=np.int64), each)
    fate = rng.random(size)
    if size > SPARE:  # whatever the size, each way to be kept occurs
        fate[-len(_FATES) :] = _FATES
    owned = (fate >= 0.004) & (fate < 0.3)
    by_unit = (fate >= 0.004) & (fate < 0.01)
    contested = (fate >= 0.013) & (fate < 0.018)
    kept = fate >= 0.013
    owner = joined(
        np.tile(np.arange(size, dtype=np.int64), 2),
        pl.concat(
            [
                pick(structure.function_ids, np.where(by_unit, unit, -1)).fill_null(
                    keep(pick(structure.people_ids, unit), owned)
                ),
                keep(pick(structure.people_ids, rng.integers(1, structure.functions, size)), contested),
            ]
        ),
        size,
    )
    number = np.arange(size, dtype=np.int64)
    serial = pl.Series(number // len(sort.words) + 1).cast(pl.String)
    name = pl.select(pl.concat_str([pick(sort.words, number % len(sort.words)), serial], separator=" ")).to_series()
    columns = {"id": ids(sort.prefix, size), "name": name}
    if sort.kinds:
        columns["kind"] = pick(sort.kinds, number % len(sort.words) % len(sort.kinds))
    columns["belongs_to"] = pick(structure.function_ids, np.where(kept, unit, -1))
    columns["owner"] = owner
    return Kept(pl.DataFrame(columns), each, structure.units)


_FATES: Final = (0.001, 0.005, 0.011, 0.015)
"""Nobody's; a function owns it; a person owns it and no function keeps it; two people own it."""

SPARE: Final = 3 * len(_FATES)
