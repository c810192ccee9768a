"""A Neo4j database: the only module that speaks to the driver."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from graphkit.errors import InputError
from graphkit.stores import statements

_T = TypeVar("_T")
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
OLDEST = 5
"""The oldest version whose Cypher has what is said here."""

PATIENCE = 15.0
"""Seconds for which a transaction is tried again when a server is not there."""

_FETCH = 5000
"""Rows that the server sends before it waits."""


@dataclass(frozen=True)
class Credentials:
    """Who asks. The password is shown nowhere.

    Attributes:
        user: The user; empty for a server without authentication.
        password: The password.
    """

    user: str
    password: str = field(repr=False)


class Database:
    """A database that has been reached.

    Args:
        name: The address as people read it, without anything secret.
        session: The session in which everything is said.
        latest: Whether reading must see what others have just written.
    """

    def __init__(self, name: str, session: neo4j.Session, *, latest: bool = False) -> None:
        self.name = name
        self._session = session
        self._execute_read = session.execute_write if latest else session.execute_read

    def latest(self) -> Database:
        """The same database, read where it is written: the followers in a cluster may be behind."""
        return Database(self.name, self._session, latest=True)

    def read(self, statement: str, take: Callable[[Iterator[list[Any]]], _T], /, **parameters: object) -> _T:
        """Ask, and take the rows as they come.

        Args:
            statement: A statement that only reads.
            take: Makes something of the rows; called again from the start where the connection was lost.
            **parameters: The parameters of the statement.
        """

        def ask(transaction: neo4j.ManagedTransaction) -> _T:
            result = transaction.run(statement, parameters)
            return take(record.values() for record in result)

        return self._execute_read(ask)

    def kind(self, statement: str, parameters: Mapping[str, Any]) -> str:
        """What the server would do with a statement, which it does not run: `r` where it only reads."""

        def explain(transaction: neo4j.ManagedTransaction) -> str:
            return transaction.run(f"EXPLAIN {statement}", dict(parameters)).consume().query_type or ""

        return self._session.execute_read(explain)

    def ask(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        take: Callable[[tuple[str, ...], Iterator[list[Any]]], None],
        *,
        write: bool = False,
    ) -> dict[str, int]:
        """Say a statement of somebody's own, and take the rows as they come.

        Args:
            statement: The statement.
            parameters: Its parameters.
            take: Takes the names of the columns, and the rows; never called twice.
            write: Whether it may change something.

        Returns:
            What it changed: of what sort, and how many.
        """

        def say(transaction: neo4j.ManagedTransaction) -> dict[str, int]:
            if begun:
                raise InputError(f"the connection to {self.name} was lost; what was begun can be run again")
            result = transaction.run(statement, dict(parameters))
            columns = tuple(result.keys())
            begun.append(True)
            take(columns, (record.values() for record in result))
            counters = vars(result.consume().counters)
            return {name: count for name, count in counters.items() if count and type(count) is int}

        begun: list[bool] = []
        execute = self._session.execute_write if write else self._session.execute_read
        return execute(say)

    def write(self, statement: str, /, **parameters: object) -> int:
        """Say one statement in a transaction of its own; it returns a count."""
        return self._session.execute_write(lambda transaction: _count(transaction, statement, parameters))

    def write_guarded(self, push: str, statement: str, /, **parameters: object) -> int:
        """Say one statement, provided that the push that says it is still the one under way.

        Raises:
            InputError: When another push has begun since.
        """

        def say(transaction: neo4j.ManagedTransaction) -> int:
            if not _count(transaction, statements.GUARD, {"push": push}):
                raise InputError(f"another push to {self.name} began meanwhile; this one stops here")
            return _count(transaction, statement, parameters)

        return self._session.execute_write(say)

    def set_up(self, several: Sequence[str]) -> None:
        """Say statements that change the schema, each in a transaction of its own."""
        for statement in several:
            self._session.execute_write(_say, statement)


@contextmanager
def connect(uri: str, credentials: Credentials, database: str | None = None) -> Iterator[Database]:
    """Reach a database; whatever goes wrong within the block is told in one line.

    Args:
        uri: `neo4j://host:7687`; with TLS `neo4j+s://`; `bolt://` for one server without routing.
        credentials: User and password.
        database: Which of the server's databases; the user's home database where None.

    Yields:
        The database.

    Raises:
        InputError: The address is none, no server answers, it does not let us in, or it is gone in the middle.
    """
    name = address(uri)
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it has to say is in our errors
    auth = (credentials.user, credentials.password) if credentials.user else None
    reached = False
    try:
        with (
            neo4j.GraphDatabase.driver(
                uri,
                auth=auth,
                max_transaction_retry_time=PATIENCE,
                connection_timeout=10,
                connection_acquisition_timeout=PATIENCE,
                user_agent="graphkit",
            ) as driver,
            driver.session(database=database, fetch_size=_FETCH, default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            check_version(session.run("RETURN 1").consume().server.agent, name)
            reached = True
            yield Database(name, session)
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise InputError(_reason(error, name, credentials.user, database, reached=reached)) from error


def address(uri: str) -> str:
    """The address in a URI, as it may be shown.

    Raises:
        InputError: When it is not the address of a Neo4j server, or has a password in it.

    Examples:
        >>> address("neo4j+s://graph.example.org?policy=eu")
        'neo4j+s://graph.example.org'
    """
    try:
        parts = urlsplit(uri)
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        raise InputError("that is not the address of a Neo4j server, such as neo4j://localhost:7687") from None
    if "@" in parts.netloc:
        raise InputError(
            "user and password do not belong into the address: set GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD"
        )
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise InputError(f"'{uri}' is not the address of a Neo4j server, such as neo4j://localhost:7687")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def check_version(agent: str, name: str) -> None:
    """Make sure that a server is new enough.

    Args:
        agent: What the server says of itself.
        name: Its address.

    Raises:
        InputError: When it is too old.

    Examples:
        >>> check_version("Neo4j/5.26.16", "neo4j://localhost")
    """
    version = re.match(r"Neo4j/v?(\d+)", agent)
    if version and int(version[1]) < OLDEST:
        raise InputError(f"the server at {name} is {agent.replace('/', ' ')}; at least Neo4j {OLDEST} is needed")


def _say(transaction: neo4j.ManagedTransaction, statement: str) -> None:
    transaction.run(statement).consume()


def _count(transaction: neo4j.ManagedTransaction, statement: str, parameters: Mapping[str, object]) -> int:
    record = transaction.run(statement, dict(parameters)).single()
    return 0 if record is None else int(record[0])


def _reason(
    error: exceptions.Neo4jError | exceptions.DriverError, name: str, user: str, database: str | None, *, reached: bool
) -> str:
    """What went wrong, in a line; nothing that was a parameter is in it."""
    code = (error.code or "") if isinstance(error, exceptions.Neo4jError) else ""
    if isinstance(error, exceptions.UnsupportedServerProduct):
        return f"what answers at {name} is not Neo4j {OLDEST} or newer"
    if code.endswith("CredentialsExpired"):
        return f"the password of '{user}' at {name} must be changed before it is used"
    if isinstance(error, exceptions.AuthError):
        return f"{name} does not accept user and password; see GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD"
    if isinstance(error, exceptions.Forbidden):
        return f"'{user}' is not allowed to do this in {name}"
    if code.endswith("DatabaseNotFound"):
        return f"there is no database '{database}' at {name}"
    if code.endswith("ConstraintCreationFailed"):
        return f"{name} holds several nodes of other origin with one label and id: {_message(error)}"
    if isinstance(error, exceptions.ConstraintError):
        return f"{name} holds a node with a label and id of the model that graphkit did not make: {_message(error)}"
    if isinstance(error, exceptions.Neo4jError):
        return _as_said(name, code, _message(error))
    if reached:
        return f"the connection to {name} was lost; what was begun can be run again"
    return f"no Neo4j server answers at {name}"


def _as_said(name: str, code: str, message: str) -> str:
    """What a server says; of a statement, with the place in it first."""
    if not code.startswith("Neo.ClientError.Statement."):
        return f"{name} says {code or 'no'}: {message}"
    place = re.search(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", message)
    if place is None:
        return f"the query: {message}"
    words = message[: place.start()]
    return f"line {place[1]}, column {place[2]} of the query: {words[:1].lower()}{words[1:]}"


def _message(error: exceptions.Neo4jError | exceptions.DriverError) -> str:
    text = " ".join((getattr(error, "message", None) or "").split())
    return text if len(text) <= 200 else f"{text[:200]}…"
