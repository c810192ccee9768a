"""Changes as people write them, turned into edits of a model."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.changes.actions import (
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
from graphkit.changes.edits import apply
from graphkit.changes.rows import add_rows, set_cells
from graphkit.changes.values import AddNode, AddRelationship, Edit, Key, RemoveNode, SetProperties
from graphkit.changes.workspace import Link, Workspace
from graphkit.errors import nearest
from graphkit.model.schema import TABLES
from graphkit.model.tables import Model

_OWNERS = ("Person", "Role", "Function")
_PARTIES = ("Person", "Role")


def edits_of(model: Model, changes: Sequence[Change], file: str | None = None) -> list[Edit]:
    """Turn changes into edits.

    Args:
        model: The model that they change, in their order.
        changes: The changes.
        file: The change file, for messages.

    Returns:
        The edits, for `apply`.

    Raises:
        InputError: When a change names what is not there, with its line and the nearest name.
    """
    workspace = Workspace(model, file)
    for change in changes:
        workspace.line = change.line
        _interpret(workspace, change)
    return workspace.edits


def apply_changes(model: Model, changes: Sequence[Change], file: str | None = None) -> Model:
    """The model after some changes.

    Args:
        model: The model; it is not changed.
        changes: The changes, in their order.
        file: The change file, for messages and as the place of what is new.

    Raises:
        InputError: When a change does not fit the model.

    Examples:
        >>> from graphkit.model.assemble import assemble
        >>> from graphkit.loaders.records import table_of
        >>> rows = [{"id": "claims", "owner": "ana", "performed_by": "sales"}]
        >>> model = assemble([table_of("processes", rows, [1], "m.yaml"), table_of("people", [{"id": "bo"}], [1], "m")])
        >>> changed = apply_changes(model, [Change(Appoint("bo", ("claims",)))])
        >>> changed.relationships["OWNS"].height, changed.label_of(changed.relationships["OWNS"]["source"][0])
        (1, 'Person')
    """
    return apply(model, edits_of(model, changes, file), file)


def _interpret(workspace: Workspace, change: Change) -> None:
    match change.action:
        case Appoint(who, processes):
            _appoint(workspace, who, processes)
        case Grant(row):
            add_rows(workspace, {"mandates": (row,)})
        case Sponsor(who, processes, communicated):
            _sponsor(workspace, who, processes, communicated)
        case Communicate(processes):
            _communicate(workspace, processes)
        case Leaves(people):
            for person in people:
                workspace.do(SetProperties(*workspace.find(person, ["Person"], "leaves"), {"active": False}))
        case Move(who, functions, managers):
            _move(workspace, who, functions, managers)
        case MergeFunctions(functions, into):
            _merge(workspace, functions, into)
        case _:
            _change_rows(workspace, change.action)


def _change_rows(workspace: Workspace, action: Add | Remove | Set | object) -> None:
    match action:
        case Add(tables):
            add_rows(workspace, tables)
        case Remove(named):
            for table, ids in named.items():
                for id_ in ids:
                    workspace.do(RemoveNode(*workspace.find(id_, [_label(workspace, table)], table)))
        case Set(rows):
            for table, cells in rows.items():
                label = _label(workspace, table)
                for id_, row in cells.items():
                    set_cells(workspace, workspace.find(id_, [label], table, row.line), row)


def _label(workspace: Workspace, table: str) -> str:
    if table not in TABLES:
        raise workspace.wrong(f"unknown table '{table}'", nearest(table, TABLES))
    return TABLES[table].name


def _appoint(workspace: Workspace, who: str, processes: Sequence[str]) -> None:
    owner = workspace.find(who, _OWNERS, "appoint")
    for name in processes:
        process = workspace.find(name, ["Process"], "to")
        for link in workspace.links("OWNS", process, inward=True):
            workspace.cut(link)
        workspace.do(AddRelationship("OWNS", owner, process))


def _sponsor(workspace: Workspace, who: str, processes: Sequence[str], communicated: Cell) -> None:
    sponsor = workspace.find(who, _PARTIES, "sponsor")
    said = {} if communicated is None else {"communicated": communicated}
    for name in processes:
        process = workspace.find(name, ["Process"], "of")
        for link in workspace.links("SPONSORS", process, inward=True):
            if link[1] == sponsor:
                workspace.cut(link)
        workspace.do(AddRelationship("SPONSORS", sponsor, process, said))


def _communicate(workspace: Workspace, processes: Sequence[str]) -> None:
    for name in processes:
        process = workspace.find(name, ["Process"], "communicate")
        set_cells(workspace, process, Row({"sponsor_communicated": True}, workspace.line))


def _move(workspace: Workspace, who: str, functions: Sequence[str], managers: Sequence[str]) -> None:
    cells: dict[str, Cell] = {}
    if functions:
        cells["member_of"] = functions
    if managers:
        cells["reports_to"] = managers
    set_cells(workspace, workspace.find(who, ["Person"], "move"), Row(cells, workspace.line))


def _merge(workspace: Workspace, functions: Sequence[str], into: str) -> None:
    """All that is connected to the functions is then connected to what they become.

    A function that is led already stays under those who lead it; a relationship among the merged is gone.
    """
    merged = [workspace.find(name, ["Function"], "merge_functions") for name in functions]
    target: Key = ("Function", into)
    if workspace.means(into, ["Function"]):
        target = workspace.find(into, ["Function"], "into")
    else:
        workspace.do(AddNode(*target))
    led = bool(workspace.links("HEADS", target, inward=True))
    for function in dict.fromkeys(merged):
        if function != target:
            for link in list(workspace.around(function)):
                if not (led and link[0] == "HEADS"):
                    _redirect(workspace, link, function, target, {target, *merged})
            workspace.do(RemoveNode(*function))


def _redirect(workspace: Workspace, link: Link, old: Key, new: Key, merged: set[Key]) -> None:
    type_, source, target, properties = link
    if not {source, target} <= merged:
        ends = (new if source == old else source, new if target == old else target)
        workspace.do(AddRelationship(type_, *ends, dict(properties)))
