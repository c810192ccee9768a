"""Chains of grants: who has something because somebody who has it passed it on to them.

What is passed on is a topic, written as a number. What is known of it is kept for each topic and person, so however
many ask, nobody's grants are looked at twice, and circles of grants end without an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, distinct

_STEPS = 16
"""Steps from person to person after which all grants of what is still open are looked at together."""

_LONG = 64
"""Steps down a chain after which it is followed by scipy, which takes long to load."""

Has = Callable[[Ints, Ints], Bools]
"""Takes topics and people and says who has that without any grant."""
Granted = Callable[[Ints, Ints], Edges]
"""Takes topics and people and gives who passed that on to them, as pairs of position and grantor."""
Grants = Callable[[Ints], tuple[Ints, Ints, Ints]]
"""Takes topics and gives all grants that pass them on, as positions, grantees and grantors."""


@dataclass(frozen=True, eq=False)
class Chains:
    """Everything there is to know of grants of one kind.

    Attributes:
        people: More than any person's number.
        has: Who has something without any grant.
        granted: Who passed something on to whom is asked about.
        grants: Who passed something on to anybody.
    """

    people: int
    has: Has
    granted: Granted
    grants: Grants

    def reach(self, topics: Ints, people: Ints) -> Bools:
        """Whether a chain of grants leads to each person from somebody who has something without any.

        Args:
            topics: What is asked about, as numbers.
            people: As many node numbers, of people who do not have it without any grant themselves.
        """
        asked = self._state(topics, people)
        states, known, lower, upper = self._climbed(distinct(asked))
        order = np.argsort(states, kind="stable")
        states, known = states[order], known[order]
        below = _find(states, lower)
        known = _passed_on(known, below[below >= 0], _find(states, upper[below >= 0]))
        return known[_find(states, asked)]

    def _climbed(self, asked: Ints) -> tuple[Ints, Bools, Ints, Ints]:
        """Climb from grantees to grantors until everybody who matters has been asked.

        Returns:
            The states, whether each is so without any grant, and the states at both ends of each grant.
        """
        found, known = [asked], [np.zeros(len(asked), dtype=np.bool_)]
        lower, upper = [NOTHING], [NOTHING]
        for step in range(_STEPS + 1):
            open_ = found[-1][~known[-1]]
            if not len(open_):
                break
            below, above = self._grants_of(open_) if step < _STEPS else self._grants_about(open_)
            lower.append(below)
            upper.append(above)
            fresh = distinct(above)
            for earlier in found:
                fresh = fresh[_find(earlier, fresh) < 0]
            found.append(fresh)
            known.append(self.has(self._topic(fresh), self._person(fresh)))
        return np.concatenate(found), np.concatenate(known), np.concatenate(lower), np.concatenate(upper)

    def _grants_of(self, states: Ints) -> Edges:
        """The grants to some people, by state."""
        at, grantor = self.granted(self._topic(states), self._person(states))
        return states[at], self._state(self._topic(states[at]), grantor)

    def _grants_about(self, states: Ints) -> Edges:
        """All grants that pass on what some states are about, whoever they are to."""
        topics = distinct(self._topic(states))
        at, grantee, grantor = self.grants(topics)
        return self._state(topics[at], grantee), self._state(topics[at], grantor)

    def _state(self, topics: Ints, people: Ints) -> Ints:
        return (topics.astype(np.int64) << self._bits) | people

    def _topic(self, states: Ints) -> Ints:
        return states >> self._bits

    def _person(self, states: Ints) -> Ints:
        return states & ((1 << self._bits) - 1)

    @property
    def _bits(self) -> int:
        return self.people.bit_length()


def _find(states: Ints, wanted: Ints) -> Ints:
    """The place of each wanted state among some in order; -1 where it is not there."""
    if not len(states):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(states, wanted), len(states) - 1)
    return np.where(states[place] == wanted, place, -1)


def _passed_on(known: Bools, lower: Ints, upper: Ints) -> Bools:
    """What becomes known down the grants, each from an upper to a lower end."""
    grants = Ragged.group(upper, lower, len(known))
    frontier = np.flatnonzero(known & (grants.counts > 0))
    for _ in range(_LONG):
        if not len(frontier):
            return known
        _, below = grants.expand(frontier)
        frontier = distinct(below[~known[below]])
        known[frontier] = True
    return _followed(known, lower, upper)


def _followed(known: Bools, lower: Ints, upper: Ints) -> Bools:
    """The same for long chains: everything below one node that stands above all that is known."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order

    source = len(known)
    tops = np.flatnonzero(known)
    above = np.concatenate([upper, np.full(len(tops), source, dtype=np.int64)])
    below = np.concatenate([lower, tops])
    graph = coo_array((np.ones(len(above), dtype=np.int8), (above, below)), shape=(source + 1, source + 1))
    order = breadth_first_order(graph.tocsr(), source, directed=True, return_predecessors=False)
    reached = np.zeros(source + 1, dtype=np.bool_)
    reached[order] = True
    return reached[:-1]
