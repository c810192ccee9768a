"""Where the time of a check goes, and the memory: one process, step by step, nothing side by side but within a step.

    python -m benchmarks.phases [--people N] [--output FILE]

Writes docs/where-time-goes.md.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

# What a check imports is imported as a step of its own.
from benchmarks.measure import TODAY, Command, compile_modules, graphkit, run, say
from graphkit.cli.run import share_memory

ROOT = Path(__file__).parent.parent
SEED = 1
_PARTS = {
    "functions, processes, holders": ("functions", "processes", "holders"),
    "who commands what": ("command",),
    "parts, participation, footprints": ("ownership", "participation", "footprints"),
    "mandates": ("mandates", "authority"),
    "verdicts": ("judgement",),
    "best-placed owners": ("placement",),
}
"""What an index is asked for, in this order."""

PAGE = """# Where the time goes

`graphkit check` of {people:,} people and {processes:,} processes (`graphkit generate --seed 1`, CSV), taken apart: each
step by itself in one process, in the order in which they come. A check does some of them side by side, so that it
takes less than the sum: {check:.1f} s on the same machine. `make bench` writes this page.

| step | seconds | processor seconds | memory behind it, MB | seconds so far, in times of parsing alone |
|---|---:|---:|---:|---:|
{rows}

Parsing alone, {parse:.2f} s, is a whole process that reads the same files with polars and stops.

{floor}

Behind the questions are {elements:,} elements of cross-functional processes, each looked up once to see whether the
owner commands it, and {mandates:,} mandates, which are followed for the elements that the owner does not command, and
once more for what they grant to others. Who wants only the verdicts asks for `--select OWN,AUT`.
"""


@dataclass(frozen=True)
class Step:
    """What one step took.

    Attributes:
        what: In words.
        seconds: Wall-clock time.
        processor: Time of all processors together.
        megabytes: Memory held behind it.
    """

    what: str
    seconds: float
    processor: float
    megabytes: float


class Clock:
    """Times steps, one behind the other."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def take(self, what: str, work: Callable[[], Any]) -> Any:
        """Do something, and note what it took."""
        wall, processor = time.perf_counter(), time.process_time()
        result = work()
        taken = time.perf_counter() - wall, time.process_time() - processor
        self.steps.append(Step(what, *taken, _held()))
        return result


def _held() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6


def _imports() -> None:
    names = ("api", "loaders.csv_tables", "model.assemble", "report.runner", "reporters.text")
    for name in names:
        importlib.import_module(f"graphkit.{name}")


def _steps(folder: Path) -> tuple[list[Step], Any]:
    """Check a folder step by step.

    Returns:
        The steps, and the index.
    """
    clock = Clock()
    clock.take("imports", _imports)
    from graphkit import api
    from graphkit.loaders import read
    from graphkit.model.assemble import assemble
    from graphkit.report.runner import run as run_rules
    from graphkit.reporters import text

    tables = [clock.take("reading the files", lambda: read([str(folder)], lambda _: None))]
    model = clock.take("putting the model together", lambda: assemble(tables.pop()))
    index = api.compile_index(model, None, _today())
    for what, names in _PARTS.items():
        clock.take(what, partial(_ask, index, names))
    faults = index.mandate_faults
    clock.take("mandates in circles", lambda: faults.circles)
    clock.take("mandates beyond their grantors", lambda: (faults.beyond, faults.blocking))
    rules = clock.take("loading the rules", api.rules)
    for family in dict.fromkeys(rule.code[:3] for rule in rules):
        own = [rule for rule in rules if rule.code.startswith(family)]
        clock.take(f"the rest of the rules {family}", partial(run_rules, index, own))
    report = run_rules(index, rules)
    clock.take("text", lambda: text.write(report, io.StringIO()))
    return clock.steps, index


def _ask(index: Any, names: tuple[str, ...]) -> None:
    for name in names:
        getattr(index, name)


def _today() -> date:
    return date.fromisoformat(TODAY)


def _rows(steps: list[Step], parse: float) -> Iterator[str]:
    so_far = 0.0
    for step in steps:
        so_far += step.seconds
        figures = f"{step.seconds:.2f} | {step.processor:.2f} | {step.megabytes:,.0f} | {so_far / parse:.1f}"
        yield f"| {step.what} | {figures} |"


def _floor(steps: list[Step], parse: float) -> str:
    """What has to be done before the first question, and what all of it would take at best."""
    before, processor = sum(step.seconds for step in steps[:3]), sum(step.processor for step in steps)
    return (
        f"To have the model at all, before the first question, takes {before / parse:.1f} times as long as parsing "
        "alone: the same cells read with the places they come from, cleaned, typed, and every reference looked up. "
        f"Five times would leave {max(0.0, 5 * parse - before):.1f} s for all questions. All steps together are "
        f"{processor:.1f} processor seconds; spread evenly over two processors, as no program quite does, they would "
        f"take {processor / 2 / parse:.1f} times as long as parsing."
    )


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phases", description="Take a check apart.")
    parser.add_argument("--people", type=int, default=1_000_000, help="people in the organisation")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "where-time-goes.md", help="the page to write")
    options = parser.parse_args()
    compile_modules()
    gc.disable()  # this and the next as the command does
    share_memory()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "csv"
        made = graphkit("generate", "-q", "--people", str(options.people), "--seed", str(SEED), "-o", str(folder))
        subprocess.run(made, check=True)
        say("parsing alone, and checking")
        parsing = Command((sys.executable, "-m", "benchmarks.only_parse", str(folder)))
        checking = Command(graphkit("check", "--no-cache", "--today", TODAY, str(folder)), fine=frozenset({0, 1}))
        parse, check = (median(run(each).seconds[0] for _ in range(3)) for each in (parsing, checking))
        say("step by step")
        steps, index = _steps(folder)
    page = PAGE.format(
        people=options.people,
        processes=len(index.parts),
        check=check,
        rows="\n".join(_rows(steps, parse)),
        parse=parse,
        elements=len(index.judgement.elements.values),
        mandates=len(index.mandates),
        floor=textwrap.fill(f"**The floor.** {_floor(steps, parse)}", width=120),
    )
    options.output.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
