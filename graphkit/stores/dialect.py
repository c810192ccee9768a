"""Where the embedded engine's Cypher differs from Neo4j's, and what evens it out."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.errors import InputError
from graphkit.queries.tokens import Token, tokens

MACROS = (
    "CREATE MACRO type(r) AS label(r)",
    "CREATE MACRO toString(x) AS CAST(x AS STRING)",
    "CREATE MACRO toInteger(x) AS CAST(x AS INT64)",
    "CREATE MACRO toFloat(x) AS CAST(x AS DOUBLE)",
)
"""Functions of Neo4j that the engine lacks."""

_BEGIN = ("MATCH", "OPTIONAL", "RETURN", "UNWIND", "WITH", "CALL")
"""How a question begins."""

WRITES = "the query writes, and only a Neo4j database can be written to (--on URI --write), not the files of a model"
"""What is said of a query that changes something."""


def without_prefix(query: str) -> str:
    """A query without EXPLAIN or PROFILE in front of it; line and column stay as they are."""
    cut = tokens(query)
    if cut and cut[0].says("EXPLAIN", "PROFILE"):
        return query[: cut[0].start] + " " * len(cut[0].text) + query[cut[0].end :]
    return query


def check_reads(query: str) -> None:
    """Make sure that a query only asks.

    The engine itself refuses to change a database that was opened to read, but not to write
    or read files, to install extensions or to change its own settings.

    Raises:
        InputError: When it does something else.

    Examples:
        >>> check_reads("MATCH (p:Process) RETURN p.id AS create")
        >>> check_reads("COPY (MATCH (p) RETURN p.id) TO 'processes.csv'")
        Traceback (most recent call last):
        graphkit.errors.InputError: a query begins with MATCH, OPTIONAL, RETURN, UNWIND, WITH, CALL, not with COPY
    """
    cut = tokens(without_prefix(query))
    if not cut:
        raise InputError("the query is empty")
    if cut[0].says("CREATE", "MERGE"):
        raise InputError(WRITES)
    if not cut[0].says(*_BEGIN):
        raise InputError(f"a query begins with {', '.join(_BEGIN)}, not with {cut[0].text}")
    for one, next_ in zip(cut, [*cut[1:], cut[-1]], strict=True):
        if one.says("LOAD") and next_.says("FROM", "CSV", "WITH"):
            raise InputError("a query asks the model, and reads no files (LOAD)")
    if cut[0].says("CALL") and len(cut) > 2 and cut[2].says("="):
        raise InputError("a query asks, and changes no settings (CALL)")


def adapted(query: str) -> str:
    """A query in the engine's own Cypher: `labels` gives a list, as it does in Neo4j.

    Examples:
        >>> adapted("MATCH (n) RETURN labels(n)")
        'MATCH (n) RETURN CASE WHEN n IS NOT NULL THEN [label(n)] END'
    """
    cut, parts, done = tokens(query), [], 0
    for at in range(len(cut) - 3):
        word, open_, name, close = cut[at : at + 4]
        if word.says("LABELS") and open_.says("(") and name.names and close.says(")"):
            written = query[name.start : name.end]
            parts += [query[done : word.start], f"CASE WHEN {written} IS NOT NULL THEN [label({written})] END"]
            done = close.end
    return "".join([*parts, query[done:]])


def column_names(query: str, named: Sequence[str]) -> tuple[str, ...]:
    """The names of columns as Neo4j gives them: an expression without a name is called as it is written.

    Args:
        query: The query.
        named: What the engine calls the columns.

    Examples:
        >>> column_names("MATCH (n) RETURN DISTINCT n.id, count( *) AS c ORDER BY c", ["n.id", "c"])
        ('n.id', 'c')
        >>> column_names("RETURN size([1, 2])", ["SIZE(LIST_CREATION(1,2))"])
        ('size([1, 2])',)
    """
    items = _items(query, tokens(query))
    return tuple(items) if len(items) == len(named) else tuple(named)


def _items(query: str, cut: Sequence[Token]) -> list[str]:
    """The names in the first RETURN of a query that is in no parentheses; a union's parts have the same."""
    depth, start, items = 0, None, []
    for at, token in enumerate(cut):
        if depth == 0 and start is None and token.says("RETURN"):
            start = at + 1 + (at + 1 < len(cut) and cut[at + 1].says("DISTINCT"))
        elif depth == 0 and start is not None and token.says(",", "ORDER", "SKIP", "LIMIT", "UNION", ";"):
            items.append(_item(query, cut[start:at]))
            start = at + 1
            if not token.says(","):
                return items
        depth += token.says("(", "[", "{") - token.says(")", "]", "}")
    return items if start is None else [*items, _item(query, cut[start:])]


def _item(query: str, cut: Sequence[Token]) -> str:
    if len(cut) > 2 and cut[-2].says("AS"):
        return cut[-1].text
    if not cut:
        return ""
    return cut[0].text if len(cut) == 1 and cut[0].names else query[cut[0].start : cut[-1].end]
