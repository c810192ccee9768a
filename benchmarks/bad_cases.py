"""What organisations bent out of shape cost, against a balanced one of the same size.

    python -m benchmarks.bad_cases [--rounds N] [--most SECONDS] [--smaller BY] [--only NAME…] [--output FILE]

Writes docs/bad-cases.md. Whole processes, in turn; the ratios are medians over the rounds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Runs, check, compile_modules, interleaved, ratio, say
from graphkit.files import atomic_write

# Nothing heavy is imported here: on Linux the peak memory of a child counts what its parent had.

MOST = 3.0
"""How many times as long as a balanced organisation of the same size each may take."""

INTRODUCTION = """# Bad cases

What `graphkit check` takes for organisations bent out of shape in one respect (`benchmarks/bent.py`), against a
balanced one with as many nodes and relationships. The same organisations, smaller, are compared with the slow
reference in the tests. `make bench` writes this page.

| what is bent | nodes and relationships | seconds | balanced | ratio | at most 3 | peak memory, MB | balanced |
|---|---:|---:|---:|---:|---|---:|---:|
"""


@dataclass(frozen=True)
class Case:
    """One organisation to measure.

    Attributes:
        what: In words.
        name: Its name in `benchmarks.bent.BENT`.
        people: How many people it takes for what the words say.
    """

    what: str
    name: str
    people: int


# Three mandates to two processes and a tenth as many processes as people: 10,000 mandates take 66,667 people.
CASES = (
    Case("a chain of 100,000 managers", "manager_chain", 100_000),
    Case("one manager with 1,000,000 reports", "one_manager", 1_000_000),
    Case("two managers for each of 100,000 people", "two_managers", 100_000),
    Case("a chain of 10,000 mandates in one process", "mandate_chain", 66_667),
    Case("a chain of 10,000 mandates over everything", "mandate_chain_everywhere", 66_667),
    Case("10,000 mandates in one process", "many_mandates", 66_667),
    Case("1,000,000 elements in one process", "one_process", 1_000_000),
    Case("100,000 people, all functions, processes and mandates in circles", "one_cycle", 100_000),
)


def main() -> int:
    """Measure all, write the page, and fail where a bound is not kept."""
    options = _options()
    compile_modules()
    rows, kept = [], True
    for case in CASES:
        if options.only and case.name not in options.only:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            row, fine = _measure(case, case.people // options.smaller, Path(scratch), options)
        say(row)
        rows.append(row)
        kept = kept and fine
    page = INTRODUCTION + "\n".join([*rows, ""])
    with atomic_write(options.output) as part:
        part.write_text(page, encoding="utf-8")
    return 0 if kept else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bad_cases", description="Measure bad cases.")
    parser.add_argument("--rounds", type=int, default=2, help="rounds that count")
    parser.add_argument("--most", type=float, default=60, help="seconds after which a run is given up")
    parser.add_argument("--smaller", type=int, default=1, metavar="BY", help="divide all sizes by this")
    parser.add_argument("--only", nargs="+", default=[], choices=[case.name for case in CASES], metavar="NAME")
    docs = Path(__file__).parent.parent / "docs"
    parser.add_argument("--output", type=Path, default=docs / "bad-cases.md", help="the page to write")
    return parser.parse_args()


def _measure(case: Case, people: int, scratch: Path, options: argparse.Namespace) -> tuple[str, bool]:
    """Measure one case and put it into a row."""
    bent, balanced = scratch / "bent", scratch / "balanced"
    size = _written("benchmarks.bent", case.name, str(people), str(bent))
    _written("benchmarks.bent", "balanced", str(people), str(balanced), str(size))
    runs = interleaved(
        {"bent": check(bent, most=options.most), "balanced": check(balanced, most=options.most)},
        options.rounds,
        warm_up=False,
    )
    cells = list(_cells(runs["bent"], runs["balanced"]))
    return f"| {case.what} | {size:,} | {' | '.join(cells)} |", "**no**" not in cells


def _cells(bent: Runs, balanced: Runs) -> Iterator[str]:
    times, more = ratio(bent, balanced), "> " if bent.given_up else ""
    yield f"{more}{bent.typical:.1f}"
    yield f"{balanced.typical:.1f}"
    yield f"{more}{times:.2f}"
    yield "yes" if times <= MOST and not bent.given_up else "**no**"
    yield f"{bent.peak_megabytes:.0f}"
    yield f"{balanced.peak_megabytes:.0f}"


def _written(*arguments: str) -> int:
    """Have a module write an organisation; it says how large it is."""
    return int(subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
