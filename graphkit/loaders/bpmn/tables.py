"""The tables that BPMN files become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from graphkit.loaders.bpmn.document import Document, Function
from graphkit.model.rows import RawTable

_LISTS = ("part_of", "performed_by", "responsible", "uses", "governed_by", "flows_to")


def tables_of(documents: Sequence[Document]) -> Iterator[RawTable]:
    """The tables of all files that have rows, file by file.

    A function has one name in all of them, the first, however often it is written a little differently; it is
    external only where no file shows a process of it.

    Args:
        documents: The files, read and linked.
    """
    functions: dict[str, Function] = {}
    for document in documents:
        for function in document.functions.values():
            first = functions.setdefault(function.id, function)
            if first.external and not function.external:
                functions[function.id] = Function(first.id, first.name, first.line, first.part_of)
    for document in documents:
        yield from _of(document, functions)


def _of(document: Document, functions: Mapping[str, Function]) -> Iterator[RawTable]:
    works = list(document.works())
    if works:
        columns = {
            "id": pl.Series([work.id for work in works], dtype=pl.String),
            "name": pl.Series([work.name for work in works], dtype=pl.String),
            "level": pl.Series([work.level for work in works], dtype=pl.String),
        } | {column: _lists([getattr(work, column) for work in works]) for column in _LISTS}
        yield _table(document, "processes", columns, [work.line for work in works])
    if document.functions:
        merged = [functions[id_] for id_ in document.functions]
        columns = {
            "id": pl.Series([function.id for function in merged], dtype=pl.String),
            "name": pl.Series([function.name for function in merged], dtype=pl.String),
            "kind": pl.Series(["external" if function.external else None for function in merged], dtype=pl.String),
            "part_of": _lists([[function.part_of] if function.part_of else [] for function in merged]),
        }
        yield _table(document, "functions", columns, [function.line for function in document.functions.values()])
    for table in ("people", "roles", "systems", "rules"):
        names: dict[str, int] = getattr(document, table)
        if names:
            yield _table(document, table, {"id": pl.Series(list(names), dtype=pl.String)}, list(names.values()))


def _lists(values: list[list[str]]) -> pl.Series:
    return pl.Series([found or None for found in values], dtype=pl.List(pl.String))


def _table(document: Document, table: str, columns: Mapping[str, pl.Series], lines: list[int]) -> RawTable:
    return RawTable(
        table,
        pl.DataFrame(columns),
        document.file,
        pl.Series("line", lines, dtype=pl.UInt32),
        flat=False,
        source=document.source,
        complete=table == "processes",  # a drawing lists its work, but not the organisation
    )
