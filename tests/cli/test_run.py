"""Whatever goes wrong is one line on standard error and the right exit code, never a traceback."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from graphkit.cli.app import COMMANDS, app
from graphkit.cli.run import run

GRAPHKIT = (sys.executable, "-m", "graphkit")


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of a command that fails."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    return err.removeprefix("error: ").rstrip()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "no such command 'chekc' (did you mean 'check'?); see 'graphkit --help'"),
        (["check", "--exit-zeros"], "--exit-zero"),
        (["check", "--fail-on", "errors"], "'errors'"),
        (["check", "--format", "xml"], "'xml'"),
        (["check", "--today", "23.11.2026"], "'23.11.2026' is not a date such as 2026-11-23"),
        (["check"], "no model: name a file or folder, or sources in graphkit.toml"),
        (["check", "missing"], "missing: no such file or folder"),
        (["check", "--select", "OWM001", "."], "unknown rule code 'OWM001' in --select (did you mean 'OWN001'?)"),
        (["explain", "OWN01"], "unknown rule 'OWN01' (did you mean 'OWN001'?)"),
        (["why"], "PROCESS"),
        (["convert", "only-one"], "SOURCE"),
        (["generate", "--people", "3", "-o", "x"], "3"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: Sequence[str], said: str) -> None:
    assert said in failure(capsys, *arguments)


def test_a_wrong_setting(capsys: pytest.CaptureFixture[str]) -> None:
    Path("graphkit.toml").write_text("[policy]\nmin_functons = 2\n")
    said = "graphkit.toml:2: unknown setting 'policy.min_functons' (did you mean 'policy.min_functions'?)"
    assert failure(capsys, "check", ".") == said


def test_a_fault_of_our_own_is_named_as_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nnothing")

    monkeypatch.setattr(app, "invoke", fail)
    assert "ZeroDivisionError: by nothing (a fault in graphkit, at graphkit.cli.run:" in failure(capsys, "check")


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (click.Abort(), 130), (BrokenPipeError(), 141)]
)
def test_interruptions_are_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(app, "invoke", fail)
    monkeypatch.setattr("graphkit.cli.run._drop_output", lambda: None)
    assert run(["check"]) == code
    assert capsys.readouterr() == ("", "")


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Usage: graphkit" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> None:
    assert run(arguments) == 0
    assert "Usage: graphkit" in capsys.readouterr().out


def test_every_option_has_help() -> None:
    with click.Context(app) as context:
        for name in COMMANDS:
            command = app.get_command(context, name)
            assert command is not None
            assert command.help
            assert [
                option.name for option in command.params if isinstance(option, click.Option) and not option.help
            ] == []


def test_a_full_disk_and_a_closed_pipe_leave_no_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*GRAPHKIT, "rules"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "error: no space left on device\n")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*GRAPHKIT, "rules"], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_an_encoding_that_lacks_a_character_is_no_error() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*GRAPHKIT, "rules"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_stats"), reason="only glibc has arenas")
def test_all_threads_take_memory_from_one_place() -> None:
    program = """
import ctypes, sys, threading
from graphkit.cli.run import share_memory
if "share" in sys.argv:
    share_memory()
meet = threading.Barrier(4)
def work():
    kept = bytearray(100_000)
    meet.wait()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
ctypes.CDLL(None).malloc_stats()
"""

    def arenas(*arguments: str) -> int:
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stderr.count("Arena ")

    assert arenas() > 1
    assert arenas("share") == 1


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from graphkit.cli.run import run; run(['--help']);"
        "print(*sorted({'polars', 'numpy', 'rich', 'yaml', 'networkx', 'scipy', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from graphkit import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"graphkit {__version__}\n"
