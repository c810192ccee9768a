"""Who does an activity: performers of BPMN itself, and the assignees and groups of its vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.loaders.bpmn.document import Document, Scope, Work, add_once, definitions, line_of
from graphkit.loaders.bpmn.xml import children, extensions, key, label, name, text, vendor

_Found = Iterator[tuple[str, str]]
"""Label, Person or Role, and id."""

_PERFORMERS = ("performer", "humanPerformer", "potentialOwner", "resourceRole")
_VENDORS = (("assignee", "Person"), ("candidateUsers", "Person"), ("candidateGroups", "Role"))
_COMMA = re.compile(r",(?![^{}]*\})")
_NAMED = re.compile(r"\b(user|group)\(([^()]*)\)")
_FEEL_TEXTS = re.compile(r'=\s*(?:"[^"]*"|\[\s*"[^"]*"(?:\s*,\s*"[^"]*")*\s*\])\s*')


def is_expression(value: str) -> bool:
    """Whether a value is computed while the process runs, and so names nobody and nothing.

    Examples:
        >>> [is_expression(value) for value in ("demo", "${approver}", "#{bean.user}", "=applicant", '="clerks"')]
        [False, True, True, True, False]
    """
    return "${" in value or "#{" in value or (value.startswith("=") and not _FEEL_TEXTS.fullmatch(value))


def add_performers(document: Document, scope: Scope) -> None:
    """Make people and roles responsible (R) for the activities that name them.

    Args:
        document: The file, which takes the people, the roles and the messages.
        scope: A process of it.
    """
    resources = {id_: label(found) or id_ for id_, found in definitions(document, "resource").items()}
    for work in (scope.process, *scope.works):
        for label_, who in (*_performers(document, work, resources), *_assigned(document, work)):
            add_once(work.responsible, f"{label_}:{who}")
            (document.people if label_ == "Person" else document.roles).setdefault(who, work.line)


def _performers(document: Document, work: Work, resources: dict[str, str]) -> _Found:
    for performer in children(work.element, *_PERFORMERS):
        references = [key(text(reference)) for reference in children(performer, "resourceRef")]
        expressions = [text(found) for found in children(performer, "resourceAssignmentExpression")]
        for reference in references:
            who = resources.get(reference) or resources.get(reference.rpartition(":")[2])
            if who is not None:
                yield "Role", who
            else:
                line = line_of(performer)
                document.notes.add("a performer refers to resource '{}', which is not there", line, reference)
        for written in expressions:
            label_ = "Person" if name(performer) == "humanPerformer" else "Role"
            yield from _assignment(document, work, label_, written)
        if not references and not expressions and (who := label(performer)):
            yield "Role", who


def _assignment(document: Document, work: Work, label_: str, written: str) -> _Found:
    """What an assignment expression says: `user(a)` and `group(b)`, or names as they are."""
    if named := _NAMED.findall(written):
        for kind, names in named:
            yield from _literal(document, work, "Person" if kind == "user" else "Role", names)
    else:
        yield from _literal(document, work, label_, written)


def _assigned(document: Document, work: Work) -> _Found:
    for holder in (work.element, *extensions(work.element, "assignmentDefinition")):
        for attribute, label_ in _VENDORS:
            yield from _literal(document, work, label_, vendor(holder, attribute) or "")


def _literal(document: Document, work: Work, label_: str, written: str) -> _Found:
    """The names in a list written with commas, or as FEEL texts; what is worked out at run time is left out."""
    if _FEEL_TEXTS.fullmatch(written):
        parts = re.findall(r'"([^"]*)"', written)
    else:
        parts = [written] if written.startswith("=") else _COMMA.split(written)
    for one in (" ".join(part.split()) for part in parts):
        if is_expression(one):
            document.notes.add("'{}' is worked out while the process runs; left out", work.line, one)
        elif one:
            yield label_, one
