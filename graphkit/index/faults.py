"""What is wrong with mandates: lapsed, empty, from below, in circles, beyond what their grantors have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphkit.index.applications import Applications
from graphkit.index.arrays import (
    Bools,
    Edges,
    Ints,
    Ragged,
    all_by,
    any_by,
    merge_distinct,
    unique_pairs,
)
from graphkit.index.authority import Authority
from graphkit.index.circles import find_circles
from graphkit.index.facts import Facts
from graphkit.index.giving import Overreach, find_blocked_entitlement, find_overreach
from graphkit.index.judgement import NOT_EMPOWERED, Judgement


@dataclass(frozen=True, eq=False)
class MandateFaults:
    """What is wrong with each mandate; rows are mandates, each part found when it is first asked for.

    Attributes:
        facts: The model's facts.
        authority: Who holds what; with the mandates and the command graph.
        judgement: The verdict on every process.
        parts: For each process, itself and everything that is part of it.
    """

    facts: Facts
    authority: Authority
    judgement: Judgement
    parts: Ragged

    @cached_property
    def grantors(self) -> Ragged:
        """Who grants each mandate, as recorded: people and roles."""
        grantor, mandate = self.facts.edges("GRANTS")
        return Ragged.group(*unique_pairs(self._rows(mandate), grantor), self._count)

    @cached_property
    def orphaned(self) -> Bools:
        """Grantors are recorded, and none of them has a holder."""
        found: Bools = self.granted & (self.authority.mandates.grantors.counts == 0)
        return found

    @property
    def granted(self) -> Bools:
        """Somebody is recorded as who grants it."""
        found: Bools = self.grantors.counts > 0
        return found

    @cached_property
    def addressed(self) -> Bools:
        """Somebody is recorded as whom it empowers."""
        return self._named("EMPOWERS")

    @cached_property
    def scoped(self) -> Bools:
        """It is recorded to hold within or to cover something."""
        return self._named("WITHIN") | self._named("COVERS")

    @property
    def empty(self) -> Bools:
        """Without a grantor, without a grantee, or about nothing, as recorded."""
        return ~(self.granted & self.addressed & self.scoped)

    @cached_property
    def from_below(self) -> Bools:
        """Every holder of a grantor is commanded by, and is not, some holder of a grantee."""
        mandates = self.authority.mandates
        mandate, grantor = mandates.grantors.keys, mandates.grantors.values
        step, grantee = mandates.grantees.expand(mandate)
        below = self.authority.command.commands_as_recorded(grantee, grantor[step]) & (grantee != grantor[step])
        every = all_by(mandate, any_by(step, below, len(mandate)), self._count)
        return every & (mandates.grantors.counts > 0) & (mandates.grantees.counts > 0)

    @cached_property
    def circles(self) -> Ragged:
        """For each current mandate whose authority comes round in a circle, the mandates of that circle."""
        return find_circles(self._applications(self.judgement.elements), self.authority)

    @cached_property
    def beyond(self) -> Ragged:
        """The governed elements that no grantor of a current mandate can give at its level."""
        return self.overreach.elements

    @cached_property
    def blocking(self) -> Ragged:
        """For each mandate, those on which its grantors' authority rests and that may not be passed on."""
        return merge_distinct(self.overreach.blocking, find_blocked_entitlement(self.authority, *self.unempowered))

    @cached_property
    def unempowered(self) -> Edges:
        """Owners of cross-functional processes who are not empowered, and these processes."""
        rows = np.flatnonzero(self.judgement.owned & (self.judgement.empowered == NOT_EMPOWERED))
        return self.judgement.owner[rows], rows

    @cached_property
    def overreach(self) -> Overreach:
        """What current mandates grant beyond their grantors' own authority."""
        elements = self.judgement.elements
        governed = self.authority.command.governed[elements.values]
        kept = Ragged.group(elements.keys[governed], elements.values[governed], len(elements))
        return find_overreach(self._applications(kept), self.authority)

    def _applications(self, elements: Ragged) -> Applications:
        return Applications(
            self.authority.mandates, self.parts, elements, self.judgement.owner, self.authority.dimensions
        )

    @property
    def _count(self) -> int:
        return len(self.authority.mandates)

    def _rows(self, nodes: Ints) -> Ints:
        return nodes - self.facts.span("Mandate").start

    def _named(self, type_: str) -> Bools:
        """Mandates with a relationship of a type."""
        found = np.zeros(self._count, dtype=np.bool_)
        found[self._rows(self.facts.edges(type_)[0])] = True
        return found
