from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphkit import api
from graphkit.model.tables import Model
from graphkit.stores.neo4j import Database, connect
from graphkit.stores.push import Pushed
from tests.neo4j.server import SHORT_LIVED, USER, Server, missing, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j server; all tests that use it belong to the group `neo4j`, so there is one."""
    if reason := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("neo4j"), options=SHORT_LIVED) as started:
        yield started


@pytest.fixture(scope="session")
def driver(server: Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(USER, server.password)) as opened:
        yield opened


class Graph:
    """The database as somebody sees it who knows nothing of graphkit."""

    def __init__(self, server: Server, session: neo4j.Session) -> None:
        self.server = server
        self._session = session

    def run(self, statement: str, **parameters: Any) -> list[list[Any]]:
        result: list[list[Any]] = self._session.run(statement, parameters).values()
        return result

    def everything(self) -> list[list[Any]]:
        """All there is, with where it is."""
        nodes = self.run("MATCH (n) RETURN elementId(n) AS at, labels(n), properties(n) ORDER BY at")
        relationships = "MATCH (a)-[r]->(b) RETURN elementId(r) AS at, type(r), a.id, b.id, properties(r) ORDER BY at"
        return nodes + self.run(relationships)

    def content(self) -> list[str]:
        """All there is, but for where it is and when it was written."""
        nodes = self.run("MATCH (n) RETURN labels(n), n {.*, push: null, pushed_at: null}")
        relationships = self.run("MATCH (a)-[r]->(b) RETURN type(r), labels(a), a.id, labels(b), b.id, properties(r)")
        return sorted(
            repr([sorted(part.items()) if isinstance(part, dict) else part for part in row])
            for row in nodes + relationships
        )

    def clear(self) -> None:
        self._session.run("MATCH (n) DETACH DELETE n").consume()

    def push(self, model: Model, *, prune: bool = False, dry_run: bool = False) -> Pushed:
        with self.reached() as database:
            return api.push(model, database, prune=prune, dry_run=dry_run)

    def pull(self) -> Model:
        told: list[str] = []
        with self.reached() as database:
            return api.pull(database, told.append)

    def reached(self) -> AbstractContextManager[Database]:
        return connect(self.server.uri, self.server.credentials)


@pytest.fixture
def graph(server: Server, driver: neo4j.Driver) -> Iterator[Graph]:
    """An empty database, but for the constraints of a test before."""
    with driver.session() as session:
        found = Graph(server, session)
        found.clear()
        yield found


@pytest.fixture
def logged_in(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
