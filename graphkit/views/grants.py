"""The grants behind what an owner holds by mandate, for many elements of a process at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import BY_MANDATE, required_levels
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


def chain_of_empowerment(index: Index, process: int) -> tuple[Grant, ...]:
    """The grants from an owner who is empowered by mandate up to who is entitled to empower.

    Args:
        index: The compiled model.
        process: The process's number.

    Returns:
        The chain from the owner up; empty where no mandate is the reason.
    """
    if int(index.judgement.empowered[process]) != BY_MANDATE:
        return ()
    proof = prove_empowerment(index, process)
    chain = proof.chain if proof else ()
    return tuple(Grant(link.grantee, link.mandate, link.grantor, step) for step, link in enumerate(chain))


def grants_of_elements(index: Index, owner: int, process: int, elements: Ints) -> dict[int, tuple[Grant, ...]]:
    """A shortest chain of grants for each element that an owner holds by mandate.

    Args:
        index: The compiled model.
        owner: The owner.
        process: The process in which they hold the elements.
        elements: Nodes that the owner does not command.

    Returns:
        Element → grants from the owner up to somebody who commands it; elements without such a chain, which are held
        by a dotted line, are left out.
    """
    mandates, first = index.mandates, index.model.offsets["Mandate"]
    found: dict[int, tuple[Grant, ...]] = {}
    visited: set[tuple[int, int]] = {(owner, node) for node in elements.tolist()}
    waiting: list[tuple[int, int, tuple[Grant, ...]]] = [(owner, node, ()) for node in elements.tolist()]
    while waiting:
        people = np.array([person for person, _, _ in waiting], dtype=np.int64)
        nodes = np.array([node for _, node, _ in waiting], dtype=np.int64)
        dimensions = index.authority.dimensions[nodes]
        at, rows = mandates.applying(people, nodes, np.full(len(nodes), process, dtype=np.int64), dimensions)
        enough = mandates.level[rows] >= np.maximum(required_levels(index.policy)[dimensions[at]], 1)
        enough &= mandates.delegable[rows] | (people[at] == owner)
        at, rows = at[enough], rows[enough]
        step, grantors = mandates.grantors.expand(rows)
        at, rows = at[step], rows[step]
        able = index.command.commands(grantors, nodes[at]).tolist()
        further: list[tuple[int, int, tuple[Grant, ...]]] = []
        for place, row, grantor, commands in zip(at.tolist(), rows.tolist(), grantors.tolist(), able, strict=True):
            person, node, chain = waiting[place]
            if node in found or (grantor, node) in visited:
                continue
            visited.add((grantor, node))
            longer = (*chain, Grant(person, first + row, grantor, len(chain)))
            if commands:
                found[node] = longer
            else:
                further.append((grantor, node, longer))
        waiting = [each for each in further if each[1] not in found]
    return found
