"""The local server: what it answers, whom it answers, and that it follows the files."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.cli.run import run
from graphkit.views.serve.follow import Follower
from tests.views.browser import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
_PATIENCE = 60.0
MODEL = "functions:\n  - {id: sales}\n  - {id: finance}\nprocesses:\n  - {id: NAME, performed_by: [sales, finance]}\n"


class Served:
    """A server that runs, and the model that it follows."""

    def __init__(self, process: subprocess.Popen[str], file: Path, port: int) -> None:
        self.process = process
        self.file = file
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def until(self, holds: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """The first state of which something holds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", "/events")
        answer = connection.getresponse()
        while line := answer.readline().decode():
            if line.startswith("data: "):
                state: dict[str, object] = json.loads(line.removeprefix("data: "))
                if holds(state):
                    connection.close()
                    return state
        raise AssertionError("the server told nothing more")

    def write(self, text: str) -> None:
        """Put a new file in the place of the old one, as editors do."""
        beside = self.file.with_suffix(".part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.file)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    file = folder / "model.yaml"
    file.write_text(MODEL.replace("NAME", "first"), encoding="utf-8")
    command = [sys.executable, "-m", "graphkit", "serve", str(file), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=folder)
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        while "serving" not in said:
            said = process.stderr.readline()
            assert said, "the server has ended"
        served = Served(process, file, int(said.partition("127.0.0.1:")[2].partition("/")[0]))
        served.until(lambda state: bool(state["pages"]))
        yield served
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.mark.parametrize("name", ["view", "report"])
def test_pages_are_there_and_strict(served: Served, name: str) -> None:
    status, headers, shell = served.ask(f"/{name}")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (shell == served.ask("/")[2]) == (name == "view")
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]
    status, headers, page = served.ask(f"/{name}.html")
    assert status == 200
    assert "connect-src" not in page
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    head = served.ask(f"/{name}.html", "HEAD")
    assert (head[0], head[1]["Content-Length"], head[2]) == (200, str(len(page.encode())), "")


@pytest.mark.parametrize(
    "path",
    [
        "/model.yaml",
        "/../model.yaml",
        "//etc/passwd",
        "/report.html/..",
        "/%2e%2e/model.yaml",
        "/favicon.ico",
        "/report/",
    ],
)
def test_no_path_leads_to_a_file(served: Served, path: str) -> None:
    status, _, body = served.ask(path)
    assert status == 404
    assert "performed_by" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(served: Served, method: str) -> None:
    status, headers, _ = served.ask("/report.html", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_other_names_for_this_server_are_refused(served: Served) -> None:
    port = served.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert served.ask("/report.html", Host=host)[0] == 200
    for host in (
        f"example.org:{port}",
        "127.0.0.1",
        "localhost:1",
        f"127.0.0.1.example.org:{port}",
        f"127.0.0.1:{port}x",
        "",
    ):
        for path in ("/", "/report.html", "/events"):
            assert served.ask(path, Host=host)[0] == 421


def test_changes_are_followed_and_trouble_is_told(served: Served) -> None:
    before = served.until(lambda state: True)["pages"]
    served.write(MODEL.replace("NAME", "second"))
    served.until(lambda state: state["pages"] != before)
    assert ">second<" in served.ask("/report.html")[2]
    served.write("processes: [{id: x, performed_by: [}]")
    trouble = served.until(lambda state: bool(state["trouble"]))["trouble"]
    assert str(trouble).startswith(f"{served.file}:1:")
    assert "\n" not in str(trouble)
    assert ">second<" in served.ask("/report.html")[2]
    served.write(MODEL.replace("NAME", "third"))
    served.until(lambda state: not state["trouble"])
    assert ">third<" in served.ask("/report.html")[2]


def test_files_and_folders_are_followed_and_what_lies_beside_them_is_not(tmp_path: Path) -> None:
    folder, file = tmp_path / "model", tmp_path / "one.csv"
    (folder / "deeper").mkdir(parents=True)
    file.touch()
    changed = threading.Semaphore(0)
    follower = Follower([folder, file], changed.release)
    follower.start()
    try:
        for path in (folder / "people.csv", folder / "deeper" / "people.csv", file):
            until = time.monotonic() + _PATIENCE
            while not changed.acquire(timeout=0.5):  # a watch takes a moment to begin
                path.write_text(f"{time.monotonic()}")
                assert time.monotonic() < until, path
            while changed.acquire(timeout=0.6):
                pass
        (tmp_path / "beside.csv").touch()
        (folder / ".swap").touch()
        assert not changed.acquire(timeout=0.6)
    finally:
        follower.stop()


def test_the_page_in_a_browser_follows_as_well(served: Served, browser: Browser) -> None:
    served.write(MODEL.replace("NAME", "hither"))
    with opened(browser, f"http://127.0.0.1:{served.port}/report#lead") as page:
        frame = page.frame_locator("#frame")
        frame.locator("[data-id=hither]").first.wait_for()
        assert page.evaluate("frames[0].location.hash") == "#lead"
        served.write("processes: 7")
        page.get_by_role("alert").wait_for()
        assert "model.yaml" in page.get_by_role("alert").inner_text()
        assert frame.locator("h1").inner_text() == "Process ownership report"
        served.write(MODEL.replace("NAME", "thither"))
        frame.locator("[data-id=thither]").first.wait_for()
        assert not page.get_by_role("alert").is_visible()
        assert page.evaluate("location.hash") == "#lead"
        page.get_by_role("link", name="Map").click()
        frame.get_by_text("thither").first.wait_for()


def test_interrupting_ends_it_quietly(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "127.0.0.1") as served:
        began = time.monotonic()
        os.kill(served.process.pid, signal.SIGINT)
        assert served.process.wait(timeout=_PATIENCE) == 0
        assert time.monotonic() - began < _PATIENCE
        assert served.process.stderr is not None
        assert served.process.stderr.read().strip() == ""


def test_what_cannot_be_served_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'none'}: no such file or folder\n"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "examples/meridian", "--port", str(port)]) == 2
    assert f"error: cannot listen on 127.0.0.1:{port}: " in capsys.readouterr().err
    assert run(["serve", "examples/meridian", "--host", "no such host"]) == 2
    assert capsys.readouterr().err.startswith("error: cannot listen on no such host")
