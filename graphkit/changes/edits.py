"""Edits applied to a model: a new model, as reading the edited tables would have made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from graphkit.changes.fold import Fold, fits, same
from graphkit.changes.typed import typed, wrong
from graphkit.changes.values import (
    AddNode,
    AddRelationship,
    Edit,
    Key,
    RemoveNode,
    RemoveRelationship,
    SetProperties,
    Value,
)
from graphkit.model.canonical import node_table, problem_table, relationship_table
from graphkit.model.references import Directory
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model, node_schema, relationship_schema

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

__all__ = [
    "AddNode",
    "AddRelationship",
    "Edit",
    "Key",
    "RemoveNode",
    "RemoveRelationship",
    "SetProperties",
    "Value",
    "apply",
]

NOWHERE = -1


def apply(model: Model, edits: Sequence[Edit], file: str | None = None) -> Model:
    """Apply edits to a model, one after the other.

    Args:
        model: The model; it is not changed.
        edits: The edits, in their order.
        file: The change file they were read from: the place of what is new, and of what is wrong.

    Returns:
        A new model. What is as it was keeps its place in its file.

    Raises:
        InputError: A label, type, property or node is not known, a node is there already, a
            relationship to be removed is not there, or a value is not what the schema says.

    Examples:
        >>> from graphkit.model.assemble import assemble
        >>> from graphkit.model.rows import RawTable
        >>> frame = pl.DataFrame({"name": ["Claims"], "performed_by": ["Sales"]})
        >>> model = assemble([RawTable("processes", frame, "processes.csv", pl.Series([2]), flat=True)])
        >>> ana = AddNode("Person", "ana", {"skills": ["lean"]})
        >>> owns = AddRelationship("OWNS", ("Person", "ana"), ("Process", "Claims"))
        >>> changed = apply(model, [ana, owns])
        >>> changed.size, changed.relationships["OWNS"].height
        (3, 1)
    """
    if not edits:
        return model
    read = typed(model, edits, file)
    there = _numbers(model.nodes, [key for edit in read for key in _named(edit)])
    fold = Fold(model, there, file)
    for edit in read:
        fold.take(edit)
    files = model.files if file is None or file in model.files else (*model.files, file)
    number = None if file is None else files.index(file)
    nodes = {label: _nodes(model, label, fold, there, number) for label in LABELS}
    place = _places(model, nodes, [there[key] for key in fold.gone if key in there])
    tables = _relationships(model, nodes, place, fold, there, number, file)
    return Model(nodes, tables, files, _problems(model, place))


def _named(edit: Edit) -> Iterable[Key]:
    if isinstance(edit, AddNode | RemoveNode | SetProperties):
        return [(edit.label, edit.id)]
    return [edit.source, edit.target]


def _numbers(tables: Mapping[str, pl.DataFrame], keys: Iterable[Key]) -> dict[Key, int]:
    """The number of each of the nodes that there are."""
    offsets = accumulate((tables[label].height for label in LABELS), initial=0)
    ids: dict[str, dict[str, None]] = {}
    for label, id_ in keys:
        ids.setdefault(label, {})[id_] = None
    directory = Directory(tables)
    found: dict[Key, int] = {}
    for label, offset in zip(LABELS, offsets, strict=False):
        words = list(ids.get(label, ()))
        rows = directory.rows(label, pl.Series(words, dtype=pl.String)).tolist()
        found |= {(label, id_): offset + row for id_, row in zip(words, rows, strict=True) if row != NOWHERE}
    return found


def _nodes(model: Model, label: str, fold: Fold, there: Mapping[Key, int], file: int | None) -> pl.DataFrame:
    table, first = model.nodes[label], model.offsets[label]
    changed = {there[key] - first: values for key, values in fold.changed.items() if key[0] == label}
    gone = [there[key] - first for key in fold.gone if key[0] == label and key in there]
    made = [node for node in fold.made.values() if node.label == label]
    if not (changed or gone or made):
        return table
    if changed:
        table = _with_values(table, changed)
    if gone:
        table = table.filter(~_marked(gone, table.height))
    if made:
        rows = [{**node.properties, "id": node.id, FILE: file, LINE: node.line} for node in made]
        table = pl.concat([table, _frame(rows, node_schema(label))], how="diagonal").sort("id")
    return node_table(label, table)


def _with_values(table: pl.DataFrame, changed: Mapping[int, Mapping[str, Any]]) -> pl.DataFrame:
    """The table with other values in some rows; each column at once."""
    for name in dict.fromkeys(name for values in changed.values() for name in values):
        rows = [row for row, values in changed.items() if name in values]
        old = table[name] if name in table.columns else pl.Series(name, [None] * table.height, dtype=pl.String)
        new = pl.Series(name, [changed[row][name] for row in rows], dtype=old.dtype)
        source = np.arange(table.height)
        source[rows] = table.height + np.arange(len(rows))
        table = table.with_columns(pl.concat([old, new]).gather(source).alias(name))
    return table


def _marked(rows: Sequence[int], height: int) -> pl.Series:
    mask = np.zeros(height, dtype=np.bool_)
    mask[list(rows)] = True
    return pl.Series(mask)


def _frame(rows: Sequence[Mapping[str, Any]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    whole = {name: schema.get(name, pl.String()) for name in names}
    return pl.DataFrame([[row.get(name) for row in rows] for name in names], schema=whole, orient="col")


def _places(model: Model, nodes: Mapping[str, pl.DataFrame], gone: Sequence[int]) -> Numbers:
    """For each old number the new one, NOWHERE where the node is gone; shape (model.size,)."""
    place = np.full(model.size, NOWHERE, dtype=np.int64)
    offset = 0
    for label in LABELS:
        old, first = model.nodes[label], model.offsets[label]
        rows = np.arange(old.height) if nodes[label] is old else nodes[label]["id"].search_sorted(old["id"]).to_numpy()
        place[first : first + old.height] = rows.astype(np.int64) + offset
        offset += nodes[label].height
    place[list(gone)] = NOWHERE
    return place


def _relationships(
    model: Model,
    nodes: Mapping[str, pl.DataFrame],
    place: Numbers,
    fold: Fold,
    there: Mapping[Key, int],
    number: int | None,
    file: str | None,
) -> dict[str, pl.DataFrame]:
    added = fold.links()
    ends = _numbers(nodes, [end for links in added.values() for link in links for end in (link.source, link.target)])
    tables: dict[str, pl.DataFrame] = {}
    for type_ in RELATIONSHIPS:
        old = model.relationships[type_]
        source, target = place[old["source"].to_numpy()], place[old["target"].to_numpy()]
        stays = (source != NOWHERE) & (target != NOWHERE)
        stays[_cut_rows(old, [cut for cut in fold.cuts if cut[0].type == type_], there, file)] = False
        moved = old.filter(pl.Series(stays)).with_columns(
            pl.Series("source", source[stays], dtype=pl.UInt32), pl.Series("target", target[stays], dtype=pl.UInt32)
        )
        rows = [
            dict(same(type_, link.properties))
            | {"source": ends[link.source], "target": ends[link.target], FILE: number, LINE: link.line}
            for link in added.get(type_, [])
        ]
        if rows:
            # what is there already comes first, and so keeps its place
            moved = _without_twins(moved, _frame(rows, relationship_schema(type_)))
        tables[type_] = relationship_table(type_, moved)
    return tables


def _without_twins(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Both tables together, without what is new in the second but stands in the first already."""
    both = pl.concat([old, new], how="diagonal")
    content = [name for name in both.columns if name not in (FILE, LINE)]
    return both.unique(content, keep="first", maintain_order=True)


def _cut_rows(
    table: pl.DataFrame, cuts: Sequence[tuple[RemoveRelationship, bool]], there: Mapping[Key, int], file: str | None
) -> list[int]:
    """The rows that edits remove."""
    if not cuts:
        return []
    ends = [(there.get(cut.source, NOWHERE), there.get(cut.target, NOWHERE)) for cut, _ in cuts]
    wanted = pl.DataFrame(ends, schema={"source": pl.Int64, "target": pl.Int64}, orient="row").with_row_index("cut")
    keys = table.select(pl.col("source", "target").cast(pl.Int64)).with_row_index("row")
    pairs = keys.join(wanted, on=["source", "target"]).select("row", "cut")
    content = table.drop(FILE, LINE, "source", "target")[pairs["row"]].rows(named=True)
    found = [
        (row, cut)
        for (row, cut), properties in zip(pairs.rows(), content, strict=True)
        if fits(tuple(properties.items()), cuts[cut][0])
    ]
    met = {cut for _, cut in found}
    for at, (edit, done) in enumerate(cuts):
        if not done and at not in met:
            told = f"there is no {edit.type} from {edit.source[1]!r} to {edit.target[1]!r}"
            raise wrong(told if not edit.properties else f"{told} with these properties", edit, file)
    return [row for row, _ in found]


def _problems(model: Model, place: Numbers) -> pl.DataFrame:
    subject = model.problems["subject"].to_numpy()
    moved = np.where(subject < 0, subject, place[np.maximum(subject, 0)] if model.size else subject)
    kept = (subject < 0) | (moved >= 0)
    return problem_table([model.problems.with_columns(pl.Series("subject", moved)).filter(pl.Series(kept))])
