"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graphkit.files import atomic_folder, atomic_write


class Interrupted(BaseException):
    """Stands for Ctrl-C at the worst moment."""


@pytest.mark.parametrize("error", [ValueError, Interrupted])
def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    with pytest.raises(error), atomic_write(target) as part:
        part.write_text("half")
        raise error
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_file_that_is_replaced_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    with atomic_write(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_an_error_names_what_the_user_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "report.json"
    with pytest.raises(FileNotFoundError) as caught, atomic_write(missing):
        pass
    assert caught.value.filename == str(missing)
    with pytest.raises(IsADirectoryError), atomic_write(tmp_path):
        pass
    with pytest.raises(OSError, match="No space left") as full, atomic_write(tmp_path / "report.json"):
        raise OSError(28, "No space left on device")
    assert full.value.filename == str(tmp_path / "report.json")


def test_an_error_about_another_file_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught, atomic_write(tmp_path / "report.json"):
        (tmp_path / "input.csv").read_text()
    assert caught.value.filename == str(tmp_path / "input.csv")


def test_a_device_is_written_directly() -> None:
    with atomic_write("/dev/null") as part:
        assert part == Path("/dev/null")


def test_a_folder_keeps_what_it_does_not_replace(tmp_path: Path) -> None:
    target = tmp_path / "model"
    target.mkdir()
    (target / "notes.txt").write_text("mine")
    (target / "people.csv").write_text("old")
    with atomic_folder(target) as part:
        (part / "people.csv").write_text("new")
    assert {file.name: file.read_text() for file in target.iterdir()} == {"notes.txt": "mine", "people.csv": "new"}
    with pytest.raises(Interrupted), atomic_folder(tmp_path / "other") as part:
        (part / "people.csv").write_text("half")
        raise Interrupted
    assert os.listdir(tmp_path) == ["model"]
