"""Random organisations that stand side by side in one model, since a database takes long to fill."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from graphkit.model.schema import REFERENCES, TABLES
from tests.strategies import Size, organisation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.organisation_files import Tables

Row = dict[str, Any]


def random_organisation(number: int, mess: Sequence[int] = (0, 1, 2, 4, 8, 15)) -> Tables:
    """An organisation whose ids are those of no other, in one of several degrees of disorder."""
    rng = Random(number)
    size = Size(
        people=rng.randint(1, 6),
        functions=rng.randint(1, 5),
        roles=rng.randint(0, 3),
        things=rng.choice([0, 1, 2, 2]),
        processes=rng.randint(1, 5),
        mandates=rng.randint(0, 5),
        mess=rng.choice(mess),
        sane=rng.random() < 0.75,
        shared_ids=rng.random() < 0.1,
    )
    return {
        table: [dict(_renamed(table, row, f"{number:03}-")) for row in rows]
        for table, rows in organisation(rng, size).items()
    }


def _renamed(table: str, row: Row, prefix: str) -> Iterator[tuple[str, Any]]:
    references = {column.name for column in REFERENCES[TABLES[table].name]}
    for name, value in row.items():
        if name in references:
            yield name, [f"{label}{colon}{prefix}{id_}" for label, colon, id_ in (v.rpartition(":") for v in value)]
        else:
            yield name, prefix + value if name == "id" else value


def together(organisations: Sequence[Tables]) -> Tables:
    """One organisation of several that have nothing in common."""
    return {table: [row for tables in organisations for row in tables[table]] for table in organisations[0]}
