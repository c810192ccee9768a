"""On a real terminal: its width, colour, and `NO_COLOR`; elsewhere neither colour nor a width of the day."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parents[2]
CHECK = (sys.executable, "-m", "graphkit", "check", "examples/meridian", "--exit-zero", "--today", "2026-11-23")
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-7]|9[0-7])m")
OUTSIDE = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}


def on_terminal(width: int, **environment: str) -> str:
    """What a terminal of that width gets to see."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    given = {**OUTSIDE, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(CHECK, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL, stdin=theirs, env=given) as child:
        os.close(theirs)
        received = b""
        while part := _read(ours):
            received += part
    os.close(ours)
    assert child.returncode == 0
    return received.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how some systems say that the other end is closed
        return b""


def piped(**environment: str) -> str:
    done = subprocess.run(CHECK, cwd=ROOT, env={**OUTSIDE, **environment}, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("width", [70, 80, 120])
def test_it_fits_the_terminal_and_is_coloured(width: int) -> None:
    page = on_terminal(width)
    assert COLOUR.search(page)
    lines = STEERING.sub("", page).splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)
    (row,) = (line for line in lines if line.startswith(("✗ Hire to R", "✗  Hire to R")))
    assert row.endswith("███░░" + row.partition("███░░")[2])
    assert len(re.findall("[█░]{5}", row)) == 6  # names give way, bars do not
    if width == 80:
        assert len([line for line in lines if line.startswith("✗ ") and "█" in line]) > 5
    if width == 120:
        assert "technology" in lines[1]


def test_no_color_is_honoured() -> None:
    page = on_terminal(80, NO_COLOR="1")
    assert not COLOUR.search(page)
    assert "\n✗ Lead to Quote" in STEERING.sub("", page)


def test_what_is_not_a_terminal_gets_text() -> None:
    page = piped(COLUMNS="50")
    assert "\x1b" not in page
    assert 100 < max(map(len, page.splitlines())) <= 120


def test_signs_that_cannot_be_written_have_others() -> None:
    page = piped(PYTHONIOENCODING="ascii")
    assert page.isascii()
    assert re.search(r"^x  Hire to Retire +Ruth Adeyemi +no +###xx +#xxxx", page, re.MULTILINE)
    assert "# owner has authority  x owner lacks it  . nobody commands it" in page
    assert re.search(r"^\?  Hazard to Control .* \.{5} ", page, re.MULTILINE)
