"""The page of figures: what was measured, and which targets are kept."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeAlias

from benchmarks.contestants import (
    CHECK,
    JSON,
    NEO4J,
    NETWORKX,
    NETWORKX_NO_GC,
    PARQUET,
    PARSE,
    RUSTWORKX,
    VERDICTS,
    WARM,
)
from benchmarks.measure import Runs, ratio

Measured: TypeAlias = "dict[int, dict[str, Runs]]"
"""People → what each contestant took."""

MANY, MOST = 100_000, 1_000_000
"""The sizes that targets speak of."""

INTRODUCTION = """# Benchmarks

Whole processes, from the start of the interpreter to the last byte written, run in turn on one machine;
the ratios are medians over the rounds. `make bench` writes this page.

- **`graphkit check`** reads a folder of CSV files, judges every process, runs every rule and writes the report for
  people; with `--format json` every process and every finding in words. Nothing is cached but where it says so;
  its modules are compiled beforehand, as pip leaves them for whoever installs it.
- **`graphkit check --select OWN,AUT`** judges every process as well, and runs only the rules that say of a verdict
  who owns the process and what its owner lacks: what the others are made to work out too.
- **the same over networkx** and **rustworkx** (`benchmarks/over_graphs.py`) judge the processes and run no rule, with
  everything that is asked twice remembered; rustworkx with numbers for nodes and Python's garbage collector off, which
  helps both more than anything else would (graphkit turns it off too).
- **the same in Cypher** is the query in `cypher/queries/verdict/` in a Neo4j server of its own that holds the
  organisation already; the second run counts. Past a limit it is given up, and its time is the least that it takes.
- **only parsing** (`benchmarks/only_parse.py`) reads the same files with polars, as text, and stops.

Verdicts, judged owners, empowerment and lists of missing and ungoverned elements of all of these are compared with
those of `check`; one that differs stops the run. What takes minutes runs once.

The organisations are made by `graphkit generate`: a tenth as many processes as people, three mandates to two
processes, and on average about 22 elements in a footprint, those of the process's parts among them.
[Bad cases](bad-cases.md) are measured apart.
"""


@dataclass(frozen=True)
class Start:
    """How soon the command is there, against what it cannot do without."""

    help: Runs
    click: Runs
    example: Runs
    polars: Runs


@dataclass(frozen=True)
class Claim:
    """One ratio, or a memory, and the bound it is meant to keep.

    Attributes:
        what: In words.
        value: As measured.
        least: What it must be at least.
        most: What it may be at most.
        floor: Whether the value is only the least it can be.
    """

    what: str
    value: float
    least: float | None = None
    most: float | None = None
    floor: bool = False

    def row(self) -> str:
        """The claim as a row of a table."""
        kept = (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)
        bound = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}" if self.most else "-"
        verdict = "-" if bound == "-" else "yes" if kept else "**no**"
        return f"| {self.what} | {'> ' if self.floor else ''}{self.value:.2f} | {bound} | {verdict} |"


def page(sizes: Measured, start: Start, drawing: str, heap: str) -> str:
    """The page as Markdown.

    Args:
        sizes: What was measured.
        start: How soon the command is there.
        drawing: Where the drawing is, from the page.
        heap: What the heap of Neo4j's server could grow to.
    """
    return "\n".join(
        [INTRODUCTION, f"![Seconds against people, both logarithmic]({drawing})\n", *_rows(sizes, start, heap), ""]
    )


def _rows(sizes: Measured, start: Start, heap: str) -> Iterator[str]:
    yield "| people | what | runs | seconds | peak memory, MB |\n|---:|---|---:|---:|---:|"
    for people, runs in sizes.items():
        for name, took in runs.items():
            memory = "-" if name == NEO4J else f"{took.peak_megabytes:,.0f}"
            more = "> " if took.given_up else ""
            yield f"| {people:,} | {name} | {len(took.seconds)} | {more}{took.typical:.2f} | {memory} |"
    yield "\n| ratio | measured | target | kept |\n|---|---:|---|---|"
    for claim in (*_claims(sizes), *_growth(sizes), *_start(start)):
        yield claim.row()
    yield (
        f"\nPython {platform.python_version()}, polars {version('polars')}, networkx {version('networkx')},"
        f" rustworkx {version('rustworkx')}, Neo4j 5.26 with a heap of {heap},"
        f" {os.cpu_count()} processors, {platform.system()} {platform.machine()}."
    )


def _claims(sizes: Measured) -> Iterator[Claim]:
    for people, runs in sizes.items():
        at = f" at {people:,} people"
        faster = 20 if people >= MOST else 8 if people >= MANY else None
        for ours in (CHECK, VERDICTS):
            yield Claim(f"networkx against {ours}{at}", ratio(runs[NETWORKX], runs[ours]), least=faster)
        for name, theirs in (("networkx with the collector off", NETWORKX_NO_GC), ("rustworkx", RUSTWORKX)):
            if theirs in runs:
                yield Claim(f"{name} against {CHECK}{at}", ratio(runs[theirs], runs[CHECK]))
        bound = 5 if people >= MANY else None
        for ours in (CHECK, VERDICTS):
            yield Claim(f"{ours} against only parsing{at}", ratio(runs[ours], runs[PARSE]), most=bound)
        for ours in (JSON, PARQUET):
            yield Claim(f"{ours} against {CHECK}{at}", ratio(runs[ours], runs[CHECK]))
        if WARM in runs:
            half = 0.5 if people >= MOST else None
            yield Claim(f"{WARM} against {CHECK}{at}", ratio(runs[WARM], runs[CHECK]), most=half)
        yield from _against_neo4j(sizes, people)
        if people >= MOST:
            yield Claim(f"peak memory of {CHECK}{at}, GB", runs[CHECK].peak_megabytes / 1000, most=1.2)


def _against_neo4j(sizes: Measured, people: int) -> Iterator[Claim]:
    """Neo4j's query on as many people, or else on fewer, which it takes at least."""
    queried = max((size for size, runs in sizes.items() if NEO4J in runs and size <= people), default=None)
    if queried is not None:
        theirs = sizes[queried][NEO4J]
        fewer = "" if queried == people else f", on {queried:,} people,"
        yield Claim(
            f"Neo4j's query{fewer} against {CHECK} at {people:,} people",
            theirs.typical / sizes[people][CHECK].typical,
            least=5 if people >= MANY else None,
            floor=theirs.given_up or queried < people,
        )


def _growth(sizes: Measured) -> Iterator[Claim]:
    for (small, few), (large, many) in zip(list(sizes.items())[:-1], list(sizes.items())[1:], strict=True):
        bound = 11 if large == 10 * small and large >= MOST else None
        yield Claim(f"{CHECK} of {large:,} people against {small:,}", ratio(many[CHECK], few[CHECK]), most=bound)


def _start(start: Start) -> Iterator[Claim]:
    yield Claim("`graphkit --help` against `python -c 'import click'`", ratio(start.help, start.click), most=3)
    what = "`graphkit check examples/meridian` against `python -c 'import polars, numpy'`"
    yield Claim(what, ratio(start.example, start.polars), most=2)
