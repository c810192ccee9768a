"""Chains of grants: who has something because somebody who has it passed it on to them.

What is passed on is a topic, written as a number. Many topics are alike: the same grants pass them on, between the same
people. So grants are followed once for each kind of topic, and only who has a topic without any grant is asked of each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, distinct, missing_from, numbered
from graphkit.index.passing import Able, Has, Passing

_STEPS = 16
"""Steps from person to person after which all grants of what is still open are looked at together."""

Alike = Callable[[Ints], Ints]
"""Takes topics and gives a number of each, the same only where the same grants pass them on."""
Granted = Callable[[Ints, Ints], Edges]
"""Takes topics and people and gives who passed that on to them, as pairs of position and grantor."""
Grants = Callable[[Ints], tuple[Ints, Ints, Ints]]
"""Takes topics and gives all grants that pass them on, as positions, grantees and grantors."""


@dataclass(frozen=True, eq=False)
class Chains:
    """Everything there is to know of grants of one kind.

    Attributes:
        people: More than any person's number.
        alike: Which topics the same grants pass on.
        has: Who has something without any grant.
        able: Who may have any of some things without any grant.
        granted: Who passed something on to whom is asked about.
        grants: Who passed something on to anybody.
    """

    people: int
    alike: Alike
    has: Has
    able: Able
    granted: Granted
    grants: Grants

    def reach(self, topics: Ints, people: Ints) -> Bools:
        """Whether a chain of grants leads to each person from somebody who has something without any.

        Args:
            topics: What is asked about, as numbers.
            people: As many node numbers, of people who do not have it without any grant themselves.
        """
        samples, kind = numbered(self.alike(topics))
        asked = self._states(kind, people)
        states, lower, upper = self._climbed(topics[samples], distinct(asked))
        up = Ragged.group(np.searchsorted(states, lower), np.searchsorted(states, upper), len(states))
        passing = Passing(self._kinds(states), self._people(states), up, self.has, self.able)
        return passing.answer(topics, np.searchsorted(states, asked))

    def _climbed(self, samples: Ints, asked: Ints) -> tuple[Ints, Ints, Ints]:
        """Climb from grantees to grantors until everybody who matters has been asked.

        Args:
            samples: One topic of each kind.
            asked: Kinds and people, as states in order.

        Returns:
            All states in order, and the states at both ends of each grant.
        """
        found, lower, upper = [asked], [NOTHING], [NOTHING]
        for step in range(_STEPS + 1):
            if not len(found[-1]):
                break
            grants = self._grants_to if step < _STEPS else self._grants_about
            below, above = grants(samples, found[-1])
            lower.append(below)
            upper.append(above)
            found.append(missing_from(found, distinct(np.concatenate([below, above]))))
        return distinct(np.concatenate(found)), np.concatenate(lower), np.concatenate(upper)

    def _grants_to(self, samples: Ints, states: Ints) -> Edges:
        """The grants to some people, by state."""
        kinds = self._kinds(states)
        at, grantor = self.granted(samples[kinds], self._people(states))
        return states[at], self._states(kinds[at], grantor)

    def _grants_about(self, samples: Ints, states: Ints) -> Edges:
        """All grants that pass on what some states are about, whoever they are to."""
        kinds = distinct(self._kinds(states))
        at, grantee, grantor = self.grants(samples[kinds])
        return self._states(kinds[at], grantee), self._states(kinds[at], grantor)

    def _states(self, kinds: Ints, people: Ints) -> Ints:
        return (kinds.astype(np.int64) << self._bits) | people

    def _kinds(self, states: Ints) -> Ints:
        return states >> self._bits

    def _people(self, states: Ints) -> Ints:
        return states & ((1 << self._bits) - 1)

    @property
    def _bits(self) -> int:
        return self.people.bit_length()
