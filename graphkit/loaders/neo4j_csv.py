"""The CSV files of `neo4j-admin database import`: what a column means stands in its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from graphkit.errors import InputError, nearest
from graphkit.loaders.delimited import Delimited, read_delimited, read_header
from graphkit.loaders.names import known_table
from graphkit.model.rows import RawTable, Tell
from graphkit.model.schema import LABELS, RELATIONSHIPS, RELATIONSHIPS_TABLE, TABLES

_COLUMN = re.compile(r"^(?P<name>.*?)(:(?P<kind>\w+)(?P<array>\[\])?(\((?P<space>.*)\))?(\{.*\})?)?$")
_MEANINGS = frozenset({"ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"})
_HEADER = re.compile(r"[-_. ]?headers?$", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """One column of a header.

    Attributes:
        written: The whole of it.
        name: The property, empty where there is none.
        meaning: `ID`, `LABEL`, `START_ID`, `END_ID`, `TYPE`, `IGNORE`, or empty for a property.
        array: Whether its cells are lists.
        space: The id space of an id.
    """

    written: str
    name: str
    meaning: str
    array: bool
    space: str


@dataclass(frozen=True)
class Group:
    """Files under one header, which the first of them or a file of its own has.

    Attributes:
        header: The file with the header.
        columns: What it says.
        bodies: The files with the rows; the header's own where it has rows below.
    """

    header: Path
    columns: tuple[Column, ...]
    bodies: tuple[Path, ...]

    def column(self, meaning: str) -> Column | None:
        """The column with this meaning."""
        return next((column for column in self.columns if column.meaning == meaning), None)


@dataclass(frozen=True)
class _Nodes:
    """Where ids lead: columns `space`, `key` (as files write it), `id` and `label`."""

    frame: pl.DataFrame

    def ends(self, keys: pl.Series, space: str, name: str) -> tuple[pl.Series, pl.Series]:
        """The ids and labels of nodes; a key that no node has stays as it is, without a label."""
        some = self.frame.filter(pl.col("space") == space).unique("key", keep="first", maintain_order=True)
        found = keys.alias("key").to_frame().join(some, on="key", how="left", maintain_order="left")
        ids = found.select(pl.coalesce("id", "key").alias(name)).to_series()
        return ids, found["label"].alias(f"{name}_label")


def groups_of(paths: Sequence[Path]) -> list[Group]:
    """Find the files that are in this format.

    Args:
        paths: CSV files of one folder.

    Returns:
        The files whose header says so, each with the files that have no header but go with it:
        `people.csv` and `people-2.csv` with `people-header.csv`.
    """
    headed = {path: columns for path in paths if (columns := _columns(read_header(path).names))}
    groups = []
    for path, columns in headed.items():
        base = _HEADER.sub("", path.stem)
        others = [other for other in paths if other not in headed and base != path.stem and _follows(other.stem, base)]
        groups.append(Group(path, columns, tuple(others) or (path,)))
    return groups


def _follows(stem: str, base: str) -> bool:
    return re.fullmatch(re.escape(base) + r"([-_. ]?(part)?[-_. ]?[0-9]+)?", stem) is not None


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a header, or none where it is an ordinary one."""
    columns = []
    for name in names:
        match = _COLUMN.match(name)
        kind = (match["kind"] or "").strip() if match else ""
        meaning = kind.upper() if kind.upper() in _MEANINGS else ""
        property_ = match["name"].strip() if match else name
        columns.append(
            Column(name, property_, meaning, bool(match and match["array"]), (match and match["space"]) or "")
        )
    return tuple(columns) if any(column.meaning for column in columns) else ()


def read(groups: Sequence[Group], tell: Tell) -> list[RawTable]:
    """Read the files of an import.

    Args:
        groups: What `groups_of` found.
        tell: Told where a node has several labels of the schema and the first of them is taken.

    Returns:
        A table a label and file, and the relationships, whose ends have their labels beside them.

    Raises:
        InputError: When a label is not known, or a file says neither what its nodes nor its relationships are.
    """
    tables: list[RawTable] = []
    keys = [pl.DataFrame(schema=dict.fromkeys(("space", "key", "id", "label"), pl.String))]
    for group, body in _bodies(groups, "ID"):
        for table, some in _read_nodes(group, body, tell):
            tables.append(table)
            keys.append(some)
    nodes = _Nodes(pl.concat(keys))
    tables.extend(_read_relationships(group, body, nodes, tell) for group, body in _bodies(groups, "START_ID"))
    for group in groups:
        if group.column("ID") is None and group.column("START_ID") is None:
            raise InputError("has neither an :ID nor a :START_ID column", file=str(group.header), line=1)
    return tables


def _bodies(groups: Sequence[Group], meaning: str) -> Iterator[tuple[Group, Path]]:
    return ((group, body) for group in groups if group.column(meaning) for body in group.bodies)


def _rows(group: Group, body: Path, tell: Tell) -> Delimited:
    names = None if body == group.header else [column.written for column in group.columns]
    return read_delimited(body, tell, names, guarded=False)


def _properties(group: Group, frame: pl.DataFrame) -> list[pl.Expr]:
    """The columns that hold properties, lists split."""
    plain = [column for column in group.columns if column.name and column.meaning == "" and column.written in frame]
    cells = [(column, pl.col(column.written)) for column in plain]
    return [(cell.str.split(";") if column.array else cell).alias(column.name) for column, cell in cells]


def _read_nodes(group: Group, body: Path, tell: Tell) -> Iterator[tuple[RawTable, pl.DataFrame]]:
    rows = _rows(group, body, tell)
    key = group.column("ID")
    if key is None or key.written not in rows.frame:
        return
    properties = rows.frame.select(_properties(group, rows.frame))
    keys = rows.frame[key.written]
    if "id" not in properties.columns:
        properties = pl.DataFrame([keys.alias("id"), *properties])
    labels = _labels(group, body, rows, tell)
    for label in LABELS:
        chosen = labels == label
        if not chosen.any():
            continue
        frame = properties.filter(chosen)
        frame = frame.select(column for column in frame if column.name == "id" or column.null_count() < frame.height)
        lines = rows.lines.filter(chosen)
        known = pl.DataFrame({"key": keys.filter(chosen), "id": frame["id"]})
        known = known.select(pl.lit(key.space).alias("space"), "key", "id", pl.lit(label).alias("label"))
        yield RawTable(table=LABELS[label].table, frame=frame, file=str(body), lines=lines, flat=True), known


def _labels(group: Group, body: Path, rows: Delimited, tell: Tell) -> pl.Series:
    """The label of each row."""
    column = group.column("LABEL")
    if column is None or column.written not in rows.frame:
        return pl.repeat(_label_of_file(group, body), rows.frame.height, dtype=pl.String, eager=True)
    cells = rows.frame[column.written].fill_null("")
    chosen = {}
    for cell in cells.unique(maintain_order=True):
        known = [label for label in LABELS if label.casefold() in {word.strip().casefold() for word in cell.split(";")}]
        if not known:
            row = int((cells == cell).arg_max() or 0)
            problem = f"unknown label {cell!r}" if cell else "a node has no label"
            raise InputError(problem, file=str(body), line=rows.lines[row], suggestion=nearest(cell, LABELS))
        if len(known) > 1:
            tell(f"{body}: {cell} read as {known[0]}, the others left out")
        chosen[cell] = known[0]
    return cells.replace_strict(chosen, return_dtype=pl.String)


def _label_of_file(group: Group, body: Path) -> str:
    """The label that the id space, or else the file's name, stands for."""
    key = group.column("ID")
    by_name = {label.casefold(): label for label in LABELS} | {table: label.name for table, label in TABLES.items()}
    for name in (key.space if key else "", _HEADER.sub("", group.header.stem), body.stem):
        if label := by_name.get(known_table(name) or name.casefold()):
            return label
    raise InputError("has no :LABEL column, and its name is no label's", file=str(body), line=1)


def _read_relationships(group: Group, body: Path, nodes: _Nodes, tell: Tell) -> RawTable:
    rows = _rows(group, body, tell)
    ends: list[pl.Series] = []
    for meaning, name in (("START_ID", "source"), ("END_ID", "target")):
        column = group.column(meaning)
        if column is None or column.written not in rows.frame:
            raise InputError(f"has no :{meaning} column", file=str(body), line=1)
        ends.extend(nodes.ends(rows.frame[column.written], column.space, name))
    column = group.column("TYPE")
    if column is not None and column.written in rows.frame:
        types = rows.frame[column.written]
    else:
        types = pl.repeat(_type_of_file(group, body), rows.frame.height, dtype=pl.String, eager=True)
    frame = rows.frame.select(*ends, types.alias("type"), *_properties(group, rows.frame))
    return RawTable(table=RELATIONSHIPS_TABLE, frame=frame, file=str(body), lines=rows.lines, flat=True)


def _type_of_file(group: Group, body: Path) -> str:
    for stem in (_HEADER.sub("", group.header.stem), body.stem):
        if stem.upper() in RELATIONSHIPS:
            return stem.upper()
    raise InputError("has no :TYPE column, and its name is no relationship's", file=str(body), line=1)
