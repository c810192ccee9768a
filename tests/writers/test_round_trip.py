from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.loaders import read
from graphkit.model.assemble import assemble
from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS, REFERENCES, RELATIONSHIPS, Property
from graphkit.model.tables import FILE, LINE, Model
from graphkit.writers import write

TARGETS = {
    "csv": "model",
    "parquet": "model",
    "neo4j": "model",
    "yaml": "model.yaml",
    "json": "model.json",
    "xlsx": "model.xlsx",
    "graphml": "model.graphml",
}
NASTY = (
    *(
        "007",
        "1e5",
        "yes",
        "no",
        "null",
        "~",
        "true",
        "2026-01-02",
        "0x1F",
        "1:30",
        "=1+1",
        "'=x",
        "''@y",
        "-",
        "- a",
        "+4",
    ),
    *("a;b", "c, d", 'say "no"', "it's", "a: b", "a #b", "#a", "[a]", "{a}", "&a", "*a", "!a", "|", ">", "%", "`", "?"),
    *("two\nlines", "tab\there", "cr\rhere", "crlf\r\nhere", "\u00fc\u00df", "\u6f22\u5b57", "\U0001f600", "a\u2028b"),
    *(
        "Person:a",
        "Role:a",
        "a",
        "b",
        "_x000D_",
        "<b>&amp;</b>",
        "]]>",
        "#N/A",
        "\\n",
        "a\\",
        "x_y",
        ".5",
        "1_000",
        "<<",
    ),
)
texts = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ;,\"'=:\n\r#-"), min_size=1, max_size=8
).map(str.strip).filter(bool)
ids = st.sampled_from(["a", "b", "Person:a", "Role:a", "x;y", "=z", "007"]) | texts
words = texts.filter(lambda text: ";" not in text and "\n" not in text)

PROPERTIES = {
    "text": texts,
    "texts": st.lists(words, min_size=1, max_size=3),
    "bool": st.booleans().map(lambda value: "true" if value else "false"),
    "int": st.integers(-5, 10**6).map(str),
    "float": st.floats(0, 10, allow_nan=False).map(str),
    "date": st.dates().map(str),
}


class Drawn:
    """A model that shows only what is in it when a test fails."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def __repr__(self) -> str:
        return f"Drawn({content(self.model)})"


@st.composite
def models(draw: st.DrawFn) -> Drawn:
    nodes = {label: draw(st.lists(ids, max_size=3, unique=True)) for label in LABELS}
    tables = [_nodes(draw, label, nodes) for label in LABELS]
    some = [type_ for type_ in RELATIONSHIPS.values() if any(nodes[label] for label in type_.sources)]
    rows = [row for type_ in some if (row := _relationship(draw, type_.name, nodes))]
    tables.append(_raw("relationships", rows))
    return Drawn(assemble(tables))


def _nodes(draw: st.DrawFn, label: str, nodes: dict[str, list[str]]) -> RawTable:
    rows = []
    for id_ in nodes[label]:
        row: dict[str, object] = {"id": id_, "x_note": draw(st.none() | texts), "=odd": draw(st.none() | texts)}
        for property_ in LABELS[label].all_properties[1:]:
            row[property_.name] = draw(st.none() | _values(property_))
        for column in REFERENCES[label]:
            known = [f"{other}:{name}" for other in column.admits for name in nodes[other]]
            row[column.name] = draw(st.lists(st.sampled_from(known), max_size=2)) if known else None
            for _, companion in column.companions:
                row[companion] = draw(st.none() | PROPERTIES["bool"])
        rows.append(row)
    return _raw(LABELS[label].table, rows)


def _values(property_: Property) -> st.SearchStrategy[object]:
    if not property_.choices:
        return PROPERTIES[property_.kind]
    choices = st.sampled_from(property_.choices)
    return st.lists(choices, min_size=1, max_size=3) if property_.kind == "texts" else choices


def _relationship(draw: st.DrawFn, name: str, nodes: dict[str, list[str]]) -> dict[str, object] | None:
    type_ = RELATIONSHIPS[name]
    source, target = draw(st.sampled_from(type_.sources)), draw(st.sampled_from(type_.targets))
    if not (nodes[source] and nodes[target]):
        return None
    ends = {"source": draw(st.sampled_from(nodes[source])), "target": draw(st.sampled_from(nodes[target]))}
    labels = {"type": name, "source_label": source, "target_label": target}
    properties: dict[str, object] = {
        property_.name: draw(st.none() | _values(property_)) for property_ in type_.properties
    }
    return ends | labels | properties | {"x_why": draw(st.none() | texts)}


def _raw(table: str, rows: list[dict[str, object]]) -> RawTable:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = []
    for name in names:
        cells = [row.get(name) for row in rows]
        lists = any(isinstance(cell, list) for cell in cells)
        columns.append(pl.Series(name, cells, dtype=pl.List(pl.String) if lists else pl.String, strict=True))
    lines = pl.Series(range(1, len(rows) + 1), dtype=pl.UInt32)
    return RawTable(table=table, frame=pl.DataFrame(columns), file="drawn", lines=lines, flat=False)


def content(model: Model) -> dict[str, list[dict[str, object]]]:
    """Everything but where it came from."""
    tables = {**model.nodes, **model.relationships}
    rows = {name: table.drop(FILE, LINE).to_dicts() for name, table in tables.items() if table.height}
    return {
        name: [{key: cell for key, cell in row.items() if cell is not None} for row in some]
        for name, some in rows.items()
    }


@settings(max_examples=15, deadline=None)
@given(drawn=models())
def test_what_is_written_is_read_back(drawn: Drawn) -> None:
    for format_, name in TARGETS.items():
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / name
            write(drawn.model, target, format_)
            again = assemble(read([target], pytest.fail))
        assert content(again) == content(drawn.model), format_
