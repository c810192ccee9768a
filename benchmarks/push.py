"""Measure what a push into Neo4j takes against the same rows written by hand, and leave the figures in docs.

python -m benchmarks.push [--people N] [--relationships N] [--repeats N] [--output FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

import neo4j
import numpy as np
import polars as pl

from benchmarks.measure import Command, run
from graphkit import api
from graphkit.files import atomic_write
from graphkit.model.canonical import relationship_table
from graphkit.model.schema import LABELS
from graphkit.model.tables import Model
from graphkit.stores.derived import Derived
from graphkit.stores.neo4j import Database, connect
from graphkit.stores.push import push
from tests.neo4j.server import USER, Server, running

ROOT = Path(__file__).parent.parent
BATCH = 5000
SEED = 1
MOST = 1.2
"""How many times as long as by hand a push may take."""

HAND, PUSH = "UNWIND … CREATE by hand", "`push` into an empty database"
DERIVED, AGAIN, FINDINGS = "`push`, with `ANSWERS_TO`", "the same `push` again", "`push --with-findings` after it"
PULL, CHECK = "`pull`", "`check --on`"

INTRODUCTION = """# Benchmarks of Neo4j

A model in memory, written into an empty database of a local Neo4j and read back; medians over rounds in which
everything is done in turn, after one round with a small organisation that does not count. Processor time is that of
client and server together, and does not depend on what else the machine does. `python -m benchmarks.push` writes
this page.

- **by hand** is what one would write for this very model: the same uniqueness constraints, then for each label
  `UNWIND $rows AS row CREATE (n:Label) SET n = row`, then for each type and labels of its ends `MATCH … MATCH …
  CREATE`, 5,000 rows at a time, over the same driver and with the same properties.
- **`push`** does as much, and computes the model's revision, makes sure that no other push is under way, and can be
  interrupted. Relationships that follow from the model (`ANSWERS_TO`) are left out of the figure that is compared.
"""


def main() -> None:
    """Measure everything and write the page."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        model = organisation(options.people, options.relationships, Path(scratch) / "model")
        small = organisation(1_000, 10_000, Path(scratch) / "small")
        (Path(scratch) / "server").mkdir()
        with running(Path(scratch) / "server", heap="2g") as server:
            took = _rounds(server, [small, *[model] * options.repeats])
    page = "\n".join(_page(model, took))
    with atomic_write(options.output) as part:
        part.write_text(page, encoding="utf-8")
    print(page)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.push", description="Measure pushes into Neo4j.")
    parser.add_argument("--people", type=int, default=70_000, help="size of the organisation")
    parser.add_argument("--relationships", type=int, default=500_000, help="how many there are at least")
    parser.add_argument("--repeats", type=int, default=3, help="rounds that count")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks-neo4j.md", help="the page to write")
    return parser.parse_args()


def organisation(people: int, relationships: int, folder: Path) -> Model:
    """A generated organisation in which so many people are informed that it has enough relationships.

    Args:
        people: How many people it has.
        relationships: How many relationships it has at least.
        folder: Where its files are written.
    """
    made = (sys.executable, "-m", "graphkit", "generate", "-q", "--people", str(people), "--seed", str(SEED))
    run(Command((*made, "-o", str(folder))))
    model = api.load(folder)
    lacking = relationships - sum(table.height for table in model.relationships.values())
    rng = np.random.default_rng(SEED)
    pairs = rng.choice(model.nodes["Process"].height * people, size=max(lacking, 0), replace=False)
    processes, persons = np.divmod(pairs, people)
    informed = pl.DataFrame({"source": processes, "target": persons + model.offsets["Person"]}).with_columns(
        pl.lit("I").alias("raci"), pl.lit(0).alias("_file"), pl.int_range(pl.len()).alias("_line")
    )
    involves = pl.concat([model.relationships["INVOLVES"], informed], how="diagonal_relaxed")
    types = {**model.relationships, "INVOLVES": relationship_table("INVOLVES", involves)}
    return Model(model.nodes, types, model.files, model.problems)


def by_hand(session: neo4j.Session, model: Model) -> None:
    """Write a model as somebody would who knows it.

    Args:
        session: A session with an empty database.
        model: The model.
    """
    for label in LABELS:
        session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
    for label, table in model.nodes.items():
        statement = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
        for part in table.with_columns(pl.lit(value=True).alias("_graphkit")).iter_slices(BATCH):
            _write(session, statement, part.to_dicts())
    labels = pl.Series(tuple(LABELS)).gather(model.label_codes)
    for type_, table in model.relationships.items():
        properties = table.drop("source", "target").with_columns(pl.lit(value=True).alias("_graphkit"))
        rows = table.select(
            labels.gather(table["source"]).alias("from"),
            labels.gather(table["target"]).alias("to"),
            model.ids.gather(table["source"]).alias("source"),
            model.ids.gather(table["target"]).alias("target"),
            pl.struct(properties).alias("properties"),
        )
        for (source, target), group in rows.group_by("from", "to"):
            statement = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
            )
            for part in group.select("source", "target", "properties").iter_slices(BATCH):
                _write(session, statement, part.to_dicts())


def _write(session: neo4j.Session, statement: str, rows: list[dict[str, object]]) -> None:
    session.execute_write(lambda transaction: transaction.run(statement, rows=rows).consume())


@dataclass(frozen=True)
class Took:
    """What something took.

    Attributes:
        seconds: Wall-clock time.
        processor: Processor time of client and server together, in seconds.
    """

    seconds: float
    processor: float


def _rounds(server: Server, models: Sequence[Model]) -> Mapping[str, list[Took]]:
    """Everything in turn, for each model; the first does not count."""
    took: dict[str, list[Took]] = {}
    with (
        connect(server.uri, server.credentials) as database,
        neo4j.GraphDatabase.driver(server.uri, auth=(USER, server.password)) as driver,
        driver.session() as session,
    ):
        for number, model in enumerate(models):
            for name, action in _actions(database, session, model):
                done = _measured(action, server)
                print(f"{number}: {name}: {done.seconds:.1f} s, {done.processor:.1f} s", file=sys.stderr, flush=True)
                if number and name:
                    took.setdefault(name, []).append(done)
    return took


def _measured(action: Callable[[], object], server: Server) -> Took:
    start, processor = time.perf_counter(), time.process_time() + _processor_time(server)
    action()
    return Took(time.perf_counter() - start, time.process_time() + _processor_time(server) - processor)


def _processor_time(server: Server) -> float:
    """Seconds of processor time that a server has had; 0 where the system does not say."""
    path = Path(f"/proc/{server.process}/stat")
    if not path.exists():
        return 0.0
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _actions(database: Database, session: neo4j.Session, model: Model) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done in a round; what has no name is not measured."""

    def clear() -> None:
        for what in ("()-[r]->() CALL (r) { DELETE r }", "(n) CALL (n) { DELETE n }"):
            session.run(f"MATCH {what} IN TRANSACTIONS OF 20000 ROWS").consume()
        for (name,) in session.run("SHOW CONSTRAINTS YIELD name").values():
            session.run(f"DROP CONSTRAINT {name}").consume()

    yield "", clear
    yield HAND, lambda: by_hand(session, model)
    yield "", clear
    yield PUSH, lambda: push(database, model, Derived())
    yield "", clear
    yield DERIVED, lambda: api.push(model, database)
    yield AGAIN, lambda: api.push(model, database)
    yield FINDINGS, lambda: api.push(model, database, report=api.check(model))
    yield PULL, lambda: api.pull(database)
    yield CHECK, lambda: list(api.check(api.pull(database)).processes())


def _page(model: Model, took: Mapping[str, list[Took]]) -> Iterator[str]:
    yield INTRODUCTION
    relationships = sum(table.height for table in model.relationships.values())
    yield f"{model.size:,} nodes and {relationships:,} relationships:\n"
    yield "| what | seconds | of processor |\n|---|---:|---:|"
    for name, each in took.items():
        yield f"| {name} | {median(t.seconds for t in each):.1f} | {median(t.processor for t in each):.1f} |"
    pairs = list(zip(took[PUSH], took[HAND], strict=True))
    yield f"\n| {PUSH} against {HAND} | measured | target | kept |\n|---|---:|---|---|"
    for what, ratio in (
        ("seconds", median(ours.seconds / theirs.seconds for ours, theirs in pairs)),
        ("processor time", median(ours.processor / theirs.processor for ours, theirs in pairs)),
    ):
        yield f"| {what} | {ratio:.2f} | at most {MOST:g} | {'yes' if ratio <= MOST else '**no**'} |"
    try:
        extension = f"with neo4j-rust-ext {version('neo4j-rust-ext')}"
    except PackageNotFoundError:
        extension = "without neo4j-rust-ext"
    yield (
        f"\nPython {platform.python_version()}, driver {version('neo4j')} {extension}, Neo4j 5.26 Community,"
        f" {os.cpu_count()} processors, shared by client and server.\n"
    )


if __name__ == "__main__":
    main()
