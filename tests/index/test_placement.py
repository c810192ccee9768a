"""The best-placed owner where there are many processes, or many people in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.index.index import Index
from graphkit.loaders import read
from graphkit.model.assemble import assemble


def placed(folder: Path, *, line: int, processes: int) -> list[str]:
    """Who is best placed, below a line of managers, for processes that two others perform beside their owner."""
    managers = [f"m{number},m{number + 1}" for number in range(line - 1)]
    people = ["id,reports_to", *managers, f"m{line - 1},", "ana,m0", "bo,m0", "own,m0"]
    tables = {
        "people": people,
        "functions": ["id,head", "sales,ana", "finance,bo"],
        "processes": ["id,owner,performed_by", *(f"p{number},own,sales;finance" for number in range(processes))],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    index = Index(assemble(read([folder], pytest.fail)))
    assert len(index.placement.processes) == processes
    return sorted(set(index.model.show_all(index.placement.people)))


def test_more_processes_than_are_looked_at_together(tmp_path: Path) -> None:
    assert placed(tmp_path, line=3, processes=5000) == ["m0"]


def test_a_long_line_of_managers(tmp_path: Path) -> None:
    # In pairs, everybody above the lowest would be a hundred million questions a process.
    assert placed(tmp_path, line=10_000, processes=2) == ["m0"]
