"""What differs between two models: nodes and relationships added, removed and changed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model

_NODE = pl.Schema({"label": pl.String(), "id": pl.String(), "name": pl.String()})
_CELL = pl.Schema(
    {"label": pl.String(), "id": pl.String(), "column": pl.String(), "before": pl.String(), "after": pl.String()}
)
_LINK = pl.Schema({"type": pl.String(), "source": pl.String(), "target": pl.String(), "properties": pl.String()})
_MOVED = pl.Schema(
    {
        "type": pl.String(),
        "source": pl.String(),
        "target": pl.String(),
        "before": pl.String(),
        "after": pl.String(),
    }
)
_ENDS = ("type", "source", "target")


@dataclass(frozen=True, eq=False)
class Difference:
    """What differs between two models, where they were read from aside; each table sorted.

    Attributes:
        added: New nodes: `label`, `id`, `name`.
        removed: Nodes that are no more, likewise.
        changed: Cells of nodes that differ: `label`, `id`, `column`, `before`, `after`, as text.
        joined: New relationships: `type`, `source` and `target` (as `Label:id`), `properties`.
        parted: Relationships that are no more, likewise.
        altered: Relationships with other properties: `type`, `source`, `target`, `before`, `after`.
    """

    added: pl.DataFrame
    removed: pl.DataFrame
    changed: pl.DataFrame
    joined: pl.DataFrame
    parted: pl.DataFrame
    altered: pl.DataFrame

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any(table.height for table in vars(self).values())

    def to_dict(self) -> dict[str, object]:
        """The difference as JSON is written."""
        return {
            "nodes": {name: getattr(self, name).to_dicts() for name in ("added", "removed", "changed")},
            "relationships": {
                "added": self.joined.to_dicts(),
                "removed": self.parted.to_dicts(),
                "changed": self.altered.to_dicts(),
            },
        }


def difference(old: Model, new: Model) -> Difference:
    """Compare two models.

    Args:
        old: The model before.
        new: The model after.

    Examples:
        >>> from graphkit.model.assemble import assemble
        >>> from graphkit.model.rows import RawTable
        >>> def model(name: str) -> Model:
        ...     frame = pl.DataFrame({"id": ["claims"], "name": [name]})
        ...     return assemble([RawTable("processes", frame, "processes.csv", pl.Series([2]), flat=True)])
        >>> difference(model("Claims"), model("All claims")).changed.row(0)
        ('Process', 'claims', 'name', 'Claims', 'All claims')
    """
    nodes = [_nodes(label, old.nodes[label], new.nodes[label]) for label in LABELS]
    links = [_links(type_, old, new) for type_ in RELATIONSHIPS]
    return Difference(
        *(pl.concat(tables) for tables in zip(*nodes, strict=True)),
        *(pl.concat(tables) for tables in zip(*links, strict=True)),
    )


def _nodes(label: str, old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    added = new.join(old, on="id", how="anti")
    removed = old.join(new, on="id", how="anti")
    kept = [table.join(other, on="id", how="semi").sort("id") for table, other in ((old, new), (new, old))]
    before, after = (_as_text(table) for table in kept)
    names = dict.fromkeys(name for name in (*before.columns, *after.columns) if name != "id")
    cells = [_cells(label, name, before, after) for name in names]
    changed = pl.concat([pl.DataFrame(schema=_CELL), *cells]).sort("id", maintain_order=True)
    return _named(label, added), _named(label, removed), changed


def _named(label: str, table: pl.DataFrame) -> pl.DataFrame:
    return table.select(pl.lit(label).alias("label"), "id", "name").sort("id").cast(_NODE)


def _cells(label: str, name: str, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Where one column differs between tables of the same nodes."""
    nothing = pl.Series(name, [None] * before.height, dtype=pl.String)
    old, new = (table[name] if name in table.columns else nothing for table in (before, after))
    both = pl.DataFrame([before["id"], old.alias("before"), new.alias("after")])
    changed = both.filter(pl.col("before").ne_missing(pl.col("after")))
    return changed.select(pl.lit(label).alias("label"), "id", pl.lit(name).alias("column"), "before", "after")


def _as_text(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(
        pl.col(name).list.join("; ") if isinstance(dtype, pl.List) else pl.col(name).cast(pl.String)
        for name, dtype in table.schema.items()
        if name not in (FILE, LINE)
    )


def _links(type_: str, old: Model, new: Model) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    before, after = _written(type_, old), _written(type_, new)
    joined = after.join(before, on=after.columns, how="anti")
    parted = before.join(after, on=before.columns, how="anti")
    once = [table.filter(pl.len().over(_ENDS) == 1) for table in (parted, joined)]
    altered = once[0].join(once[1], on=_ENDS, suffix="_after")
    left = [table.join(altered, on=_ENDS, how="anti").sort(table.columns) for table in (joined, parted)]
    moved = altered.select(*_ENDS, pl.col("properties").alias("before"), pl.col("properties_after").alias("after"))
    return left[0], left[1], moved.sort(_ENDS).cast(_MOVED)


def _written(type_: str, model: Model) -> pl.DataFrame:
    """The relationships of a type, with the nodes as `Label:id` and all properties in one text."""
    table = model.relationships[type_]
    labels = pl.Series(list(LABELS)).gather(model.label_codes.astype("int64"))
    names = labels + ":" + model.ids
    properties = _as_text(table.drop("source", "target"))
    words = [pl.format(f"{name}: {{}}", pl.col(name)) for name in sorted(properties.columns)]
    joined = (
        properties.select(pl.concat_str(words, separator=", ", ignore_nulls=True).alias("properties")).to_series()
        if words
        else pl.Series("properties", [""] * table.height, dtype=pl.String)
    )
    return pl.DataFrame(
        [
            pl.Series("type", [type_] * table.height, dtype=pl.String),
            names.gather(table["source"]).alias("source"),
            names.gather(table["target"]).alias("target"),
            joined,
        ]
    ).cast(_LINK)
