"""The order of rows and tables makes no difference."""

from __future__ import annotations

from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model.assemble import assemble
from graphkit.model.rows import RawTable
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE, Model
from tests.model.organisations import tables


def shuffled(raw: RawTable, random: Random) -> RawTable:
    """The same rows in another order, each with its own line."""
    order = random.sample(range(raw.frame.height), raw.frame.height)
    return raw._replace(frame=raw.frame[order], lines=raw.lines.gather(order))


def without_lines(model: Model) -> list[pl.DataFrame]:
    parts = [model.nodes[label].drop(FILE, LINE) for label in LABELS]
    parts += [model.relationships[type_].drop(FILE, LINE) for type_ in RELATIONSHIPS]
    problems = model.problems.drop(LINE)
    return [*parts, problems.sort(problems.columns)]


@settings(max_examples=150, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_rows_and_tables_in_any_order_give_the_same_model(raws: list[RawTable], random: Random) -> None:
    model = assemble(raws)
    again = [shuffled(raw, random) for raw in raws]
    random.shuffle(again)
    assert assemble(again).equals(model)


@settings(max_examples=50, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_rows_on_other_lines_differ_in_nothing_but_the_lines(raws: list[RawTable], random: Random) -> None:
    moved = [shuffled(raw, random)._replace(lines=raw.lines) for raw in raws]
    for before, after in zip(without_lines(assemble(raws)), without_lines(assemble(moved)), strict=True):
        assert before.equals(after)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_tables_have_the_shape_that_the_model_promises(raws: list[RawTable]) -> None:
    model = assemble(raws)
    for label in LABELS:
        table = model.nodes[label]
        assert table["id"].to_list() == sorted(set(table["id"].to_list()))
    for name, type_ in RELATIONSHIPS.items():
        table = model.relationships[name]
        content = table.drop(FILE, LINE)
        assert content.is_unique().all()
        assert content.equals(content.sort(content.columns))
        for source, target in table.select("source", "target").iter_rows():
            assert type_.allows(model.label_of(source), model.label_of(target))
    assert not model.relationships["INVOLVES"]["raci"].null_count()
    assert not model.relationships["REPORTS_TO"]["line"].null_count()
