"""Changes as the lines of a change file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphkit.changes.actions import (
    Action,
    Add,
    Appoint,
    Cell,
    Change,
    Communicate,
    Grant,
    Leaves,
    MergeFunctions,
    Move,
    Remove,
    Row,
    Set,
    Sponsor,
)
from graphkit.writers.yaml_model import scalar


def lines_of(changes: Iterable[Change]) -> Iterator[str]:
    r"""The lines of a change file.

    Args:
        changes: The changes, in their order.

    Examples:
        >>> print(*lines_of([Change(Appoint("ana", ("claims",)), "she leads most of it")]), sep="\n")
        changes:
          - appoint: ana
            to: claims
            reason: she leads most of it
    """
    empty = True
    for change in changes:
        if empty:
            yield "changes:"
        empty = False
        lead = "  - "
        for line in _entry(change):
            yield lead + line
            lead = "    "
    if empty:
        yield "changes: []"


def _entry(change: Change) -> Iterator[str]:
    match change.action:
        case Appoint(who, to):
            yield from _cells({"appoint": who, "to": to})
        case Grant(row):
            yield from _nested("grant", _cells(row.cells))
        case Sponsor(who, of, communicated):
            yield from _cells({"sponsor": who, "of": of, "communicated": communicated})
        case Communicate(processes):
            yield from _cells({"communicate": processes})
        case Leaves(people):
            yield from _cells({"leaves": people})
        case Move(who, to, reports_to):
            yield from _cells({"move": who, "to": to or None, "reports_to": reports_to or None})
        case MergeFunctions(functions, into):
            yield f"merge_functions: {_list(functions)}"
            yield from _cells({"into": into})
        case _:
            yield from _tables(change.action)
    yield from _cells({"reason": change.reason})


def _tables(action: Action) -> Iterator[str]:
    """An entry that changes rows of tables."""
    match action:
        case Add(tables):
            rows = {name: [line for row in added for line in _item(row)] for name, added in tables.items()}
            yield from _nested("add", (line for name in rows for line in _nested(name, rows[name])))
        case Remove(named):
            yield from _nested("remove", _cells(named))
        case Set(cells):
            ids = {
                name: [line for id_, row in rows.items() for line in _nested(id_, _cells(row.cells, empty=True))]
                for name, rows in cells.items()
            }
            yield from _nested("set", (line for name in ids for line in _nested(name, ids[name])))


def _item(row: Row) -> Iterator[str]:
    for number, line in enumerate(_cells(row.cells)):
        yield ("  " if number else "- ") + line


def _nested(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{scalar(name)}:"
    yield from (f"  {line}" for line in lines)


def _cells(cells: Mapping[str, Cell], *, empty: bool = False) -> Iterator[str]:
    """One line a cell; those without a value are left out, unless emptiness is what they say."""
    for name, value in cells.items():
        if value is not None:
            yield f"{scalar(name)}: {_value(value)}"
        elif empty:
            yield f"{scalar(name)}:"


def _value(value: str | Sequence[str] | bool) -> str:
    if isinstance(value, bool | str):
        return scalar(value)
    return scalar(value[0]) if len(value) == 1 else _list(value)


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(scalar(word, inline=True) for word in values)}]"
