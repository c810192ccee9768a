"""Nodes made from references where no table lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from graphkit.model.problems import IMPLIED_TABLE
from graphkit.model.references import CODES, NOWHERE, Answers, Directory, Mentions, answer, elsewhere, intern, prefix_of
from graphkit.model.schema import LABELS
from graphkit.model.tables import FILE, LINE
from graphkit.workers import side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PARTIES = ("Role", "Person", "Function")
"""Where a reference may mean any of them, it is the first whose table is not given."""

_MADE: Mapping[str, pl.DataType] = {"id": pl.String(), FILE: pl.UInt32(), LINE: pl.UInt32()}


class Group(NamedTuple):
    """References that admit the same labels, each word once.

    Attributes:
        admits: Those labels.
        makes: Whether nodes are made from them.
        functions: Whether a function may stand for the people in it.
        words: The distinct references.
        mentions: Where they come from.
        codes: For each of the mentions, the position of each reference in `words`.
        order: The position of each of the mentions among all of them.
    """

    admits: tuple[str, ...]
    makes: bool
    functions: bool
    words: pl.Series
    mentions: tuple[Mentions, ...]
    codes: tuple[NDArray[np.int32], ...]
    order: tuple[int, ...]

    def fallback(self, missing: Iterable[str]) -> str | None:
        """The label of what is not found: only where all that is admitted is somebody who can act."""
        if not self.makes or not set(self.admits) <= set(_PARTIES):
            return None
        return next((label for label in _PARTIES if label in self.admits and label in missing), None)

    def made(self, at: NDArray[np.intp], ids: pl.Series) -> pl.DataFrame:
        """Nodes made from words: the id, and the place of the first reference.

        Args:
            at: Positions of the words.
            ids: The id that each of them becomes.
        """
        wanted = np.full(len(self.words), NOWHERE, dtype=np.int32)
        wanted[at] = np.arange(len(at))
        places = []
        for mentions, codes in zip(self.mentions, self.codes, strict=True):
            which = wanted[codes]
            used = which != NOWHERE
            place = {"id": ids.gather(which[used]), FILE: mentions.file, LINE: mentions.lines.filter(used)}
            places.append(pl.DataFrame(place, schema=_MADE))
        return pl.concat(places)


def grouped(mentions: Sequence[Mentions]) -> list[Group]:
    """Put together all references that admit the same labels."""
    alike: dict[tuple[tuple[str, ...], bool, bool], list[int]] = {}
    for at, mention in enumerate(mentions):
        alike.setdefault((mention.admits, mention.makes, mention.functions), []).append(at)

    def group(admitting: tuple[tuple[str, ...], bool, bool]) -> Group:
        own = tuple(mentions[at] for at in alike[admitting])
        words, codes = intern([mention.words for mention in own])
        return Group(*admitting, words, own, tuple(codes), tuple(alike[admitting]))

    return side_by_side(group, alike, sum(len(mention.words) for mention in mentions))


class Found(NamedTuple):
    """What the references of one column mean.

    Attributes:
        mentions: The references.
        codes: For each of them, the position of its answer.
        answers: The answers.
    """

    mentions: Mentions
    codes: NDArray[np.int32]
    answers: Answers


class Implied(NamedTuple):
    """What all references mean, once the nodes that no table lists are made.

    Attributes:
        directory: All nodes, the made ones among them.
        made: Label → the made nodes: `id`, `_file`, `_line`.
        found: What the references mean, in the order in which they were given.
    """

    directory: Directory
    made: Mapping[str, pl.DataFrame]
    found: tuple[Found, ...]


def resolve(groups: Sequence[Group], directory: Directory, missing: Sequence[str]) -> Implied:
    """Find what all references mean, and make the nodes whose table is not given.

    Columns that admit one label come first, then explicit `Label:id`, then those that may
    name people or roles; so the outcome does not depend on the order of anything.

    Args:
        groups: All references.
        directory: The nodes that tables list.
        missing: Labels of which no table claims to list all nodes.
    """
    made: dict[str, list[pl.DataFrame]] = {label: [] for label in missing}
    for make in (_only_label, _by_prefix):
        for group in groups if missing else ():
            for label, nodes in make(group, directory, missing):
                made[label].append(nodes)
        directory = _extended(directory, made)
    words = sum(len(group.words) for group in groups)
    answers = side_by_side(lambda group: answer(group.words, group.admits, directory), groups, words)
    rest = [_fallback(group, found, directory, missing) for group, found in zip(groups, answers, strict=True)]
    for label, _, nodes in (leftover for leftover in rest if leftover is not None):
        made[label].append(nodes)
    final = _extended(directory, made)
    settled: dict[int, Found] = {}
    for group, found, leftover in zip(groups, answers, rest, strict=True):
        moved = _moved(found, directory, final, missing)
        if leftover is not None:
            moved.labels[leftover[1]] = CODES[leftover[0]]
            moved.rows[leftover[1]] = final.rows(leftover[0], group.words.gather(leftover[1]))
        explained = _explained(group, moved, final)
        for at, mentions, codes in zip(group.order, group.mentions, group.codes, strict=True):
            settled[at] = Found(mentions, codes, explained)
    return Implied(
        final, {label: _first(nodes) for label, nodes in made.items()}, tuple(settled[at] for at in sorted(settled))
    )


def _only_label(group: Group, directory: Directory, missing: Sequence[str]) -> list[tuple[str, pl.DataFrame]]:
    """Nodes from references that admit one label only."""
    if not group.makes or len(group.admits) > 1 or group.admits[0] not in missing:
        return []
    label = group.admits[0]
    found = answer(group.words, group.admits, directory)
    left = np.setdiff1d(found.left(), np.array(list(found.others), dtype=np.intp))
    prefixes = prefix_of(group.words.gather(left))
    at = left[(prefixes.is_null() | (prefixes == label)).to_numpy()]
    return [(label, group.made(at, group.words.gather(at).str.strip_prefix(f"{label}:")))]


def _by_prefix(group: Group, directory: Directory, missing: Sequence[str]) -> list[tuple[str, pl.DataFrame]]:
    """Nodes from references that admit several labels and say which they mean."""
    wanted = [label for label in group.admits if label in missing]
    if not group.makes or len(group.admits) == 1 or not wanted:
        return []
    left = answer(group.words, group.admits, directory).left()
    prefixes = prefix_of(group.words.gather(left))
    made = []
    for label in wanted:
        at = left[(prefixes == label).fill_null(value=False).to_numpy()]
        made.append((label, group.made(at, group.words.gather(at).str.slice(len(label) + 1))))
    return made


def _fallback(
    group: Group, found: Answers, directory: Directory, missing: Sequence[str]
) -> tuple[str, NDArray[np.intp], pl.DataFrame] | None:
    """The label, words and nodes of what is left where people, roles or functions may be named."""
    label = group.fallback(missing)
    left = found.left()
    if label is None or not len(left):
        return None
    words = group.words.gather(left)
    strange = set(elsewhere(words, group.admits, directory))
    strange |= set(prefix_of(words).is_in(list(group.admits)).fill_null(value=False).arg_true().to_list())
    if group.functions:
        function = answer(words, ("Function",), directory)
        strange |= set(np.flatnonzero(function.labels != NOWHERE).tolist()) | set(function.others)
    kept = np.ones(len(left), dtype=np.bool_)
    kept[list(strange)] = False
    at = left[kept]
    return label, at, group.made(at, group.words.gather(at))


def _explained(group: Group, found: Answers, directory: Directory) -> Answers:
    """Say of the words that are left what they clash with, or which function they name."""
    left = found.left()
    if not len(left):
        return found
    others = dict(found.others)
    if group.functions:
        function = answer(group.words.gather(left), ("Function",), directory)
        found.labels[left] = function.labels
        found.rows[left] = function.rows
        others |= {int(left[position]): other for position, other in function.others.items()}
        left = found._replace(others=others).left()
    strange = {
        int(left[position]): label
        for position, label in elsewhere(group.words.gather(left), group.admits, directory).items()
    }
    return found._replace(others=others | strange, wrong=frozenset(strange))


def _moved(found: Answers, before: Directory, after: Directory, labels: Sequence[str]) -> Answers:
    """The same answers after nodes were added to some labels."""
    rows = found.rows.copy()
    for label in labels:
        here = found.labels == CODES[label]
        if here.any():
            rows[here] = after.rows(label, before.tables[label]["id"])[rows[here]]
    return found._replace(labels=found.labels.copy(), rows=rows)


def _extended(directory: Directory, made: Mapping[str, Sequence[pl.DataFrame]]) -> Directory:
    tables = dict(directory.tables)
    for label, nodes in made.items():
        if nodes:
            ids = pl.col("id")
            new = _first(nodes).select(ids, ids.alias("name"))
            every = pl.concat([tables[label].select("id", "name"), new])
            tables[label] = every.unique("id", keep="first", maintain_order=True).sort("id")
    return Directory(tables)


def _first(nodes: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Each made node once, with the place of its first reference, sorted by id."""
    if not nodes:
        return pl.DataFrame(schema=_MADE)
    return pl.concat(nodes).sort("id", FILE, LINE).unique("id", keep="first", maintain_order=True)


def implied_problems(made: Mapping[str, pl.DataFrame]) -> list[tuple[str | int | None, ...]]:
    """A problem for every table that was made from references.

    Args:
        made: Label → the made nodes.
    """
    problems: list[tuple[str | int | None, ...]] = []
    for label, nodes in made.items():
        if nodes.height:
            file, line = nodes.select(FILE, LINE).sort(FILE, LINE).row(0)
            problems.append((IMPLIED_TABLE, -1, None, LABELS[label].table, str(nodes.height), file, line))
    return problems
