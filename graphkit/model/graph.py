"""The model as a networkx graph, and back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.model.canonical import node_table, problem_table, relationship_table
from graphkit.model.cells import Cells, clean, constant, read_property
from graphkit.model.problems import PROBLEM_SCHEMA, WRONG_ENDPOINT
from graphkit.model.schema import LABELS, RELATIONSHIPS, Property
from graphkit.model.tables import FILE, LINE, Model

if TYPE_CHECKING:
    import networkx as nx

Key = tuple[str, str]
"""What a node is called in the graph: label and id."""

_NODE_NAMES = frozenset({"label", "id", FILE, LINE})
_EDGE_NAMES = frozenset({"type", FILE, LINE})
_ESCAPE = "."
_PLACE = "networkx graph"


def to_networkx(model: Model) -> nx.MultiDiGraph[Key]:
    """The same graph for networkx.

    A node's key is the tuple of its label and id. It has the attributes `label`, `id`, its
    properties that are not null, and `_file` and `_line` where it was read. An edge has `type`, its
    properties, `_file` and `_line`. The graph has `files` and `problems`. A free property called
    as one of these gets a full stop in front.

    Args:
        model: The model; it is not changed, and the graph shares nothing with it.

    Returns:
        A new graph, with nodes and edges in the order of the model.

    Examples:
        >>> from graphkit.model.assemble import assemble
        >>> from graphkit.model.rows import RawTable
        >>> frame = pl.DataFrame({"name": ["Claims"], "performed_by": ["Sales"]})
        >>> model = assemble([RawTable("processes", frame, "processes.csv", pl.Series([2]), flat=True)])
        >>> graph = to_networkx(model)
        >>> graph.nodes["Process", "Claims"]["name"]
        'Claims'
        >>> list(graph.edges(data="type"))
        [(('Process', 'Claims'), ('Function', 'Sales'), 'PERFORMED_BY')]
        >>> from_networkx(graph).equals(model)
        True
    """
    import networkx as nx

    graph: nx.MultiDiGraph[Key] = nx.MultiDiGraph()
    keys: list[Key] = []
    for label in LABELS:
        for row in model.nodes[label].iter_rows(named=True):
            keys.append((label, row["id"]))
            graph.add_node(keys[-1], label=label, **_attributes(row, _NODE_NAMES, ("id",), model.files))
    for type_ in RELATIONSHIPS:
        for row in model.relationships[type_].iter_rows(named=True):
            source, target = keys[row.pop("source")], keys[row.pop("target")]
            graph.add_edge(source, target, type=type_, **_attributes(row, _EDGE_NAMES, (), model.files))
    graph.graph["files"] = model.files
    graph.graph["problems"] = [_told(row, keys, model.files) for row in model.problems.iter_rows(named=True)]
    return graph


def from_networkx(graph: nx.DiGraph[Any]) -> Model:
    """A model from a graph: the exact inverse of `to_networkx`.

    A graph written by hand will do. Its keys are tuples of label and id, or anything with an
    attribute `label` (and `id`, where it is not the key). Edges have a `type`. All other attributes
    are properties and may be missing; those that the schema does not know are kept as text. An edge
    between labels that its type does not join is left out and becomes a problem of the model.

    Args:
        graph: A directed graph; it is not changed.

    Returns:
        The model.

    Raises:
        InputError: A label or type is missing or not known, two nodes have one label and id, or a
            property is not what the schema says.

    Examples:
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("claims", label="Process", strategic=True)
        >>> graph.add_node(("Function", "sales"))
        >>> _ = graph.add_edge("claims", ("Function", "sales"), type="PERFORMED_BY")
        >>> model = from_networkx(graph)
        >>> model.nodes["Process"]["strategic"].to_list(), model.relationships["PERFORMED_BY"].height
        ([True], 1)
    """
    if not graph.is_directed():
        raise InputError("a model is a directed graph, and this one is not")
    keys = {node: _key(node, data) for node, data in graph.nodes(data=True)}
    numbers = _numbered(keys.values())
    files = _files(graph)
    rows: dict[str, list[dict[str, Any]]] = {label: [] for label in LABELS}
    for node, data in graph.nodes(data=True):
        label, id_ = keys[node]
        rows[label].append({"id": id_, **_properties(data, _NODE_NAMES, files)})
    nodes = {label: node_table(label, _node_rows(label, rows[label])) for label in LABELS}
    edges: dict[str, list[dict[str, Any]]] = {type_: [] for type_ in RELATIONSHIPS}
    wrong = []
    for source, target, data in graph.edges(data=True):
        type_ = _type(source, target, data)
        properties = _properties(data, _EDGE_NAMES, files)
        start, end = numbers[keys[source]], numbers[keys[target]]
        if RELATIONSHIPS[type_].allows(keys[source][0], keys[target][0]):
            edges[type_].append({"source": start, "target": end, **properties})
        else:
            label, id_ = keys[target]
            place = properties.get(FILE), properties.get(LINE)
            wrong.append((WRONG_ENDPOINT, start, f"{type_}.target", id_, label, *place))
    relationships = {type_: relationship_table(type_, _edge_rows(type_, edges[type_])) for type_ in RELATIONSHIPS}
    old = [_problem(problem, numbers, files) for problem in graph.graph.get("problems", ())]
    problems = problem_table([pl.DataFrame([*wrong, *old], schema=PROBLEM_SCHEMA, orient="row")])
    return Model(nodes, relationships, tuple(files), problems)


def _attributes(
    row: Mapping[str, Any], taken: frozenset[str], own: Sequence[str], files: Sequence[str]
) -> dict[str, Any]:
    """Properties of a row that are not null, with its file by name."""
    attributes = {}
    for name, value in row.items():
        if value is None:
            continue
        if name == FILE:
            attributes[name] = files[value]
        elif name == LINE or name in own:
            attributes[name] = value
        else:
            attributes[f"{_ESCAPE}{name}" if name in taken or name.startswith(_ESCAPE) else name] = value
    return attributes


def _properties(data: Mapping[str, Any], taken: frozenset[str], files: dict[str, int]) -> dict[str, Any]:
    """The reverse of `_attributes`, without what says which node or type it is."""
    properties = {name.removeprefix(_ESCAPE): value for name, value in data.items() if name not in taken}
    if data.get(FILE) is not None:
        properties[FILE] = files.setdefault(str(data[FILE]), len(files))
    if data.get(LINE) is not None:
        properties[LINE] = int(data[LINE])
    return properties


def _files(graph: nx.DiGraph[Any]) -> dict[str, int]:
    return {str(file): number for number, file in enumerate(graph.graph.get("files", ()))}


def _key(node: Hashable, data: Mapping[str, Any]) -> Key:
    """Label and id of a node of the graph."""
    pair = node if isinstance(node, tuple) and len(node) == 2 else (None, node)
    label, id_ = data.get("label", pair[0]), data.get("id", pair[1])
    if label is None:
        raise InputError(f"node {node!r} has no label")
    if str(label) not in LABELS:
        raise InputError(f"node {node!r} has an unknown label {label!r}", suggestion=nearest(str(label), LABELS))
    return str(label), str(id_)


def _type(source: Hashable, target: Hashable, data: Mapping[str, Any]) -> str:
    type_ = data.get("type")
    if type_ is None:
        raise InputError(f"edge {source!r} to {target!r} has no type")
    if str(type_) not in RELATIONSHIPS:
        hint = nearest(str(type_), RELATIONSHIPS)
        raise InputError(f"edge {source!r} to {target!r} has an unknown type {type_!r}", suggestion=hint)
    return str(type_)


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    """Numbers of nodes as the model counts them."""
    order = {label: position for position, label in enumerate(LABELS)}
    numbers: dict[Key, int] = {}
    for key in sorted(keys, key=lambda key: (order[key[0]], key[1])):
        if key in numbers:
            raise InputError(f"two nodes are {key[0]} {key[1]!r}")
        numbers[key] = len(numbers)
    return numbers


def _node_rows(label: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    return _typed(ordered, LABELS[label].all_properties)


def _edge_rows(type_: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return _typed(rows, RELATIONSHIPS[type_].properties, numbers=("source", "target"))


def _typed(rows: Sequence[Mapping[str, Any]], known: Sequence[Property], numbers: Sequence[str] = ()) -> pl.DataFrame:
    """Rows of plain values as typed columns; what is not known is text."""
    if not rows:
        return pl.DataFrame()
    whole = (*numbers, FILE, LINE)
    columns = [pl.Series(name, [row.get(name) for row in rows], dtype=pl.UInt32) for name in whole]
    nowhere = constant(LINE, None, len(rows), pl.UInt32())
    for property_ in known:
        values = _column(row.get(property_.name) for row in rows)
        columns.append(read_property(Cells(property_.name, values, _PLACE, nowhere), property_).alias(property_.name))
    used = {name for row in rows for name in row}
    free = sorted(used - {property_.name for property_ in known} - set(whole))
    columns += [pl.Series(name, [_text(row.get(name)) for row in rows], dtype=pl.String) for name in free]
    return pl.DataFrame(columns)


def _column(values: Iterable[Any]) -> pl.Series:
    """Values as they are where they are of one type, else as text."""
    plain = list(values)
    lists = any(isinstance(value, list | tuple | set | frozenset) for value in plain)
    as_written: Callable[[Any], Any] = _texts if lists else (lambda value: value)
    kinds = {type(value) for value in plain if value is not None}
    if len(kinds) > 1 and not lists:
        as_written = _text
    column = pl.Series([as_written(value) for value in plain], dtype=pl.List(pl.String) if lists else None)
    return clean(column) if column.dtype == pl.String else column


def _texts(value: Any) -> list[str] | None:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return [str(word) for word in value]
    return sorted(str(word) for word in value) if isinstance(value, set | frozenset) else [str(value)]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(_texts(value) or ())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _told(row: Mapping[str, Any], keys: Sequence[Key], files: Sequence[str]) -> dict[str, Any]:
    """A problem with its node by key and its file by name."""
    subject = None if row["subject"] < 0 else keys[row["subject"]]
    return {**row, "subject": subject, FILE: None if row[FILE] is None else files[row[FILE]]}


def _problem(told: Mapping[str, Any], numbers: Mapping[Key, int], files: dict[str, int]) -> tuple[Any, ...]:
    """The reverse of `_told`; a node that was taken out of the graph is none."""
    file = told.get(FILE)
    changed = {
        "subject": numbers.get(told.get("subject") or ("", ""), -1),
        FILE: None if file is None else files.setdefault(file, len(files)),
    }
    return tuple({**told, **changed}.get(name) for name in PROBLEM_SCHEMA)
