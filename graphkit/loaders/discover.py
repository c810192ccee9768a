"""Which files belong to an input, and which loader reads each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.errors import InputError
from graphkit.loaders.names import TABLE_NAMES
from graphkit.model.rows import RawTable, Tell

_SUFFIXES = (".csv", ".tsv", ".yaml", ".yml", ".json", ".xlsx", ".parquet", ".graphml", ".bpmn", ".xml")


def read(paths: Sequence[str | Path], tell: Tell) -> list[RawTable]:
    """Read every table of the inputs.

    Args:
        paths: Files and folders, the first of which stands where they disagree.
        tell: Takes a line for the user where something had to be guessed or was left out.

    Returns:
        The tables as they were read; `source` is the position of their path.

    Raises:
        InputError: When an input is missing, holds no table or cannot be read.
    """
    return [
        replace(table, source=source) for source, path in enumerate(paths) for table in _read_path(Path(path), tell)
    ]


def _read_path(path: Path, tell: Tell) -> list[RawTable]:
    try:
        if path.is_dir():
            return _read_folder(path, tell)
        if path.is_file():
            return _read_file(path, tell)
    except OSError as error:
        raise InputError(error.strerror or str(error), file=str(error.filename or path)) from error
    raise InputError("is neither a file nor a folder" if path.exists() else "no such file or folder", file=str(path))


def _read_folder(folder: Path, tell: Tell) -> list[RawTable]:
    files = [path for path in sorted(folder.iterdir()) if _belongs(path)]
    if not files:
        raise InputError(f"holds no table (such as {TABLE_NAMES[0]}.csv, .yaml, .json or .parquet)", file=str(folder))
    csvs = [path for path in files if path.suffix.lower() in {".csv", ".tsv"}]
    others = [path for path in files if path not in csvs]
    return [*_read_delimited(csvs, tell), *(table for path in others for table in _read_file(path, tell))]


def _belongs(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.suffix.lower() in _SUFFIXES and not hidden and path.is_file()


def _read_file(path: Path, tell: Tell) -> list[RawTable]:
    if path.stat().st_size == 0:
        raise InputError("is empty", file=str(path))
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return list(_read_delimited([path], tell))
    if suffix in {".yaml", ".yml"}:
        from graphkit.loaders import yaml_model

        return yaml_model.read(path, tell)
    if suffix == ".json":
        from graphkit.loaders import json_model

        return json_model.read(path, tell)
    if suffix == ".parquet":
        from graphkit.loaders import parquet

        return parquet.read(path, tell)
    if suffix == ".xlsx":
        from graphkit.loaders import workbook

        return workbook.read(path, tell)
    return _read_xml(path, tell)


def _read_delimited(paths: Sequence[Path], tell: Tell) -> Iterator[RawTable]:
    from graphkit.loaders import csv_tables

    for path in paths:
        yield from csv_tables.read(path, tell)


def _read_xml(path: Path, tell: Tell) -> list[RawTable]:
    suffix = path.suffix.lower()
    if suffix == ".graphml":
        from graphkit.loaders import graphml

        return graphml.read(path, tell)
    if suffix in {".bpmn", ".xml"}:
        from graphkit.loaders import bpmn

        return bpmn.read(path, tell)
    raise InputError("is of a kind that is not read", file=str(path))
