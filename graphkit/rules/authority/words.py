"""What the rules about authority share: who could grant what an owner lacks, and how that is written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphkit.index.arrays import Ints
from graphkit.index.authority import INFLUENCE
from graphkit.index.judgement import MISSING, required_levels
from graphkit.model.schema import LEVELS
from graphkit.report.finding import Hit
from graphkit.rules.words import nearest_commander, shown


def mandate_over(hit: Hit, elements: Sequence[int], grantors: Sequence[int] | None = None) -> str:
    """The mandate that would give the owner of a process some elements, without its `covers`.

    Args:
        hit: A finding about a process with an owner.
        elements: What the owner lacks.
        grantors: Who should grant it; those nearest above the elements where None.

    Returns:
        Such as `a mandate by bo and cy, to ana, within order-to-cash at level decide`; influence is not mentioned.
    """
    people = nearest_commanders(hit, elements) if grantors is None else grantors
    by = f" by {shown(hit, people, word='and')}," if people else ""
    show, index = hit.index.model.show, hit.index
    needed = int(required_levels(index.policy)[index.authority.dimensions[list(elements)]].max())
    level = f" at level {LEVELS[needed - 1]}" if needed > INFLUENCE else ""
    return f"a mandate{by} to {show(hit.owner)}, within {show(hit.process)}{level}"


def nearest_commanders(hit: Hit, elements: Sequence[int], *, most: int = 5) -> list[int]:
    """Who commands some elements from nearest above, else is such an element and active; each person once.

    Args:
        hit: The finding.
        elements: Node numbers.
        most: How many of the elements are looked up.
    """
    found = [_granted_by(hit, element) for element in elements[:most]]
    return list(dict.fromkeys(person for person in found if person is not None))


def _granted_by(hit: Hit, element: int) -> int | None:
    above = nearest_commander(hit, element)
    return element if above is None and hit.index.command.active[element] else above


def counted(number: int, total: int, one: str, many: str) -> str:
    """How many of several things, in words.

    Args:
        number: How many are meant.
        total: How many there are.
        one: What one of them is called.
        many: What several of them are called.

    Examples:
        >>> counted(2, 3, "system", "systems"), counted(2, 2, "system", "systems")
        ('2 of 3 systems', 'both systems')
    """
    if number < total:
        return f"{number} of {total} {many}"
    return {1: f"the only {one}", 2: f"both {many}"}.get(total, f"all {total} {many}")


def missing_of(hit: Hit) -> tuple[int, ...]:
    """What the owner of the process lacks, for a finding about that process."""
    elements, status = _elements_of(hit)
    return tuple(elements[status == MISSING].tolist())


def everything_governed(hit: Hit) -> str:
    """Every element of the process that anybody commands, counted.

    Args:
        hit: A finding about the process.

    Returns:
        Such as `all 4 elements of Order to Cash`.
    """
    elements, _ = _elements_of(hit)
    governed = int(np.count_nonzero(hit.index.command.governed[elements]))
    some = "" if governed == len(elements) else " that anybody commands"
    return f"{counted(governed, governed, 'element', 'elements')} of {hit.process_name}{some}"


def _elements_of(hit: Hit) -> tuple[Ints, Ints]:
    judgement = hit.index.judgement
    row = slice(*judgement.elements.offsets[hit.process : hit.process + 2])
    return judgement.elements.values[row], judgement.status[row]
