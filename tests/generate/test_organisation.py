"""What `generate` makes is valid, is the same every time, and goes wrong in every way it should."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graphkit import api
from graphkit.config import Settings
from graphkit.errors import InputError
from graphkit.generate import FEWEST, Format, organisation, write
from graphkit.model.schema import TABLES, columns_of
from graphkit.model.tables import Model

Frames = Mapping[str, pl.DataFrame]

TODAY = date(2026, 11, 23)
EVERY_GAP = {
    *(f"OWN00{n}" for n in range(1, 9)),
    *(f"EMP00{n}" for n in range(1, 10)),
    *(f"AUT00{n}" for n in range(1, 9)),
    "AUT010",
}


@pytest.fixture(scope="module")
def frames() -> Frames:
    return organisation(people=2000, seed=1)


def _load(frames: Frames, folder: Path) -> Model:
    write(frames, folder)
    return api.load(folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_the_same_arguments_give_the_same_bytes(frames: Frames, tmp_path: Path, format_: Format) -> None:
    write(frames, tmp_path / "one", format_)
    write(organisation(people=2000, seed=1), tmp_path / "two", format_)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert set(_bytes(tmp_path / "one")) == {f"{table}.{format_}" for table in TABLES}


def test_another_seed_gives_another_organisation(frames: Frames) -> None:
    other = organisation(people=2000, seed=2)
    assert not frames["people"].equals(other["people"])
    assert not frames["processes"].equals(other["processes"])


@pytest.mark.parametrize("people", [*range(FEWEST, 16), 48, 60, 83, 100, 110, 500, 501, 2000])
@pytest.mark.parametrize("seed", [0, 1])
def test_every_size_is_a_model_without_a_fault(people: int, seed: int, tmp_path: Path) -> None:
    made = organisation(people, seed)
    for table, frame in made.items():
        assert set(frame.columns) <= set(columns_of(TABLES[table].name))
        assert set(frame.dtypes) == {pl.String}
        assert frame["id"].is_unique().all()
    assert made["people"].height == people
    assert made["processes"].height == people // 10
    assert _load(made, tmp_path / "made").problems.is_empty()


def test_formats_say_the_same(frames: Frames, tmp_path: Path) -> None:
    model = _load(frames, tmp_path / "csv")
    write(frames, tmp_path / "parquet", "parquet")
    other = api.load(tmp_path / "parquet")
    for name, table in model.nodes.items():
        assert table.drop("_file", "_line").equals(other.nodes[name].drop("_file", "_line"))
    for name, table in model.relationships.items():
        assert table.drop("_file", "_line").equals(other.relationships[name].drop("_file", "_line"))


def test_proportions_are_those_promised(frames: Frames) -> None:
    people, mandates = frames["people"], frames["mandates"]
    assert mandates.height == 300
    assert 0.02 < people["dotted_line_to"].is_not_null().sum() / people.height < 0.04
    assert 0.01 < (people["active"] == "false").sum() / people.height < 0.03
    assert frames["roles"]["vacant"].is_not_null().any()
    for table in ("systems", "rules", "workflows", "resources"):
        kept = frames[table].select("belongs_to", "owner")
        assert kept.filter(pl.all_horizontal(pl.all().is_null())).height >= 1, "one that nobody keeps"
        assert kept["owner"].str.contains(";").any(), "one that two people own"


def test_mandates_fail_in_every_way_that_shows_in_the_table(frames: Frames) -> None:
    mandates = frames["mandates"]
    assert (mandates["valid_until"] < "2026").any()
    assert (mandates["valid_from"] > "2050").any()
    assert (mandates["accepted"] == "false").any()
    assert mandates["to"].is_null().any()
    assert mandates.filter(pl.col("within").is_null() & pl.col("covers").is_null()).height
    turned = mandates.select(pl.col("to").alias("by"), pl.col("by").alias("to"), "within")
    assert mandates.join(turned, on=["by", "to", "within"]).height, "two who empower one another"
    gone = frames["people"].filter(pl.col("active") == "false")["id"].implode()
    assert mandates["by"].is_in(gone).any()


def test_every_gap_is_found_and_verdicts_are_mixed(frames: Frames, tmp_path: Path) -> None:
    report = api.check(_load(frames, tmp_path / "made"), Settings(today=TODAY))
    known = {rule.code for rule in api.rules()}
    found = {found.rule.code for found in report.found if len(found.hits)}
    assert EVERY_GAP & known <= found
    assert not found & {"MOD001", "MOD002", "MOD003", "MOD004", "MOD009", "MOD011", "MOD016"}
    verdicts = pl.Series([result.verdict for result in report.processes()]).value_counts()
    count = dict(verdicts.iter_rows())
    assert set(count) == {"functional", "governed", "gap", "unknown"}
    crossing = sum(count.values()) - count["functional"]
    assert count["governed"] >= crossing / 5
    assert count["gap"] >= crossing / 5


@pytest.mark.parametrize(("people", "seed"), [(FEWEST - 1, 0), (100, -1)])
def test_what_cannot_be_made_is_refused(people: int, seed: int) -> None:
    with pytest.raises(InputError):
        organisation(people, seed)
