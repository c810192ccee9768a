"""Databases made from models, kept between runs in the user's cache folder.

Each is a folder with the database and a seal: a hash of it. A folder is made beside its
place and moved there when it is whole, so that runs at the same time find all of it or
nothing; what is torn, or not ours, does not fit its seal and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.model.tables import FILE, LINE, Model

MOST = 8
"""How many databases are kept; those used last."""

_STALE = 3600
"""Seconds after which what a run left half made is removed."""

_DATABASE = "graph.lbug"
_SEAL = "seal"

Build = Callable[[Path], None]
"""Makes a database in a file that is not there yet."""


def key(model: Model, revision: str, *more: str) -> str:
    """What tells the database of one model from any other.

    Args:
        model: The model.
        revision: Its revision, which does not count where it was read.
        more: What else a database depends on: versions, settings.
    """
    sum_ = hashlib.sha256("\n".join([revision, *more, *model.files]).encode())
    for table in (*model.nodes.values(), *model.relationships.values(), model.problems):
        for column in (FILE, LINE):
            sum_.update(table[column].fill_null(2**32 - 1).to_numpy().tobytes())
    sum_.update(model.problems.write_ndjson().encode())
    return sum_.hexdigest()[:32]


@contextmanager
def kept(folder: Path, name: str, build: Build, tell: Callable[[str], None]) -> Iterator[Path]:
    """A database, made where it is not kept from before.

    Args:
        folder: Where they are kept.
        name: Its key.
        build: Makes it.
        tell: Takes messages for the user.

    Yields:
        The file of the database; it stays as it is until the end of the block.
    """
    place = folder / name
    if not _is_whole(place):
        if place.exists():
            tell(f"{place} is not whole; it is made anew")
            _remove(place)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(place, build)
        except OSError as error:
            tell(f"{folder} cannot be written to ({error.strerror}); nothing is kept for the next run")
            with _passing(build) as file:
                yield file
            return
    with suppress(OSError):
        os.utime(place)
    _tidy(folder, place)
    yield place / _DATABASE


@contextmanager
def _passing(build: Build) -> Iterator[Path]:
    """A database for this run alone."""
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder:
        file = Path(folder) / _DATABASE
        build(file)
        yield file


def _make(place: Path, build: Build) -> None:
    """Make a database; where another run has just made the same, that one is used."""
    part = place.with_name(f".{place.name}-{secrets.token_hex(6)}")
    try:
        part.mkdir(mode=0o700)
        build(part / _DATABASE)
        (part / _SEAL).write_text(_hash(part / _DATABASE), encoding="ascii")
        try:
            part.rename(place)
        except OSError:
            if not _is_whole(place):
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _is_whole(place: Path) -> bool:
    try:
        return (place / _SEAL).read_text(encoding="ascii") == _hash(place / _DATABASE)
    except (OSError, ValueError):
        return False


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _remove(place: Path) -> None:
    """Take a folder, or whatever stands there, out of the way first, so that nobody finds half of it."""
    aside = place.with_name(f".{place.name}-{secrets.token_hex(6)}")
    with suppress(OSError):
        place.rename(aside)
        shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink()


def _tidy(folder: Path, used: Path) -> None:
    """Remove what was used longest ago, and what runs that were killed left half made."""
    with suppress(OSError):
        by_age = sorted(((entry.stat().st_mtime, entry) for entry in folder.iterdir()), reverse=True)
        whole = [entry for _, entry in by_age if not entry.name.startswith(".")]
        newest = by_age[0][0]
        stale = [entry for age, entry in by_age if entry.name.startswith(".") and newest - age > _STALE]
        for entry in [*whole[MOST:], *stale]:
            if entry != used:
                _remove(entry)
