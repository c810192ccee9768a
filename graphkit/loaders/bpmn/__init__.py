"""BPMN 2.0 XML: process models as tables. See docs/bpmn.md for what becomes what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphkit.loaders.bpmn.calls import find_calls, follow_calls
from graphkit.loaders.bpmn.document import Document, line_of, read_scopes
from graphkit.loaders.bpmn.flows import add_flows
from graphkit.loaders.bpmn.lanes import add_collaborations
from graphkit.loaders.bpmn.names import stems
from graphkit.loaders.bpmn.notes import Notes
from graphkit.loaders.bpmn.performers import add_performers
from graphkit.loaders.bpmn.tables import tables_of
from graphkit.loaders.bpmn.uses import add_stores, add_uses
from graphkit.loaders.bpmn.xml import looks_like_bpmn, parse
from graphkit.model.rows import RawTable, Tell

__all__ = ["looks_like_bpmn", "read", "read_all"]


def read(path: Path, tell: Tell) -> list[RawTable]:
    """Read one BPMN file by itself.

    Args:
        path: The file.
        tell: Takes a message for each kind of thing that is left out.

    Returns:
        Its tables that have rows.

    Raises:
        InputError: The file cannot be read, is not XML, has a DTD, or holds something else than BPMN.
    """
    return read_all([(0, path)], tell)


def read_all(paths: Sequence[tuple[int, Path]], tell: Tell) -> list[RawTable]:
    """Read all BPMN files of a model together, so that a process may call one in another file.

    Args:
        paths: Source position and file.
        tell: Takes a message for each kind of thing that is left out.

    Returns:
        The tables that have rows, file by file. References to people and roles are written
        `Person:id` and `Role:id`.

    Raises:
        InputError: A file cannot be read, is not XML, has a DTD, or holds something else than BPMN.
    """
    starts = stems([path for _, path in paths])
    documents = [_read(source, path, stem, tell) for (source, path), stem in zip(paths, starts, strict=True)]
    follow_calls(documents)
    tables = list(tables_of(documents))
    for document in documents:
        document.notes.tell(tell)
    return tables


def _read(source: int, path: Path, stem: str, tell: Tell) -> Document:
    root, message = parse(path)
    if message is not None:
        tell(f"{path}:{message}")
    document = Document(str(path), source, stem, root, Notes(str(path)))
    read_scopes(document)
    add_collaborations(document)
    add_stores(document)
    for scope in document.scopes:
        add_flows(document, scope)
        add_performers(document, scope)
        add_uses(document, scope)
        find_calls(document, scope)
    if not any(document.works()):
        document.notes.add("holds no process", line_of(root))
    return document
