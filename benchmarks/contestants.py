"""Everything that is measured on organisations of one size."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import TODAY, Command, Runs, check, graphkit, interleaved, run, say, together

SEED = 1
CHECK, PARQUET = "`graphkit check`", "`graphkit check`, from Parquet"
WARM = "`graphkit check --cache`, unchanged files"
VERDICTS = "`graphkit check --select OWN,AUT`"
JSON = "`graphkit check --format json`"
NETWORKX, NETWORKX_NO_GC = "the same over networkx", "that with Python's collector off"
RUSTWORKX = "the same over rustworkx"
NEO4J = "the same in Cypher, in Neo4j"
PARSE = "only parsing, polars"

LARGE = 1_000_000
"""People from which on what takes minutes runs once."""


def measure(people: int, scratch: Path, rounds: int) -> dict[str, Runs]:
    """Measure everything but Neo4j on organisations of one size.

    Args:
        people: How many people.
        scratch: An empty folder.
        rounds: Rounds that count.

    Returns:
        What each contestant took; their answers were the same.

    Raises:
        RuntimeError: A contestant failed, or says something else than `graphkit check`.
    """
    csv, parquet = scratch / "csv", scratch / "parquet"
    for folder in (csv, parquet):
        made = ("generate", "-q", "--people", str(people), "--seed", str(SEED), "-o", str(folder))
        run(Command(graphkit(*made, "--format", folder.name)))
    say(f"{people:,} people: measuring")
    commands = _graphkit(csv, parquet, scratch) | _others(csv, scratch, large=people >= LARGE)
    runs = interleaved(commands, rounds, warm_up=people < LARGE)
    for answer in ("networkx", "rustworkx"):
        compare(scratch, answer)
    return runs


def _graphkit(csv: Path, parquet: Path, scratch: Path) -> dict[str, Command]:
    cold, warm = (("--no-cache",), ("--cache",)) if _has_cache() else ((), ())
    commands = {
        CHECK: check(csv, *cold),
        VERDICTS: check(csv, *cold, "--select", "OWN,AUT"),
        JSON: check(csv, *cold, "--format", "json", "-o", str(scratch / "graphkit.json")),
        PARQUET: check(parquet, *cold),
    }
    if warm:
        place = {"XDG_CACHE_HOME": str(scratch / "cache")}
        commands[WARM] = check(csv, *warm, environment=place)
        run(commands[WARM])  # fills the cache
    return commands


def _others(csv: Path, scratch: Path, *, large: bool) -> dict[str, Command]:
    def over(library: str, *options: str) -> Command:
        arguments = (library, str(csv), TODAY, str(scratch / f"{library}.json"), *options)
        return Command((sys.executable, "-m", "benchmarks.over_graphs", *arguments), rounds=1 if large else None)

    commands = {
        NETWORKX: over("networkx"),
        NETWORKX_NO_GC: over("networkx", "--without-collector"),
        RUSTWORKX: over("rustworkx", "--without-collector"),
        PARSE: Command((sys.executable, "-m", "benchmarks.only_parse", str(csv))),
    }
    if large:
        del commands[NETWORKX_NO_GC]
    return commands


def measure_neo4j(scratch: Path, most: float, heap: str) -> Runs | None:
    """Measure the verdict query on the organisation that `measure` left in a folder.

    Args:
        scratch: That folder.
        most: Seconds after which the query is given up; loading may take four times as long.
        heap: What the server's heap may grow to, as Java writes it.

    Returns:
        What the query took, its load left out: the second of two runs, if the first was soon done. None where
        there is no server to start, no query, or loading took too long.
    """
    from tests.neo4j.server import missing

    query = Path(__file__).parent.parent / "cypher" / "queries" / "verdict" / "verdict.cypher"
    if reason := missing() or ("" if query.exists() else f"no {query.name}"):
        say(f"Neo4j left out: {reason}")
        return None
    with _server(scratch / "neo4j", heap) as (uri, environment):
        load = run(
            Command(graphkit("push", uri, "-q", "-m", str(scratch / "csv")), most=4 * most, environment=environment)
        )
        say(f"loaded into Neo4j in {load.typical:.0f} s" + (", given up" if load.given_up else ""))
        if load.given_up:
            return None
        arguments = (uri, TODAY, str(scratch / "neo4j.json"))
        asked = Command((sys.executable, "-m", "benchmarks.over_neo4j", *arguments), most=most, environment=environment)
        first = run(asked)
        runs = first if first.given_up else together([run(asked)])  # the first one has the query planned
    if not runs.given_up:
        compare(scratch, "neo4j")
    return runs


@contextmanager
def _server(folder: Path, heap: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    from tests.neo4j.server import running

    folder.mkdir()
    with running(folder, heap) as server:
        yield server.uri, server.environment


def compare(scratch: Path, answer: str) -> None:
    """Stop where an answer is not that of `graphkit check`."""
    files = (str(scratch / "graphkit.json"), str(scratch / f"{answer}.json"))
    run(Command((sys.executable, "-m", "benchmarks.compare", *files)))


def _has_cache() -> bool:
    told = subprocess.run(graphkit("check", "--help"), capture_output=True, text=True, check=True)
    return "--no-cache" in told.stdout
