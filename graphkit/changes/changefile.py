"""Change files: readable YAML, a list of changes, each with its reason. See docs/changes.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from graphkit.changes.actions import (
    Action,
    Add,
    Appoint,
    Change,
    Communicate,
    Grant,
    Leaves,
    MergeFunctions,
    Move,
    Remove,
    Row,
    Set,
    Sponsor,
)
from graphkit.changes.lines import lines_of
from graphkit.changes.rows import words
from graphkit.errors import InputError, nearest
from graphkit.files import atomic_write
from graphkit.loaders.text import read_text
from graphkit.loaders.yaml_tree import Branch, Leaf, Node, Twig, parse

_EXPANSION = 10
_GRACE = 10_000

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "appoint": ("to",),
    "grant": (),
    "sponsor": ("of", "communicated"),
    "communicate": (),
    "leaves": (),
    "move": ("to", "reports_to"),
    "merge_functions": ("into",),
    "add": (),
    "remove": (),
    "set": (),
}
"""What an entry may say → what else belongs to it."""
_REASON = "reason"


def read_changes(path: str | Path, tell: Callable[[str], None] = lambda _: None) -> list[Change]:
    """Read a change file.

    Args:
        path: The file.
        tell: Takes messages for the user.

    Raises:
        InputError: When it is not a change file, with file and line.
    """
    text = read_text(Path(path), tell)
    return parse_changes(text, str(path))


def parse_changes(text: str, file: str) -> list[Change]:
    """Read the text of a change file.

    Args:
        text: The text.
        file: What to call it in messages.

    Raises:
        InputError: When it is not a change file, with file and line.

    Examples:
        >>> parse_changes("changes: [{leaves: ana, reason: retires}]", "c.yaml")
        [Change(action=Leaves(people=('ana',)), reason='retires', line=1)]
    """
    return _Reader(file, _EXPANSION * len(text) + _GRACE).changes(parse(text, file))


class _Reader:
    """Turns a tree into changes, and stops where aliases multiply it without end."""

    def __init__(self, file: str, budget: int) -> None:
        self._file = file
        self._budget = budget

    def changes(self, root: Node) -> list[Change]:
        if not isinstance(root, Twig):
            raise self._wrong("is not a mapping with the key 'changes'", root)
        for key, _ in root.items:
            if key.text != "changes":
                raise self._wrong(f"unknown key '{key.text}'", key, nearest(key.text or "", ["changes"]))
        entries = next((node for _, node in root.items), Leaf(root.line, None))
        if isinstance(entries, Leaf) and entries.text is None:
            return []
        if not isinstance(entries, Branch):
            raise self._wrong("changes is not a list", entries)
        return [self._change(entry) for entry in entries.items]

    def _change(self, entry: Node) -> Change:
        if not isinstance(entry, Twig):
            raise self._wrong("a change is not a mapping", entry)
        parts = {key.text or "": value for key, value in entry.items}
        kinds = [name for name in parts if name in _FIELDS]
        if len(kinds) != 1:
            strange = next((name for name in parts if name not in _FIELDS and name != _REASON), "")
            what = "several changes in one entry" if kinds else "a change says none of"
            raise self._wrong(f"{what} {', '.join(kinds or _FIELDS)}", entry, nearest(strange, _FIELDS))
        (kind,) = kinds
        allowed = (kind, *_FIELDS[kind], _REASON)
        for key, _ in entry.items:
            if key.text not in allowed:
                raise self._wrong(f"{kind} has no '{key.text}'", key, nearest(key.text or "", allowed))
        reason = self._one(parts.get(_REASON), _REASON)
        return Change(self._action(kind, parts, entry), reason, entry.line)

    def _action(self, kind: str, parts: Mapping[str, Node], entry: Node) -> Action:
        match kind:
            case "grant":
                return Grant(self._row(parts[kind], kind))
            case "add" | "remove" | "set":
                return self._tables(kind, parts[kind])
            case "communicate":
                return Communicate(self._several(parts, kind, entry))
            case "leaves":
                return Leaves(self._several(parts, kind, entry))
            case "merge_functions":
                return MergeFunctions(self._several(parts, kind, entry), self._needed(parts, "into", kind, entry))
            case _:
                return self._person(kind, parts, entry)

    def _person(self, kind: str, parts: Mapping[str, Node], entry: Node) -> Action:
        who = self._needed(parts, kind, kind, entry)
        if kind == "appoint":
            return Appoint(who, self._several(parts, "to", entry))
        if kind == "sponsor":
            said = self._one(parts.get("communicated"), "communicated")
            return Sponsor(who, self._several(parts, "of", entry), said)
        to, managers = (tuple(words(self._cell(parts.get(name), name))) for name in _FIELDS["move"])
        if not to and not managers:
            raise self._wrong("move says neither 'to' nor 'reports_to'", entry)
        return Move(who, to, managers)

    def _tables(self, kind: str, node: Node) -> Action:
        if kind == "add":
            return Add({name: tuple(self._rows(name, rows)) for name, rows in self._pairs(node, kind)})
        if kind == "remove":
            return Remove({name: tuple(words(self._cell(ids, name))) for name, ids in self._pairs(node, kind)})
        return Set(
            {
                name: {id_: self._row(row, id_) for id_, row in self._pairs(rows, name)}
                for name, rows in self._pairs(node, kind)
            }
        )

    def _rows(self, name: str, node: Node) -> Iterator[Row]:
        if not isinstance(node, Branch):
            raise self._wrong(f"{name} is not a list of rows", node)
        for row in node.items:
            yield self._row(row, f"a row of {name}")

    def _row(self, node: Node, name: str) -> Row:
        return Row({key: self._cell(value, key) for key, value in self._pairs(node, name)}, node.line)

    def _pairs(self, node: Node, name: str) -> list[tuple[str, Node]]:
        self._spend(node)
        if not isinstance(node, Twig):
            raise self._wrong(f"{name} is not a mapping", node)
        return [((key.text or "").strip(), value) for key, value in node.items]

    def _needed(self, parts: Mapping[str, Node], name: str, kind: str, entry: Node) -> str:
        text = self._one(parts.get(name), name)
        if text is None:
            raise self._wrong(f"{kind} does not say '{name}'" if name != kind else f"{kind} names nobody", entry)
        return text

    def _several(self, parts: Mapping[str, Node], name: str, entry: Node) -> tuple[str, ...]:
        found = tuple(words(self._cell(parts.get(name), name)))
        if not found:
            raise self._wrong(f"'{name}' is missing or empty", entry)
        return found

    def _one(self, node: Node | None, name: str) -> str | None:
        if node is None:
            return None
        if not isinstance(node, Leaf):
            raise self._wrong(f"{name} is not one value", node)
        return None if node.text is None else node.text.strip()

    def _cell(self, node: Node | None, name: str) -> str | list[str] | None:
        if node is None:
            return None
        self._spend(node)
        if isinstance(node, Leaf):
            return node.text
        if isinstance(node, Twig):
            raise self._wrong(f"{name} is a mapping where a value or a list of values belongs", node)
        texts = []
        for item in node.items:
            self._spend(node)
            if not isinstance(item, Leaf):
                raise self._wrong(f"{name} is a list of lists or mappings", item)
            if item.text is not None:
                texts.append(item.text)
        return texts

    def _spend(self, node: Node) -> None:
        self._budget -= 1
        if self._budget < 0:
            raise self._wrong("aliases stand for far more than the file holds", node)

    def _wrong(self, message: str, node: Node, suggestion: str | None = None) -> InputError:
        return InputError(message, file=self._file, line=node.line, suggestion=suggestion)


def write(changes: Iterable[Change], path: str | Path) -> None:
    """Write a change file; it appears whole or not at all.

    Args:
        changes: The changes, in their order.
        path: The file.
    """
    with atomic_write(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(line + "\n" for line in lines_of(changes))
