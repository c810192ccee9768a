"""What becomes known down grants that are there: a few steps for each question, or along all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from graphkit.index.arrays import (
    Bools,
    Ints,
    Ragged,
    any_by,
    chunks,
    costing,
    distinct,
    missing_from,
    numbered,
    unique_pairs,
)
from graphkit.index.cycles import finished

_HOPS = 2
"""Grants followed for each question before it is worked out whether following all at once costs less."""

_A_GRANT = 10
"""What a grant, or a state, costs that is looked at by itself, in questions who has something."""

_MOST_HOPS = 16
"""Grants after which all are followed at once whatever it costs: what was met before is looked through at each step."""

_TOPICS = 16_384
"""Topics in one set: as every state has a set, this bounds the memory for them."""

_AT_ONCE = 500_000
"""Questions who has something that are asked together: bounds the memory for them."""

Has = Callable[[Ints, Ints], Bools]
"""Takes topics and people and says who has that without any grant."""
Able = Callable[[Ints, Ints], Bools]
"""Takes topics, and people, as many or not, and says which of the people may have any of them without any grant."""


@dataclass(frozen=True, eq=False)
class Passing:
    """Grants between states; a state is a person with a kind of topic, and its place is its row here.

    Attributes:
        kind: The kind of topic of each state.
        person: The person of each state.
        up: For each state, the places of those it was granted by.
        has: Who has a topic without any grant.
        able: Who may have any of some topics without any grant.
    """

    kind: Ints
    person: Ints
    up: Ragged
    has: Has
    able: Able

    def answer(self, topics: Ints, places: Ints) -> Bools:
        """Whether the grants lead to each state from one whose person has the topic without any.

        Args:
            topics: What is asked about.
            places: As many places of states.
        """
        found = np.zeros(len(topics), dtype=np.bool_)
        open_, spent = np.arange(len(topics)), 0
        for hop, above in enumerate(self._hops(distinct(places))):
            cost = int(above.counts[places[open_]].sum())
            if not cost:
                break
            dear = hop >= _HOPS and spent + cost > self._cost_of_all(topics[open_], places[open_])
            if dear or hop >= _MOST_HOPS:
                found[open_] = self._all_at_once(topics[open_], places[open_])
                break
            at, place = above.expand(places[open_])
            had = any_by(at, self.has(topics[open_[at]], self.person[place]), len(open_))
            found[open_[had]] = True
            open_, spent = open_[~had], spent + cost
        return found

    def _hops(self, places: Ints) -> Iterator[Ragged]:
        """For each state, those above some of them at one more step each time, so far as they were not met before."""
        width = len(self.up).bit_length()
        start, here = places, places
        seen = [start.astype(np.int64) << width | here]
        while True:
            step, above = self.up.expand(here)
            start, here = unique_pairs(start[step], above)
            fresh = missing_from(seen, start.astype(np.int64) << width | here)
            seen.append(fresh)
            start, here = fresh >> width, fresh & ((1 << width) - 1)
            yield Ragged.group(start, here, len(self.up))

    def _cost_of_all(self, topics: Ints, places: Ints) -> int:
        """What `_all_at_once` costs, in questions who has something."""
        first, _ = numbered(topics)
        asking = int(self._givers.counts[self.kind[places[first]]].sum())
        return asking + _A_GRANT * (len(self.up) + len(self.up.values))

    def _all_at_once(self, topics: Ints, places: Ints) -> Bools:
        """Answer at the cost of each grant, and of each topic for everybody who granted something of its kind."""
        first, topic = numbered(topics)
        found = np.zeros(len(topics), dtype=np.bool_)
        for part in chunks(len(first), _TOPICS):
            asked = np.flatnonzero((part.start <= topic) & (topic < part.stop))
            known = self._known(topics[first[part]], self.kind[places[first[part]]])
            self._pass_on(known)
            found[asked] = _has_bit(known, places[asked], topic[asked] - part.start)
        return found

    def _known(self, topics: Ints, kinds: Ints) -> list[int]:
        """For each state a set of topics, those that its person has without any grant; as the bits of one number."""
        known = [0] * len(self.up)
        givers = self._givers.where(self.able(topics, self.person[self._givers.values]))
        for part in costing(givers.counts[kinds], _AT_ONCE):
            at, place = givers.expand(kinds[part])
            had = np.flatnonzero(self.has(topics[part][at], self.person[place]))
            for giver, number in zip(place[had].tolist(), (part.start + at[had]).tolist(), strict=True):
                known[giver] |= 1 << number
        return known

    def _pass_on(self, known: list[int]) -> None:
        """Let what is known of each state be known of all below it, which only circles need more than once."""
        givers = self.up.values.tolist()
        above = [givers[first:last] for first, last in pairwise(self.up.offsets.tolist())]
        order = [place for _, place in finished(self.up, range(len(self.up)))]
        changed = True
        while changed:
            changed = False
            for place in order:
                more = known[place]
                for giver in above[place]:
                    more |= known[giver]
                changed |= more != known[place]
                known[place] = more

    @cached_property
    def _givers(self) -> Ragged:
        """For each kind, the places of all who granted something of it."""
        givers = distinct(self.up.values)
        return Ragged.group(self.kind[givers], givers, int(self.kind.max(initial=-1)) + 1)


def _has_bit(sets: list[int], rows: Ints, bits: Ints) -> Bools:
    """Whether the bit beside it is set in the number of each row; the highest bit of all is among those asked."""
    different, at = np.unique(rows, return_inverse=True)
    size = int(bits.max()) // 8 + 1
    written = b"".join(sets[row].to_bytes(size, "little") for row in different.tolist())
    byte = np.frombuffer(written, dtype=np.uint8)[at * size + bits // 8]
    found: Bools = (byte >> (bits % 8).astype(np.uint8) & 1).astype(np.bool_)
    return found
