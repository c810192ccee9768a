"""One compiled model on disk: a folder of columns, which is believed only if every byte of it is as it was written."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from graphkit.cache.columns import Column, columns_of, restore
from graphkit.config import Policy
from graphkit.files import atomic_folder
from graphkit.index.index import Index
from graphkit.model.rows import Tell
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import Model

LAYOUT = 1
"""Counted up whenever what is written changes its meaning, so that what an earlier version wrote is not read."""

_MANIFEST = "manifest.json"
_KEPT = 4
"""How many compiled models are kept."""

_WORKERS = 2


@dataclass(frozen=True)
class Entry:
    """The place of one compiled model.

    Attributes:
        folder: Where it is, or would be.
        policy: The policy that it was made with.
        today: The day that it was made for.
    """

    folder: Path
    policy: Policy
    today: date

    def read(self, tell: Tell) -> Index | None:
        """The compiled model, where there is a sound one.

        Args:
            tell: Takes what was told when it was read from its files, and why there is none to be believed.
        """
        if not self.folder.exists():
            return None
        try:
            index, messages = self._read()
        except (OSError, ValueError, KeyError, TypeError, IndexError, pl.exceptions.PolarsError) as error:
            tell(f"{self.folder}: is not a compiled model that can be believed, so it is made anew ({error})")
            return None
        for message in messages:
            tell(message)
        os.utime(self.folder)
        return index

    def write(self, index: Index, messages: Sequence[str], tell: Tell) -> None:
        """Keep a compiled model, with all that is worked out of it; one that cannot be written is told of.

        Args:
            index: The compiled model.
            messages: What was told when its files were read.
            tell: Takes why it was not kept.
        """
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.rmtree(self.folder, ignore_errors=True)
            with atomic_folder(self.folder) as part:
                _write(index, messages, self.folder.name, part)
            _remove_old(self.folder.parent)
        except OSError as error:
            tell(f"the compiled model is not kept: {error}")

    def _read(self) -> tuple[Index, list[str]]:
        if self.folder.stat().st_uid != os.getuid():
            raise ValueError("it belongs to somebody else")
        manifest = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["key"] != self.folder.name:
            raise ValueError("it is that of another model")
        with ThreadPoolExecutor(_WORKERS) as workers:
            sums = list(workers.map(lambda name: _sum(self.folder / name), manifest["sums"]))
        if sums != list(manifest["sums"].values()):
            raise ValueError("it is damaged")
        model = _read_model(self.folder, manifest["files"])
        index = Index(model, self.policy, self.today)
        restore(index, {name: _read_column(self.folder / file) for name, file in manifest["columns"].items()})
        return index, manifest["messages"]


def _write(index: Index, messages: Sequence[str], key: str, folder: Path) -> None:
    for name, table in _tables(index.model):
        table.write_ipc(folder / f"{name}.arrow", compression="uncompressed")
    files: dict[int, str] = {}
    columns: dict[str, str] = {}
    found = dict(columns_of(index))
    for name, column in found.items():
        if id(column) not in files:
            files[id(column)] = f"{name}.npy"
            np.save(folder / f"{name}.npy", _narrowed(column), allow_pickle=False)
        columns[name] = files[id(column)]
    names = sorted(file.name for file in folder.iterdir())
    manifest = {
        "key": key,
        "files": index.model.files,
        "messages": list(messages),
        "columns": columns,
        "sums": {name: _sum(folder / name) for name in names},
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _tables(model: Model) -> Iterator[tuple[str, pl.DataFrame]]:
    yield from ((f"node {label}", model.nodes[label]) for label in LABELS)
    yield from ((f"relationship {type_}", model.relationships[type_]) for type_ in RELATIONSHIPS)
    yield "problems", model.problems


def _read_model(folder: Path, files: Sequence[str]) -> Model:
    def table(name: str) -> pl.DataFrame:
        return pl.read_ipc(folder / f"{name}.arrow")

    nodes = {label: table(f"node {label}") for label in LABELS}
    relationships = {type_: table(f"relationship {type_}") for type_ in RELATIONSHIPS}
    return Model(nodes, relationships, tuple(files), table("problems"))


def _narrowed(column: Column) -> Column:
    """Whole numbers in half the space where they fit."""
    if column.dtype != np.int64 or not column.ndim or np.abs(column).max(initial=0) > np.iinfo(np.int32).max:
        return column
    return column.astype(np.int32)


def _read_column(file: Path) -> Column:
    column: Column = np.load(file, mmap_mode="r", allow_pickle=False)
    return column.astype(np.int64) if column.dtype == np.int32 else column


def _sum(file: Path) -> int:
    total = 0
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            total = zlib.crc32(piece, total)
    return total


def _remove_old(folder: Path) -> None:
    """Keep only the compiled models that were used last."""
    kept = sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=_used, reverse=True)
    for entry in kept[_KEPT:]:
        shutil.rmtree(entry, ignore_errors=True)


def _used(entry: Path) -> float:
    return entry.stat().st_mtime
