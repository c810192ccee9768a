"""What is alike to mandates: what exactly the same of those that may be passed on apply to, or are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, any_by, kinds_of, narrowed, unique_pairs
from graphkit.model.schema import DIMENSIONS

if TYPE_CHECKING:
    from graphkit.index.mandates import Mandates


@dataclass(frozen=True, eq=False)
class Alike:
    """Numbers what mandates are about, so that only what is alike has the same number; what is alike may have two.

    Only current mandates that may be passed on count.

    Attributes:
        mandates: The compiled mandates.
        dimensions: The dimension code of each node.
    """

    mandates: Mandates
    dimensions: Ints

    def anywhere(self, elements: Ints) -> Ints:
        """A number for each element, by the mandates that apply to it in whatever process.

        Args:
            elements: Nodes.
        """
        return self._anywhere[elements].astype(np.int64) * len(DIMENSIONS) + self._dimension(elements)

    def there(self, elements: Ints, processes: Ints) -> Ints:
        """A number for each element, by the mandates that apply to it in the process beside it.

        Args:
            elements: Nodes.
            processes: The process in which each is judged.
        """
        widest = len(self.dimensions)
        nodes = np.where(self._choosy[processes], self._anyhow[elements], widest + self._anywhere[elements])
        return (self._processes[processes] * (2 * widest) + nodes) * len(DIMENSIONS) + self._dimension(elements)

    def about(self, processes: Ints) -> Ints:
        """A number for each process, by the mandates that are about it.

        Args:
            processes: Process numbers.
        """
        return self._processes[processes] * len(self.dimensions) + self._anyhow[processes]

    def _dimension(self, elements: Ints) -> Ints:
        """The first dimension that the same mandates are for as the element's."""
        return self._first_dimensions[self.dimensions[elements]]

    @cached_property
    def _first_dimensions(self) -> Ints:
        columns = self.mandates.dimensions[self._counting].T
        return np.array([next(at for at, one in enumerate(columns) if np.array_equal(one, other)) for other in columns])

    @cached_property
    def _anywhere(self) -> Ints:
        """A number for each node, by the mandates without WITHIN that cover it."""
        return self._by_cover(self._counting & (self.mandates.within.counts == 0))

    @cached_property
    def _anyhow(self) -> Ints:
        """The same by all mandates, so nodes are alike less often."""
        return self._by_cover(self._counting)

    def _by_cover(self, mandates: Bools) -> Ints:
        """Number nodes by which of all that some mandates cover they are, or are contained in.

        Most nodes are in one function and not covered themselves; they are as that function is.
        """
        places, units = self.mandates.places, self.mandates.units
        covered = np.zeros(len(places), dtype=np.bool_)
        covered[self.mandates.covers.only(mandates).values] = True
        counting = units.where(covered[units.values])
        of_unit = _numbered_sets(counting.keys, counting.values, len(units))
        single = (places.counts == 1) & ~covered
        number = np.empty(len(places), dtype=np.int64)
        number[single] = of_unit[places.values[places.offsets[:-1][single]]]
        rest = np.flatnonzero(~single)
        at, place = places.expand(rest)
        own = np.flatnonzero(covered[rest])
        free = int(of_unit.max(initial=0)) + 1
        inside = np.concatenate([of_unit[place], free + rest[own]])
        number[rest] = free + _numbered_sets(np.concatenate([at, own]), inside, len(rest))
        return narrowed(number)

    @cached_property
    def _processes(self) -> Ints:
        """A number for each process, by the mandates that hold within it."""
        wholes = self.mandates.wholes
        counting = wholes.where(self._holding(self._counting)[wholes.values])
        return _numbered_sets(counting.keys, counting.values, len(wholes))

    @cached_property
    def _choosy(self) -> Bools:
        """Processes within which a mandate holds that does not cover all their elements."""
        wholes = self.mandates.wholes
        within = self._holding(self._counting & (self.mandates.covers.counts > 0))
        return any_by(wholes.keys, within[wholes.values], len(wholes))

    def _holding(self, mandates: Bools) -> Bools:
        """Processes that some mandates hold within as recorded, one flag a process."""
        within = np.zeros(len(self.mandates.wholes), dtype=np.bool_)
        within[self.mandates.within.only(mandates).values] = True
        return within

    @cached_property
    def _counting(self) -> Bools:
        counting: Bools = self.mandates.current & self.mandates.delegable
        return counting


def _numbered_sets(rows: Ints, values: Ints, count: int) -> Ints:
    """Number the different sets that rows have of some values, in whatever order and as often as they are given."""
    return kinds_of(Ragged.group(*unique_pairs(rows, values), count))
