"""What activities use and obey: data stores, the services behind tasks, and business rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from graphkit.loaders.bpmn.document import Document, Scope, Work, add_once, definitions, line_of
from graphkit.loaders.bpmn.performers import is_expression
from graphkit.loaders.bpmn.xml import children, extensions, key, label, name, text, vendor

_SERVICES = frozenset({"serviceTask", "sendTask", "receiveTask"})
_RULES = frozenset({"businessRuleTask", "globalBusinessRuleTask"})
_BEAN = re.compile(r"[$#]\{\s*([A-Za-z_]\w*)")
_UNSAID = frozenset({"", "webservice", "unspecified", "other", "external"})
"""What tools write for an implementation that nobody has named."""


def add_stores(document: Document) -> None:
    """List the data stores of a file as systems, used or not."""
    for store in definitions(document, "dataStore").values():
        if found := label(store):
            document.systems.setdefault(found, line_of(store))


def add_uses(document: Document, scope: Scope) -> None:
    """Say which systems the activities of a process use, and which rules they obey.

    Args:
        document: The file, which takes the systems, the rules and the messages.
        scope: A process of it.
    """
    _add_store_uses(document, scope)
    operations = _operations(document)
    for work in (scope.process, *scope.works):
        kind = name(work.element)
        if kind in _SERVICES and (system := _service(document, work, operations)):
            add_once(work.uses, system)
            document.systems.setdefault(system, work.line)
        elif kind in _RULES and (rule := _rule(work)):
            add_once(work.governed_by, rule)
            document.rules.setdefault(rule, work.line)


def _add_store_uses(document: Document, scope: Scope) -> None:
    """An activity uses the stores it reads or writes; a store tied to no activity is its container's."""
    stores = definitions(document, "dataStore")
    drawn: dict[str, tuple[str, Work, int]] = {}
    for reference, container in scope.of("dataStoreReference"):
        target = key(reference.get("dataStoreRef"))
        store = stores.get(target, stores.get(target.rpartition(":")[2]))
        system = (None if store is None else label(store)) or label(reference) or target
        if system:
            drawn.setdefault(key(reference.get("id")), (system, container, line_of(reference)))
            document.systems.setdefault(system, line_of(reference))
    tied = set()
    for work, end in _ties(scope):
        if end in drawn:
            add_once(work.uses, drawn[end][0])
            tied.add(end)
    for reference_id, (system, container, _) in drawn.items():
        if reference_id not in tied:
            add_once(container.uses, system)


def _ties(scope: Scope) -> Iterator[tuple[Work, str]]:
    """Activities, each with an id of something that its data comes from, goes to or is drawn tied to."""
    for work in scope.works:
        for association in children(work.element, "dataInputAssociation", "dataOutputAssociation"):
            for end in children(association, "sourceRef", "targetRef"):
                yield work, scope.resolve(text(end))
    for association, _ in scope.of("association"):
        ends = [scope.resolve(association.get(end)) for end in ("sourceRef", "targetRef")]
        for one, other in (ends, ends[::-1]):
            if one in scope.by_key:
                yield scope.by_key[one], other


def _operations(document: Document) -> dict[str, str]:
    """Operation → its interface, which is the system that does it."""
    return {
        key(operation.get("id")): label(interface) or label(operation) or key(interface.get("id"))
        for interface in children(document.root, "interface")
        for operation in children(interface, "operation")
    }


def _service(document: Document, work: Work, operations: dict[str, str]) -> str | None:
    """The system behind a task: the first that is named, of all the places where tools name it."""
    element = work.element
    reference = key(element.get("operationRef"))
    if found := operations.get(reference) or operations.get(reference.rpartition(":")[2]):
        return found
    for written in _written(element):
        if bean := _BEAN.search(written):
            return bean[1]
        if is_expression(written):
            document.notes.add("'{}' is worked out while the process runs; left out", work.line, written)
        elif written.strip("# ").casefold() not in _UNSAID:
            return " ".join(written.strip("# ").split())
    return None


def _written(element: etree._Element) -> Iterator[str]:
    for attribute in ("topic", "class", "delegateExpression", "expression", "type"):
        if value := vendor(element, attribute):
            yield value
    for holder in extensions(element, "taskDefinition"):
        yield vendor(holder, "type") or ""
    yield key(element.get("implementation"))


def _rule(work: Work) -> str | None:
    """The rule behind a business rule task: the decision that it calls, or else its own name."""
    holders = (work.element, *extensions(work.element, "calledDecision"))
    for holder in holders:
        decision = vendor(holder, "decisionRef", "decisionId", "decisionTableReferenceKey")
        if decision and not is_expression(decision):
            return decision
    return work.name
