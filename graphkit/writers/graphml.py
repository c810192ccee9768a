"""GraphML: nodes with a label, edges with a type, typed properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from graphkit.errors import GraphkitError
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from graphkit.writers.flat import flatten

_TYPES: dict[type[pl.DataType], str] = {pl.Boolean: "boolean", pl.Int64: "long", pl.Float64: "double"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(model: Model, path: Path) -> None:
    """Write a model as GraphML. A node's key is `Label:id`; lists have `;` between words.

    Args:
        model: What to write.
        path: The file.

    Raises:
        GraphkitError: When a text has a control character, which XML cannot hold.
    """
    nodes = {label: model.nodes[label].drop(FILE, LINE) for label in LABELS}
    edges = {type_: model.relationships[type_].drop(FILE, LINE) for type_ in RELATIONSHIPS}
    node_keys = _keys("label", "n", nodes.values(), leave_out=())
    edge_keys = _keys("type", "e", edges.values(), leave_out=("source", "target"))
    names = [f"{label}:{id_}" for label, table in nodes.items() for id_ in table["id"]]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_HEAD)
        stream.writelines(_declarations("node", node_keys))
        stream.writelines(_declarations("edge", edge_keys))
        stream.write('  <graph edgedefault="directed">\n')
        for label, table in nodes.items():
            keys = (f"<node id={_attribute(f'{label}:{id_}')}>" for id_ in table["id"])
            stream.writelines(_elements("node", keys, {"label": label}, table, node_keys))
        for type_, table in edges.items():
            ends = table.select("source", "target").iter_rows()
            keys = (f"<edge source={_attribute(names[s])} target={_attribute(names[t])}>" for s, t in ends)
            stream.writelines(_elements("edge", keys, {"type": type_}, table.drop("source", "target"), edge_keys))
        stream.write("  </graph>\n</graphml>\n")


def _keys(
    first: str, prefix: str, tables: Iterable[pl.DataFrame], *, leave_out: tuple[str, ...]
) -> dict[str, tuple[str, str]]:
    """Property → the key that stands for it, and its type."""
    types = {first: "string"}
    for table in tables:
        for name, dtype in table.schema.items():
            if name not in leave_out:
                types.setdefault(name, _TYPES.get(dtype.base_type(), "string"))
    return {name: (f"{prefix}{place}", type_) for place, (name, type_) in enumerate(types.items())}


def _declarations(element: str, keys: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for name, (key, type_) in keys.items():
        yield f'  <key id="{key}" for="{element}" attr.name={_attribute(name)} attr.type="{type_}"/>\n'


def _elements(
    element: str,
    heads: Iterable[str],
    fixed: Mapping[str, str],
    table: pl.DataFrame,
    keys: Mapping[str, tuple[str, str]],
) -> Iterator[str]:
    cells = flatten(element, table, "GraphML")
    opening = "".join(_data(keys[name][0], value) for name, value in fixed.items())
    rows = cells.iter_rows() if cells.width else (() for _ in range(table.height))
    for head, row in zip(heads, rows, strict=True):
        data = (
            _data(keys[name][0], value) for name, value in zip(cells.columns, row, strict=True) if value is not None
        )
        yield f"    {head}{opening}{''.join(data)}</{element}>\n"


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{_checked(escape(value, {chr(13): "&#13;"}))}</data>'


def _attribute(value: str) -> str:
    return _checked(quoteattr(value, _ENTITIES))


def _checked(text: str) -> str:
    if _NOT_XML.search(text):
        raise GraphkitError(f"{_NOT_XML.sub('?', text)[:60]}: has a control character, which XML cannot hold")
    return text
