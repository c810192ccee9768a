"""Time and memory of whole processes, taken in turn so that what disturbs one disturbs all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

_KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in."""


@dataclass(frozen=True)
class Command:
    """A process to measure.

    Attributes:
        arguments: The program and its arguments.
        fine: Exit codes of a run that did its work.
    """

    arguments: Sequence[str]
    fine: frozenset[int] = frozenset({0})


@dataclass(frozen=True)
class Runs:
    """What a command took each time.

    Attributes:
        seconds: Wall-clock time of each run.
        peak_megabytes: The most memory that any run had.
    """

    seconds: tuple[float, ...]
    peak_megabytes: float

    @property
    def typical(self) -> float:
        """The median time, in seconds."""
        return median(self.seconds)


def run(command: Command) -> tuple[float, float]:
    """Run a command once.

    Args:
        command: What to run; what it prints is thrown away.

    Returns:
        Seconds, and the peak of its memory in megabytes.

    Raises:
        RuntimeError: It exits with a code that is not fine; its last words are in the message.
    """
    start = time.perf_counter()
    with subprocess.Popen(command.arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        words = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.fine:
        raise RuntimeError(f"{' '.join(command.arguments)} exited with {process.returncode}: {words.decode()[-2000:]}")
    return seconds, usage.ru_maxrss * _KILOBYTE / 1e6


def interleaved(commands: Mapping[str, Command], repeats: int, warm_up: bool = True) -> dict[str, Runs]:
    """Run commands in turn, so many rounds.

    Args:
        commands: What to run, by name.
        repeats: Rounds that count.
        warm_up: Whether a round that does not count comes first.

    Returns:
        What each took, by name, the rounds in order.
    """
    if warm_up:
        for command in commands.values():
            run(command)
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(repeats)]
    return {
        name: Runs(tuple(took[name][0] for took in rounds), max(took[name][1] for took in rounds)) for name in commands
    }


def ratio(slow: Runs, fast: Runs) -> float:
    """The median, over the rounds, of how many times as long one took as the other."""
    return median(a / b for a, b in zip(slow.seconds, fast.seconds, strict=True))
