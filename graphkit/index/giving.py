"""Nobody can give what they do not have: what mandates grant beyond their grantors' own authority."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.index.applications import Applications, Piece, Triples
from graphkit.index.arrays import NOTHING, Bools, Edges, Ints, Ragged, any_by, unique_pairs
from graphkit.index.authority import Authority
from graphkit.workers import side_by_side


@dataclass(frozen=True, eq=False)
class Overreach:
    """What mandates grant that their grantors cannot give; rows are mandates.

    Attributes:
        elements: The governed elements that no grantor can give at the mandate's level.
        blocking: Rows of the mandates with which a grantor could, if they might be passed on.
    """

    elements: Ragged
    blocking: Ragged


def find_overreach(applications: Applications, authority: Authority) -> Overreach:
    """Find what current mandates grant beyond their grantors' own authority.

    Args:
        applications: Where mandates apply; its elements are governed ones.
        authority: Who can give what.
    """
    mandates = authority.mandates

    def not_given_anywhere(rows: Ints, elements: Ints) -> Bools:
        at, grantor = mandates.grantors.expand(rows)
        given = authority.gives_anywhere(grantor, elements[at], mandates.level[rows[at]])
        return ~any_by(at, given, len(rows))

    def look(piece: Piece) -> tuple[Edges, Edges]:
        found = _not_given(authority, piece())
        return unique_pairs(found[0], found[1]), _blocked(authority, _with_parts(applications, authority, found))

    found = side_by_side(look, applications.of(np.flatnonzero(mandates.current), not_given_anywhere))
    return Overreach(*(_gathered([pair[side] for pair in found], len(mandates)) for side in (0, 1)))


def commanded_by_grantor(authority: Authority, rows: Ints, nodes: Ints) -> Bools:
    """Whether a grantor of each mandate commands the node beside it.

    Args:
        authority: Its command and its mandates are asked.
        rows: Mandate rows.
        nodes: As many nodes.
    """
    at, grantor = authority.mandates.grantors.expand(rows)
    return any_by(at, authority.command.commands(grantor, nodes[at]), len(rows))


def find_blocked_entitlement(authority: Authority, owners: Ints, processes: Ints) -> Ragged:
    """Mandates that would entitle who empowered an owner, if they might be passed on.

    Args:
        authority: Who is entitled.
        owners: Owners whom nobody entitled has empowered.
        processes: The process of each.

    Returns:
        For each mandate with which an owner was empowered, the rows of those mandates.
    """
    mandates = authority.mandates
    asked, granted, grantor = authority.empowering_mandates(owners, processes)
    at, process = np.arange(len(asked)), processes[asked]
    step, blocking = mandates.about(grantor, process)
    fixed = ~mandates.delegable[blocking]
    at, blocking = step[fixed], blocking[fixed]
    step, source = mandates.grantors.expand(blocking)
    entitled = any_by(step, authority.entitled(source, process[at[step]]), len(at))
    return Ragged.group(*unique_pairs(granted[at[entitled]], blocking[entitled]), len(mandates))


def _not_given(authority: Authority, triples: Triples) -> Triples:
    """Those of some triples that no grantor can give at the mandate's level; in whatever process none of them can."""
    mandate, element, process = triples
    mandates = authority.mandates
    at, grantor = mandates.grantors.expand(mandate)
    given = any_by(
        at, authority.gives_there(grantor, element[at], process[at], mandates.level[mandate[at]]), len(mandate)
    )
    return mandate[~given], element[~given], process[~given]


def _with_parts(applications: Applications, authority: Authority, triples: Triples) -> Triples:
    """What is not given in wholes, as far as it may be blocked, and what is not given in their parts either."""
    mandates = authority.mandates
    bound = any_by(mandates.of.keys, ~mandates.delegable[mandates.of.values], len(mandates.of))
    rows = np.flatnonzero(any_by(mandates.grantors.keys, bound[mandates.grantors.values], len(mandates))[triples[0]])
    mandate, element, process = (column[rows] for column in triples)
    within = np.flatnonzero(mandates.within.counts[mandate] > 0)
    at, part = applications.parts_with(element[within], process[within])
    at = within[at]
    in_parts = _not_given(authority, (mandate[at], element[at], part))
    first, second, third = zip((mandate, element, process), in_parts, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(third)


def _blocked(authority: Authority, triples: Triples) -> Edges:
    """Mandates with the mandates of their grantors that would do, if they might be passed on."""
    mandates = authority.mandates
    bound = any_by(mandates.of.keys, ~mandates.delegable[mandates.of.values], len(mandates.of))
    mandate, element, process = triples
    at, grantor = mandates.grantors.expand(mandate)
    at, grantor = at[bound[grantor]], grantor[bound[grantor]]
    mandate, element, process = mandate[at], element[at], process[at]
    at, blocking = mandates.applying(grantor, element, process, authority.dimensions[element])
    would = ~mandates.delegable[blocking] & (mandates.level[blocking] >= mandates.level[mandate[at]])
    at, blocking = at[would], blocking[would]
    step, source = mandates.grantors.expand(blocking)
    other = source != grantor[at[step]]
    step, source = step[other], source[other]
    ask = at[step]
    able = authority.gives(source, element[ask], process[ask], mandates.level[mandate[ask]])
    has = any_by(step, able, len(at))
    return unique_pairs(mandate[at[has]], blocking[has])


def _gathered(pairs: list[Edges], rows: int) -> Ragged:
    first, second = (np.concatenate([NOTHING, *(pair[side] for pair in pairs)]) for side in (0, 1))
    return Ragged.group(*unique_pairs(first, second), rows)
