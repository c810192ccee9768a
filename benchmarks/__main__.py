"""Measure, and leave the figures in docs/benchmarks.md.

python -m benchmarks [--people N…] [--repeats N] [--output FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Command, Runs, interleaved, ratio, run
from graphkit.files import atomic_write

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-23"
SEED = 1
CHECK, JSON = "`graphkit check`", "`graphkit check --format json`"
VERDICTS = "`graphkit check --select OWN,AUT`"
NETWORKX, NO_GC, PARSE = "the same over networkx", "that with Python's collector off", "only parsing, polars"
FOUND = frozenset({0, 1})
"""Exit codes of a check that went well; 1 says that it found something."""

# Nothing heavy is imported or read here: on Linux the peak memory of a child counts what its parent had.

INTRODUCTION = """# Benchmarks

Whole processes, from the start of the interpreter to the last byte written, run in turn on one machine;
the ratios are medians over the rounds. `make bench` writes this page.

- **`graphkit check`** reads a folder of CSV files, judges every process, runs every rule and writes the report for
  people; with `--format json` every process and every finding in words.
- **`graphkit check --select OWN,AUT`** judges every process as well, and runs only the rules that say of a verdict
  who owns the process and what its owner lacks: what networkx is made to work out too.
- **the same over networkx** (`benchmarks/over_networkx.py`) judges the processes and runs no rule, with everything
  that is asked twice remembered. Its verdicts, judged owners, empowerment and lists of missing and ungoverned
  elements are compared with those of `check` before anything is measured. It is measured as Python runs it, and
  again with the garbage collector off, which helps networkx more than anything else would (graphkit turns it off).
- **only parsing** (`benchmarks/only_parse.py`) reads the same files with polars, as text, and stops.

The organisations are made by `graphkit generate`: a tenth as many processes as people, three mandates to two
processes, and on average about 22 elements in a footprint, those of the process's parts among them.
"""


@dataclass(frozen=True)
class Claim:
    """One ratio, and the bound it is meant to keep."""

    what: str
    ratio: float
    least: float | None = None
    most: float | None = None

    def row(self) -> str:
        """The claim as a row of a table."""
        kept = (self.least is None or self.ratio >= self.least) and (self.most is None or self.ratio <= self.most)
        bound = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}" if self.most else "-"
        verdict = "-" if bound == "-" else "yes" if kept else "**no**"
        return f"| {self.what} | {self.ratio:.2f} | {bound} | {verdict} |"


def main() -> None:
    """Measure everything and write the page."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        sizes = {people: _size(people, Path(scratch), options.repeats) for people in sorted(options.people)}
        start = _start(max(options.repeats, 7))
    page = "\n".join([INTRODUCTION, *_pages(sizes, start), ""])
    with atomic_write(options.output) as part:
        part.write_text(page, encoding="utf-8")
    print(page)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure graphkit.")
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000], help="sizes of organisation")
    parser.add_argument("--repeats", type=int, default=5, help="rounds that count")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the page to write")
    return parser.parse_args()


def _graphkit(*arguments: str) -> tuple[str, ...]:
    script = Path(sys.executable).with_name("graphkit")
    return (str(script), *arguments) if script.exists() else (sys.executable, "-m", "graphkit", *arguments)


def _check(folder: Path, *options: str) -> Command:
    return Command(_graphkit("check", str(folder), "-q", "--today", TODAY, *options), FOUND)


def _size(people: int, scratch: Path, repeats: int) -> dict[str, Runs]:
    """Measure organisations of one size."""
    folder, checked, judged = (scratch / f"{people}{suffix}" for suffix in ("", "-check.json", "-networkx.json"))
    made = _graphkit("generate", "-q", "--people", str(people), "--seed", str(SEED), "-o", str(folder))
    took, _ = run(Command(made))
    _say(f"{people:,} people: generated in {took:.1f} s")
    networkx = (sys.executable, "-m", "benchmarks.over_networkx", str(folder), TODAY, str(judged))
    commands = {
        CHECK: _check(folder),
        VERDICTS: _check(folder, "--select", "OWN,AUT"),
        JSON: _check(folder, "--format", "json", "-o", str(checked)),
        NETWORKX: Command(networkx),
        NO_GC: Command((*networkx, "--without-collector")),
        PARSE: Command((sys.executable, "-m", "benchmarks.only_parse", str(folder))),
    }
    _say(f"{people:,} people: comparing the answers")
    for command in commands.values():
        run(command)
    run(Command((sys.executable, "-m", "benchmarks.compare", str(checked), str(judged))))
    _say(f"{people:,} people: measuring")
    return interleaved(commands, repeats, warm_up=False)


def _start(repeats: int) -> tuple[Claim, ...]:
    """Measure how soon the command is there."""
    _say("start of the command")
    runs = interleaved(
        {
            "help": Command(_graphkit("--help")),
            "click": Command((sys.executable, "-c", "import click")),
            "example": _check(ROOT / "examples" / "meridian"),
            "polars": Command((sys.executable, "-c", "import polars, numpy")),
        },
        repeats,
    )
    return (
        Claim("`graphkit --help` against `python -c 'import click'`", ratio(runs["help"], runs["click"]), most=3),
        Claim(
            "`graphkit check examples/meridian` against `python -c 'import polars, numpy'`",
            ratio(runs["example"], runs["polars"]),
            most=2,
        ),
    )


def _pages(sizes: dict[int, dict[str, Runs]], start: tuple[Claim, ...]) -> Iterator[str]:
    yield "| people | what | seconds | peak memory, MB |\n|---:|---|---:|---:|"
    for people, runs in sizes.items():
        for name, took in runs.items():
            yield f"| {people:,} | {name} | {took.typical:.2f} | {took.peak_megabytes:.0f} |"
    yield "\n| ratio | measured | target | kept |\n|---|---:|---|---|"
    for claim in (*_claims(sizes), *start):
        yield claim.row()
    yield (
        f"\nPython {platform.python_version()}, polars {version('polars')}, networkx {version('networkx')},"
        f" {os.cpu_count()} processors, {platform.system()} {platform.machine()}."
    )


def _claims(sizes: dict[int, dict[str, Runs]]) -> Iterator[Claim]:
    for people, runs in sizes.items():
        faster = 20 if people >= 1_000_000 else 8 if people >= 100_000 else None
        bound = 5 if people >= 100_000 else None
        at = f" at {people:,} people"
        for ours in (VERDICTS, CHECK):
            yield Claim(f"networkx against {ours}{at}", ratio(runs[NETWORKX], runs[ours]), least=faster)
        yield Claim(f"networkx with the collector off against {VERDICTS}{at}", ratio(runs[NO_GC], runs[VERDICTS]))
        for ours in (VERDICTS, CHECK):
            yield Claim(f"{ours} against only parsing{at}", ratio(runs[ours], runs[PARSE]), most=bound)
    for (small, few), (large, many) in zip(list(sizes.items())[:-1], list(sizes.items())[1:], strict=True):
        bound = 11 if large == 10 * small and large >= 1_000_000 else None
        what = f"`graphkit check` of {large:,} people against {small:,}"
        yield Claim(what, ratio(many[CHECK], few[CHECK]), most=bound)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
