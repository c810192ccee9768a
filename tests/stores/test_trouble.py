"""Whatever a server does, people see one line, exit code 2, and no password."""

from __future__ import annotations

import multiprocessing
import os
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.stores import neo4j
from tests.neo4j.server import free_port
from tests.stores.pushing import organisation, push_when_told, push_with_findings

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


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (b"Neo4j/4.4.12", "the server at {} is Neo4j 4.4.12; at least Neo4j 5 is needed"),
        (None, "what answers at {} is not Neo4j 5 or newer"),
    ],
)
def test_a_server_that_is_too_old(
    agent: bytes | None, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", "")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_answer, args=[listener, agent], daemon=True).start()
        uri = f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        for arguments in (["push", uri, "-m", MERIDIAN], ["check", "--on", uri]):
            assert failure(capsys, *arguments) == said.format(uri)


def _answer(listener: socket.socket, agent: bytes | None) -> None:
    """A server that speaks Bolt 4.4 and finds everything right, or that speaks no version that the driver does."""
    hello = _success(server=_word(agent or b""), connection_id=_word(b"1"))
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as received:
                received.read(20)
                connection.sendall(bytes([0, 0, 4, 4]) if agent else bytes(4))
                said = hello
                while agent and (size := int.from_bytes(received.read(2))):
                    received.read(size + 2)
                    connection.sendall(said)
                    said = _success(fields=b"\x90")


def _success(**fields: bytes) -> bytes:
    message = b"\xb1\x70" + bytes([0xA0 + len(fields)])
    message += b"".join(_word(name.encode()) + value for name, value in fields.items())
    return len(message).to_bytes(2) + message + bytes(2)


def _word(letters: bytes) -> bytes:
    """A short text as Bolt packs it."""
    return bytes([0x80 + len(letters)]) + letters


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
def test_a_server_that_is_gone_in_the_middle(
    graph: Graph, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j, "PATIENCE", 0.5)
    with falling_silent(graph.server.port, after=30_000) as port:
        uri = f"bolt://127.0.0.1:{port}"
        said = failure(capsys, "push", uri, "-m", MERIDIAN)
    assert said == f"the connection to {uri} was lost; what was begun can be run again"
    assert run(["push", graph.server.uri, "-m", MERIDIAN, "-q"]) == 0
    assert graph.pull().equals(api.load(MERIDIAN))


def test_pushes_that_are_killed_anywhere_are_finished_by_the_next(graph: Graph) -> None:
    """Pushes of two models are killed at moments drawn by lot, one or a few in a row, twenty in all."""
    targets = (("4", 30), ("5", 24))
    whole = []
    for target in targets:
        graph.clear()
        usual = _push_apart(graph, target)
        whole.append(graph.content())
    lot = random.Random(seed := int.from_bytes(os.urandom(4)))
    killed = 0
    while killed < 20:
        wanted = lot.randrange(2)
        took = _push_apart(graph, targets[wanted], lot.uniform(0, usual))
        usual, killed = (took, killed) if took else (usual, killed + 1)
        if lot.random() < 0.5:
            push_with_findings(graph.server.uri, graph.server.credentials, organisation(*targets[wanted]))
            assert graph.content() == whole[wanted], f"seed {seed}, after {killed}"
        if lot.random() < 0.2:
            graph.clear()
    push_with_findings(graph.server.uri, graph.server.credentials, organisation(*targets[0]))
    assert graph.content() == whole[0], f"seed {seed}"


def _push_apart(graph: Graph, target: tuple[str, int], kill_after: float = 60) -> float:
    """Push in a process of its own; the seconds it took, or 0 where it was killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.stores.pushing", "neo4j", "graphkit.rules.registry"])
    told, telling = context.Pipe(duplex=False)
    arguments = (telling, graph.server.uri, graph.server.credentials, *target)
    process = context.Process(target=push_when_told, args=arguments)
    process.start()
    telling.close()
    assert told.recv() == "ready"
    took = float(told.recv()) if told.poll(kill_after) else 0.0
    process.kill()
    process.join()
    process.close()
    told.close()
    return took
