"""What there is to say about a process, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from graphkit.index.index import Index
from graphkit.index.judgement import HELD, MISSING, UNGOVERNED
from graphkit.index.proof import EmpowermentProof, prove_empowerment
from graphkit.model.schema import DIMENSIONS
from graphkit.report.process import ProcessResult
from graphkit.reporters.advice import name_of
from graphkit.views.report.words import named

_NAMED = 4
"""Elements of a dimension that are named before the rest is counted."""


def sentences(index: Index, result: ProcessResult) -> Iterator[str]:
    """A process in plain sentences: where it runs, who owns it, by whose leave, and over what.

    Args:
        index: The compiled model.
        result: What was found out about the process.
    """
    return _Story(index, result).sentences()


class _Story:
    def __init__(self, index: Index, result: ProcessResult) -> None:
        self._index = index
        self._result = result
        self._row = result.number
        self._owner = int(index.judgement.owner[self._row])

    def sentences(self) -> Iterator[str]:
        """Everything."""
        yield self._where()
        yield self._ownership()
        if self._result.owner is not None:
            yield self._empowerment()
            if self._result.cross_functional:
                yield from self._authority()

    def _where(self) -> str:
        functions = self._index.participation.functions[self._row].tolist()
        if self._result.cross_functional is None:
            return "The model does not say which functions take part, so nobody can tell whether it crosses any."
        if not self._result.cross_functional:
            return "It crosses no functions, so functional management suffices."
        return f"The work runs across {len(functions)} functions: {self._names(functions)}."

    def _ownership(self) -> str:
        result = self._result
        recorded = self._index.ownership.recorded[self._row].tolist()
        if result.owner_source is None:
            return "Nobody is named as its owner."
        if result.owner is None:
            return f"It has an owner on paper only: nobody active stands behind {self._names(recorded)}."
        owner = self._name(self._owner)
        if len(result.owners) > 1:
            owners = self._names(self._index.ownership.owners[self._row].tolist())
            return f"{len(result.owners)} people own it side by side, {owners}; {owner}, who holds the most, is judged."
        if result.owner_source == "accountable":
            return f"No owner is named; {owner} is accountable for it and so counts as its owner."
        if result.owner_source == "inherited":
            return f"It has no owner of its own; {owner} owns the larger process that it is a part of."
        through = [node for node in recorded if node != self._owner]
        return f"{owner} owns it as holder of {self._names(through)}." if through else f"{owner} owns it."

    def _empowerment(self) -> str:
        owner, empowered = self._name(self._owner), self._result.empowered
        if empowered == "unmodelled":
            return f"The model has no mandates, so it does not say whether {owner} has been empowered."
        proof = prove_empowerment(self._index, self._row)
        if proof is None:
            return f"Nobody who is entitled to has empowered {owner}."
        if proof.chain:
            grantors = [self._name(link.grantor) for link in proof.chain]
            passed = f", whose own mandate comes from {named(grantors[1:])}" if len(grantors) > 1 else ""
            return f"{owner} is empowered by a mandate from {grantors[0]}{passed}."
        return f"{owner} is empowered by position: {_position(proof)}."

    def _authority(self) -> Iterator[str]:
        owner, judgement = self._name(self._owner), self._index.judgement
        first, last = judgement.elements.offsets[self._row : self._row + 2]
        status = judgement.status[first:last]
        elements = judgement.elements.values[first:last]
        if not len(elements):
            yield f"The model names nothing that {owner} would need authority over."
            return
        held, missing = elements[status == HELD], elements[status == MISSING].tolist()
        open_ = elements[status == UNGOVERNED].tolist()
        if len(held) == len(elements):
            yield f"{owner} has sufficient authority over all {len(elements)} things that it depends on."
            return
        amount = "none" if not len(held) else f"{len(held)}"
        yield f"Of the {len(elements)} things that it depends on, {owner} has sufficient authority over {amount}."
        if missing:
            yield f"Missing is authority over {self._by_dimension(missing)}."
        if open_:
            yield f"Nobody at all commands {self._by_dimension(open_)}."

    def _by_dimension(self, elements: Sequence[int]) -> str:
        """Elements in words: `2 people (Ana and Bo), 1 function (Sales)`."""
        dimensions = self._index.authority.dimensions
        ordered = sorted(elements, key=lambda node: (int(dimensions[node]), self._index.facts.by_id[node]))
        parts = []
        for code, group in groupby(ordered, key=lambda node: int(dimensions[node])):
            nodes = list(group)
            names = named([self._name(node) for node in nodes], _NAMED)
            parts.append(f"{_counted(len(nodes), DIMENSIONS[code])} ({names})")
        return named(parts, len(parts))

    def _names(self, nodes: Sequence[int]) -> str:
        return named([self._name(node) for node in nodes])

    def _name(self, node: int) -> str:
        return name_of(self._index.model, node)


def _position(proof: EmpowermentProof) -> str:
    if proof.path:
        return "the process is in the line of command"
    return "an empowering role" if proof.role else "command over every function that takes part"


_NOUNS = {
    "people": ("person", "people"),
    "functions": ("function", "functions"),
    "technology": ("system", "systems"),
    "rules": ("rule", "rules"),
    "workflow": ("workflow", "workflows"),
    "resources": ("resource", "resources"),
}


def _counted(number: int, dimension: str) -> str:
    return f"{number} {_NOUNS[dimension][number != 1]}"
