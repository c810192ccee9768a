"""Proofs: the path of command or the chain of mandates behind what is said of one process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import Ints, Ragged, distinct
from graphkit.index.index import Index
from graphkit.index.judgement import BY_MANDATE, BY_POSITION, HELD, MISSING, required_levels


@dataclass(frozen=True)
class Link:
    """One grant in a chain of mandates.

    Attributes:
        grantee: Who is empowered.
        mandate: The mandate's node.
        grantor: Who granted it.
    """

    grantee: int
    mandate: int
    grantor: int


@dataclass(frozen=True)
class Grantor:
    """Somebody who could grant what is missing.

    Attributes:
        person: Who.
        distance: Command edges from the element up to them; None where they hold it by mandate.
    """

    person: int
    distance: int | None


@dataclass(frozen=True)
class ElementProof:
    """Why an element of a footprint is held or not.

    Attributes:
        element: The node.
        status: One of the codes of `graphkit.index.judgement.STATUSES`.
        required: The level asked, from 0 to 3.
        level: The level the owner has, from 0 to 3.
        chain: Grants from the owner up to who has the authority by position; empty where the owner has.
        path: The path of command from the element up to the owner, or to the last grantor.
        dotted: The owner has a dotted line from the element and nothing more.
        grantors: Who could grant what is missing, the nearest first.
    """

    element: int
    status: int
    required: int
    level: int
    chain: tuple[Link, ...] = ()
    path: tuple[int, ...] = ()
    dotted: bool = False
    grantors: tuple[Grantor, ...] = ()


@dataclass(frozen=True)
class EmpowermentProof:
    """Why an owner is empowered.

    Attributes:
        chain: Grants from the owner up to who is entitled; empty where the owner is empowered by position.
        path: The path of command from the process up to the owner or the last grantor, where that is the reason.
        role: The owner or the last grantor holds an empowering role.
        functions: The owner commands every function of the process.
    """

    chain: tuple[Link, ...] = ()
    path: tuple[int, ...] = ()
    role: bool = False
    functions: bool = False


def prove_elements(index: Index, process: int) -> tuple[ElementProof, ...]:
    """Prove what is said of every element of a cross-functional process with an owner.

    Args:
        index: The compiled model.
        process: The process's number.

    Returns:
        One proof an element, by node number; empty for a process that is not judged.
    """
    judgement = index.judgement
    if not judgement.owned[process]:
        return ()
    first, last = judgement.elements.offsets[process : process + 2]
    statuses = judgement.status[first:last].tolist()
    elements = judgement.elements[process].tolist()
    return tuple(_prove(index, process, node, status) for node, status in zip(elements, statuses, strict=True))


def prove_empowerment(index: Index, process: int) -> EmpowermentProof | None:
    """Prove that the judged owner of a process is empowered.

    Args:
        index: The compiled model.
        process: The process's number.

    Returns:
        The proof, or None where the owner is not empowered.
    """
    owner = int(index.judgement.owner[process])
    empowered = int(index.judgement.empowered[process])
    if empowered == BY_POSITION:
        return _by_position(index, owner, process)
    if empowered != BY_MANDATE:
        return None
    chain = _chain_of_entitlement(index, owner, process)
    reason = _by_position(index, chain[-1].grantor, process)
    return EmpowermentProof(chain, reason.path, reason.role)


def path_of_command(index: Index, lower: int, upper: int) -> tuple[int, ...]:
    """A shortest path of command, with every node on it.

    Args:
        index: The compiled model.
        lower: Where it starts.
        upper: Who it leads to.

    Returns:
        The nodes from `lower` to `upper`; empty where there is no path.
    """
    before = _climb(index.command.reach.up, lower)
    if upper not in before:
        return ()
    path = [upper]
    while path[-1] != lower:
        path.append(before[path[-1]][0])
    return tuple(reversed(path))


def _climb(up: Ragged, start: int) -> dict[int, tuple[int, int]]:
    """Everything above a node: the node before it on a shortest path, and the distance."""
    before = {start: (start, 0)}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for above in up[here].tolist():
            if above not in before:
                before[above] = (here, before[here][1] + 1)
                waiting.append(above)
    return before


def _prove(index: Index, process: int, element: int, status: int) -> ElementProof:
    owner = int(index.judgement.owner[process])
    dimension = index.authority.dimensions[element]
    required = int(required_levels(index.policy)[dimension])
    level = next((code for code in (3, 2, 1) if _holds(index, owner, element, process, code)), 0)
    if status == MISSING:
        return ElementProof(
            element, status, required, level, grantors=_grantors(index, element, process, required, owner)
        )
    if status != HELD or level == 0:
        return ElementProof(element, status, required, level)
    path = path_of_command(index, element, owner)
    if path:
        return ElementProof(element, status, required, level, path=path)
    chain = _chain_of_grants(index, owner, element, process, level)
    if not chain:
        return ElementProof(element, status, required, level, dotted=True)
    return ElementProof(element, status, required, level, chain, path_of_command(index, element, chain[-1].grantor))


def _one(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def _holds(index: Index, person: int, element: int, process: int, level: int) -> bool:
    return bool(index.authority.holds(_one(person), _one(element), _one(process), _one(level))[0])


def _grantors(index: Index, element: int, process: int, level: int, owner: int) -> tuple[Grantor, ...]:
    """Everybody but the owner who can give the level: by position the nearest first, then by mandate."""
    distances = {node: distance for node, (_, distance) in _climb(index.command.reach.up, element).items()}
    passing = index.mandates.grantees.only(index.mandates.current & index.mandates.delegable)
    above = np.array(list(distances), dtype=np.int64)
    people = distinct(np.concatenate([above[index.command.active[above]], passing.values]))
    people = people[people != owner]
    asked = [np.full(len(people), number, dtype=np.int64) for number in (element, process, level)]
    able = people[index.authority.gives(people, *asked)].tolist()
    far = len(distances)
    ordered = sorted(able, key=lambda node: (distances.get(node, far), index.facts.by_id[node]))
    return tuple(Grantor(person, distances.get(person)) for person in ordered)


def _chain_of_grants(index: Index, owner: int, element: int, process: int, level: int) -> tuple[Link, ...]:
    mandates, dimension = index.mandates, int(index.authority.dimensions[element])

    def usable(person: int) -> Ints:
        _, rows = mandates.applying(*(_one(number) for number in (person, element, process, dimension)))
        return rows[mandates.level[rows] >= level]

    def has(person: int) -> bool:
        return bool(index.command.commands(_one(person), _one(element))[0])

    return _chain(index, owner, usable, has)


def _chain_of_entitlement(index: Index, owner: int, process: int) -> tuple[Link, ...]:
    _, rows, grantors = index.authority.empowering_mandates(_one(owner), _one(process))
    first = index.model.offsets["Mandate"]

    def usable(person: int) -> Ints:
        return index.mandates.about(_one(person), _one(process))[1]

    def has(person: int) -> bool:
        by_position = bool(index.command.commands(_one(person), _one(process))[0])
        return by_position or bool(index.authority.empowering[person])

    chains: list[tuple[Link, ...]] = []
    for row, grantor in zip(rows.tolist(), grantors.tolist(), strict=True):
        own = Link(owner, first + row, grantor)
        if has(grantor):
            chains.append((own,))
        elif beyond := _chain(index, grantor, usable, has, delegable=True):
            chains.append((own, *beyond))
    return min(chains, key=len)


def _chain(
    index: Index, start: int, usable: Callable[[int], Ints], has: Callable[[int], bool], *, delegable: bool = False
) -> tuple[Link, ...]:
    """A shortest chain of usable mandates from a person up to somebody who has what is asked."""
    mandates, first = index.mandates, index.model.offsets["Mandate"]
    chains: dict[int, tuple[Link, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        rows = usable(here)
        if delegable or here != start:
            rows = rows[mandates.delegable[rows]]
        for row in rows.tolist():
            for grantor in mandates.grantors[row].tolist():
                if grantor in chains:
                    continue
                chains[grantor] = (*chains[here], Link(here, first + row, grantor))
                if has(grantor):
                    return chains[grantor]
                waiting.append(grantor)
    return ()


def _by_position(index: Index, person: int, process: int) -> EmpowermentProof:
    path = path_of_command(index, process, person)
    if path:
        return EmpowermentProof(path=path)
    if index.authority.empowering[person]:
        return EmpowermentProof(role=True)
    return EmpowermentProof(functions=True)
