"""Runs a command and turns whatever goes wrong into one line and an exit code."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

import click

from graphkit.cli.app import app
from graphkit.errors import GraphkitError

FINDINGS = 1
FAILED = 2
CRASHED = 3
_INTERRUPTED = 130
_PIPE_CLOSED = 141
_COMPLETE = "_GRAPHKIT_COMPLETE"
_M_ARENA_MAX = -8
"""The parameter of glibc's `mallopt` for how many arenas there may be; from its malloc.h."""


def main() -> NoReturn:
    """The command `graphkit`: runs what `sys.argv` says and exits."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries' advice to programmers is noise to users
    gc.disable()  # a command is over before collecting would pay; a tenth of a small check was spent on it
    share_memory()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # everything is written; taking a large model apart piece by piece would only take time


def share_memory() -> None:
    """Let all threads take memory from one place: with one each, what one gives back is of no use to the others.

    So a large check takes a sixth less memory at its peak, and no more time. Where there is no glibc there is nothing
    to set.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: The words behind `graphkit`.

    Returns:
        The exit code: 0 clean, 1 findings, 2 usage, settings or input that cannot be read,
        3 a rule crashed, 130 interrupted, 141 nobody reads the output.
    """
    try:
        _forgive_characters()
        code = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        return _fail(error)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    if instruction := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "graphkit", _COMPLETE, instruction)
    try:
        with app.make_context("graphkit", list(arguments)) as context:
            code = app.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return FAILED
    except click.ClickException as error:
        raise GraphkitError(_usage(error)) from error
    except click.Abort:
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException) -> str:
    """What click says, with the command whose help explains it."""
    message = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{message}; see '{error.ctx.command_path} --help'"
    return message


def _fail(error: Exception) -> int:
    if isinstance(error, GraphkitError):
        message = str(error)
    elif isinstance(error, OSError) and error.strerror:
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
        message = f"{place}{error.strerror[:1].lower()}{error.strerror[1:]}"
        _drop_output()
    elif isinstance(error, MemoryError):
        message = "not enough memory"
    else:
        message = f"{type(error).__name__}: {error} (a fault in graphkit, at {_place_of(error)}; please report it)"
    print("error:", " ".join(message.split()), file=sys.stderr)  # noqa: T201 - click may be what failed
    return FAILED


def _place_of(error: Exception) -> str:
    """The innermost line of our own code that the error passed through."""
    place, step = "an unknown place", error.__traceback__
    while step is not None:
        module = step.tb_frame.f_globals.get("__name__", "")
        if str(module).startswith("graphkit."):
            place = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _forgive_characters() -> None:
    """Write `?` for what the terminal's encoding lacks, instead of failing half-way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Keep the interpreter from complaining once more when it flushes on its way out."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - devnull is no path
        os.dup2(nowhere.fileno(), descriptor)
