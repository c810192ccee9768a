"""The inverse of reading: a model as the tables that would be read into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from graphkit.model.schema import (
    LABELS,
    REFERENCES,
    RELATIONSHIPS,
    RELATIONSHIPS_TABLE,
    ReferenceColumn,
    columns_of,
)
from graphkit.model.tables import FILE, LINE, Model, relationship_schema

_ORIGIN = (FILE, LINE)
_PARTS_CELLS = r"[;\n]"  # what flat files take for the end of one name and the beginning of the next


def tables_of(model: Model, *, flat: bool) -> dict[str, pl.DataFrame]:
    """Write a model as tables.

    Args:
        model: A model.
        flat: Whether lists will be written as text with `;` between names, so that a name that has
            one itself must be written elsewhere.

    Returns:
        Table name → rows. Properties are typed, reference columns are lists of text, columns
        without any value are left out. What columns cannot say stands in `relationships`.
    """
    tables: dict[str, pl.DataFrame] = {}
    writer = _Writer(model, flat=flat)
    rest = writer.relationships()
    for label, declared in LABELS.items():
        if model.nodes[label].height:
            tables[declared.table] = writer.nodes(label)
    if not tables:  # a model without nodes is still a model that can be read
        tables["processes"] = model.nodes["Process"].select("id")
    if rest.height:
        tables[RELATIONSHIPS_TABLE] = rest
    return tables


@dataclass(frozen=True)
class _Cells:
    """What one reference column says: the row of the label's table, and a name to put there."""

    column: str
    rows: pl.DataFrame


class _Writer:
    """Shares out the relationships of a model among reference columns and the relationships table."""

    def __init__(self, model: Model, *, flat: bool) -> None:
        self._model = model
        self._flat = flat
        self._words: dict[tuple[str, ...], pl.Series] = {}
        self._cells: dict[str, list[_Cells]] = {label: [] for label in LABELS}

    @cached_property
    def _labels(self) -> pl.Series:
        """The label of each node, by number."""
        return pl.Series(list(LABELS)).gather(self._model.label_codes.astype("int64"))

    def relationships(self) -> pl.DataFrame:
        """Fill the reference columns, and give what is left for the relationships table."""
        left = [self._share_out(type_) for type_ in RELATIONSHIPS]
        rest = pl.concat([table for table in left if table.height] or left[:1], how="diagonal")
        return _filled(rest)

    def nodes(self, label: str) -> pl.DataFrame:
        """The table of a label, with its reference columns."""
        table = self._model.nodes[label].drop(_ORIGIN).with_row_index("_row")
        for cells in self._cells[label]:
            table = table.join(cells.rows, on="_row", how="left", maintain_order="left")
        known = [name for name in columns_of(label) if name in table.columns]
        free = [name for name in table.columns if name not in known and name != "_row"]
        return _filled(table.select(*known, *free))

    def _share_out(self, type_: str) -> pl.DataFrame:
        table = self._model.relationships[type_].drop(_ORIGIN)
        for label in LABELS:
            for column in REFERENCES[label]:
                if column.type == type_ and table.height:
                    table = self._take(column, table)
        return self._as_rows(type_, table)

    def _take(self, column: ReferenceColumn, table: pl.DataFrame) -> pl.DataFrame:
        """Put into a reference column what it can say; give back the rest."""
        own, named = ("target", "source") if column.inward else ("source", "target")
        words = self._words_for(column.admits).gather(table[named])
        fits = (
            (self._labels.gather(table[own]) == column.label)
            & self._labels.gather(table[named]).is_in(list(column.admits))
            & words.is_not_null()
            & self._says(column, table)
        )
        rows = pl.DataFrame({"_row": table[own] - self._model.offsets[column.label], column.name: words})
        rows = rows.with_columns(table[property_].alias(other) for property_, other in column.companions)
        fits &= _agreed(rows, fits, [other for _, other in column.companions])
        rows = rows.filter(fits)
        if rows.height:
            one_each = [pl.col(other).first() for _, other in column.companions]
            grouped = rows.group_by("_row", maintain_order=True).agg(column.name, *one_each)
            self._cells[column.label].append(_Cells(column.name, grouped))
        return table.filter(~fits)

    def _says(self, column: ReferenceColumn, table: pl.DataFrame) -> pl.Series:
        """Where a column says all that a relationship has: its fixed values and nothing else."""
        fixed = dict(column.properties)
        carried = {property_ for property_, _ in column.companions}
        others = [name for name in table.columns if name not in {"source", "target", *carried}]
        holds = [pl.col(name) == fixed[name] if name in fixed else pl.col(name).is_null() for name in others]
        if not holds:
            return pl.repeat(value=True, n=table.height, dtype=pl.Boolean, eager=True)
        return table.select(pl.all_horizontal(holds).fill_null(value=False)).to_series()

    def _words_for(self, admits: tuple[str, ...]) -> pl.Series:
        """For each node what a column that admits these labels calls it; null where no word is safe."""
        if admits not in self._words:
            ids = self._model.ids
            admitted = self._labels.is_in(list(admits))
            shared = _shared(ids, admitted)
            prefixed = self._labels + ":" + ids
            taken = prefixed.is_in(ids.filter(admitted).implode()) if shared.any() else shared
            frame = pl.DataFrame({"id": ids, "long": prefixed, "shared": shared, "taken": taken & shared})
            word = pl.when("taken").then(None).when("shared").then("long").otherwise("id")
            if self._flat:
                word = pl.when(~word.str.contains(_PARTS_CELLS)).then(word)
            self._words[admits] = frame.select(word.alias("word")).to_series()
        return self._words[admits]

    def _as_rows(self, type_: str, table: pl.DataFrame) -> pl.DataFrame:
        """Rows of the relationships table; labels are given where an id alone would not do."""
        declared = RELATIONSHIPS[type_]
        ends = [self._end(table["source"], declared.sources), self._end(table["target"], declared.targets)]
        own = list(relationship_schema(type_))
        names = sorted(set(table.columns) - {"source", "target"}, key=lambda name: (name not in own, name))
        properties = [table[name].cast(pl.String) for name in names]
        return pl.DataFrame(
            [
                ends[0][0].alias("source"),
                pl.repeat(type_, table.height, dtype=pl.String, eager=True).alias("type"),
                ends[1][0].alias("target"),
                ends[0][1].alias("source_label"),
                ends[1][1].alias("target_label"),
                *properties,
            ]
        )

    def _end(self, numbers: pl.Series, admits: Sequence[str]) -> tuple[pl.Series, pl.Series]:
        shared = _shared(self._model.ids, self._labels.is_in(list(admits)))
        labels = self._labels.gather(numbers).to_frame("label")
        return self._model.ids.gather(numbers), labels.select(pl.when(shared.gather(numbers)).then("label")).to_series()


def _shared(ids: pl.Series, admitted: pl.Series) -> pl.Series:
    """Which nodes have an id that another admitted node has too."""
    among = pl.DataFrame({"id": ids, "admitted": admitted})
    if not among.filter("admitted")["id"].is_duplicated().any():
        return pl.repeat(value=False, n=len(ids), dtype=pl.Boolean, eager=True)
    return among.select(pl.col("admitted") & (pl.col("admitted").sum().over("id") > 1)).to_series()


def _agreed(rows: pl.DataFrame, fits: pl.Series, companions: Sequence[str]) -> pl.Series:
    """Where all relationships of a row have one value in each companion column."""
    agreed = pl.repeat(value=True, n=rows.height, dtype=pl.Boolean, eager=True)
    for name in companions:
        fitting = rows.with_columns(pl.when(fits).then(name).alias(name), fits.alias("_fits"))
        kinds = pl.col(name).filter(pl.col("_fits")).n_unique().over("_row") <= 1
        agreed &= fitting.select(kinds).to_series()
    return agreed


def _filled(table: pl.DataFrame) -> pl.DataFrame:
    """The table without columns that are empty throughout."""
    return table.select(column for column in table if column.null_count() < table.height or column.name == "id")
