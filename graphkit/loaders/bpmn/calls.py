"""Calls of one process by another, followed through all the files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from graphkit.loaders.bpmn.document import Call, Document, Scope, Work, add_once
from graphkit.loaders.bpmn.performers import is_expression
from graphkit.loaders.bpmn.xml import children, extensions, key, name, vendor

_Callable = dict[str, list[tuple[Document, Work]]]


def find_calls(document: Document, scope: Scope) -> None:
    """Note what the call activities of a process call."""
    for work in scope.works:
        if name(work.element) != "callActivity":
            continue
        called = key(work.element.get("calledElement"))
        for vendors in extensions(work.element, "calledElement"):
            called = vendor(vendors, "processId") or called
        if is_expression(called):
            document.notes.add("'{}' is worked out while the process runs; left out", work.line, called)
        elif called:
            document.calls.append(Call(work, scope.process, called))


def follow_calls(documents: Sequence[Document]) -> None:
    """Make every called process that is in the input a part of the call activity that calls it.

    An id means the element of the caller's own file, or else of the one file that has it; where
    several have it, of the one that the caller's file imports. Calls that lead back to their own process, directly or
    through others, are left out: as parts of themselves, these processes would lose all their parts.

    Args:
        documents: All the files. Called processes and messages are changed in place.
    """
    by_key: _Callable = defaultdict(list)
    for document in documents:
        for scope in document.scopes:
            if scope.process.key:
                by_key[scope.process.key].append((document, scope.process))
    found = [
        (document, call, _target(document, call, by_key, imported))
        for document in documents
        for imported in [_imported(document)]
        for call in document.calls
    ]
    calls: dict[str, set[str]] = defaultdict(set)
    for _, call, target in found:
        if target is not None:
            calls[call.process.id].add(target.id)
    circular: dict[str, set[str]] = {}
    for document, call, target in found:
        if target is None:
            continue
        if target.id not in circular:
            circular[target.id] = _reached(target.id, calls)
        if call.process.id in circular[target.id]:
            document.notes.add("calls '{}', which calls it back; left out", call.caller.line, call.called)
        else:
            add_once(target.part_of, call.caller.id)


def _imported(document: Document) -> frozenset[str]:
    """The names of the files that a file imports, without their folders."""
    return frozenset(PurePath(found.get("location", "")).name for found in children(document.root, "import"))


def _target(document: Document, call: Call, by_key: _Callable, imported: frozenset[str]) -> Work | None:
    candidates = by_key.get(call.called) or by_key.get(call.called.rpartition(":")[2]) or []
    own = [work for owner, work in candidates if owner is document]
    near = [work for owner, work in candidates if PurePath(owner.file).name in imported]
    everywhere = [work for _, work in candidates]
    if own:
        return own[0]
    for choice in (near, everywhere):
        if len(choice) == 1:
            return choice[0]
    why = "which several files have" if candidates else "which is in none of the files"
    document.notes.add(f"calls '{{}}', {why}; left out", call.caller.line, call.called)
    return None


def _reached(start: str, calls: dict[str, set[str]]) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        new = calls.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached
