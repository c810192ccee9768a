"""Which files belong to an input, and which loader reads each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from graphkit.errors import InputError
from graphkit.model.rows import RawTable, Tell

_DELIMITED = (".csv", ".tsv")
_LOADERS: Mapping[str, str] = {
    ".yaml": "yaml_model",
    ".yml": "yaml_model",
    ".json": "json_model",
    ".parquet": "parquet",
    ".xlsx": "workbook",
    ".graphml": "graphml",
}
_TREES = (".yaml", ".yml", ".json")
_SUFFIXES = (*_DELIMITED, *_LOADERS, ".bpmn", ".xml")

Loader = Callable[[Path, Tell], list[RawTable]]


def read(paths: Sequence[str | Path], tell: Tell) -> list[RawTable]:
    """Read every table of the inputs.

    In a folder, files of other kinds, hidden ones and folders are passed over, and so is what
    graphkit keeps in files of its own, such as baselines and changes.

    Args:
        paths: Files and folders, the first of which stands where they disagree.
        tell: Takes a line for the user where something had to be guessed or was left out.

    Returns:
        The tables as they were read; `source` is the position of their path.

    Raises:
        InputError: When an input is missing, holds no table or cannot be read.
    """
    try:
        found = [(source, files_of(Path(path), tell)) for source, path in enumerate(paths)]
        bpmn = [(source, file) for source, files in found for file in files if _is_bpmn(file)]
        tables = [
            table._replace(source=source)
            for source, files in found
            for table in _read_files([file for file in files if (source, file) not in bpmn], tell)
        ]
        return [*tables, *_read_bpmn(bpmn, tell)]
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, file=None if error.filename is None else str(error.filename)) from error


def _is_unicode(name: str) -> bool:
    """Whether a name can be written in a report; Unix lets names be any bytes."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def files_of(path: Path, tell: Tell = lambda _: None) -> list[Path]:
    """The files that belong to one input, in order.

    Args:
        path: A file or folder.
        tell: Takes a line for the user for each file that is passed over although it is of a kind that is read.

    Raises:
        InputError: When there is none, or one that is not read.
        OSError: When the folder cannot be listed.
    """
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if _belongs(file) and not _is_other(file, tell)]
        if not files:
            raise InputError("holds no table (such as people.csv or processes.yaml)", file=str(path))
    elif path.is_file():
        if kind := _what_else(path):
            raise InputError(f"is no part of a model: it is {kind}", file=str(path))
        files = [path]
    else:
        reason = "is neither a file nor a folder" if path.exists() else "no such file or folder"
        raise InputError(reason, file=str(path))
    for file in files:
        if not _is_unicode(str(file)):
            shown = str(file).encode(errors="replace").decode()
            raise InputError("has a name that is not UTF-8; rename it", file=shown)
        if file.suffix.lower() not in _SUFFIXES:
            raise InputError(f"is of a kind that is not read ({', '.join(_SUFFIXES)} are)", file=str(file))
        if file.stat().st_size == 0:
            raise InputError("is empty", file=str(file))
    return files


def _belongs(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.suffix.lower() in _SUFFIXES and not hidden and path.is_file()


def _is_other(path: Path, tell: Tell) -> bool:
    """Whether a file in a folder is no part of a model, although its kind is one that is read."""
    kind = _what_else(path) if _is_unicode(str(path)) else None
    if kind:
        tell(f"{path} is passed over: it is {kind}")
    return kind is not None


def _what_else(path: Path) -> str | None:
    if path.suffix.lower() not in _TREES:
        return None
    from graphkit.loaders.own_files import what_else

    return what_else(path)


def _is_bpmn(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix != ".xml":
        return suffix == ".bpmn"
    from graphkit.loaders.bpmn import looks_like_bpmn

    return looks_like_bpmn(path)


def _read_bpmn(files: Sequence[tuple[int, Path]], tell: Tell) -> list[RawTable]:
    """Read process models together: one may call a process in another."""
    if not files:
        return []
    from graphkit.loaders.bpmn import read_all

    return read_all(files, tell)


def _read_files(files: Sequence[Path], tell: Tell) -> Iterator[RawTable]:
    """Read the files of one input, process models apart."""
    yield from _read_delimited([file for file in files if file.suffix.lower() in _DELIMITED], tell)
    for file in files:
        if file.suffix.lower() not in _DELIMITED:
            yield from _loader(file)(file, tell)


def _loader(file: Path) -> Loader:
    suffix = file.suffix.lower()
    if suffix == ".xml":
        from graphkit.loaders.xml_safety import outline

        root = outline(file).root
        if root != "graphml":
            raise InputError(f"is neither BPMN nor GraphML: its outermost element is {root!r}", file=str(file))
        suffix = ".graphml"
    return cast(Loader, import_module(f"graphkit.loaders.{_LOADERS[suffix]}").read)


def _read_delimited(files: Sequence[Path], tell: Tell) -> Iterator[RawTable]:
    """Read CSV: what `neo4j-admin` imports is known by its headers, all else by the names of the files."""
    if not files:
        return
    from graphkit.loaders import csv_tables, neo4j_csv

    groups = neo4j_csv.groups_of(files)
    imported = {file for group in groups for file in (group.header, *group.bodies)}
    yield from neo4j_csv.read(groups, tell)
    for file in files:
        if file not in imported:
            yield from csv_tables.read(file, tell)
