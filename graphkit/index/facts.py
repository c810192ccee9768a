"""The model's facts as integer columns: who is active, which role is of what kind, all edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graphkit.config import Policy
from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, any_by
from graphkit.model.schema import LABELS
from graphkit.model.tables import Model


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words, of which many are alike or absent.

    Attributes:
        numbers: The number of each different word.
        column: For each row the number of its word; -1 where there is none.
    """

    numbers: Mapping[str, int]
    column: Ints

    @classmethod
    def of(cls, words: pl.Series) -> Words:
        """Number the different words of a column."""
        different = words.drop_nulls().unique()
        numbers = {word: number for number, word in enumerate(different.to_list())}
        column = words.replace_strict(numbers, default=-1, return_dtype=pl.Int32) if numbers else None
        return cls(numbers, np.full(len(words), -1) if column is None else column.to_numpy())

    def among(self, words: Iterable[str]) -> Bools:
        """Which rows have one of some words."""
        return np.isin(self.column, [self.numbers[word] for word in words if word in self.numbers])


@dataclass(frozen=True, eq=False)
class Facts:
    """What a model says, before anything is derived from it.

    Attributes:
        model: The model.
        policy: Where the names of executive roles are found.
    """

    model: Model
    policy: Policy

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return self.model.size

    def span(self, label: str) -> range:
        """Node numbers of a label."""
        first = self.model.offsets[label]
        return range(first, first + self.model.nodes[label].height)

    def nodes(self, label: str) -> Ints:
        """Node numbers of a label, as a column."""
        span = self.span(label)
        return np.arange(span.start, span.stop)

    def is_label(self, numbers: Ints, *labels: str) -> Bools:
        """Which of some nodes have one of the labels."""
        found = np.zeros(len(numbers), dtype=np.bool_)
        for label in labels:
            span = self.span(label)
            found |= (numbers >= span.start) & (numbers < span.stop)
        return found

    def edges(self, type_: str) -> Edges:
        """All relationships of a type."""
        table = self.model.relationships[type_]
        return _ints(table["source"]), _ints(table["target"])

    def raci(self, *letters: str) -> Edges:
        """INVOLVES relationships with one of the letters."""
        table = self.model.relationships["INVOLVES"].filter(pl.col("raci").is_in(letters))
        return _ints(table["source"]), _ints(table["target"])

    def reports(self, line: str) -> Edges:
        """REPORTS_TO relationships of a line, solid or dotted."""
        table = self.model.relationships["REPORTS_TO"].filter(pl.col("line") == line)
        return _ints(table["source"]), _ints(table["target"])

    def flag(self, label: str, column: str, *, absent: bool) -> Bools:
        """A boolean property of a label's nodes, by row."""
        return self.model.nodes[label][column].fill_null(absent).to_numpy()

    def number(self, label: str, column: str, *, absent: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """A numeric property of a label's nodes, by row."""
        return self.model.nodes[label][column].cast(pl.Float64).fill_null(absent).to_numpy()

    @cached_property
    def by_id(self) -> Ints:
        """For each node, its place in the order of (id, label); what breaks every tie."""
        place = np.empty(self.size, dtype=np.int64)
        place[self._ordered_by_id()] = np.arange(self.size)
        return place

    def _ordered_by_id(self) -> Ints:
        apart = self.model.labels_apart
        if apart is not None:  # ids of one label are in order already
            return np.concatenate([NOTHING, *(self.nodes(label) for label in apart)])
        names = pl.Series(list(LABELS)).gather(self.model.label_codes.astype(np.int64))
        table = pl.DataFrame({"id": self.model.ids, "label": names}).with_row_index("number")
        return _ints(table.sort("id", "label")["number"])

    @cached_property
    def vacant(self) -> Bools:
        """Nodes that are roles marked vacant."""
        return self._spread("Role", self.flag("Role", "vacant", absent=False))

    @cached_property
    def active_people(self) -> Bools:
        """Nodes that are active people."""
        return self._spread("Person", self.flag("Person", "active", absent=True))

    @cached_property
    def standing_roles(self) -> Bools:
        """Roles that stand for whoever fills them: held by nobody and not marked vacant."""
        held = np.zeros(self.size, dtype=np.bool_)
        held[self.edges("HOLDS")[1]] = True
        return self._spread("Role", np.ones(len(self.span("Role")), dtype=np.bool_)) & ~held & ~self.vacant

    @cached_property
    def active(self) -> Bools:
        """Nodes that can have authority: active people, and roles that stand for somebody."""
        return self.active_people | self.standing_roles

    @cached_property
    def counted_functions(self) -> Bools:
        """Functions that count as parts of the organisation: not a centre of excellence, not external."""
        return self._spread("Function", ~self._function_kinds.is_in(["coe", "external"]).to_numpy())

    @cached_property
    def proper_functions(self) -> Bools:
        """Functions of kind `function`, to which teams are lifted."""
        return self._spread("Function", (self._function_kinds == "function").to_numpy())

    @property
    def _function_kinds(self) -> pl.Series:
        return self.model.nodes["Function"]["kind"].fill_null("function")

    @cached_property
    def _role_kinds(self) -> Words:
        """The kind of each role: what it says, or else what its name does."""
        table = self.model.nodes["Role"]
        return Words.of(folded(table["kind"]).fill_null(self._kinds_named(table["name"].fill_null(table["id"]))))

    @cached_property
    def _title_kinds(self) -> Words:
        """The kind of role that each person's title says they hold."""
        return Words.of(self._kinds_named(self.model.nodes["Person"]["title"]))

    def roles_of_kind(self, kinds: Iterable[str]) -> Bools:
        """Roles whose kind, or else name, is one of the kinds."""
        return self._spread("Role", self._role_kinds.among(kinds))

    def titled(self, kinds: Iterable[str]) -> Bools:
        """Active people whose title says that they are an executive of one of the kinds."""
        return self._spread("Person", self._title_kinds.among(kinds)) & self.active_people

    def holders_of_kind(self, kinds: Iterable[str]) -> Bools:
        """Who holds a role of one of the kinds, by role or by title.

        Args:
            kinds: Kinds of role, such as `coo`.

        Returns:
            One flag a node: active people, and roles that stand for their holder.
        """
        kinds = tuple(kinds)
        roles = self.roles_of_kind(kinds) & ~self.vacant
        person, role = self.edges("HOLDS")
        held = any_by(person, roles[role], self.size) & self.active_people
        return held | self.titled(kinds) | (roles & self.standing_roles)

    @cached_property
    def enterprise(self) -> Bools:
        """Processes of level `enterprise`, one flag a process."""
        return (self.model.nodes["Process"]["level"] == "enterprise").fill_null(value=False).to_numpy()

    def _kinds_named(self, words: pl.Series) -> pl.Series:
        """The kinds that names or titles stand for; each different one is looked at once."""
        table = {" ".join(name.casefold().split()): kind for name, kind in self.policy.role_names.items()}
        known = words.drop_nulls().unique()
        pairs = zip(known.to_list(), folded(known).to_list(), strict=True)
        kinds = {word: table[plain] for word, plain in pairs if plain in table}
        if not kinds:
            return words.clear(len(words))
        return words.replace_strict(kinds, default=None, return_dtype=pl.String)

    def _spread(self, label: str, flags: Bools) -> Bools:
        spread = np.zeros(self.size, dtype=np.bool_)
        span = self.span(label)
        spread[span.start : span.stop] = flags
        return spread


def _ints(column: pl.Series) -> Ints:
    return column.to_numpy().astype(np.int64)


def folded(words: pl.Series) -> pl.Series:
    """Words in small letters, with one blank between them."""
    return words.str.to_lowercase().str.strip_chars().str.replace_all(r"\s+", " ")
