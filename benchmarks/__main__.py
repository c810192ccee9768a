"""Measure, and leave the figures in docs/benchmarks.md and the drawing in docs/benchmarks.svg.

python -m benchmarks [--sizes N,N…] [--rounds N] [--neo4j-up-to N] [--most SECONDS] [--output FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.contestants import CHECK, NEO4J, NETWORKX, PARSE, RUSTWORKX, WARM, measure, measure_neo4j
from benchmarks.measure import Command, Runs, check, compile_modules, graphkit, interleaved, say
from benchmarks.page import Measured, Start, page
from graphkit.files import atomic_write

# Nothing heavy is imported or read here: on Linux the peak memory of a child counts what its parent had.

ROOT = Path(__file__).parent.parent
DRAWN = {
    CHECK: "graphkit check",
    WARM: "graphkit check, warm cache",
    NETWORKX: "the same over networkx",
    RUSTWORKX: "the same over rustworkx",
    NEO4J: "Cypher in Neo4j, loaded",
    PARSE: "only parsing, polars",
}
"""What is drawn, and how it is called there."""


def main() -> None:
    """Measure everything and write the page and the drawing."""
    options = _options()
    compile_modules()
    sizes: Measured = {}
    for people in sorted(options.sizes):
        with tempfile.TemporaryDirectory() as scratch:
            sizes[people] = measure(people, Path(scratch), options.rounds)
            if people <= options.neo4j_up_to:
                queried = measure_neo4j(Path(scratch), options.most, options.heap)
                sizes[people] |= {NEO4J: queried} if queried else {}
    start = _start(max(options.rounds, 7))
    drawing = options.output.with_suffix(".svg")
    text = page(sizes, start, drawing.name, options.heap)
    with atomic_write(drawing) as part:
        _draw(sizes, part)
    with atomic_write(options.output) as part:
        part.write_text(text, encoding="utf-8")
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure graphkit.")
    sizes = [10_000, 100_000, 1_000_000]
    parser.add_argument("--sizes", type=_numbers, metavar="N,N…", default=sizes, help="people in the organisations")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count; what takes minutes runs once")
    parser.add_argument("--neo4j-up-to", type=int, default=100_000, metavar="N", help="largest size put into Neo4j")
    parser.add_argument("--most", type=float, default=90, metavar="SECONDS", help="when Neo4j's query is given up")
    parser.add_argument("--heap", default="2g", help="the heap of Neo4j's server, as Java writes it")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the page to write")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _start(rounds: int) -> Start:
    """Measure how soon the command is there."""
    say("start of the command")
    commands = {
        "help": Command(graphkit("--help")),
        "click": Command((sys.executable, "-c", "import click")),
        "example": check(ROOT / "examples" / "meridian"),
        "polars": Command((sys.executable, "-c", "import polars, numpy")),
    }
    return Start(**interleaved(commands, rounds))


def _draw(sizes: Measured, output: Path) -> None:
    """Have the drawing made, elsewhere: what draws is heavy."""
    lines: dict[str, list[tuple[int, float, bool]]] = {}
    for name, drawn in DRAWN.items():
        runs: dict[int, Runs] = {people: taken[name] for people, taken in sizes.items() if name in taken}
        if runs:
            lines[drawn] = [(people, each.typical, each.given_up) for people, each in runs.items()]
    subprocess.run(
        [sys.executable, "-m", "benchmarks.plot", str(output)], input=json.dumps(lines), text=True, check=True
    )


if __name__ == "__main__":
    main()
