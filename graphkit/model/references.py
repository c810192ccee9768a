"""What references mean: an id, else `Label:id`, else the name of exactly one node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from graphkit.model.schema import LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

CODES: Mapping[str, int] = {label: code for code, label in enumerate(LABELS)}
"""Label → its position in the schema."""

NOWHERE = -1
_SHOWN = 5


class Mentions(NamedTuple):
    """References that one column of one table makes, or one end of rows of the relationships table.

    Attributes:
        column: The column, as problems show it.
        admits: Labels that they may lead to.
        words: The references (text, no nulls).
        file: Number of the file.
        lines: Line of each reference.
        makes: Whether a node is made from a reference where its table is not given.
        functions: Whether a function may stand here for the people in it.
    """

    column: str
    admits: tuple[str, ...]
    words: pl.Series
    file: int
    lines: pl.Series
    makes: bool = True
    functions: bool = False


class Directory(NamedTuple):
    """The nodes that references may lead to.

    Attributes:
        tables: Label → `id` (sorted, unique) and `name`.
    """

    tables: Mapping[str, pl.DataFrame]

    def rows(self, label: str, ids: pl.Series) -> NDArray[np.int32]:
        """The row of each id in the label's table, -1 where it is not there; shape (len(ids),)."""
        rows = np.full(len(ids), NOWHERE, dtype=np.int32)
        known = self.tables[label]["id"]
        if not len(known) or not len(ids):
            return rows
        nodes = pl.DataFrame({"id": known, "row": np.arange(len(known), dtype=np.int32)})
        hits = nodes.join(pl.DataFrame({"id": ids, "at": np.arange(len(ids), dtype=np.uint32)}), on="id")
        rows[hits["at"].to_numpy()] = hits["row"].to_numpy()
        return rows

    def show(self, code: int, row: int) -> str:
        """A node as `Label:id`."""
        label = tuple(LABELS)[code]
        return f"{label}:{self.tables[label]['id'][row]}"


class Answers(NamedTuple):
    """The nodes that some words mean.

    Attributes:
        labels: For each word the code of the label, -1 where no single node is meant; shape (words,).
        rows: The row in that label's table; shape (words,).
        others: Position of a word that leads nowhere → what it clashes with.
        wrong: Positions of words that name a node of a label that is not admitted.
    """

    labels: NDArray[np.int8]
    rows: NDArray[np.int32]
    others: Mapping[int, str]
    wrong: frozenset[int] = frozenset()

    def left(self) -> NDArray[np.intp]:
        """Positions of the words that mean nothing at all, ambiguous ones apart."""
        nothing = self.labels == NOWHERE
        nothing[list(self.others)] = False
        return np.flatnonzero(nothing)


class _Candidates(NamedTuple):
    """Nodes that words may mean; shape (candidates,) each."""

    positions: NDArray[np.intp]
    labels: NDArray[np.int8]
    rows: NDArray[np.int32]


def answer(words: pl.Series, admits: Sequence[str], directory: Directory) -> Answers:
    """Find the node that each word means.

    Args:
        words: References, each once.
        admits: Labels that they may lead to.
        directory: The nodes there are.

    Returns:
        The nodes; a word that may mean several has none, and its candidates are its clash.

    Examples:
        >>> people = pl.DataFrame({"id": ["p1", "p2"], "name": ["Ada", "Bea"]})
        >>> found = answer(pl.Series(["Bea", "Person:p1", "Eve"]), ["Person"], Directory({"Person": people}))
        >>> found.rows.tolist()
        [1, 0, -1]
    """
    found = [_by_id(words, admits, directory)]
    unknown = np.ones(len(words), dtype=np.bool_)
    for look in (_by_prefix, _by_name):
        unknown[found[-1].positions] = False
        left = np.flatnonzero(unknown)
        if len(left):
            candidates = look(words.gather(left), admits, directory)
            found.append(_Candidates(left[candidates.positions], candidates.labels, candidates.rows))
    return _settle(len(words), found, directory)


def _settle(size: int, found: Sequence[_Candidates], directory: Directory) -> Answers:
    labels = np.full(size, NOWHERE, dtype=np.int8)
    rows = np.full(size, NOWHERE, dtype=np.int32)
    others: dict[int, list[str]] = {}
    for candidates in found:
        counts = np.bincount(candidates.positions, minlength=size)
        single = counts[candidates.positions] == 1
        labels[candidates.positions[single]] = candidates.labels[single]
        rows[candidates.positions[single]] = candidates.rows[single]
        for at in np.flatnonzero(~single):
            shown = others.setdefault(int(candidates.positions[at]), [])
            if len(shown) < _SHOWN:
                shown.append(directory.show(int(candidates.labels[at]), int(candidates.rows[at])))
            elif len(shown) == _SHOWN:
                shown.append("…")
    return Answers(labels, rows, {position: ", ".join(shown) for position, shown in others.items()})


def _stack(found: Sequence[tuple[str, NDArray[np.intp], NDArray[np.int32]]]) -> _Candidates:
    """Put the candidates of several labels together: label, positions, rows."""
    return _Candidates(
        np.concatenate([positions for _, positions, _ in found]),
        np.repeat(np.array([CODES[label] for label, _, _ in found], dtype=np.int8), [len(at) for _, at, _ in found]),
        np.concatenate([rows for _, _, rows in found]),
    )


def _by_id(words: pl.Series, admits: Sequence[str], directory: Directory) -> _Candidates:
    found = []
    for label in admits:
        rows = directory.rows(label, words)
        at = np.flatnonzero(rows != NOWHERE)
        found.append((label, at, rows[at]))
    return _stack(found)


def _by_prefix(words: pl.Series, admits: Sequence[str], directory: Directory) -> _Candidates:
    found = []
    for label in admits:
        at = words.str.starts_with(f"{label}:").arg_true().to_numpy().astype(np.intp)
        rows = directory.rows(label, words.gather(at).str.slice(len(label) + 1))
        found.append((label, at[rows != NOWHERE], rows[rows != NOWHERE]))
    return _stack(found)


def _by_name(words: pl.Series, admits: Sequence[str], directory: Directory) -> _Candidates:
    sought = pl.DataFrame({"name": words, "at": pl.int_range(len(words), dtype=pl.Int64, eager=True)})
    found = []
    for label in admits:
        named = directory.tables[label].select("name", pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
        hits = named.join(sought, on="name").sort("at", "row")
        found.append((label, hits["at"].to_numpy(), hits["row"].to_numpy()))
    return _stack(found)


def prefix_of(words: pl.Series) -> pl.Series:
    """The label that each word starts with, as in `Label:id`; null where it starts with none.

    Examples:
        >>> prefix_of(pl.Series(["Role:ceo", "ceo", "x:ceo"])).to_list()
        ['Role', None, None]
    """
    return words.str.extract(f"^({'|'.join(LABELS)}):.")


def elsewhere(words: pl.Series, admits: Sequence[str], directory: Directory) -> dict[int, str]:
    """Words that name a node of a label that is not admitted, by its id or as `Label:`.

    Args:
        words: References that mean no admitted node.
        admits: Labels that they may lead to.
        directory: The nodes there are.

    Returns:
        Position of the word → that label.
    """
    prefixes = prefix_of(words)
    wrong = prefixes.is_not_null() & ~prefixes.is_in(list(admits))
    found = {position: [prefixes[position]] for position in wrong.arg_true()}
    for label in LABELS:
        if label not in admits:
            for position in np.flatnonzero(directory.rows(label, words) != NOWHERE):
                found.setdefault(int(position), []).append(label)
    return {position: ", ".join(dict.fromkeys(labels)) for position, labels in found.items()}


def intern(columns: Sequence[pl.Series]) -> tuple[pl.Series, list[NDArray[np.int32]]]:
    """Number the distinct texts of several columns.

    Args:
        columns: Text without nulls.

    Returns:
        The distinct texts, and for each column the position of each of its texts among them.

    Examples:
        >>> words, numbers = intern([pl.Series(["a", "b"]), pl.Series(["b"])])
        >>> [words.gather(number).to_list() for number in numbers]
        [['a', 'b'], ['b']]
    """
    kind = pl.Categorical(pl.Categories.random())  # of its own, so that codes count from 0 without gaps
    together = pl.concat([column.alias("") for column in columns]).cast(kind)
    codes = together.to_physical().to_numpy().astype(np.int32)
    distinct = pl.Series(np.arange(codes.max(initial=-1) + 1, dtype=np.uint32)).cat.to(kind)
    bounds = np.cumsum([len(column) for column in columns])[:-1]
    return distinct.cast(pl.String), np.split(codes, bounds)
