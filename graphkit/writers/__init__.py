"""Writing models: one module a format. Files and folders appear whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from graphkit.errors import InputError, nearest
from graphkit.files import atomic_folder, atomic_write
from graphkit.model.schema import RELATIONSHIPS, RELATIONSHIPS_TABLE, TABLES

if TYPE_CHECKING:
    from graphkit.model.tables import Model

__all__ = ["FORMATS", "format_of", "write"]

FORMATS: Mapping[str, str] = {
    "csv": "csv_folder",
    "yaml": "yaml_model",
    "json": "json_model",
    "xlsx": "workbook",
    "parquet": "parquet_folder",
    "neo4j": "neo4j_csv",
    "graphml": "graphml",
}
"""Format → the module that writes it."""

_FOLDERS = frozenset({"csv", "parquet", "neo4j"})
_SUFFIXES: Mapping[str, str] = {
    "": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".xlsx": "xlsx",
    ".graphml": "graphml",
}
_TABLE_FILES = frozenset({".csv", ".tsv", ".parquet", ".yaml", ".yml", ".json"})


def write(model: Model, target: str | Path, format: str | None = None, *, overwrite: bool = False) -> None:  # noqa: A002
    """Write a model.

    Args:
        model: What to write.
        target: A file, or a folder for `csv`, `parquet` and `neo4j`.
        format: One of `FORMATS`; without it the target's suffix says which, a folder is CSV.
        overwrite: Whether what is there may be replaced. In a folder, files of tables are then
            replaced or removed and all others stay.

    Raises:
        InputError: When the format is not known, the target exists, or it cannot be written.
        GraphkitError: When the model has a text that the format cannot hold.
    """
    target = Path(target)
    chosen = format_of(target) if format is None else format
    if chosen not in FORMATS:
        raise InputError(f"unknown format {chosen!r}", suggestion=nearest(chosen, FORMATS))
    writer = cast("Callable[[Model, Path], None]", import_module(f"graphkit.writers.{FORMATS[chosen]}").write)
    _check_free(target, overwrite=overwrite)
    try:
        if chosen in _FOLDERS:
            _write_folder(writer, model, target)
        else:
            with atomic_write(target) as part:
                writer(model, part)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", file=str(target)) from error


def format_of(target: Path) -> str:
    """The format that a path's suffix stands for.

    Raises:
        InputError: When it stands for none.

    Examples:
        >>> format_of(Path("model.yml"))
        'yaml'
    """
    suffix = target.suffix.lower()
    if target.is_dir():
        return "csv"
    if suffix not in _SUFFIXES:
        raise InputError(f"the suffix {suffix!r} stands for no format ({', '.join(FORMATS)} are)", file=str(target))
    return _SUFFIXES[suffix]


def _check_free(target: Path, *, overwrite: bool) -> None:
    taken = any(target.iterdir()) if target.is_dir() else target.is_file()
    if taken and not overwrite:
        raise InputError("exists already and is not overwritten", file=str(target))


def _write_folder(writer: Callable[[Model, Path], None], model: Model, target: Path) -> None:
    before = [path for path in target.iterdir() if _is_table(path)] if target.is_dir() else []
    with atomic_folder(target) as part:
        writer(model, part)
        new = {path.name for path in part.iterdir()}
    for path in before:
        if path.name not in new:
            path.unlink()


def _is_table(path: Path) -> bool:
    """Whether a file is one that reading the folder would take for a table."""
    stem = path.stem.casefold()
    names = {*TABLES, RELATIONSHIPS_TABLE}
    known = stem in names or path.stem.partition("-")[0] in RELATIONSHIPS
    return known and path.suffix.lower() in _TABLE_FILES and path.is_file()
