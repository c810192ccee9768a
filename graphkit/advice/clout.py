"""How people are connected by the processes that they work on."""

from __future__ import annotations

import numpy as np

from graphkit.advice.standing import Floats
from graphkit.index.arrays import Edges, Ints, unique_pairs
from graphkit.index.index import Index

_MOST_STEPS = 2_000_000
"""About how many edges are walked at most, so that it takes seconds and not hours."""
_FEWEST_SOURCES = 10


def workers(index: Index) -> Edges:
    """Who works on which process: its owners, who is responsible, accountable or consulted, and heads of performers.

    Args:
        index: The compiled model.

    Returns:
        Processes and people, as pairs in order.
    """
    facts, owners = index.facts, index.ownership.owners
    process, participant = facts.raci("R", "A", "C")
    performed, unit = facts.edges("PERFORMED_BY")
    process = np.concatenate([process, performed])
    step, holder = index.holders.expand(np.concatenate([participant, unit]))
    return unique_pairs(np.concatenate([process[step], owners.keys]), np.concatenate([holder, owners.values]))


def betweenness_ranks(index: Index, sample: int) -> Floats:
    """How much of what connects others passes through each person, compared with everybody who works on processes.

    The graph has people and the processes they work on; two people work together where a
    process lies between them. Shortest paths from a sample of the nodes stand for all where
    there are more nodes than that.

    Args:
        index: The compiled model.
        sample: From how many nodes at most paths are counted.

    Returns:
        For each node of the model, the share of these people whose betweenness is lower; NaN for
        who works on no process.
    """
    import networkx as nx

    process, person = workers(index)
    ranks = np.full(index.model.size, np.nan)
    if not len(process):
        return ranks
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(process.tolist(), person.tolist(), strict=True))
    sources = min(len(graph), sample, max(_FEWEST_SOURCES, _MOST_STEPS // len(process)))
    between = nx.betweenness_centrality(graph, k=sources, seed=0)
    people: Ints = np.unique(person)
    values = np.round([between[node] for node in people.tolist()], 12)
    ranks[people] = np.searchsorted(np.sort(values), values) / max(1, len(people) - 1)
    return ranks
