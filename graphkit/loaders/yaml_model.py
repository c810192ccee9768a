"""YAML: a mapping from table name to rows, or in a folder the rows of one table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import InputError
from graphkit.loaders.names import known_table, table_named
from graphkit.loaders.records import Cell, table_of
from graphkit.loaders.text import read_text
from graphkit.loaders.yaml_tree import Branch, Leaf, Node, Twig, parse
from graphkit.model.rows import RawTable, Tell

_EXPANSION = 10
_GRACE = 10_000


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read a YAML file.

    Args:
        path: A whole model, or a list of rows in a file named after their table.
        tell: Told when the encoding had to be guessed.

    Returns:
        Its tables.

    Raises:
        InputError: When it is not YAML, or not a mapping from tables to rows.
    """
    file = str(path)
    text = read_text(path, tell)
    root = parse(text, file)
    reader = _Reader(file, budget=_EXPANSION * len(text) + _GRACE)
    if isinstance(root, Branch):
        return [reader.table(table_named(path.stem, file), root)]
    if isinstance(root, Twig):
        return [
            reader.table(table_named(name.text or "", file, name.line), rows)
            for name, rows in root.items
            if name.text != "$schema"
        ]
    expected = "a list of rows" if known_table(path.stem) else "a mapping from table names to rows"
    raise InputError(f"is not {expected}", file=file, line=root.line if root.text else None)


class _Reader:
    """Turns nodes into rows, and stops where aliases multiply them without end."""

    def __init__(self, file: str, budget: int) -> None:
        self._file = file
        self._budget = budget

    def table(self, table: str, node: Node) -> RawTable:
        if isinstance(node, Leaf) and node.text is None:
            return table_of(table, [], [], self._file)
        if not isinstance(node, Branch):
            raise self._error(f"{table} is not a list of rows", node)
        rows = [(self._row(row), row.line) for row in node.items if not (isinstance(row, Leaf) and row.text is None)]
        return table_of(table, [row for row, _ in rows], [line for _, line in rows], self._file)

    def _row(self, node: Node) -> dict[str, Cell]:
        if not isinstance(node, Twig):
            raise self._error("a row is not a mapping from columns to values", node)
        row: dict[str, Cell] = {}
        for name, value in self._merged(node):
            row.setdefault(name, self._cell(name, value))
        return row

    def _merged(self, node: Twig) -> Iterator[tuple[str, Node]]:
        """The row's own cells, then those of rows that it merges with `<<`."""
        for name, value in node.items:
            if name.text != "<<":
                yield (name.text or "").strip(), value
        for name, value in node.items:
            if name.text == "<<":
                for other in value.items if isinstance(value, Branch) else [value]:
                    if not isinstance(other, Twig):
                        raise self._error("'<<' does not name a mapping", other)
                    yield from ((key.text or "", inner) for key, inner in other.items if key.text != "<<")

    def _cell(self, name: str, node: Node) -> Cell:
        self._spend(node)
        if isinstance(node, Leaf):
            return node.text
        if isinstance(node, Twig):
            raise self._error(f"{name} is a mapping where a value or a list of values belongs", node)
        texts = []
        for item in node.items:
            self._spend(node)
            if not isinstance(item, Leaf):
                raise self._error(f"{name} is a list of lists or mappings", item)
            if item.text is not None:
                texts.append(item.text)
        return texts or None

    def _spend(self, node: Node) -> None:
        self._budget -= 1
        if self._budget < 0:
            raise self._error("aliases stand for far more than the file holds", node)

    def _error(self, message: str, node: Node) -> InputError:
        return InputError(message, file=self._file, line=node.line)
