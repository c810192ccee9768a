"""Cypher cut into words and signs: enough to see what a query names, not what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "quoted", "parameter", "number", "text", "sign"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
  | (?P<quoted>`(?:``|[^`])*`)
  | (?P<parameter>\$(?:\w+|`(?:``|[^`])*`))
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A word or sign of a query.

    Attributes:
        kind: What it is; `quoted` is a name in backticks.
        text: The name or parameter itself, without `$` and backticks; anything else as it is written.
        start: Where it begins in the query.
        end: Where it ends.
    """

    kind: Kind
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these words (in any case) or signs."""
        return self.kind in ("word", "sign") and self.text.upper() in words

    @property
    def names(self) -> bool:
        """Whether it may be the name of something."""
        return self.kind in ("word", "quoted")


def tokens(query: str) -> list[Token]:
    r"""Cut a query into tokens, without white space and comments.

    Examples:
        >>> [token.text for token in tokens("MATCH (`a b`:Person) // all\nRETURN 'x', $day")]
        ['MATCH', '(', 'a b', ':', 'Person', ')', 'RETURN', "'x'", ',', 'day']
    """
    return list(_tokens(query))


def _tokens(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):
        kind, text = found.lastgroup, found[0]
        if kind in (None, "space"):
            continue
        if kind == "parameter":
            text = text[1:]
        if text.startswith("`") and text.endswith("`") and len(text) > 1:
            text = text[1:-1].replace("``", "`")
        yield Token(kind, text, found.start(), found.end())  # type: ignore[arg-type]  # the groups are the kinds


def parameters_of(query: str) -> list[str]:
    """The names of the parameters that a query uses, each once, in order.

    Examples:
        >>> parameters_of("MATCH (p {id: $process}) WHERE p.x = $`a b` RETURN '$no', $process")
        ['process', 'a b']
    """
    return list(dict.fromkeys(token.text for token in tokens(query) if token.kind == "parameter"))


@dataclass(frozen=True)
class Chain:
    """A pattern of relationships of any length, such as `[:PART_OF*1..12]`.

    Attributes:
        types: The types it follows; all where empty.
        most: The longest path it takes; None where it has no end.
        written: How it is written.
    """

    types: tuple[str, ...]
    most: int | None
    written: str


def chains(query: str) -> list[Chain]:
    """The patterns of variable length in a query.

    Examples:
        >>> [(chain.types, chain.most) for chain in chains("MATCH ()-[r:GRANTS|EMPOWERS*2..16]->()-[*]->()")]
        [(('GRANTS', 'EMPOWERS'), 16), ((), None)]
        >>> chains("RETURN [a*2, b]")
        []
    """
    found, cut = [], tokens(query)
    for at, token in enumerate(cut):
        if token.says("[") and at and cut[at - 1].says("-"):
            chain = _chain(query, cut, at)
            if chain is not None:
                found.append(chain)
    return found


def _chain(query: str, cut: Sequence[Token], start: int) -> Chain | None:
    end = next((at for at in range(start, len(cut)) if cut[at].says("]")), len(cut) - 1)
    inside = cut[start + 1 : end]
    star = next((at for at, token in enumerate(inside) if token.says("*")), None)
    if star is None:
        return None
    colon = next((at for at, token in enumerate(inside[:star]) if token.says(":")), star)
    types = tuple(token.text for token in inside[colon:star] if token.names)
    written = query[cut[start].start : cut[end].end]
    range_ = re.search(r"\*[^\d.\]{(]*(?P<least>\d+)?\s*(?P<dots>\.\.)?\s*(?P<most>\d+)?", written)
    if range_ is None:
        return Chain(types, None, written)
    exactly = range_["least"] if range_["dots"] is None else None
    most = range_["most"] or exactly
    return Chain(types, None if most is None else int(most), written)
