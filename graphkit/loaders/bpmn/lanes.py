"""Pools and lanes: the functions, and which of them performs what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml import etree

from graphkit.loaders.bpmn.document import Document, Function, Scope, add_once, line_of
from graphkit.loaders.bpmn.names import slug
from graphkit.loaders.bpmn.xml import children, key, label, text


def add_collaborations(document: Document) -> None:
    """Read the pools, and give every process of a pool its performers.

    A collaboration of two participants or more is an enterprise process, with the participants' processes
    as its parts. A pool that shows no process is somebody outside the model: where messages go to or
    come from it, it is an external function that takes part in the enterprise process.
    """
    pools: dict[str, str] = {}
    by_key: dict[str, Scope] = {}
    for scope in document.scopes:
        by_key.setdefault(scope.process.key, scope)
    for collaboration in children(document.root, "collaboration"):
        participants = list(children(collaboration, "participant"))
        enterprise = None
        if len(participants) > 1:
            enterprise = document.work(collaboration, "enterprise")
            enterprise.name = enterprise.name or label(document.root) or document.stem
            document.enterprises.append(enterprise)
        messengers = {
            key(flow.get(end)).rpartition(":")[2]
            for flow in children(collaboration, "messageFlow")
            for end in ("sourceRef", "targetRef")
        }
        for participant in participants:
            found = _scope(document, participant, by_key)
            if found is not None:
                _add_pool(document, participant, found, pools)
                if enterprise is not None:
                    add_once(found.process.part_of, enterprise.id)
            elif key(participant.get("id")) in messengers:
                pool = document.add_function(_function(document, participant, external=True))
                document.notes.add("pool '{}' shows no process: taken as external", line_of(participant), pool)
                if enterprise is not None:
                    add_once(enterprise.performed_by, pool)
            else:
                document.notes.add(
                    "pool '{}' has neither process nor messages; left out",
                    line_of(participant),
                    label(participant) or key(participant.get("id")),
                )
    for scope in document.scopes:
        _add_performers(document, scope, pools.get(scope.process.id))


def _scope(document: Document, participant: etree._Element, by_key: Mapping[str, Scope]) -> Scope | None:
    reference = key(participant.get("processRef"))
    found = by_key.get(reference) or by_key.get(reference.rpartition(":")[2])
    if found is None and reference:
        document.notes.add("a pool refers to process '{}', which is not there", line_of(participant), reference)
    return found if reference else None


def _add_pool(document: Document, participant: etree._Element, scope: Scope, pools: dict[str, str]) -> None:
    pool = document.add_function(_function(document, participant))
    first = pools.setdefault(scope.process.id, pool)
    if first != pool:
        document.notes.add(
            "process '{}' is in several pools; the first performs it", line_of(participant), scope.process.key
        )
    scope.process.name = scope.process.name or label(participant)


def _function(document: Document, participant: etree._Element, *, external: bool = False) -> Function:
    name = label(participant)
    id_ = slug(name or "") or f"{document.stem}#{key(participant.get('id')) or line_of(participant)}"
    return Function(id_, name, line_of(participant), external=external)


def _add_performers(document: Document, scope: Scope, pool: str | None) -> None:
    lanes: dict[str, list[str]] = defaultdict(list)
    for lane_set, _ in scope.of("laneSet"):
        _add_lanes(document, scope, lane_set, pool, lanes)
    if not scope.works and pool is not None:
        scope.process.performed_by.append(pool)
    for work in scope.works:
        at = work
        while not (found := lanes.get(at.key)) and at.within is not None:
            at = at.within
        if found:
            work.performed_by.extend(f for f in found if not any(other.startswith(f"{f}/") for other in found))
        elif pool is not None:
            work.performed_by.append(pool)
        if lanes and not found:
            does = "its pool performs it" if pool is not None else "nobody is said to perform it"
            document.notes.add(f"activity '{{}}' is in no lane: {does}", work.line, work.key)


def _add_lanes(
    document: Document, scope: Scope, lane_set: etree._Element, above: str | None, lanes: dict[str, list[str]]
) -> None:
    for lane in children(lane_set, "lane"):
        line = line_of(lane)
        name = label(lane)
        own = slug(name or "") or key(lane.get("id")) or f"lane-{line}"
        function = document.add_function(Function(f"{above}/{own}" if above else own, name, line, above))
        for node in children(lane, "flowNodeRef"):
            reference = scope.resolve(text(node))
            if reference in scope.known:
                add_once(lanes[reference], function)
            else:
                document.notes.add("a lane refers to '{}', which is not in its process", line_of(node), reference)
        for nested in children(lane, "childLaneSet", "laneSet"):
            _add_lanes(document, scope, nested, function, lanes)
