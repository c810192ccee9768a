"""What the BPMN tests share: small models written in place, and what was read, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.loaders.bpmn import read_all
from graphkit.model.rows import RawTable

MIWG = Path("examples/bpmn-miwg")
MODELS = sorted(MIWG.glob("*.bpmn"))
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
VENDORS = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'


@dataclass(frozen=True)
class Reading:
    """Tables and messages of some files."""

    tables: Sequence[RawTable]
    messages: Sequence[str]

    def rows(self, table: str) -> dict[str, dict[str, Any]]:
        """All rows of a table by id; an id in several files has the row of the last."""
        return {row["id"]: row for found in self.tables if found.table == table for row in found.frame.to_dicts()}

    def by_name(self, column: str) -> dict[str, Any]:
        """Name of a process → the cells of a column, with names for the ids of processes."""
        rows = self.rows("processes").values()
        names = {row["id"]: row["name"] for row in rows}
        cells: dict[str, Any] = {}
        for row in rows:
            if row[column] is not None:
                assert row["name"] not in cells, f"two rows are called {row['name']}"
                cells[row["name"]] = [names.get(cell, cell) for cell in row[column]]
        return cells

    def column(self, column: str) -> dict[str, Any]:
        """Id of a process, without the file's stem → the cells of a column, likewise."""
        return {
            id_.partition("#")[2]: [cell.rpartition("#")[2] for cell in row[column]]
            for id_, row in self.rows("processes").items()
            if row[column] is not None
        }


def read_paths(*paths: Path) -> Reading:
    """Read files together."""
    messages: list[str] = []
    tables = read_all(list(enumerate(paths)), messages.append)
    return Reading(tables, messages)


def model(body: str, *, start: str = f'<definitions xmlns="{BPMN}" {VENDORS}>') -> str:
    """The text of a model with this body."""
    return f"{start}\n{body}\n</definitions>"


def read_body(folder: Path, body: str) -> Reading:
    """Read a model with this body, called `m.bpmn`."""
    path = folder / "m.bpmn"
    path.write_text(model(body), encoding="utf-8")
    return read_paths(path)
