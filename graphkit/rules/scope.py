"""What several rules share: where ownership is looked at, and one cause, one finding."""

from __future__ import annotations

import numpy as np

from graphkit.index.arrays import Bools, Ints, Ragged, all_by
from graphkit.index.index import Index
from graphkit.index.pairs import contains_pairs
from graphkit.report.finding import SEVERITIES, Hits

_WARNING, _ERROR = SEVERITIES.index("warning"), SEVERITIES.index("error")


def ownership_scope(index: Index, fires: Bools) -> tuple[Ints, Ints]:
    """Processes at which the rules OWN001 to OWN003 report, and how severely.

    Cross-functional ones are errors. Those of which it is not known, and functional ones
    of level `enterprise`, are warnings.

    Args:
        index: The compiled model.
        fires: Where the rule's condition holds, one flag a process.

    Returns:
        Process numbers, and positions in `SEVERITIES`.
    """
    crossing, known = index.participation.crossing, index.participation.known
    rows = np.flatnonzero(fires & (crossing | ~known | index.facts.enterprise))
    return rows, np.where(crossing[rows], _ERROR, _WARNING)


def without_repeats(index: Index, hits: Hits) -> Hits:
    """Leave out what an ancestor already says.

    A finding at a process is left out where something the process is part of has the same
    judged owner, a finding as severe, and at least the same evidence.

    Args:
        index: The compiled model.
        hits: Findings of one rule, at most one a process.
    """
    row_of = np.full(len(index.parts), -1, dtype=np.int64)
    row_of[hits.process] = np.arange(len(hits))
    at, ancestor = index.processes.reach.all_above(hits.process)
    above = row_of[ancestor]
    owner = index.judgement.owner
    same = (above >= 0) & (owner[ancestor] == owner[hits.process[at]])
    at, above = at[same], above[same]
    if hits.severity is not None:
        severe = hits.severity[above] >= hits.severity[at]
        at, above = at[severe], above[severe]
    repeated = at[_covered(hits.evidence, at, above)]
    return hits.only(np.setdiff1d(np.arange(len(hits)), repeated)) if len(repeated) else hits


def _covered(evidence: Ragged, at: Ints, above: Ints) -> Bools:
    """Whether each finding's evidence is part of that of the one above."""
    pair, node = evidence.expand(at)
    known_pair, known = evidence.expand(above)
    return all_by(pair, contains_pairs((known_pair, known), (pair, node)), len(at))
