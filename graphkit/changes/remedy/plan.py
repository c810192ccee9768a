"""What a remedy consists of, the gaps that stay open, and the edits that close the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.changes.edits import AddNode, AddRelationship, Edit, Key, RemoveRelationship
from graphkit.model.schema import LEVELS
from graphkit.model.tables import Model

NO_OWNER, VACANT_OWNER, SHARED_OWNER = "no-owner", "vacant-owner", "shared-owner"
NOT_GIVEN, NOT_ENTITLED, NO_CAPACITY, NOBODY_LEFT, RETURNS = (
    "nobody-can-give",
    "nobody-entitled",
    "no-capacity",
    "nobody-to-appoint",
    "comes-back",
)


@dataclass(frozen=True)
class Appointment:
    """A new owner.

    Attributes:
        process: The process.
        owner: Who is to own it, alone.
        instead: The recorded owners who no longer are.
        reason: `no-owner`, `vacant-owner` or `shared-owner`.
    """

    process: int
    owner: int
    instead: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Scope:
    """What a mandate is over within its processes.

    Attributes:
        covers: What it covers; all that the processes need where empty.
        dimensions: The dimensions that it is for; all where empty.
    """

    covers: tuple[int, ...] = ()
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grant:
    """A new mandate.

    Attributes:
        id: The mandate's id.
        grantor: Who grants it.
        grantee: The owner it empowers.
        level: What it grants, from 1 (influence) to 3 (decide).
        processes: The processes it holds within.
        scope: What it is over within these.
        closes: The elements over which the owner lacks authority so far.
        empowers: The owner is not empowered without it.
        delegable: It may be passed on, because the owner has already done so.
    """

    id: str
    grantor: int
    grantee: int
    level: int
    processes: tuple[int, ...]
    scope: Scope
    closes: tuple[int, ...]
    empowers: bool
    delegable: bool = False


@dataclass(frozen=True)
class Passing:
    """A mandate that there is, which may be passed on from now on.

    Attributes:
        mandate: The mandate.
        rests: The mandates that rest on it; without this they would do so in vain.
    """

    mandate: int
    rests: tuple[int, ...]


@dataclass(frozen=True)
class BuyIn:
    """A new sponsor, which the functions are told of.

    Attributes:
        process: The process sponsored.
        sponsor: Who sponsors it, a holder of a role that empowers.
        serves: The processes that nobody at the top sponsors so far: this one, or parts of it.
    """

    process: int
    sponsor: int
    serves: tuple[int, ...]


@dataclass(frozen=True)
class Unclosed:
    """A gap that no appointment and no mandate closes.

    Attributes:
        process: The process.
        owner: The owner for whom it cannot be closed, None where there is none.
        reason: `nobody-can-give`, `nobody-entitled`, `no-capacity`, `nobody-to-appoint` or `comes-back`.
        elements: What nobody can give.
    """

    process: int
    owner: int | None
    reason: str
    elements: tuple[int, ...] = ()


@dataclass(frozen=True)
class Remedy:
    """The smallest set of changes that closes the gaps; nodes are numbers in the model it was made for.

    Attributes:
        model: The model as it is.
        gaps: Processes with a gap, of those asked about.
        appointments: New owners, by process.
        grants: New mandates, in the order in which they build on one another.
        unclosed: Gaps that stay open, with the reason, by process.
        counted: Grants, counted for each process that they hold within.
        least: No remedy can do with fewer.
        passing: Mandates that may be passed on from now on.
        buy_ins: New sponsors, by process.
        untold: Processes of whose sponsors, recorded already, people are to be told.
        unsponsored: Processes that nobody at the top can sponsor, for there is nobody.
    """

    model: Model
    gaps: tuple[int, ...]
    appointments: tuple[Appointment, ...]
    grants: tuple[Grant, ...]
    unclosed: tuple[Unclosed, ...]
    counted: int
    least: int
    passing: tuple[Passing, ...] = ()
    buy_ins: tuple[BuyIn, ...] = ()
    untold: tuple[int, ...] = ()
    unsponsored: tuple[int, ...] = ()

    @property
    def closed(self) -> tuple[int, ...]:
        """Processes whose gap is closed."""
        still = {gap.process for gap in self.unclosed}
        return tuple(process for process in self.gaps if process not in still)

    @property
    def optimality_gap(self) -> float:
        """How much of the grants might be spared at most, from 0 (proven to be the fewest) to 1."""
        return (self.counted - self.least) / self.counted if self.counted > self.least else 0.0


def key_of(model: Model, number: int) -> Key:
    """Label and id of a node."""
    return model.label_of(number), str(model.ids[number])


def edits_of(model: Model, appointments: Sequence[Appointment], grants: Sequence[Grant]) -> tuple[Edit, ...]:
    """Appointments and grants as edits of a model."""
    return (*_appointed(model, appointments), *_granted(model, grants))


def _appointed(model: Model, appointments: Sequence[Appointment]) -> Iterator[Edit]:
    for appointment in appointments:
        process = key_of(model, appointment.process)
        for old in appointment.instead:
            yield RemoveRelationship("OWNS", key_of(model, old), process)
        yield AddRelationship("OWNS", key_of(model, appointment.owner), process)


def _granted(model: Model, grants: Sequence[Grant]) -> Iterator[Edit]:
    for grant in grants:
        mandate = ("Mandate", grant.id)
        said = {"level": LEVELS[grant.level - 1], "delegable": grant.delegable or None}
        yield AddNode(*mandate, {**said, "dimensions": grant.scope.dimensions or None})
        yield AddRelationship("GRANTS", key_of(model, grant.grantor), mandate)
        yield AddRelationship("EMPOWERS", mandate, key_of(model, grant.grantee))
        for process in grant.processes:
            yield AddRelationship("WITHIN", mandate, key_of(model, process))
        for covered in grant.scope.covers:
            yield AddRelationship("COVERS", mandate, key_of(model, covered))
