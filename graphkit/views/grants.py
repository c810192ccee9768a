"""The grants behind what an owner holds by mandate, for many elements of a process at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import BY_MANDATE, HELD, required_levels
from graphkit.index.proof import prove_empowerment


@dataclass(frozen=True)
class Grant:
    """One grant in a chain of mandates.

    Attributes:
        grantee: Who is empowered.
        mandate: The mandate's node.
        grantor: Who granted it.
        step: How many grants lie between it and the owner.
    """

    grantee: int
    mandate: int
    grantor: int
    step: int


def chains_of_empowerment(index: Index, processes: Ints) -> dict[int, tuple[Grant, ...]]:
    """The grants from owners who are empowered by mandate up to who is entitled to empower.

    Args:
        index: The compiled model.
        processes: Numbers of processes.

    Returns:
        Process → chain from the owner up, as `graphkit.index.proof.prove_empowerment` finds it; processes where no
        mandate is the reason are left out.
    """
    by_mandate = processes[index.judgement.empowered[processes] == BY_MANDATE]
    owners, first = index.judgement.owner[by_mandate], index.model.offsets["Mandate"]
    at, rows, grantors = index.authority.empowering_mandates(owners, by_mandate)
    entitled = index.authority.empowering[grantors] | index.command.commands(grantors, by_mandate[at])
    found: dict[int, tuple[Grant, ...]] = {}
    for place, row, grantor in zip(
        at[entitled].tolist(), rows[entitled].tolist(), grantors[entitled].tolist(), strict=True
    ):
        found.setdefault(int(by_mandate[place]), (Grant(int(owners[place]), first + row, grantor, 0),))
    for process in by_mandate.tolist():
        if process not in found and (proof := prove_empowerment(index, process)):
            found[process] = tuple(
                Grant(link.grantee, link.mandate, link.grantor, step) for step, link in enumerate(proof.chain)
            )
    return found


def grants_of_elements(index: Index, processes: Ints) -> dict[int, dict[int, tuple[Grant, ...]]]:
    """A shortest chain of grants for each element that the owner of a process holds by mandate.

    Args:
        index: The compiled model.
        processes: Numbers of processes.

    Returns:
        Process → element → grants from the owner up to somebody who commands it. Elements without such a chain, which
        are held by position or by a dotted line, are left out.
    """
    asked = _held_without_command(index, processes)
    owner = index.judgement.owner
    found: dict[tuple[int, int], tuple[Grant, ...]] = {}
    waiting = [_Climb(process, node, int(owner[process]), ()) for process, node in asked]
    visited = {(climb.process, climb.element, climb.person) for climb in waiting}
    while waiting:
        further = []
        for climb, commands in _one_up(index, waiting):
            question = climb.process, climb.element
            if question in found or (*question, climb.person) in visited:
                continue
            visited.add((*question, climb.person))
            if commands:
                found[question] = climb.chain
            else:
                further.append(climb)
        waiting = [climb for climb in further if (climb.process, climb.element) not in found]
    by_process: dict[int, dict[int, tuple[Grant, ...]]] = {}
    for (process, node), chain in found.items():
        by_process.setdefault(process, {})[node] = chain
    return by_process


@dataclass(frozen=True)
class _Climb:
    """Where a search for the authority over one element of a process has got to."""

    process: int
    element: int
    person: int
    chain: tuple[Grant, ...]


def _held_without_command(index: Index, processes: Ints) -> list[tuple[int, int]]:
    """Pairs of process and element that the owner holds otherwise than by position."""
    held = index.judgement.elements_with(HELD).take(processes)
    at, nodes = processes[held.keys], held.values
    rest = ~index.command.commands(index.judgement.owner[at], nodes)
    return list(zip(at[rest].tolist(), nodes[rest].tolist(), strict=True))


def _one_up(index: Index, waiting: Sequence[_Climb]) -> Iterator[tuple[_Climb, bool]]:
    """Each search one grant further, with whether the grantor commands the element."""
    mandates, first = index.mandates, index.model.offsets["Mandate"]
    process, node, person = (
        np.array([getattr(climb, name) for climb in waiting], dtype=np.int64)
        for name in ("process", "element", "person")
    )
    dimensions = index.authority.dimensions[node]
    at, rows = mandates.applying(person, node, process, dimensions)
    enough = mandates.level[rows] >= np.maximum(required_levels(index.policy)[dimensions[at]], 1)
    enough &= mandates.delegable[rows] | (person[at] == index.judgement.owner[process[at]])
    step, grantors = mandates.grantors.expand(rows[enough])
    at, rows = at[enough][step], rows[enough][step]
    able = index.command.commands(grantors, node[at]).tolist()
    for place, row, grantor, commands in zip(at.tolist(), rows.tolist(), grantors.tolist(), able, strict=True):
        climb = waiting[place]
        grant = Grant(climb.person, first + row, grantor, len(climb.chain))
        yield _Climb(climb.process, climb.element, grantor, (*climb.chain, grant)), commands
