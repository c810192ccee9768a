"""The verdict query of `cypher/` in a Neo4j server that holds the model.

    python -m benchmarks.over_neo4j URI TODAY OUTPUT

User and password come from GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import neo4j

QUERY = Path(__file__).parent.parent / "cypher" / "queries" / "verdict" / "verdict.cypher"
KEYS = ("verdict", "owner", "empowered", "missing", "ungoverned")
"""Columns that `benchmarks.compare` looks at."""


def statement() -> str:
    """The query without what only Neo4j's own shell understands."""
    lines = QUERY.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith((":param", "//")))


def parameters(today: str) -> dict[str, object]:
    """The parameters of the query, as graphkit's default policy has them."""
    return {
        "today": date.fromisoformat(today),
        "min_functions": 2,
        "empowering_roles": ["ceo", "coo"],
        "required": ["influence"] * 6,
        "mandates_recorded": "auto",
        "allow_shared_owner": False,
    }


def main() -> None:
    """Run the query and write its rows as JSON."""
    uri, today, output = sys.argv[1:]
    auth = (os.environ["GRAPHKIT_NEO4J_USER"], os.environ["GRAPHKIT_NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, driver.session() as session:
        # The text comes from this repository.
        rows = session.run(statement(), parameters(today)).data()
    verdicts = [{"id": row["process"], **{key: row[key] for key in KEYS}} for row in rows]
    Path(output).write_text(json.dumps(verdicts), encoding="utf-8")


if __name__ == "__main__":
    main()
