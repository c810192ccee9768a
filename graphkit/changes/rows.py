"""Rows of tables turned into edits: cells that are properties, and cells that name other nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphkit.changes.actions import Cell, Row
from graphkit.changes.values import AddNode, AddRelationship, Key, SetProperties, Value
from graphkit.changes.workspace import Link, Workspace
from graphkit.errors import nearest
from graphkit.model.schema import (
    LABELS,
    REFERENCES,
    RELATIONSHIPS,
    RELATIONSHIPS_TABLE,
    TABLES,
    ReferenceColumn,
    columns_of,
)

_FREE = "x_"
_ENDS = ("source", "type", "target")


def add_rows(workspace: Workspace, tables: Mapping[str, Sequence[Row]]) -> None:
    """Add rows to tables; first all nodes, then what connects them.

    Args:
        workspace: The model so far.
        tables: Table → rows, `relationships` among them.

    Raises:
        InputError: A table or column is not known, a row has no id or one that there is already,
            or a reference leads nowhere.
    """
    made: list[tuple[Key, Row]] = []
    for table, rows in tables.items():
        if table in TABLES:
            made += [(_add_node(workspace, TABLES[table].name, row), row) for row in rows]
        elif table != RELATIONSHIPS_TABLE:
            raise workspace.wrong(f"unknown table '{table}'", nearest(table, (*TABLES, RELATIONSHIPS_TABLE)))
    for node, row in made:
        for column in REFERENCES[node[0]]:
            _connect(workspace, node, column, row)
    for row in tables.get(RELATIONSHIPS_TABLE, ()):
        _add_relationship(workspace, row)


def set_cells(workspace: Workspace, node: Key, row: Row) -> None:
    """Set cells of a row that there is.

    Args:
        workspace: The model so far.
        node: The row's node.
        row: The cells; a reference column replaces all that it said before, an empty cell takes away.

    Raises:
        InputError: A column is not known, or a reference leads nowhere.
    """
    properties = _properties(workspace, node[0], row)
    if "id" in row.cells:
        raise workspace.wrong("an id cannot be changed", line=row.line)
    if properties:
        workspace.do(SetProperties(*node, properties, row.line))
    for column in REFERENCES[node[0]]:
        companions = {name: row.cells[cell] for name, cell in column.companions if cell in row.cells}
        if column.name in row.cells:
            for link in _written(workspace, node, column):
                workspace.cut(link)
            _connect(workspace, node, column, row)
        elif companions:
            _accompany(workspace, node, column, companions, row)


def _add_node(workspace: Workspace, label: str, row: Row) -> Key:
    id_ = row.cells.get("id") or row.cells.get("name")
    if not isinstance(id_, str) or not id_.strip():
        raise workspace.wrong(f"a row of {LABELS[label].table} has neither an id nor a name", line=row.line)
    node = label, id_.strip()
    if workspace.there(node):
        raise workspace.wrong(f"there is a {label} '{node[1]}' already", line=row.line)
    workspace.do(AddNode(*node, _properties(workspace, label, row), row.line))
    return node


def _properties(workspace: Workspace, label: str, row: Row) -> dict[str, Value]:
    """The cells that are properties."""
    own = {property_.name for property_ in LABELS[label].all_properties}
    known = {*columns_of(label), *(name for name in workspace.model.nodes[label].columns if not name.startswith("_"))}
    for name in row.cells:
        if name not in known and not name.startswith(_FREE):
            table = LABELS[label].table
            raise workspace.wrong(f"{table} has no column '{name}'", nearest(name, columns_of(label)), row.line)
    references = set(columns_of(label)) - own
    return {name: value for name, value in row.cells.items() if name != "id" and name not in references}


def _connect(workspace: Workspace, node: Key, column: ReferenceColumn, row: Row) -> None:
    properties: dict[str, Value] = dict(column.properties)
    properties |= {name: row.cells[cell] for name, cell in column.companions if row.cells.get(cell) is not None}
    for reference in words(row.cells.get(column.name)):
        other = workspace.find(reference, column.admits, column.name, row.line)
        ends = (other, node) if column.inward else (node, other)
        workspace.do(AddRelationship(column.type, *ends, properties, row.line))


def _written(workspace: Workspace, node: Key, column: ReferenceColumn) -> list[Link]:
    """The relationships that a reference column says of a node."""
    fixed = dict(column.properties)
    return [
        link
        for link in workspace.links(column.type, node, inward=column.inward)
        if link[1 if column.inward else 2][0] in column.admits
        and all(dict(link[3]).get(name) == value for name, value in fixed.items())
    ]


def _accompany(
    workspace: Workspace, node: Key, column: ReferenceColumn, companions: Mapping[str, Cell], row: Row
) -> None:
    """Set a property of relationships that stay as they are otherwise."""
    links = _written(workspace, node, column)
    if not links:
        raise workspace.wrong(f"{node[1]} has no {column.name}", line=row.line)
    for link in links:
        type_, source, target, properties = link
        workspace.cut(link)
        workspace.do(AddRelationship(type_, source, target, {**dict(properties), **companions}, row.line))


def _add_relationship(workspace: Workspace, row: Row) -> None:
    for name in _ENDS:
        if not isinstance(row.cells.get(name), str):
            raise workspace.wrong(f"a row of relationships has no {name}", line=row.line)
    type_ = str(row.cells["type"]).upper()
    if type_ not in RELATIONSHIPS:
        raise workspace.wrong(f"unknown type '{type_}'", nearest(type_, RELATIONSHIPS), row.line)
    declared = RELATIONSHIPS[type_]
    ends = [
        workspace.find(str(row.cells[end]), _labels(workspace, row, end, admits), end, row.line)
        for end, admits in (("source", declared.sources), ("target", declared.targets))
    ]
    others = {name: value for name, value in row.cells.items() if name not in _ENDS and not name.endswith("_label")}
    workspace.do(AddRelationship(type_, ends[0], ends[1], others, row.line))


def _labels(workspace: Workspace, row: Row, end: str, admits: Sequence[str]) -> Sequence[str]:
    label = row.cells.get(f"{end}_label")
    if label is None:
        return admits
    if label not in admits:
        raise workspace.wrong(f"{end}_label: '{label}' is not one of {', '.join(admits)}", line=row.line)
    return (str(label),)


def words(cell: Cell) -> list[str]:
    """The references in a cell.

    Examples:
        >>> words("ana"), words(["ana", "bo"]), words(None)
        (['ana'], ['ana', 'bo'], [])
    """
    if cell is None or isinstance(cell, bool):
        return []
    several = [cell] if isinstance(cell, str) else cell
    return [word.strip() for word in several if word.strip()]
