"""How long a remedy takes on a large organisation, and how near it is to the fewest grants.

python -m benchmarks.remedy [--people N] [--seed N]

Made-up organisations have a tenth as many processes as people. They are measured as they
are, and without any mandate, so that nearly every cross-functional process has a gap.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from graphkit import api
from graphkit.changes.remedy import find_remedy
from graphkit.cli.run import run
from graphkit.config import Policy
from graphkit.index.judgement import GAP
from graphkit.model.tables import Model

TODAY = date(2026, 11, 23)
NO_MANDATES = ("GRANTS", "EMPOWERS", "WITHIN", "COVERS")
MOST_SECONDS, MOST_SPARED = 60, 0.05


def main() -> int:
    """Measure, print, and fail where a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remedy", description="Measure remedy.")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "organisation"
        size = ["--people", str(options.people), "--seed", str(options.seed)]
        if run(["generate", *size, "--output", str(folder), "--quiet"]):
            return 2
        model = api.load(folder)
    kept = [_measure("as it is", model), _measure("without mandates", _without_mandates(model))]
    return 0 if all(kept) else 1


def _without_mandates(model: Model) -> Model:
    nodes = {**model.nodes, "Mandate": model.nodes["Mandate"].clear()}
    edges = {**model.relationships, **{name: model.relationships[name].clear() for name in NO_MANDATES}}
    return replace(model, nodes=nodes, relationships=edges)


def _measure(name: str, model: Model) -> bool:
    index = api.compile_index(model, Policy(mandates_recorded=True), TODAY)
    gaps = int((index.judgement.verdict == GAP).sum())
    start, worked = time.perf_counter(), time.process_time()
    remedy = find_remedy(index)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    kept = seconds <= MOST_SECONDS and remedy.optimality_gap <= MOST_SPARED
    print(
        f"{name}: {len(index.parts):,} processes, {gaps:,} gaps, {len(remedy.closed):,} closed by "
        f"{len(remedy.appointments):,} appointments and {remedy.counted:,} grants in {seconds:.1f} s "
        f"({worked:.1f} s of processor time); "
        f"at most {remedy.optimality_gap:.1%} of the grants could be spared ({'kept' if kept else 'NOT KEPT'})"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
