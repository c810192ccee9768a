"""Tables of any format put together to one model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from graphkit.model.sheets import Sheet, open_sheet, read_nodes, unknown_columns
from graphkit.model.tables import Model, node_schema


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
    sheets = [open_sheet(raw, files.index(raw.file)) for raw in tables if _known(raw)]
    links: list[Links] = [link for sheet in sheets if sheet.table == RELATIONSHIPS_TABLE for link in table_links(sheet)]
    merged: dict[str, Merged] = {}
    for label in LABELS:
        own = [read_nodes(sheet) for sheet in sheets if sheet.table == LABELS[label].table]
        if own:
            merged[label] = merge([nodes for _, nodes in own], source_of_file)
            for (sheet, _), rows in zip(own, merged[label].rows, strict=True):
                links += column_links(sheet, rows)
    listed = {TABLES[raw.table].name for raw in tables if raw.complete and raw.table in TABLES}
    return _put_together(files, sheets, merged, links, [label for label in LABELS if label not in listed])


def _put_together(
    files: Sequence[str],
    sheets: Sequence[Sheet],
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
    told = [fault for sheet in sheets for fault in unknown_columns(sheet, _columns(sheet))]
    told += implied_problems(implied.made)
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


def _known(raw: RawTable) -> bool:
    if raw.table != RELATIONSHIPS_TABLE and raw.table not in TABLES:
        names = (*TABLES, RELATIONSHIPS_TABLE)
        raise InputError(f"unknown table {raw.table!r}", file=raw.file, suggestion=nearest(raw.table, names))
    return True


def _columns(sheet: Sheet) -> Sequence[str]:
    return RELATIONSHIP_COLUMNS if sheet.table == RELATIONSHIPS_TABLE else columns_of(TABLES[sheet.table].name)
