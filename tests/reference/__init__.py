"""A slow, plain reference: the definition of an empowered owner in sets, dictionaries and fixpoints.

It is written from the definition alone and shares no code with the engine that it holds to account. Nothing
here is fast or clever; each function says in its docstring which sentence it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.reference import collect as _collect
from tests.reference import mandates as _mandates
from tests.reference import verdict as _verdict
from tests.reference.organisation import Node, Organisation

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

    from graphkit.config import Policy
    from tests.reference.report import Written

CODES = _collect.CODES
"""The codes of the findings that the reference works out; it says nothing about others."""


def judge(graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date) -> list[dict[str, Any]]:
    """The row of every process, as the JSON report writes it, but for its findings; sorted by id."""
    return _verdict.rows(Organisation(graph, policy, today))


def summary(graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date) -> dict[str, int]:
    """How many processes there are, are cross-functional, and have each verdict but `functional`."""
    return _verdict.summary(judge(graph, policy, today))


def findings(graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date) -> list[Written]:
    """All findings of the codes in `CODES`, as written, sorted; one for each cause, so equal ones may occur."""
    return _collect.written(Organisation(graph, policy, today))


def codes_of_processes(graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date) -> dict[str, list[str]]:
    """Process as written → the codes of the findings about it."""
    return _collect.codes_of_processes(Organisation(graph, policy, today))


def level(graph: nx.MultiDiGraph[Node], policy: Policy, today: dt.date, p: Node, x: Node, process: Node) -> int:
    """The level of p over x in a process: 0 none, 1 influence, 2 direct, 3 decide."""
    return _mandates.level(Organisation(graph, policy, today), p, x, process)
