"""What a change file may say: one value an entry, as people write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = str | Sequence[str] | bool | None
"""A value of an entry; a reference is an id, `Label:id`, or a name that is the only one."""


@dataclass(frozen=True)
class Row:
    """Cells of a table, by column: properties and references, as in a model.

    Attributes:
        cells: Column → value.
        line: Its line in the change file.
    """

    cells: Mapping[str, Cell]
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Appoint:
    """Makes somebody the only recorded owner of processes; who is accountable stays so.

    Attributes:
        who: A person, role or function.
        to: The processes.
    """

    who: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Grant:
    """Grants a mandate: a new row of `mandates`."""

    row: Row


@dataclass(frozen=True)
class Sponsor:
    """Wins a person or role as one more sponsor of processes.

    Attributes:
        who: A person or role.
        of: The processes.
        communicated: Whether the buy-in has been communicated; not said where None.
    """

    who: str
    of: tuple[str, ...]
    communicated: str | bool | None = None


@dataclass(frozen=True)
class Communicate:
    """Communicates the buy-in of all sponsors of processes."""

    processes: tuple[str, ...]


@dataclass(frozen=True)
class Leaves:
    """People leave: they are no longer active."""

    people: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """Moves a person.

    Attributes:
        who: The person.
        to: The functions the person is then a member of; the same as before where empty.
        reports_to: The managers (solid line) from then on; the same as before where empty.
    """

    who: str
    to: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergeFunctions:
    """Makes one function of several.

    Attributes:
        functions: The functions.
        into: What they become: one of them, another one, or a new one.
    """

    functions: tuple[str, ...]
    into: str


@dataclass(frozen=True)
class Add:
    """Adds rows to tables, as a model would list them.

    Attributes:
        tables: Table → rows; they may name one another.
    """

    tables: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Remove:
    """Removes nodes, with all their relationships.

    Attributes:
        tables: Table → ids.
    """

    tables: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Set:
    """Sets cells of rows that there are; a reference column is replaced as a whole.

    Attributes:
        tables: Table → id → cells.
    """

    tables: Mapping[str, Mapping[str, Row]]


Action = Appoint | Grant | Sponsor | Communicate | Leaves | Move | MergeFunctions | Add | Remove | Set


@dataclass(frozen=True)
class Change:
    """One entry of a change file.

    Attributes:
        action: What is to be done.
        reason: Why.
        line: Its line in the file.
    """

    action: Action
    reason: str | None = None
    line: int | None = field(default=None, compare=False)
