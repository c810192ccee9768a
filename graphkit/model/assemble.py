"""Tables of any format put together to one model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.model.canonical import node_table, problem_table
from graphkit.model.endpoints import join
from graphkit.model.implied import grouped, implied_problems, resolve
from graphkit.model.links import RELATIONSHIP_COLUMNS, Links, column_links, table_links
from graphkit.model.merge import Merged, conflict_problems, merge
from graphkit.model.problems import PROBLEM_SCHEMA
from graphkit.model.references import Directory, Mentions
from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS, RELATIONSHIPS_TABLE, TABLES, columns_of
from graphkit.model.sheets import open_sheet, read_nodes, unknown_columns
from graphkit.model.tables import Model, node_schema
from graphkit.workers import side_by_side


def assemble(tables: Sequence[RawTable]) -> Model:
    """Put tables together to one model.

    Rows with one id become one node, references become relationships, and a table that is not
    given is made from the references to it. What does not fit is left out and told in
    `Model.problems`. The outcome does not depend on the order of rows or tables.

    Args:
        tables: Tables as loaders read them.

    Returns:
        The model.

    Raises:
        InputError: A table has no column of ids or names, a row has neither, or a cell is not what
            the schema says of its column; with file, line and the nearest known name.

    Examples:
        >>> frame = pl.DataFrame({"name": ["Claims", "Pricing"], "performed_by": ["Sales; Service", "Sales"]})
        >>> lines = pl.Series([2, 3], dtype=pl.UInt32)
        >>> model = assemble([RawTable("processes", frame, "processes.csv", lines, flat=True)])
        >>> model.nodes["Function"]["id"].to_list(), model.relationships["PERFORMED_BY"].height
        (['Sales', 'Service'], 3)
    """
    files, source_of_file = _files(tables)
    listed = {TABLES[raw.table].name for raw in tables if _known(raw) and raw.complete and raw.table in TABLES}
    waiting = _by_name(tables)
    del tables  # each goes once it is read: together they are larger than the model
    links: list[Links] = []
    strange: list[tuple[str | int | None, ...]] = []
    merged: dict[str, Merged] = {}
    for raw in waiting.pop(RELATIONSHIPS_TABLE, ()):
        sheet = open_sheet(raw, files.index(raw.file))
        links += table_links(sheet)
        strange += unknown_columns(sheet, RELATIONSHIP_COLUMNS)

    def read_label(label: str) -> tuple[Merged | None, list[Links], list[tuple[str | int | None, ...]]]:
        own = [read_nodes(open_sheet(raw, files.index(raw.file))) for raw in waiting.pop(LABELS[label].table, ())]
        nodes = merge([nodes for _, nodes in own], source_of_file) if own else None
        named = [column_links(sheet, nodes.rows[place]) for place, (sheet, _) in enumerate(own)] if nodes else []
        unknown = [unknown_columns(sheet, columns_of(label)) for sheet, _ in own]
        return nodes, list(chain(*named)), list(chain(*unknown))

    rows = sum(raw.frame.height for raws in waiting.values() for raw in raws)
    for label, (nodes, named, unknown) in zip(LABELS, side_by_side(read_label, LABELS, rows), strict=True):
        if nodes is not None:
            merged[label] = nodes
        links += named
        strange += unknown
    return _put_together(files, strange, merged, links, [label for label in LABELS if label not in listed])


def _put_together(
    files: Sequence[str],
    strange: Sequence[tuple[str | int | None, ...]],
    merged: Mapping[str, Merged],
    links: Sequence[Links],
    unlisted: Sequence[str],
) -> Model:
    nodes = {label: node_table(label, merged[label].table) for label in merged}
    absent = [label for label in LABELS if label not in merged]
    nodes |= {label: node_table(label, pl.DataFrame(schema=node_schema(label))) for label in absent}
    mentions = [end for link in links for end in (link.source, link.target) if isinstance(end, Mentions)]
    implied = resolve(grouped(mentions), Directory(nodes), unlisted)
    for label, made in implied.made.items():
        listed = nodes[label]
        rows = pl.concat([listed, made.with_columns(pl.col("id").alias("name"))], how="diagonal_relaxed")
        nodes[label] = node_table(label, rows.sort("id"))
        if listed.height and made.height:
            place = nodes[label]["id"].search_sorted(listed["id"]).to_numpy().astype(np.int32)
            links = [link.moved(label, place) for link in links]
            merged = {**merged, label: merged[label].moved(place)}
    joined = join(links, implied.found, implied.directory)
    model = Model({label: nodes[label] for label in LABELS}, joined.tables, tuple(files))
    told = [*strange, *implied_problems(implied.made)]
    conflicts = [found for label in merged for found in conflict_problems(merged[label], model.offsets[label])]
    plain = pl.DataFrame(told, schema=PROBLEM_SCHEMA, orient="row")
    problems = problem_table([plain, *conflicts, *joined.problems])
    return Model(model.nodes, model.relationships, model.files, problems)


def _files(tables: Sequence[RawTable]) -> tuple[list[str], list[int]]:
    """The files in the order of the paths given, and for each the position of its first path."""
    sources: dict[str, int] = {}
    for source, file in sorted((raw.source, raw.file) for raw in tables):
        sources.setdefault(file, source)
    return list(sources), list(sources.values())


def _by_name(tables: Sequence[RawTable]) -> dict[str, list[RawTable]]:
    by_name: dict[str, list[RawTable]] = {}
    for raw in tables:
        by_name.setdefault(raw.table, []).append(raw)
    return by_name


def _known(raw: RawTable) -> bool:
    if raw.table != RELATIONSHIPS_TABLE and raw.table not in TABLES:
        names = (*TABLES, RELATIONSHIPS_TABLE)
        raise InputError(f"unknown table {raw.table!r}", file=raw.file, suggestion=nearest(raw.table, names))
    return True
