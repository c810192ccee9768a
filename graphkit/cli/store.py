"""How commands reach a database: its address on the command line, user and password never."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from graphkit.config.sources import PASSWORD, USER
from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from graphkit.config import Settings
    from graphkit.model.tables import Model
    from graphkit.stores.neo4j import Credentials, Database

uri = click.argument("uri", metavar="URI")
database = click.option(
    "--database", metavar="NAME", help="Which database of the server.  [default: the user's home database]"
)
on = click.option("--on", "uri", metavar="URI", help="Check the model in this Neo4j database, such as neo4j://host.")
mapped = click.option(
    "--mapping/--no-mapping",
    "mapped",
    default=None,
    help="Read the graph of others by [neo4j] in graphkit.toml, or what push wrote.  [default: if there is one]",
)


def read(database: Database, settings: Settings, mapped: bool | None, tell: Callable[[str], None]) -> Model:
    """The model in a database.

    Args:
        database: The database.
        settings: Its mapping counts unless it is told not to.
        mapped: Whether the mapping is to be used; where None, if there is one.
        tell: Takes messages for the user.
    """
    from graphkit import api

    if mapped is False or (mapped is None and not settings.neo4j):
        return api.pull(database, tell)
    return api.pull_mapped(database, settings.neo4j, tell)


def check_mapped(settings: Settings, mapped: bool | None) -> None:
    """Make sure that there is a mapping where one is asked for.

    Raises:
        GraphkitError: There is none.
    """
    if mapped and not settings.neo4j:
        raise GraphkitError(f"{settings.file or 'no graphkit.toml'}: no [neo4j.labels] to read by; see docs/neo4j.md")


def connect(uri: str, database: str | None) -> AbstractContextManager[Database]:
    """Reach a database as the person who runs the command.

    Args:
        uri: The address.
        database: Which of the server's databases.

    Raises:
        GraphkitError: The driver is not installed, the address is none, or nobody is there to ask for a password.
    """
    from graphkit import api

    api.check_address(uri)
    return api.connect(uri, credentials(), database)


def credentials() -> Credentials:
    """User and password, from the environment or from whoever sits at the terminal.

    A user that is set to nothing stands for a server without authentication.
    """
    from graphkit.stores.neo4j import Credentials

    user = os.environ.get(USER)
    password = os.environ.get(PASSWORD)
    if user == "":
        return Credentials("", "")
    if (user is None or password is None) and not sys.stdin.isatty():
        raise GraphkitError(f"set {USER} and {PASSWORD}: there is no terminal to ask for them")
    if user is None:
        user = click.prompt("User", default="neo4j", err=True)
    if password is None:
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return Credentials(user, password)
