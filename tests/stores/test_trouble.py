"""Whatever a server does, people see one line, exit code 2, and no password."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.errors import InputError
from graphkit.stores import neo4j
from tests.neo4j.server import free_port

if TYPE_CHECKING:
    from tests.stores.conftest import Graph

pytestmark = pytest.mark.xdist_group("neo4j")
MERIDIAN = str(Path(__file__).parent.parent.parent / "examples" / "meridian")


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of a command that fails."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    secret = os.environ.get("GRAPHKIT_NEO4J_PASSWORD")
    assert not secret or secret not in err
    return err.removeprefix("error: ").rstrip()


@pytest.mark.usefixtures("logged_in")
def test_who_is_not_let_in(graph: Graph, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    uri = graph.server.uri
    said = failure(capsys, "push", uri, "-m", MERIDIAN, "--database", "elsewhere")
    assert said == f"there is no database 'elsewhere' at {uri}"
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "open-sesame")
    assert f"{uri} does not accept user and password" in failure(capsys, "push", uri, "-m", MERIDIAN)
    monkeypatch.delenv("GRAPHKIT_NEO4J_PASSWORD")
    assert "set GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD" in failure(capsys, "check", "--on", uri)


@pytest.mark.usefixtures("logged_in")
def test_no_server(server: object, capsys: pytest.CaptureFixture[str]) -> None:
    uri = f"neo4j://127.0.0.1:{free_port()}"
    for arguments in (["push", uri, "-m", MERIDIAN], ["pull", uri, "x.yaml"], ["check", "--on", uri]):
        assert failure(capsys, *arguments) == f"no Neo4j server answers at {uri}"


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("localhost", "'localhost' is not the address of a Neo4j server"),
        ("http://localhost:7474", "'http://localhost:7474' is not the address of a Neo4j server"),
        ("bolt://localhost:port", "that is not the address of a Neo4j server"),
        ("bolt://neo4j:open-sesame@localhost", "user and password do not belong into the address"),
    ],
)
def test_what_is_no_address(uri: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    message = failure(capsys, "push", uri, "-m", MERIDIAN)
    assert message.startswith(said)
    assert "sesame" not in message


def test_a_server_that_is_too_old(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", "")
    with pytest.raises(InputError, match=r"at here is Neo4j 4\.4\.12; at least Neo4j 5 is needed"):
        neo4j.check_version("Neo4j/4.4.12", "here")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_no_version_in_common, args=[listener], daemon=True).start()
        uri = f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        assert failure(capsys, "check", "--on", uri) == f"what answers at {uri} is not Neo4j 5 or newer"


def _no_version_in_common(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(20)
        connection.sendall(bytes(4))


@contextmanager
def falling_silent(port: int, after: int) -> Iterator[int]:
    """A way to a server that is cut for good once so many bytes have gone to it."""
    listener = socket.create_server(("127.0.0.1", 0))
    sent = [0]

    def carry(source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                sent[0] += len(data) if counted else 0
                if sent[0] > after:
                    listener.shutdown(socket.SHUT_RDWR)
                    break
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        try:
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", port))
                for ends in ((client, server, True), (server, client, False)):
                    threading.Thread(target=carry, args=ends, daemon=True).start()
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


@pytest.mark.usefixtures("logged_in")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("after", [20_000, 40_000])
def test_a_server_that_is_gone_in_the_middle(
    after: int, graph: Graph, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j, "PATIENCE", 0.5)
    with falling_silent(graph.server.port, after) as port:
        uri = f"bolt://127.0.0.1:{port}"
        said = failure(capsys, "push", uri, "-m", MERIDIAN)
    assert said == f"the connection to {uri} was lost; what was begun can be run again"
    assert run(["push", graph.server.uri, "-m", MERIDIAN, "-q"]) == 0
    assert graph.pull().equals(api.load(MERIDIAN))


def test_a_push_that_is_killed_anywhere_is_finished_by_the_next(graph: Graph, tmp_path: Path) -> None:
    model = api.load(MERIDIAN)
    graph.push(model)
    whole = graph.run("MATCH (n) RETURN count(n)")[0][0] + graph.run("MATCH ()-[r]->() RETURN count(r)")[0][0]
    graph.clear()
    choices = random.Random(os.urandom(8))
    for _ in range(3):
        _kill_once_there_are(graph, choices.randrange(1, whole), tmp_path)
    graph.push(model)
    assert graph.pull().equals(model)
    assert not graph.push(model).written


def _kill_once_there_are(graph: Graph, wanted: int, folder: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "push", graph.server.uri, "-m", MERIDIAN, "-q"]
    environment = {**os.environ, **graph.server.environment, "PYTHONPATH": str(Path(MERIDIAN).parent.parent)}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            nodes, relationships = (graph.run(f"MATCH {what} RETURN count(*)")[0][0] for what in ("(n)", "()-[r]->()"))
            if nodes + relationships >= wanted:
                process.kill()
                break
            time.sleep(0.001)
