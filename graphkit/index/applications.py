"""Where mandates apply: to which elements of which cross-functional processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, distinct, sum_by, unique_pairs
from graphkit.index.mandates import Mandates

Triples = tuple[Ints, Ints, Ints]
"""Mandate rows, elements and processes."""
Wanted = Callable[[Ints, Ints], Bools]
"""Takes mandate rows and elements and says which pairs are asked for, in whatever process."""

_CHUNK = 60_000
"""Triples looked at together: bounds the memory that mandates over everything need, and fits in fast memory."""


@dataclass(frozen=True, eq=False)
class Applications:
    """Answers where mandates apply, a chunk at a time.

    Attributes:
        mandates: The compiled mandates.
        parts: For each process, itself and everything that is part of it.
        elements: The elements of each process that are looked at.
        dimensions: The dimension code of each node.
    """

    mandates: Mandates
    parts: Ragged
    elements: Ragged
    dimensions: Ints

    def of(self, rows: Ints, wanted: Wanted) -> Iterator[Triples]:
        """Everything that some mandates apply to, so far as it is asked for.

        Args:
            rows: Mandate rows.
            wanted: Which pairs of mandate and element are asked for.

        Returns:
            Triples a chunk at a time; no triple comes twice, and all of one mandate's are in one chunk.
        """
        inside = self.mandates.within.counts[rows] > 0
        covering = self.mandates.covers.counts[rows] > 0
        yield from self._of_processes(rows[inside], wanted)
        yield from self._of_elements(rows[~inside & covering], wanted)

    def _of_processes(self, rows: Ints, wanted: Wanted) -> Iterator[Triples]:
        """Of mandates within processes: down to their parts, and to what is in the footprint of these."""
        within = self.mandates.within.take(rows)
        costs = sum_by(within.keys, self._size_below[within.values], len(rows))
        for part in chunks(costs):
            at, whole = within.expand(np.arange(part.start, part.stop))
            step, process = self._parts_with_elements.expand(whole)
            at, process = unique_pairs(at[step], process)
            step, element = self.elements.expand(process)
            mandate, process = rows[part][at[step]], process[step]
            keep = self._in_dimension(mandate, element)
            mandate, element, process = mandate[keep], element[keep], process[keep]
            keep = wanted(mandate, element)
            mandate, element, process = mandate[keep], element[keep], process[keep]
            keep = self.mandates.admits(mandate, element)
            yield mandate[keep], element[keep], process[keep]

    def _of_elements(self, rows: Ints, wanted: Wanted) -> Iterator[Triples]:
        """Of mandates that hold anywhere: to what is covered, and up to the processes that need it."""
        if not len(rows):
            return
        covers = self.mandates.covers.take(rows)
        contents = self._contents(distinct(covers.values))
        needed = sum_by(contents.keys, self._places.counts[contents.values], len(contents))
        costs = sum_by(covers.keys, needed[covers.values], len(rows))
        for part in chunks(costs):
            at, covered = covers.expand(np.arange(part.start, part.stop))
            step, element = contents.expand(covered)
            at, element = unique_pairs(at[step], element)
            mandate = rows[part][at]
            keep = self._in_dimension(mandate, element)
            mandate, element = mandate[keep], element[keep]
            keep = wanted(mandate, element)
            mandate, element = mandate[keep], element[keep]
            step, process = self._places.expand(element)
            yield mandate[step], element[step], process

    def _in_dimension(self, mandates: Ints, elements: Ints) -> Bools:
        found: Bools = self.mandates.dimensions[mandates, self.dimensions[elements]]
        return found

    @cached_property
    def _parts_with_elements(self) -> Ragged:
        keep = self.elements.counts[self.parts.values] > 0
        return Ragged.group(self.parts.keys[keep], self.parts.values[keep], len(self.parts))

    @cached_property
    def _size_below(self) -> Ints:
        """For each process, the size of all footprints in it."""
        parts = self._parts_with_elements
        return sum_by(parts.keys, self.elements.counts[parts.values], len(parts))

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


def chunks(costs: Ints) -> Iterator[slice]:
    """Cut rows into runs that cost about the same.

    Args:
        costs: What each row costs; a row that costs more than a chunk still comes whole.

    Examples:
        >>> list(chunks(np.array([40_000, 10_000, 90_000, 100_000])))
        [slice(0, 2, None), slice(2, 3, None), slice(3, 4, None)]
    """
    number = np.cumsum(costs) // _CHUNK
    cuts = np.flatnonzero(number[1:] != number[:-1]) + 1
    bounds = [0, *cuts.tolist(), len(costs)] if len(costs) else []
    return (slice(first, last) for first, last in pairwise(bounds))
