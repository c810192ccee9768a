"""YAML text as a tree of nodes with lines, built from parser events so that depth and aliases are bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from graphkit.errors import InputError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_DEPTH = 16
_TAGS = frozenset(
    {"!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map"))}
)


@dataclass(slots=True)
class Leaf:
    """A scalar: its text as written, None for null and for empty text."""

    line: int
    text: str | None


@dataclass(slots=True)
class Branch:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)
    closed: bool = False


@dataclass(slots=True)
class Twig:
    """A mapping: pairs of key and value."""

    line: int
    items: list[tuple[Leaf, Node]] = field(default_factory=list)
    closed: bool = False
    key: Leaf | None = None
    keys: set[str] = field(default_factory=set)


Node = Leaf | Branch | Twig


def parse(text: str, file: str) -> Node:
    """Parse one YAML document.

    Args:
        text: The text.
        file: What to call it in messages.

    Returns:
        The root node. An alias is the very node that it names.

    Raises:
        InputError: When the text is no YAML, has several documents, tags of its own, a key
            twice, an alias within what it names, or nests too deeply.
    """
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        deep = "nesting depth" in str(error.problem)  # newer parsers count for themselves
        raise builder.error("nests too deeply" if deep else f"is not valid YAML: {error.problem}", line) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise builder.error(f"is not valid YAML: {error.reason}", line) from error
    if builder.root is None:
        raise builder.error("is empty", None)
    return builder.root


def _events(text: str) -> Iterator[Event]:
    events: Iterator[Event] = yaml.parse(text, Loader=_LOADER)
    return events


def _line(event: Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


class _Builder:
    """Takes parser events one by one; `root` is the tree once they are all taken."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[Branch | Twig] = []
        self._anchors: dict[str, Node] = {}
        self._documents = 0

    def error(self, message: str, line: int | None) -> InputError:
        return InputError(message, file=self._file, line=line)

    def take(self, event: Event) -> None:
        if isinstance(event, (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent)):
            self._start(event)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self._open.pop().closed = True
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self.error("has more than one YAML document", _line(event))

    def _start(self, event: ScalarEvent | AliasEvent | SequenceStartEvent | MappingStartEvent) -> None:
        line = _line(event)
        node = self._aliased(event, line) if isinstance(event, AliasEvent) else self._made(event, line)
        self._place(node, line)
        if isinstance(event, (SequenceStartEvent, MappingStartEvent)) and not isinstance(node, Leaf):
            self._open.append(node)
            if len(self._open) > _DEPTH:
                raise self.error("nests too deeply", line)

    def _made(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent, line: int) -> Node:
        if event.tag is not None and event.tag not in _TAGS:
            raise self.error(f"has the tag {event.tag!r}, which is not read", line)
        node: Node
        if isinstance(event, ScalarEvent):
            null = not event.value or (not event.style and event.value in _NULLS)
            node = Leaf(line, None if null else event.value)
        else:
            node = Branch(line) if isinstance(event, SequenceStartEvent) else Twig(line)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _aliased(self, event: AliasEvent, line: int) -> Node:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            raise self.error(f"the alias {event.anchor!r} has no anchor", line)
        if not isinstance(node, Leaf) and not node.closed:
            raise self.error(f"the alias {event.anchor!r} stands within what it names", line)
        return node

    def _place(self, node: Node, line: int) -> None:
        """Hang a node where it belongs: the root, the next item, key or value."""
        parent = self._open[-1] if self._open else None
        if parent is None:
            self.root = node
        elif isinstance(parent, Branch):
            parent.items.append(node)
        elif parent.key is not None:
            parent.items.append((parent.key, node))
            parent.key = None
        elif isinstance(node, Leaf):
            self._claim(parent, node, line)
        else:
            raise self.error("a key is a list or mapping", line)

    def _claim(self, parent: Twig, key: Leaf, line: int) -> None:
        text = key.text or ""
        if text in parent.keys:
            raise self.error(f"the key {text!r} occurs twice", line)
        parent.keys.add(text)
        parent.key = Leaf(line, text)
