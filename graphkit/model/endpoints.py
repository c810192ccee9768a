"""Links between the nodes that their references mean, as tables of relationships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from graphkit.model.canonical import relationship_table
from graphkit.model.cells import constant
from graphkit.model.implied import Found
from graphkit.model.links import Known, Links
from graphkit.model.problems import DANGLING, PROBLEM_SCHEMA, WRONG_ENDPOINT
from graphkit.model.references import CODES, NOWHERE, Directory, Mentions, answer
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE
from graphkit.workers import side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FUNCTION = CODES["Function"]


class End(NamedTuple):
    """One end of some relationships.

    Attributes:
        labels: Codes of the labels, -1 where the reference leads nowhere; shape (relationships,).
        rows: Rows in the labels' tables; shape (relationships,).
        found: What the references mean, where the end is written as references.
    """

    labels: NDArray[np.int8]
    rows: NDArray[np.int32]
    found: Found | None = None

    def numbers(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Node numbers, -1 where the reference leads nowhere."""
        return np.where(self.labels == NOWHERE, NOWHERE, offsets[self.labels] + self.rows)


class Joined(NamedTuple):
    """Relationships with node numbers.

    Attributes:
        tables: Type → its table.
        problems: References that lead nowhere, or where they may not.
    """

    tables: Mapping[str, pl.DataFrame]
    problems: list[pl.DataFrame]


class Faults(NamedTuple):
    """References that lead nowhere or where they may not.

    Attributes:
        at: The position of each among its relationships.
        codes: The code of each.
        others: What each clashes with.
    """

    at: NDArray[np.intp]
    codes: list[str]
    others: list[str | None]


def join(links: Sequence[Links], found: Sequence[Found], directory: Directory) -> Joined:
    """Put node numbers for references, and leave out the relationships that lead nowhere.

    Args:
        links: Relationships as they are written.
        found: What their references mean, in the order in which they stand in the links.
        directory: All nodes.
    """
    heights = [directory.tables[label].height for label in LABELS]
    offsets = np.concatenate([[0], np.cumsum(heights)]).astype(np.int64)
    answers = iter(found)
    parts: dict[str, list[pl.DataFrame]] = {type_: [] for type_ in RELATIONSHIPS}
    departments: list[pl.DataFrame] = []
    problems: list[pl.DataFrame] = []
    for link in links:
        source, target = _end(link.source, answers), _end(link.target, answers)
        if link.type.same_label:
            source, target = _alike(source, target, directory), _alike(target, source, directory)
        departments_here = _departments(link, target)
        sound = np.ones(len(link.lines), dtype=np.bool_)
        for end, other, admits in ((source, target, link.type.sources), (target, source, link.type.targets)):
            if end.found is None:
                continue
            faulty = [_faults(end, end.found, admits, departments_here)]
            if link.type.same_label and end is target:
                faulty.append(_unlike(source, target))
            for faults in faulty:
                if len(faults.at):
                    sound[faults.at] = False
                    problems.append(_problems(faults, link, end.found, other.numbers(offsets)))
        numbers = [
            pl.Series(name, end.numbers(offsets).clip(0), dtype=pl.UInt32)
            for name, end in (("source", source), ("target", target))
        ]
        file = constant(FILE, link.file, len(link.lines), pl.UInt32())
        written = pl.DataFrame([*numbers, *link.properties, file, link.lines.alias(LINE)])
        if departments_here.any():
            departments.append(written.filter(sound & departments_here))
        sound &= ~departments_here
        parts[link.type.name].append(written if sound.all() else written.filter(sound))
    _let_departments_act(parts, departments)
    rows = sum(len(link.lines) for link in links)
    tables = side_by_side(lambda name: relationship_table(name, _stacked(parts[name])), parts, rows)
    return Joined(dict(zip(parts, tables, strict=True)), problems)


def _stacked(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts, how="diagonal_relaxed") if parts else pl.DataFrame()


def _end(end: Known | Mentions, answers: Iterator[Found]) -> End:
    if isinstance(end, Known):
        return End(np.full(len(end.rows), CODES[end.label], dtype=np.int8), end.rows)
    found = next(answers)
    return End(found.answers.labels[found.codes], found.answers.rows[found.codes], found)


def _alike(end: End, other: End, directory: Directory) -> End:
    """Settle references of several readings by the label at the other end, where both must have one label."""
    open_ = (end.labels == NOWHERE) & (other.labels != NOWHERE)
    if end.found is None or not open_.any():
        return end
    labels, rows = end.labels.copy(), end.rows.copy()
    for code in np.unique(other.labels[open_]):
        at = np.flatnonzero(open_ & (other.labels == code))
        one = answer(end.found.mentions.words.gather(at), [tuple(LABELS)[code]], directory)
        labels[at], rows[at] = one.labels, one.rows
    return End(labels, rows, end.found)


def _departments(link: Links, target: End) -> NDArray[np.bool_]:
    """Where a column of responsible or accountable people names a function instead."""
    if not (isinstance(link.target, Mentions) and link.target.functions and _letter(link) in ("R", "A")):
        return np.zeros(len(link.lines), dtype=np.bool_)
    return np.equal(target.labels, _FUNCTION)


def _letter(link: Links) -> str | None:
    return next((column[0] for column in link.properties if column.name == "raci" and len(column)), None)


def _faults(end: End, found: Found, admits: Sequence[str], excused: NDArray[np.bool_]) -> Faults:
    """References of one end that lead nowhere or where they may not."""
    allowed = np.isin(end.labels, [CODES[label] for label in admits]) | excused
    at = np.flatnonzero(~allowed)
    answers, words = found.answers, found.codes[at]
    rows = [
        (DANGLING if label == NOWHERE and word not in answers.wrong else WRONG_ENDPOINT)
        for label, word in zip(end.labels[at], words, strict=True)
    ]
    others = [
        answers.others.get(word) if label == NOWHERE else tuple(LABELS)[label]
        for label, word in zip(end.labels[at].tolist(), words.tolist(), strict=True)
    ]
    return Faults(at, rows, others)


def _unlike(source: End, target: End) -> Faults:
    """Relationships whose ends must have one label and have two."""
    differ = (source.labels != target.labels) & (source.labels != NOWHERE) & (target.labels != NOWHERE)
    at = np.flatnonzero(differ)
    others: list[str | None] = [tuple(LABELS)[label] for label in target.labels[at]]
    return Faults(at, [WRONG_ENDPOINT] * len(at), others)


def _problems(faults: Faults, link: Links, found: Found, subjects: NDArray[np.int64]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": faults.codes,
            "subject": subjects[faults.at],
            "column": [found.mentions.column] * len(faults.at),
            "value": found.mentions.words.gather(faults.at),
            "other": faults.others,
            FILE: [link.file] * len(faults.at),
            LINE: link.lines.gather(faults.at),
        },
        schema=PROBLEM_SCHEMA,
    )


def _let_departments_act(parts: dict[str, list[pl.DataFrame]], departments: Sequence[pl.DataFrame]) -> None:
    """A function named as responsible or accountable performs; accountable, it owns what nobody else does."""
    if not departments:
        return
    acting = pl.concat(departments, how="diagonal")
    ends = ("source", "target", FILE, LINE)
    parts["PERFORMED_BY"].append(acting.select(ends))
    owned = [rows["target"] for rows in parts["OWNS"]]
    answered = [rows.filter(pl.col("raci") == "A")["source"] for rows in parts["INVOLVES"] if "raci" in rows.columns]
    taken = pl.concat([*owned, *answered]).unique() if owned or answered else pl.Series([], dtype=pl.UInt32)
    owning = acting.filter((pl.col("raci") == "A") & ~pl.col("source").is_in(taken.implode()))
    parts["OWNS"].append(owning.select(pl.col("target").alias("source"), pl.col("source").alias("target"), FILE, LINE))
