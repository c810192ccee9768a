"""A model without the names of people."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graphkit.model.problems import no_problems
from graphkit.model.tables import Model

_WORDS = {"Person": "person", "Mandate": "mandate"}
"""Labels whose ids and names may say who somebody is."""


def pseudonymous(model: Model) -> Model:
    """Replace what people are called, keeping everything that a verdict rests on.

    Args:
        model: A model.

    Returns:
        The same with ids and names of people and mandates replaced by numbers in the order of the ids, so that every
        node keeps its number; and without the problems, which quote what was written.
    """
    nodes = dict(model.nodes)
    for label, word in _WORDS.items():
        table = nodes[label]
        digits = len(str(table.height))
        place = pl.int_range(1, table.height + 1, dtype=pl.Int64, eager=True).cast(pl.String)
        nodes[label] = table.with_columns(
            (f"{word}-" + place.str.zfill(digits)).alias("id"),
            (f"{word.capitalize()} " + place).alias("name"),
            pl.lit(None, dtype=pl.String).alias("description"),
        )
    return replace(model, nodes=nodes, problems=no_problems())
