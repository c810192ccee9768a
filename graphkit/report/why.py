"""The proof of a verdict: every element of a footprint, with the path or chain behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.errors import InputError, nearest
from graphkit.index.index import Index
from graphkit.index.judgement import STATUSES
from graphkit.index.proof import ElementProof, EmpowermentProof, Link, prove_elements, prove_empowerment
from graphkit.model.schema import DIMENSIONS, LEVELS
from graphkit.model.tables import Model
from graphkit.report.process import ProcessResult, process_results
from graphkit.report.report import made_by

LEVEL_NAMES = ("none", *LEVELS)
"""Levels of authority by code."""

MOST_GRANTORS = 3
"""How many people are named who could grant what is missing."""


@dataclass(frozen=True, eq=False)
class Why:
    """The proof of the verdict on one process.

    Attributes:
        index: The compiled model.
        result: What was found out about the process.
        empowerment: Why its owner is empowered; None where the owner is not.
        elements: Why each element is held or not; empty for a process that is not judged.
    """

    index: Index
    result: ProcessResult
    empowerment: EmpowermentProof | None
    elements: tuple[ElementProof, ...]

    def dimension_of(self, proof: ElementProof) -> str:
        """The dimension that an element belongs to."""
        return DIMENSIONS[self.index.authority.dimensions[proof.element]]

    def _repr_html_(self) -> str:
        """The process in a notebook: its story, its six dimensions and its picture."""
        from graphkit.views.notebook import process_html

        return process_html(self)

    def to_dict(self) -> dict[str, object]:
        """The proof as plain values, ids as written."""
        result = self.result.to_dict()
        del result["findings"]
        return made_by(self.index) | {
            "process": result,
            "empowerment": None if self.empowerment is None else self._empowerment(self.empowerment),
            "elements": [self._element(proof) for proof in self.elements],
        }

    def _empowerment(self, proof: EmpowermentProof) -> dict[str, object]:
        return {
            "chain": _chain(self.index.model, proof.chain),
            "path": self.index.model.show_all(proof.path),
            "role": proof.role,
            "functions": proof.functions,
        }

    def _element(self, proof: ElementProof) -> dict[str, object]:
        model = self.index.model
        return {
            "element": model.show(proof.element),
            "name": model.name_of(proof.element),
            "dimension": self.dimension_of(proof),
            "status": STATUSES[proof.status],
            "required": LEVEL_NAMES[proof.required],
            "level": LEVEL_NAMES[proof.level],
            "path": model.show_all(proof.path),
            "chain": _chain(model, proof.chain),
            "dotted": proof.dotted,
            "grantors": [
                {"person": model.show(grantor.person), "distance": grantor.distance} for grantor in proof.grantors
            ],
        }


def prove(index: Index, process: int, element: int | None = None) -> Why:
    """Prove the verdict on a process.

    Args:
        index: The compiled model.
        process: The process's number.
        element: The one element wanted; all of them where None.

    Raises:
        InputError: When the process has no such element.
    """
    (result,) = process_results(index, np.array([process], dtype=np.int64))
    elements = prove_elements(index, process)
    if element is not None:
        chosen = tuple(proof for proof in elements if proof.element == element)
        if not chosen:
            raise _no_such_element(index.model, result, element, elements)
        elements = chosen
    ordered = sorted(elements, key=lambda proof: (index.authority.dimensions[proof.element], proof.element))
    return Why(index, result, prove_empowerment(index, process), tuple(ordered))


def _chain(model: Model, chain: tuple[Link, ...]) -> list[dict[str, str]]:
    return [
        {"grantee": model.show(link.grantee), "mandate": model.show(link.mandate), "grantor": model.show(link.grantor)}
        for link in chain
    ]


def _no_such_element(
    model: Model, result: ProcessResult, element: int, elements: tuple[ElementProof, ...]
) -> InputError:
    name = model.show(element)
    if not elements:
        return InputError(f"{result.id} is not judged element by element: it is not cross-functional or has no owner")
    known = model.show_all([proof.element for proof in elements])
    return InputError(f"{name} is not in the footprint of {result.id}", suggestion=nearest(name, known))
