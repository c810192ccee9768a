"""Where mandates apply: to which elements of which cross-functional processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, costing, distinct, sum_by, unique_pairs
from graphkit.index.judgement import NOBODY
from graphkit.index.mandates import Mandates
from graphkit.index.pairs import PairSet
from graphkit.workers import share

Triples = tuple[Ints, Ints, Ints]
"""Mandate rows, elements and processes."""
Piece = Callable[[], Triples]
Wanted = Callable[[Ints, Ints], Bools]
"""Takes mandate rows and elements and says which pairs are asked for, in whatever process."""

_CHUNK = 300_000
"""Triples looked at together: bounds the memory that mandates over everything need."""

_MANY = 2_000
"""Mandates of a process beyond which an element costs no more: chains of so many are followed for several at once."""


@dataclass(frozen=True, eq=False)
class Applications:
    """Answers where mandates apply, a chunk at a time.

    An element of a part is looked at in the whole, as far as a mandate reaches: what applies in the whole applies
    in the part as well, so nobody can give less in the part.

    Attributes:
        mandates: The compiled mandates.
        parts: For each process, itself and everything that is part of it.
        elements: The elements of each process that are looked at; none of them is an element of a part and not of
            the whole, the owner of the whole apart.
        owners: The owner of each process, who is no element of it.
        dimensions: The dimension code of each node.
    """

    mandates: Mandates
    parts: Ragged
    elements: Ragged
    owners: Ints
    dimensions: Ints

    def of(self, rows: Ints, wanted: Wanted) -> Iterator[Piece]:
        """Everything that some mandates apply to, so far as it is asked for.

        Args:
            rows: Mandate rows.
            wanted: Which pairs of mandate and element are asked for.

        Returns:
            Functions that give triples, a chunk each.
        """
        inside = self.mandates.within.counts[rows] > 0
        covering = self.mandates.covers.counts[rows] > 0
        yield from self._of_processes(rows[inside], wanted)
        yield from self._of_elements(rows[~inside & covering], wanted)

    def _of_processes(self, rows: Ints, wanted: Wanted) -> Iterator[Piece]:
        """Of mandates within processes: all of them that hold in a process, with its elements, a few at a time."""
        within = self.mandates.within.take(rows)
        mandate = rows[within.keys]
        step, process = self._standing.expand(within.values)
        holding = Ragged.group(*unique_pairs(process, mandate[step]), len(self.parts))
        asked = np.flatnonzero(holding.counts[self.elements.keys])
        process, element = self.elements.keys[asked], self.elements.values[asked]

        def piece(part: slice) -> Triples:
            at, mandate = holding.expand(process[part])
            return self._applying((mandate, element[part][at], process[part][at]), wanted)

        costs = np.minimum(holding.counts[process], _MANY)
        yield from (partial(piece, part) for part in costing(costs, share(costs.sum(), _CHUNK)))
        step, stray = self._strays.expand(within.values)
        yield partial(self._applying, (mandate[step], self.owners[within.values[step]], stray), wanted)

    def _applying(self, triples: Triples, wanted: Wanted) -> Triples:
        """Those of some triples that apply and are asked for."""
        mandate, element, process = triples
        keep: Bools = self.mandates.dimensions[mandate, self.dimensions[element]]
        mandate, element, process = mandate[keep], element[keep], process[keep]
        keep = self.mandates.admits(mandate, element)
        mandate, element, process = mandate[keep], element[keep], process[keep]
        keep = wanted(mandate, element)
        return mandate[keep], element[keep], process[keep]

    def _of_elements(self, rows: Ints, wanted: Wanted) -> Iterator[Piece]:
        """Of mandates that hold anywhere: to what is covered, and up to the processes that need it."""
        if not len(rows):
            return
        covers = self.mandates.covers.take(rows)
        contents = self._contents(distinct(covers.values))

        def piece(part: slice) -> Triples:
            at, covered = covers.expand(np.arange(part.start, part.stop))
            step, element = contents.expand(covered)
            at, element = unique_pairs(at[step], element)
            mandate = rows[part][at]
            keep: Bools = self.mandates.dimensions[mandate, self.dimensions[element]]
            mandate, element = mandate[keep], element[keep]
            keep = wanted(mandate, element)
            mandate, element = mandate[keep], element[keep]
            step, process = self._places.expand(element)
            return mandate[step], element[step], process

        needed = sum_by(contents.keys, self._places.counts[contents.values], len(contents))
        costs = sum_by(covers.keys, needed[covers.values], len(rows))
        yield from (partial(piece, part) for part in costing(costs, share(costs.sum(), _CHUNK)))

    @cached_property
    def _standing(self) -> Ragged:
        """For each process itself, or where it has no elements all its parts that have some."""
        has: Bools = self.elements.counts > 0
        whole, part = self.parts.keys, self.parts.values
        keep = np.where(has[whole], whole == part, has[part])
        return Ragged.group(whole[keep], part[keep], len(self.parts))

    @cached_property
    def _strays(self) -> Ragged:
        """For each process with elements, the parts of which its own owner is an element."""
        whole, part = self.parts.keys, self.parts.values
        proper = (whole != part) & (self.elements.counts[whole] > 0) & (self.owners[whole] != NOBODY)
        whole, part = whole[proper], part[proper]
        return Ragged.group(whole, part, len(self.parts)).where(self.has_element(part, self.owners[whole]))

    def parts_with(self, elements: Ints, wholes: Ints) -> tuple[Ints, Ints]:
        """The proper parts of processes that have the element beside them.

        Args:
            elements: Node numbers.
            wholes: As many processes.

        Returns:
            Positions in the question, and the parts.
        """
        at, part = self.parts.expand(wholes)
        keep = (part != wholes[at]) & self.has_element(part, elements[at])
        return at[keep], part[keep]

    def has_element(self, processes: Ints, elements: Ints) -> Bools:
        """Which processes have the element beside them."""
        return self._pairs.has(processes, elements)

    @cached_property
    def _pairs(self) -> PairSet:
        return PairSet.build(self.elements.keys, self.elements.values, len(self.dimensions))

    @cached_property
    def _places(self) -> Ragged:
        """For each node, the processes of which it is an element."""
        return Ragged.group(self.elements.values, self.elements.keys, len(self.dimensions))

    def _contents(self, covered: Ints) -> Ragged:
        """For each node, where it is covered: itself, where it is an element, and the elements that it contains."""
        wanted = np.zeros(len(self.dimensions), dtype=np.bool_)
        wanted[covered] = True
        elements = np.flatnonzero(self._places.counts)
        at, container = self.mandates.containers(elements)
        container = np.concatenate([elements, container])
        element = np.concatenate([elements, elements[at]])
        keep = wanted[container]
        return Ragged.group(*unique_pairs(container[keep], element[keep]), len(wanted))
