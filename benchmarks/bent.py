"""Organisations bent out of shape in one respect; all else is as `graphkit generate` makes it.

Each function takes a number of people and returns tables of text, as `graphkit.generate.organisation` does.

    python -m benchmarks.bent NAME PEOPLE FOLDER [SIZE]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeAlias

import polars as pl

from graphkit.generate import organisation, write
from graphkit.model.schema import REFERENCES, TABLES

Frames: TypeAlias = "Mapping[str, pl.DataFrame]"
Bend: TypeAlias = "Callable[[int], Frames]"

SEED = 1
_id = pl.col("id")
_first = _id == _id.first()


def balanced(people: int) -> Frames:
    """Nothing is bent."""
    return organisation(people, SEED)


def manager_chain(people: int) -> Frames:
    """Everybody reports to the one before."""
    return _with(balanced(people), people={"reports_to": _id.shift(1)})


def one_manager(people: int) -> Frames:
    """Everybody reports to the same person."""
    return _with(balanced(people), people={"reports_to": pl.when(~_first).then(_id.first())})


def two_managers(people: int) -> Frames:
    """Everybody has a second manager, far from the first: a matrix."""
    both = pl.concat_str("reports_to", _id.gather(pl.int_range(pl.len()) * 7 // 10), separator=";")
    return _with(balanced(people), people={"reports_to": pl.when(pl.col("reports_to") != "").then(both)})


def mandate_chain(people: int) -> Frames:
    """Each mandate passes on the one before, within one process, whose parts are owned along the chain."""
    frames = balanced(people)
    chain = _chain(frames)
    process = frames["processes"]["id"][0]
    inside = (_id == process) | (pl.col("part_of") == process)
    owners = _spread(chain, frames["processes"].height)
    bent = _with(frames, processes={"owner": pl.when(inside).then(owners).otherwise("owner")})
    return bent | {"mandates": _mandates(chain[:-1], chain[1:], within=process)}


def mandate_chain_everywhere(people: int) -> Frames:
    """Each mandate passes on the one before, for all of the organisation, and every owner is on the chain."""
    frames = balanced(people)
    chain = _chain(frames)
    bent = _with(frames, processes={"owner": pl.lit(_spread(chain, frames["processes"].height))})
    return bent | {"mandates": _mandates(chain[:-1], chain[1:], covers=frames["functions"]["id"][0])}


def many_mandates(people: int) -> Frames:
    """All mandates are within one process: every second one for its owner, the others criss-cross."""
    frames = balanced(people)
    active = _active(frames)
    count, owner = _count(frames), len(active) // 2
    crossing = active.gather([(number * 7919 + 1) % min(count, len(active)) for number in range(count)])
    to_owner = pl.int_range(pl.len()) % 2 == 0
    to = crossing.to_frame("to").select(pl.when(to_owner).then(pl.lit(active[owner])).otherwise("to")).to_series()
    bent = _with(frames, processes={"owner": pl.when(_first).then(pl.lit(active[owner])).otherwise("owner")})
    by = active.gather([number % len(active) for number in range(count)])
    return bent | {"mandates": _mandates(by, to, within=frames["processes"]["id"][0])}


def one_process(people: int) -> Frames:
    """Everything and everybody is an element of one process."""
    frames = balanced(people)
    columns = {
        "responsible": "people",
        "uses": "systems",
        "governed_by": "rules",
        "follows": "workflows",
        "consumes": "resources",
    }
    everything = {
        column: pl.when(_first).then(pl.lit(";".join(frames[table]["id"]))).otherwise(column)
        for column, table in columns.items()
    }
    return _with(frames, processes=everything)


def one_cycle(people: int) -> Frames:
    """People report, functions and processes are parts, and mandates are passed on, all in circles."""
    frames = balanced(people)
    before = _id.gather((pl.int_range(pl.len()) - 1) % pl.len())
    circle = _chain(frames)[:-1]
    bent = _with(frames, people={"reports_to": before}, functions={"part_of": before}, processes={"part_of": before})
    mandates = _mandates(circle, pl.concat([circle[1:], circle[:1]]), covers=frames["functions"]["id"][0])
    return bent | {"mandates": mandates}


BENT: Mapping[str, Bend] = {
    bend.__name__: bend
    for bend in (
        manager_chain,
        one_manager,
        two_managers,
        mandate_chain,
        mandate_chain_everywhere,
        many_mandates,
        one_process,
        one_cycle,
    )
}
"""Every bent organisation, by name."""


def size(frames: Frames) -> int:
    """How many nodes and relationships there are."""
    return sum(frame.height + _named(table, frame) for table, frame in frames.items())


def _named(table: str, frame: pl.DataFrame) -> int:
    columns = [column.name for column in REFERENCES[TABLES[table].name] if column.name in frame.columns]
    named = [
        pl.when(pl.col(name) != "").then(pl.col(name).str.count_matches(";", literal=True) + 1) for name in columns
    ]
    return int(frame.select(pl.sum_horizontal(cell.sum() for cell in named)).item()) if named else 0


def _with(frames: Frames, **tables: Mapping[str, pl.Expr]) -> dict[str, pl.DataFrame]:
    return dict(frames) | {table: frames[table].with_columns(**columns) for table, columns in tables.items()}


def _active(frames: Frames) -> pl.Series:
    return frames["people"].filter(pl.col("active").ne_missing("false"))["id"]


def _count(frames: Frames) -> int:
    """As many mandates as there are, but a hundred at least."""
    return max(frames["mandates"].height, 100)


def _chain(frames: Frames) -> pl.Series:
    """The ends of so many links, from the top on."""
    return _active(frames).head(_count(frames) + 1)


def _spread(chain: pl.Series, count: int) -> pl.Series:
    """So many people from all over a chain, its end first."""
    return chain.gather([(len(chain) - 1 - number * 97) % len(chain) for number in range(count)])


def _mandates(by: pl.Series, to: pl.Series, **scope: str) -> pl.DataFrame:
    """Mandates, current and delegable, between these people."""
    some = pl.DataFrame({"id": [f"mandate-{number:05}" for number in range(len(by))], "by": by, "to": to})
    fixed = {"level": "decide", "delegable": "true", **scope}
    return some.with_columns(pl.lit(value).alias(column) for column, value in fixed.items())


def main() -> None:
    """Write an organisation and print its size; with a size, as many people as make it that large."""
    name, people, folder, *sizes = sys.argv[1:]
    bend, count = BENT.get(name, balanced), int(people)
    frames = bend(count)
    for wanted in sizes:
        frames = bend(count * int(wanted) // size(frames))
    write(frames, folder)
    print(size(frames))


if __name__ == "__main__":
    main()
