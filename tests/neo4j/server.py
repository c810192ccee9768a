"""A real Neo4j server for the tests, started from the jars that `make test` fetches."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer

import neo4j

from graphkit.stores.neo4j import Credentials

FOLDER = Path(__file__).parent
JARS = FOLDER / "target" / "lib"
USER = "neo4j"
_FIRST_PASSWORD = "neo4j"
_PATIENCE = 180.0
"""Seconds that a server may take to start where many tests run at once."""

SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""Options of Java for a server that lives for a minute: nothing is gained by compiling it well."""

_OPENED = ("java.nio", "java.io", "sun.nio.ch")
"""Packages that Neo4j reaches into."""


@dataclass(frozen=True)
class Server:
    """A server that runs, with authentication on, and the number of its process."""

    port: int
    password: str = field(repr=False)
    process: int = 0

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def credentials(self) -> Credentials:
        return Credentials(USER, self.password)

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to log in."""
        return {"GRAPHKIT_NEO4J_USER": USER, "GRAPHKIT_NEO4J_PASSWORD": self.password}


def missing() -> str | None:
    """Why no server can be started here, or None."""
    if shutil.which("java") is None:
        return "no Java, so no Neo4j to test against"
    return None if any(JARS.glob("*.jar")) else "the jars of Neo4j are not there: run `make test`"


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port: int = some.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, heap: str = "640m", options: Sequence[str] = ()) -> Iterator[Server]:
    """A server with its data in a folder, shut down at the end; the heap, and options, as Java writes them."""
    server = Server(free_port(), secrets.token_hex(16))
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    program = [str(FOLDER / "Server.java"), str(folder), str(server.port)]
    command = ["java", f"-Xmx{heap}", *options, *opened, "-cp", f"{JARS}{os.sep}*", *program]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        _wait(process, folder)
        _change_password(server)
        yield replace(server, process=process.pid)
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until the server says that it is ready."""
    too_late = Timer(_PATIENCE, process.kill)
    too_late.start()
    line = process.stdout.readline() if process.stdout else ""
    too_late.cancel()
    if line.strip() != "ready":
        raise RuntimeError(f"Neo4j did not start: {(folder / 'log').read_text()[-2000:]}")


def _change_password(server: Server) -> None:
    """Give the first user a password of its own; with the one it comes with it may do nothing else."""
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=(USER, _FIRST_PASSWORD)) as driver,
        driver.session(database="system") as session,
    ):
        statement = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        session.run(statement, old=_FIRST_PASSWORD, new=server.password).consume()


def _stop(process: subprocess.Popen[str]) -> None:
    """The server shuts down when its standard input ends."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
