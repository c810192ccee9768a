"""Time and memory of whole processes, taken in turn so that what disturbs one disturbs all."""

from __future__ import annotations

import compileall
import math
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import TIMEOUT_MAX, Timer
from types import MappingProxyType

TODAY = "2026-11-23"
FOUND = frozenset({0, 1})
"""Exit codes of a check that went well; 1 says that it found something."""

_KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in."""


@dataclass(frozen=True)
class Command:
    """A process to measure.

    Attributes:
        arguments: The program and its arguments.
        fine: Exit codes of a run that did its work.
        most: Seconds after which it is given up.
        rounds: In how many rounds it takes part at most.
        environment: Variables set for it beside those there are.
    """

    arguments: Sequence[str]
    fine: frozenset[int] = frozenset({0})
    most: float = math.inf
    rounds: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Runs:
    """What a command took each time.

    Attributes:
        seconds: Wall-clock time of each run.
        peak_megabytes: The most memory that any run had.
        given_up: Whether a run was given up, so that its time is the least it may take.
    """

    seconds: tuple[float, ...]
    peak_megabytes: float
    given_up: bool = False

    @property
    def typical(self) -> float:
        """The median time, in seconds."""
        return median(self.seconds)


def compile_modules() -> None:
    """Compile graphkit's modules beforehand, as pip leaves them for whoever installs it.

    An editable installation has them compiled by the first run, or by none where the environment forbids it.
    """
    compileall.compile_dir(Path(__file__).parent.parent / "graphkit", quiet=1)


def run(command: Command) -> Runs:
    """Run a command once.

    Args:
        command: What to run; what it prints is thrown away.

    Raises:
        RuntimeError: It exits with a code that is not fine; its last words are in the message.
    """
    start = time.perf_counter()
    environment = {**os.environ, **command.environment}
    with subprocess.Popen(
        command.arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        too_late = Timer(min(command.most, TIMEOUT_MAX), process.kill)
        too_late.daemon = True
        too_late.start()
        words = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        too_late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    given_up = seconds >= command.most and process.returncode < 0
    if process.returncode not in command.fine and not given_up:
        raise RuntimeError(f"{' '.join(command.arguments)} exited with {process.returncode}: {words.decode()[-2000:]}")
    return Runs((seconds,), usage.ru_maxrss * _KILOBYTE / 1e6, given_up)


def interleaved(commands: Mapping[str, Command], rounds: int, warm_up: bool = True) -> dict[str, Runs]:
    """Run commands in turn, so many rounds; one that is given up does not take part in further ones.

    Args:
        commands: What to run, by name.
        rounds: Rounds that count.
        warm_up: Whether a round that does not count comes first.

    Returns:
        What each took, by name, the rounds in order.
    """
    if warm_up:
        for command in commands.values():
            run(command)
    taken: dict[str, list[Runs]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            before = taken[name]
            if number < (command.rounds or rounds) and not (before and before[-1].given_up):
                before.append(run(command))
    return {name: together(runs) for name, runs in taken.items()}


def together(runs: Sequence[Runs]) -> Runs:
    """Several runs of one command as one."""
    seconds = tuple(second for each in runs for second in each.seconds)
    return Runs(seconds, max(each.peak_megabytes for each in runs), any(each.given_up for each in runs))


def ratio(slow: Runs, fast: Runs) -> float:
    """The median, over the rounds both took part in, of how many times as long one took as the other."""
    return median(a / b for a, b in zip(slow.seconds, fast.seconds, strict=False))


def graphkit(*arguments: str) -> tuple[str, ...]:
    """The arguments of a graphkit command."""
    script = Path(sys.executable).with_name("graphkit")
    return (str(script), *arguments) if script.exists() else (sys.executable, "-m", "graphkit", *arguments)


def check(
    model: Path, *options: str, most: float = math.inf, environment: Mapping[str, str] = MappingProxyType({})
) -> Command:
    """A check of a model, on the day on which everything is measured."""
    arguments = graphkit("check", str(model), "-q", "--today", TODAY, *options)
    return Command(arguments, FOUND, most, environment=environment)


def say(message: str) -> None:
    """Tell whoever waits."""
    print(message, file=sys.stderr, flush=True)
