"""Organisations written by hand, and short ways to ask the reference about them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from graphkit.config import Policy
from graphkit.model.schema import REFERENCES, TABLES
from tests.reference import findings, judge
from tests.reference.graph import graph_of

TODAY = dt.date(2026, 6, 1)
POLICY = Policy()

# Two departments under one COO. Sales is headed by sue, finance by fay, and both report to the COO.
# Both departments perform the process, so it is cross-functional, and its footprint is the two of them.
COMPANY = """
people:
  - {id: coo, title: COO}
  - {id: sue, reports_to: coo}
  - {id: fay, reports_to: coo}
  - {id: ola, reports_to: sue, member_of: sales}
functions:
  - {id: sales, head: sue}
  - {id: finance, head: fay}
processes:
  - {id: order, performed_by: [sales, finance], owner: ola}
"""


def organisation(*texts: str) -> Any:
    """The graph of YAML tables; a row of a later text adds to or changes the row of the same id."""
    merged: dict[str, dict[str, dict[str, Any]]] = {}
    for text in texts:
        for table, rows in yaml.safe_load(text).items():
            columns = {reference.name for reference in REFERENCES[TABLES[table].name]}
            for row in rows:
                cells = {k: [v] if k in columns and isinstance(v, str) else v for k, v in row.items()}
                merged.setdefault(table, {}).setdefault(row["id"], {}).update(cells)
    return graph_of({table: list(rows.values()) for table, rows in merged.items()})


def row(graph: Any, process: str = "order", policy: Policy = POLICY) -> dict[str, Any]:
    return next(r for r in judge(graph, policy, TODAY) if r["id"] == process)


def shown(graph: Any, *fields: str, process: str = "order", policy: Policy = POLICY) -> tuple[Any, ...]:
    found = row(graph, process, policy)
    return tuple(found[field] for field in fields)


def found(graph: Any, code: str, policy: Policy = POLICY) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(f.subject, f.process, f.evidence) for f in findings(graph, policy, TODAY) if f.code == code]


def person(id_: str) -> tuple[str, str]:
    return ("Person", id_)
