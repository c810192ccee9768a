"""A push in a process of its own, to be killed."""

from __future__ import annotations

import time
from datetime import date
from multiprocessing.connection import Connection

from graphkit import api
from graphkit.config import Settings
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.stores import parts
from graphkit.stores.neo4j import Credentials, connect
from graphkit.stores.push import Pushed
from tests.model.raw import flat

ROWS = 5
"""Rows in a transaction, so that there are many moments between two of them."""


def organisation(grade: str, people: int) -> Model:
    """An organisation with findings; of different grades and sizes much differs."""
    ids = [f"p{number}" for number in range(people)]
    managers = [None if number == 0 else f"p{(number - 1) // 3}" for number in range(people)]
    functions = ["sales", "finance", "it"]
    processes = [f"process {number}" for number in range(people // 4)]
    return assemble(
        [
            flat("people", {"id": ids, "reports_to": managers, "grade": [grade] * people}),
            flat("functions", {"id": functions, "head": ["p1", "p2", "p3"]}),
            flat(
                "processes",
                {
                    "id": processes,
                    "performed_by": ["sales;finance"] * len(processes),
                    "owner": [f"p{number % 5}" for number in range(len(processes))],
                    "uses": [f"system {grade}"] * len(processes),
                },
            ),
        ]
    )


def push_with_findings(uri: str, credentials: Credentials, model: Model) -> Pushed:
    """Push a model, what `check` says of it, and nothing else."""
    report = api.check(model, Settings(today=date(2026, 6, 1)))
    with connect(uri, credentials) as database:
        return api.push(model, database, report=report, prune=True)


def push_when_told(told: Connection, uri: str, credentials: Credentials, grade: str, people: int) -> None:
    """Push a model; say when it begins and how long it took."""
    parts.BATCH = ROWS
    model = organisation(grade, people)
    told.send("ready")
    start = time.perf_counter()
    push_with_findings(uri, credentials, model)
    told.send(time.perf_counter() - start)
