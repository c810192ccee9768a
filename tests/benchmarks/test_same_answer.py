"""The analysis over graph libraries, which graphkit is measured against, gives the same answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.edges import LIBRARIES
from benchmarks.organisation import Organisation
from benchmarks.over_graphs import Analysis
from graphkit import api
from graphkit.config import Settings
from graphkit.generate import organisation, write

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("people", "seed"), [(10, 0), (60, 1), (500, 2), (3000, 3), (3000, 4)])
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_graph_library_gives_the_same_answer(library: str, people: int, seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    write(organisation(people, seed), folder)
    report = api.check(folder, Settings(today=TODAY), rules=())
    ours = {result.id: result.to_dict() for result in report.processes()}
    theirs = Analysis(Organisation(folder, TODAY.isoformat(), LIBRARIES[library]())).verdicts()
    assert len(ours) == len(theirs)
    for row in theirs:
        assert {key: ours[str(row["id"])][key] for key in row} == row
