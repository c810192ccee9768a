"""Writes a model into a database: what is missing is made, what differs is set right, the rest is left alone.

The difference is found first. So a push that was interrupted anywhere is finished by the next one, and a second
push of the same model writes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.errors import InputError
from graphkit.model.tables import Model
from graphkit.stores import statements
from graphkit.stores.derived import Derived
from graphkit.stores.neo4j import Database
from graphkit.stores.parts import Difference, Nodes, Part, all_of, batches, compare, parts
from graphkit.stores.state import Fault, State, faults_of, read_faults, read_state, revision_of
from graphkit.version import __version__

_AT_ONCE = 5000
"""Problems that are removed in a transaction."""


@dataclass(frozen=True)
class Change:
    """What a push does to the nodes of a label, or to the relationships of a type.

    Attributes:
        name: The label or type.
        new: How many are made.
        changed: How many get other properties.
        removed: How many are removed.
        kept: How many are not in the model, and stay.
    """

    name: str
    new: int
    changed: int
    removed: int
    kept: int


@dataclass(frozen=True)
class Pushed:
    """What a push did, or would do.

    Attributes:
        revision: The model's revision.
        changes: Labels and types of which the database held something else.
        written: Whether anything was written.
    """

    revision: str
    changes: tuple[Change, ...]
    written: bool

    @property
    def kept(self) -> int:
        """How many nodes and relationships of graphkit's own are not in the model, and stay."""
        return sum(change.kept for change in self.changes)


def push(
    database: Database,
    model: Model,
    derived: Derived,
    *,
    prune: bool = False,
    dry_run: bool = False,
) -> Pushed:
    """Make a database hold a model.

    Args:
        database: Where it is written.
        model: The model.
        derived: What follows from it; it takes the place of all that an earlier push derived.
        prune: Remove what graphkit wrote before and the model no longer has.
        dry_run: Only say what would be done.

    Raises:
        InputError: Another push to the same database begins meanwhile, or the database refuses something.
    """
    database = database.latest()
    revision = revision_of(model)
    before = read_state(database)
    if not dry_run:
        database.set_up(statements.constraints())
    several = parts(model, derived)
    differences = [compare(part, database) if before.push else all_of(part) for part in several]
    faults = faults_of(model)
    told = read_faults(database) == faults
    changes = [_change(difference, prune=prune) for difference in differences]
    extra = sum(change.kept for change in changes)
    as_of = derived.as_of.isoformat() if derived.as_of else ""
    same = told and before == State(before.push, revision, True, model.files, extra, as_of)
    located = any(known for difference in differences for _, known in difference.stale)
    writes = any(change.new or change.changed or change.removed for change in changes) or located
    changes = [change for change in changes if change.new or change.changed or change.removed or change.kept]
    if dry_run or (same and not writes):
        return Pushed(revision, tuple(changes), written=False)
    session = _Push(database, before, revision)
    for difference in differences:
        session.add(difference)
    session.remove(differences, prune=prune)
    kept = session.remove_nodes(differences, prune=prune)
    if not told:
        session.tell(faults)
    state = {"complete": True, "files": list(model.files), "extra": extra + kept, "as_of": as_of or None}
    session.finish(state | {"graphkit": __version__})
    return Pushed(revision, tuple(_with_kept(changes, kept)), written=True)


def _change(difference: Difference, *, prune: bool) -> Change:
    gone = prune or difference.part.derived
    stale = len(difference.stale)
    return Change(
        difference.part.name,
        len(difference.new),
        len(difference.changed),
        stale if gone else 0,
        0 if gone else stale,
    )


def _with_kept(changes: Sequence[Change], kept: int) -> Iterator[Change]:
    """The changes, with the nodes that could not be removed because others are joined to them."""
    yield from changes
    if kept:
        yield Change("nodes to which others are joined", 0, 0, -kept, kept)


class _Push:
    """A push under way: every transaction makes sure that no other has begun since."""

    def __init__(self, database: Database, before: State, revision: str) -> None:
        self._database = database
        self._push = uuid.uuid4().hex
        if not database.write(statements.CLAIM, seen=before.push, push=self._push, revision=revision):
            raise InputError(f"another push to {database.name} began meanwhile; this one stops here")

    def add(self, difference: Difference) -> None:
        """Make what is new, and set right what differs."""
        for statement, rows in difference.part.creations(difference.new):
            self._say(statement, rows)
        self._for_each(_set_right(difference.part), [list(row) for row in difference.changed])

    def remove(self, differences: Sequence[Difference], *, prune: bool) -> None:
        """Remove relationships; what stays forgets where it was read, for its file is no longer counted."""
        for difference in differences:
            relationships = not isinstance(difference.part, Nodes)
            if relationships and (prune or difference.part.derived):
                self._for_each(statements.REMOVE_RELATIONSHIPS, [[at] for at, _ in difference.stale])
            elif not prune and not difference.part.derived:
                self._for_each(_forget_origin(difference.part), [[at] for at, known in difference.stale if known])

    def remove_nodes(self, differences: Sequence[Difference], *, prune: bool) -> int:
        """Remove nodes that nothing else in the database is joined to; the others are counted."""
        kept = 0
        for difference in differences:
            if isinstance(difference.part, Nodes) and (prune or difference.part.derived):
                rows = [[at] for at, _ in difference.stale]
                for some in batches(rows):
                    kept += len(some) - self._write(statements.REMOVE_NODES, some)
        return kept

    def tell(self, faults: list[Fault]) -> None:
        """Replace the faults of the model that the database held."""
        while self._database.write_guarded(self._push, statements.REMOVE_PROBLEMS, limit=_AT_ONCE):
            pass
        self._for_each(statements.CREATE_PROBLEMS, faults)

    def finish(self, state: Mapping[str, object]) -> None:
        """Say that the database holds the whole model."""
        self._database.write_guarded(self._push, statements.FINISH, push=self._push, state=dict(state))

    def _for_each(self, statement: str, rows: Sequence[Any]) -> None:
        for some in batches(rows):
            self._say(statement, some)

    def _say(self, statement: str, rows: Sequence[Any]) -> None:
        if rows and self._write(statement, rows) != len(rows):
            raise InputError(f"{self._database.name} was changed while it was written to; push again")

    def _write(self, statement: str, rows: Sequence[Any]) -> int:
        return self._database.write_guarded(self._push, statement, rows=rows)


def _set_right(part: Part) -> str:
    return statements.CHANGE_NODES if isinstance(part, Nodes) else statements.CHANGE_RELATIONSHIPS


def _forget_origin(part: Part) -> str:
    return statements.FORGET_NODES if isinstance(part, Nodes) else statements.FORGET_RELATIONSHIPS
