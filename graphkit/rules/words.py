"""What the rules about mandates and about authority share: ids in a sentence, and who commands from nearest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphkit.report.finding import Hit
from graphkit.report.words import joined


def shown(hit: Hit, nodes: Sequence[int], *, word: str = "or", most: int = 5) -> str:
    """Several nodes as they are written in the model.

    Args:
        hit: The finding.
        nodes: Node numbers.
        word: What stands before the last.
        most: How many are written before the rest is counted.
    """
    show = hit.index.model.show
    ids = [show(node) for node in nodes[:most]]
    return joined(ids if len(nodes) <= most else [*ids, f"{len(nodes) - most} more"], word)


def nearest_commander(hit: Hit, node: int, *, besides: Collection[int] = ()) -> int | None:
    """Who commands a node from nearest above, by the fewest steps of command and then by id.

    Args:
        hit: The finding.
        node: A node number.
        besides: Who is passed over.

    Returns:
        Somebody active other than the node itself; None where nobody commands it.
    """
    command, by_id = hit.index.command, hit.index.facts.by_id
    seen, level = {node}, {node}
    while level := {above for below in level for above in command.reach.up[below].tolist()} - seen:
        seen |= level
        able = [above for above in level if command.active[above] and above not in besides]
        if able:
            return min(able, key=lambda person: int(by_id[person]))
    return None
