"""The properties of edits read as cells are: whole columns, each in the type of the schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from graphkit.changes.values import AddNode, Edit, RemoveNode, SetProperties, Value
from graphkit.errors import InputError, nearest
from graphkit.model.cells import Cells, clean, read_property
from graphkit.model.schema import LABELS, RELATIONSHIPS, Property
from graphkit.model.tables import FILE, LINE, Model

_NO_PROPERTIES = frozenset({"id", "source", "target", FILE, LINE})
_FREE = "x_"


def typed(model: Model, edits: Sequence[Edit], file: str | None) -> list[Edit]:
    """Read the properties of edits.

    Args:
        model: The model they change; the free properties it has are known ones.
        edits: Edits, with properties as they were written.
        file: The change file, for messages.

    Returns:
        The same edits with typed properties.

    Raises:
        InputError: A label, type or property is not known, or a value is not what the schema says.
    """
    known: dict[str, frozenset[str]] = {}
    columns: dict[tuple[str, str], list[int]] = {}
    for at, edit in enumerate(edits):
        kind = kind_of(edit, file)
        if kind not in known:
            known[kind] = frozenset(_table(model, kind).columns) - _NO_PROPERTIES
        for name in _written(edit):
            if name not in known[kind] and not name.startswith(_FREE):
                raise wrong(f"{kind} has no property {name!r}", edit, file, nearest(name, known[kind]))
            columns.setdefault((kind, name), []).append(at)
    read: dict[int, dict[str, Any]] = {}
    for (kind, name), places in columns.items():
        for at, value in zip(places, _column(kind, name, [edits[at] for at in places], file), strict=True):
            read.setdefault(at, {})[name] = value
    return [edit if at not in read else _with(edit, read[at]) for at, edit in enumerate(edits)]


def kind_of(edit: Edit, file: str | None) -> str:
    """The label or type of an edit.

    Raises:
        InputError: When it is not one of the schema.
    """
    if isinstance(edit, AddNode | RemoveNode | SetProperties):
        if edit.label not in LABELS:
            raise wrong(f"unknown label {edit.label!r}", edit, file, nearest(edit.label, LABELS))
        return edit.label
    if edit.type not in RELATIONSHIPS:
        raise wrong(f"unknown type {edit.type!r}", edit, file, nearest(edit.type, RELATIONSHIPS))
    return edit.type


def wrong(message: str, edit: Edit, file: str | None, suggestion: str | None = None) -> InputError:
    """The error for one edit, with its place where it came from a file."""
    return InputError(message, file=file, line=edit.line, suggestion=suggestion)


def _table(model: Model, kind: str) -> pl.DataFrame:
    return model.nodes[kind] if kind in LABELS else model.relationships[kind]


def _written(edit: Edit) -> dict[str, Value]:
    return {} if isinstance(edit, RemoveNode) else dict(edit.properties or {})


def _with(edit: Edit, properties: dict[str, Any]) -> Edit:
    return edit if isinstance(edit, RemoveNode) else replace(edit, properties=properties)


def _column(kind: str, name: str, edits: Sequence[Edit], file: str | None) -> list[Any]:
    """One property of several edits."""
    property_ = _property(kind, name)
    lines = pl.Series([edit.line for edit in edits], dtype=pl.UInt32)
    values = [_written(edit)[name] for edit in edits]
    if property_.kind == "texts":
        lists = pl.Series(values=[_texts(value) for value in values], dtype=pl.List(pl.String))
        return read_property(Cells(name, lists, file or "", lines), property_).to_list()
    texts = [_texts(value) for value in values]
    for edit, words in zip(edits, texts, strict=True):
        if words is not None and len(words) > 1 and name in {known.name for known in _properties(kind)}:
            raise wrong(f"{name}: one value was expected, not a list", edit, file)
    joined = pl.Series([None if words is None else ";".join(words) for words in texts], dtype=pl.String)
    return read_property(Cells(name, clean(joined), file or "", lines), property_).to_list()


def _properties(kind: str) -> tuple[Property, ...]:
    return LABELS[kind].all_properties if kind in LABELS else RELATIONSHIPS[kind].properties


def _property(kind: str, name: str) -> Property:
    """What the schema says of a property; a free one is text."""
    return next((known for known in _properties(kind) if known.name == name), Property(name, "text", ""))


def _texts(value: Value) -> list[str] | None:
    """A value as the words of a cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, str | int | float):
        return [str(value)]
    return [str(word) for word in value]
