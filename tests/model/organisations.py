"""Random tables as messy as people write them."""

from __future__ import annotations

import polars as pl
from hypothesis import strategies as st

from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS, REFERENCES, RELATIONSHIPS, RELATIONSHIPS_TABLE, Label, Property

_IDS = ("a", "b", "c", "d", "Role:a", "Person:b")
_NAMES = ("Ann", "Bo", "a", "", "Äpfel & Birnen")
_REFERENCES = (*_IDS, *_NAMES, "Function:a", "Person:a", "System:c", "nowhere", " b ")
_VALUES = {
    "text": ("x", "y", "", " z "),
    "texts": ("x", "x; y", "y;x;;", ""),
    "bool": ("yes", "NO", "1", ""),
    "int": ("1", "20", "3.0", ""),
    "float": ("0.5", "1", ""),
    "date": ("2026-01-02", "2025-01-02T00:00:00", ""),
}
_FREE = ("x_cost", "label", "type", ".dot", "colour")


def _cell(property_: Property) -> st.SearchStrategy[str]:
    return st.sampled_from((*property_.choices, "") if property_.choices else _VALUES[property_.kind])


_references = st.lists(st.sampled_from(_REFERENCES), max_size=3).map(";".join)


def _row(label: Label) -> st.SearchStrategy[dict[str, str]]:
    optional = {property_.name: _cell(property_) for property_ in label.properties}
    optional |= {column.name: _references for column in REFERENCES[label.name]}
    optional |= {name: st.sampled_from(("1", "2", "")) for name in _FREE}
    optional |= {"sponsor_communicated": st.sampled_from(("yes", ""))} if label.name == "Process" else {}
    return st.fixed_dictionaries({"id": st.sampled_from(_IDS), "name": st.sampled_from(_NAMES)}, optional=optional)


_relationship = st.fixed_dictionaries(
    {
        "source": st.sampled_from(_IDS),
        "type": st.sampled_from(tuple(RELATIONSHIPS)),
        "target": st.sampled_from(_IDS),
    },
    optional={
        "source_label": st.sampled_from(("Person", "Function", "")),
        "raci": st.sampled_from(("A", "")),
        "type_": st.sampled_from(("1", "")),
    },
)


@st.composite
def tables(draw: st.DrawFn) -> list[RawTable]:
    """A few tables in up to two sources; some are not given at all."""
    given = draw(st.lists(st.sampled_from([*LABELS, RELATIONSHIPS_TABLE]), min_size=1, max_size=5))
    return [_table(draw, name, number) for number, name in enumerate(given)]


def _table(draw: st.DrawFn, name: str, number: int) -> RawTable:
    table = name if name == RELATIONSHIPS_TABLE else LABELS[name].table
    row = _relationship if name == RELATIONSHIPS_TABLE else _row(LABELS[name])
    rows = draw(st.lists(row, max_size=5))
    columns = sorted({column for cells in rows for column in cells} | ({"id"} if name in LABELS else set()))
    if not rows and name == RELATIONSHIPS_TABLE:
        columns = []
    frame = pl.DataFrame(
        {column: [cells.get(column) for cells in rows] for column in columns},
        schema_overrides=dict.fromkeys(columns, pl.String),
    )
    lines = pl.int_range(2, 2 + frame.height, dtype=pl.UInt32, eager=True)
    return RawTable(table, frame, f"{number}/{table}.csv", lines, flat=True, source=number % 2)
