"""An embedded Cypher engine: the only module that speaks to ladybug."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path as File
from types import TracebackType
from typing import Any, Self

import ladybug
import polars as pl

from graphkit.errors import GraphkitError, InputError, nearest
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import Model
from graphkit.stores.answer import Answer, Node, Path, Relationship, scalar
from graphkit.stores.dialect import MACROS, WRITES, adapted, check_reads, column_names
from graphkit.stores.statements import DERIVED
from graphkit.stores.tables import Table, tables

VERSION = str(ladybug.__version__)
"""The version of the engine; a database is read by the one that wrote it."""

_SPACE = 1 << 38
"""Bytes of address space that a database may take; the engine's own choice is more than some systems give."""

_PLACE = re.compile(r"\(line: (\d+), offset: (\d+)\)")
_NO_TABLE = re.compile(r"Table (.+) does not exist")
_NO_PROPERTY = re.compile(r"Cannot find property (.+) for (.+)\.")


def build(model: Model, derived: Mapping[str, pl.DataFrame], state: Mapping[str, object], file: File) -> list[str]:
    """Write a model into a new database.

    Args:
        model: The model.
        derived: Relationships that follow from it: type → `source` and `target`, node numbers.
        state: What the node `(:GraphkitModel)` says.
        file: Where the database shall be.

    Returns:
        What the engine could not take, a line each.
    """
    several, remarks = tables(model, derived, state)
    with (
        tempfile.TemporaryDirectory(dir=file.parent) as folder,
        closing(ladybug.Database(str(file), max_db_size=_SPACE)) as database,
        closing(ladybug.Connection(database)) as connection,
    ):
        connection.execute("BEGIN TRANSACTION")
        for statement in (*(table.statement for table in several), *MACROS):
            connection.execute(statement)
        for table in several:
            _load(connection, table, File(folder) / "rows.parquet")
        connection.execute("COMMIT")
    return remarks


def _load(connection: ladybug.Connection, table: Table, file: File) -> None:
    """Load rows in bulk, by way of a file: from a frame in memory it would need pyarrow, which nothing else does."""
    for options, rows in table.parts:
        if rows.height:
            rows.write_parquet(file, compression="uncompressed", statistics=False)
            connection.execute(f"COPY `{table.name}` FROM {_quoted(str(file))} {options}")


class Embedded:
    """A database of a model, opened to read.

    Args:
        file: The database.

    Raises:
        GraphkitError: When the engine cannot open it.
    """

    def __init__(self, file: File) -> None:
        try:
            self._database = ladybug.Database(str(file), read_only=True, max_db_size=_SPACE)
            self._connection = ladybug.Connection(self._database)
        except RuntimeError as error:
            raise GraphkitError(f"the embedded engine cannot open {file}: {error}") from error

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._connection.close()
        self._database.close()

    def ask(self, query: str, parameters: Mapping[str, Any], bound: int) -> Answer:
        """Ask a query.

        Args:
            query: One statement that only reads.
            parameters: Its parameters.
            bound: How far a pattern without an end goes.

        Raises:
            InputError: The query writes, or the engine does not understand it; it says where.
        """
        check_reads(query)
        try:
            self._connection.execute(f"CALL var_length_extend_max_depth={bound:d}")
            result = self._executed(adapted(query), dict(parameters))
        except RuntimeError as error:
            raise InputError(_reason(str(error), query), suggestion=_near(str(error))) from error
        names = result.get_column_names()
        columns = column_names(query, names)
        return Answer(columns, ([_plain(value) for value in row] for row in result))

    def _executed(self, query: str, parameters: dict[str, Any]) -> ladybug.QueryResult:
        """Run a query so that Ctrl-C ends it: the engine itself would not hear of it before it is done."""
        results: list[Any] = []

        def run() -> None:
            try:
                results.append(self._connection.execute(query, parameters))
            except RuntimeError as error:
                results.append(error)

        running = threading.Thread(target=run, daemon=True)
        running.start()
        try:
            while running.is_alive():
                running.join(0.1)
        except KeyboardInterrupt:
            self._connection.interrupt()
            running.join()
            raise
        if isinstance(results[0], RuntimeError):
            raise results[0]
        result: ladybug.QueryResult = results[0]
        return result


def _plain(value: Any) -> Any:
    match value:
        case {"_NODES": nodes, "_RELS": relationships}:
            before = [node["_ID"] for node in nodes]
            forward = tuple(over["_SRC"] == at for over, at in zip(relationships, before, strict=False))
            return Path(tuple(map(_plain, nodes)), tuple(map(_plain, relationships)), forward)
        case {"_SRC": _, "_LABEL": type_, **rest}:
            return Relationship.of(type_, _properties(rest))
        case {"_ID": _, "_LABEL": label, **rest}:
            return Node.of(label, _properties(rest))
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list():
            return [_plain(part) for part in value]
    return scalar(value)


def _properties(found: Mapping[Any, Any]) -> dict[str, Any]:
    return {name: _plain(part) for name, part in found.items() if name not in ("_ID", "_SRC", "_DST")}


def _reason(message: str, query: str) -> str:
    """What the engine says of a query, in a line, with the place in it where that is known."""
    if "read-only database" in message:
        return WRITES
    if place := _PLACE.search(message):
        line, column = int(place[1]), int(place[2]) + 1
        rest = " ".join(query.splitlines()[line - 1 : line])[column - 1 :].strip()
        return f"line {line}, column {column} of the query: not understood" + (
            f" from here: {rest[:60]}" if rest else ""
        )
    if missing := _NO_TABLE.search(message):
        return f"the query names a label or type that is not in the schema: {missing[1]}"
    if missing := _NO_PROPERTY.search(message):
        return f"the query asks for {missing[2]}.{missing[1]}, which nothing in the model has"
    words = re.sub(r"^\w+ [Ee]xception: ", "", message.partition("\n")[0])
    return f"the query: {words}"


def _near(message: str) -> str | None:
    missing = _NO_TABLE.search(message)
    return nearest(missing[1], (*LABELS, *RELATIONSHIPS, *DERIVED)) if missing else None


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
