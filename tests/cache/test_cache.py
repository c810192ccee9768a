"""Compiled models kept between runs: the same answers, and never from an entry that is not believed."""

from __future__ import annotations

import json
import shutil
import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from graphkit import api
from graphkit.cache import entry_of
from graphkit.config import Policy, Settings
from graphkit.errors import InputError
from graphkit.generate.folder import write
from graphkit.generate.organisation import organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
TODAY = date(2026, 11, 23)
SETTINGS = Settings(today=TODAY)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "graphkit" / "models"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MERIDIAN, tmp_path / "model"))


def checked(model: Path, settings: Settings = SETTINGS) -> tuple[str, list[str]]:
    """The report as JSON, and what was told."""
    told: list[str] = []
    with api.compiled([str(model)], settings, told.append, cache=True) as index:
        written = json.dumps(api.check(index, settings).to_dict())
    return written, told


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever reads the model's files fails."""

    def refuse(*_: object) -> None:
        raise InputError("the files were read")

    with monkeypatch.context() as patched:
        patched.setattr("graphkit.api.checking.load", refuse)
        yield


def the_entry(cache: Path) -> Path:
    (only,) = cache.iterdir()
    return only


def test_the_second_run_says_the_same_and_reads_nothing(model: Path, request: pytest.FixtureRequest) -> None:
    first = checked(model)
    assert json.loads(first[0]) == api.check(model, SETTINGS).to_dict()
    request.getfixturevalue("no_reading")
    assert checked(model) == first


def test_a_large_organisation_says_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    write(organisation(people=800, seed=3), tmp_path / "large")
    first = checked(tmp_path / "large")
    request.getfixturevalue("no_reading")
    assert checked(tmp_path / "large") == first


def test_messages_are_told_again(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes("name;title\nJosé;Café\n".encode("windows-1252"))
    first = checked(tmp_path / "people.csv")
    assert len(first[1]) == 1
    assert checked(tmp_path / "people.csv") == first


@pytest.mark.parametrize(
    "settings", [replace(SETTINGS, today=TODAY + timedelta(days=1)), replace(SETTINGS, policy=Policy(min_functions=3))]
)
def test_another_policy_or_day_is_another_entry(model: Path, cache: Path, settings: Settings) -> None:
    checked(model)
    assert json.loads(checked(model, settings)[0]) == api.check(model, settings).to_dict()
    assert len(list(cache.iterdir())) == 2


def test_inputs_that_change_are_read_again(model: Path) -> None:
    before, _ = checked(model)
    processes = model / "processes.yaml"
    processes.write_text(processes.read_text(encoding="utf-8").replace("Order to Cash", "Quote to Cash"), "utf-8")
    after, _ = checked(model)
    assert after != before
    assert json.loads(after) == api.check(model, SETTINGS).to_dict()


def truncate(entry: Path) -> None:
    largest = max(entry.iterdir(), key=lambda file: file.stat().st_size)
    with largest.open("r+b") as file:
        file.truncate(largest.stat().st_size // 2)


def remove_a_column(entry: Path) -> None:
    (entry / "judgement.verdict.npy").unlink()


def turn_a_byte(entry: Path) -> None:
    with (entry / "judgement.verdict.npy").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x07")


def cut_the_manifest(entry: Path) -> None:
    (entry / "manifest.json").write_text("{", encoding="utf-8")


def be_another(entry: Path) -> None:
    manifest = json.loads((entry / "manifest.json").read_text(encoding="utf-8"))
    (entry / "manifest.json").write_text(json.dumps({**manifest, "key": "0" * 32}), encoding="utf-8")


class Unpickled:
    """Leaves a trace when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("unpickled",)


def hide_a_pickle(entry: Path) -> None:
    column = entry / "judgement.verdict.npy"
    np.save(column, np.array([Unpickled()], dtype=object), allow_pickle=True)
    manifest = json.loads((entry / "manifest.json").read_text(encoding="utf-8"))
    manifest["sums"][column.name] = zlib.crc32(column.read_bytes())
    (entry / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("harm", [truncate, remove_a_column, turn_a_byte, cut_the_manifest, be_another, hide_a_pickle])
def test_an_entry_that_is_not_sound_is_told_and_made_anew(model: Path, cache: Path, harm: object) -> None:
    assert callable(harm)
    before, _ = checked(model)
    harm(the_entry(cache))
    after, told = checked(model)
    assert after == before
    assert len(told) == 1
    assert "made anew" in told[0]
    assert checked(model) == (before, [])


def test_only_the_entries_used_last_are_kept(model: Path, cache: Path) -> None:
    for days in range(7):
        checked(model, replace(SETTINGS, today=TODAY + timedelta(days=days)))
    assert len(list(cache.iterdir())) == 4


def test_a_cache_that_cannot_be_written_is_told(model: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text("in the way", encoding="utf-8")
    written, told = checked(model)
    assert json.loads(written) == api.check(model, SETTINGS).to_dict()
    assert len(told) == 1
    assert told[0].startswith("the compiled model is not kept")


def test_large_inputs_are_kept_without_being_asked(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert entry_of([str(model)], Policy(), TODAY, None) is None
    monkeypatch.setattr("graphkit.cache.LARGE", 1_000)
    assert entry_of([str(model)], Policy(), TODAY, None) is not None
    assert entry_of([str(model)], Policy(), TODAY, wanted=False) is None
