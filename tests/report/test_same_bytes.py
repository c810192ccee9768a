"""The same model gives the same JSON, byte for byte, in whatever order its rows are written; `line` apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.cli.run import run
from tests.organisation_files import Tables
from tests.strategies import organisations

EXAMPLES = Path(__file__).parents[2] / "examples"


def report(folder: Path) -> str:
    """What `check` writes about a model in `model/`, without its lines."""
    arguments = ["check", "model", "--format", "json", "--today", "2026-11-23", "-o", str(folder / "report.json")]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run([*arguments, "--exit-zero"]) == 0
    return re.sub(r'"line": (\d+|null)', '"line": 0', (folder / "report.json").read_text("utf-8"))


def shuffled_cells(row: dict[str, Any], rng: Random) -> dict[str, Any]:
    """The columns in another order, and the names in each cell."""
    mixed = {name: rng.sample(v, len(v)) if isinstance(v, list) else v for name, v in row.items()}
    return {name: mixed[name] for name in rng.sample(list(mixed), len(mixed))}


def shuffled_yaml(text: str, rng: Random) -> str:
    tables = yaml.safe_load(text)
    if isinstance(tables, list):
        rows = [shuffled_cells(row, rng) for row in tables]
        return yaml.safe_dump(rng.sample(rows, len(rows)), sort_keys=False, allow_unicode=True)
    mixed = {name: [shuffled_cells(row, rng) for row in rows] for name, rows in tables.items()}
    shuffled = {name: rng.sample(mixed[name], len(mixed[name])) for name in rng.sample(list(mixed), len(mixed))}
    return yaml.safe_dump(shuffled, sort_keys=False, allow_unicode=True)


def shuffled_csv(text: str, rng: Random) -> str:
    head, *rows = text.splitlines()
    return "\n".join([head, *rng.sample(rows, len(rows))]) + "\n"


SHUFFLED = {".yaml": shuffled_yaml, ".csv": shuffled_csv}


@pytest.mark.parametrize("name", ["meridian", "first-minute", "bpmn-with-owners"])
@pytest.mark.parametrize("seed", [1, 2])
def test_an_example_with_every_table_shuffled(name: str, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    as_written, mixed = tmp_path / "as-written", tmp_path / "mixed"
    for folder in (as_written, mixed):
        (folder / "model").mkdir(parents=True)
    for file in (EXAMPLES / name).iterdir():
        if file.suffix in (".yaml", ".csv", ".bpmn"):
            text = file.read_text("utf-8")
            (as_written / "model" / file.name).write_text(text, "utf-8")
            shuffle = SHUFFLED.get(file.suffix)
            (mixed / "model" / file.name).write_text(shuffle(text, rng) if shuffle else text, "utf-8")
    assert report(mixed) == report(as_written)
    assert json.loads(report(mixed))["findings"]


@settings(max_examples=50, derandomize=True, database=None)
@given(organisations(), st.integers(0, 2**16))
def test_any_organisation_with_every_table_shuffled(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("model")
    written = json.loads(json.dumps(tables, default=str))
    texts = [yaml.safe_dump(written, sort_keys=False)]
    texts.append(shuffled_yaml(texts[0], Random(seed)))
    reports = []
    for text in texts:
        (folder / "model").mkdir(exist_ok=True)
        (folder / "model" / "organisation.yaml").write_text(text, "utf-8")
        reports.append(report(folder))
    assert reports[0] == reports[1]
