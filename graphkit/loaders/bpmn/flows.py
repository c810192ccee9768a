"""Sequence flows between activities, followed through gateways and events."""

from __future__ import annotations

from collections import defaultdict

from graphkit.loaders.bpmn.document import Document, Scope, line_of
from graphkit.loaders.bpmn.xml import children, key, label

_Steps = dict[str, list[str]]


def add_flows(document: Document, scope: Scope) -> None:
    """Give every activity the activities that its work goes to next.

    A path goes on through gateways and events and ends at the first activity. What a boundary
    event starts comes from the activity it is attached to; a link event leads to the link events of
    the same name that catch it. An activity that leads back to itself flows to itself.

    Args:
        document: The file, which takes the messages.
        scope: A process of it.

    Complexity: activities times flows at worst; each path stops at the next activity.
    """
    steps = _steps(document, scope)
    for key_, work in scope.by_key.items():
        work.flows_to.extend(scope.by_key[target].id for target in _next(key_, steps, scope))


def _steps(document: Document, scope: Scope) -> _Steps:
    steps: _Steps = defaultdict(list)
    for flow, _ in scope.of("sequenceFlow"):
        source, target = (scope.resolve(flow.get(end)) for end in ("sourceRef", "targetRef"))
        if source in scope.known and target in scope.known:
            steps[source].append(target)
        else:
            odd = target if source in scope.known else source
            document.notes.add("a sequence flow names '{}', which is not in its process; left out", line_of(flow), odd)
    for event, _ in scope.of("boundaryEvent"):
        steps[scope.resolve(event.get("attachedToRef"))].append(key(event.get("id")))
    _add_links(scope, steps)
    return steps


def _add_links(scope: Scope, steps: _Steps) -> None:
    caught: dict[str, list[str]] = defaultdict(list)
    for event, _ in scope.of("intermediateCatchEvent"):
        for link in children(event, "linkEventDefinition"):
            caught[label(link) or label(event) or ""].append(key(event.get("id")))
    for event, _ in scope.of("intermediateThrowEvent"):
        for link in children(event, "linkEventDefinition"):
            steps[key(event.get("id"))].extend(caught[label(link) or label(event) or ""])


def _next(start: str, steps: _Steps, scope: Scope) -> list[str]:
    """The activities reached from one without passing another, in the order they are met."""
    reached: dict[str, None] = {}
    passed = {start}
    ahead = list(reversed(steps.get(start, ())))
    while ahead:
        at = ahead.pop()
        if at in scope.by_key:
            reached[at] = None
        elif at not in passed:
            passed.add(at)
            ahead.extend(reversed(steps.get(at, ())))
    return list(reached)
