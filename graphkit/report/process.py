"""The verdict on a process in the words of the JSON contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphkit.index.arrays import Ints, Ragged
from graphkit.index.index import Index
from graphkit.index.judgement import EMPOWERMENTS, MISSING, NOBODY, REASONS, STATUSES, UNGOVERNED, VERDICTS
from graphkit.index.participation import OWNER_SOURCES
from graphkit.model.schema import DIMENSIONS
from graphkit.model.tables import Model


@dataclass(frozen=True)
class Coverage:
    """How many elements of a dimension the owner has sufficient authority over.

    Attributes:
        held: With at least the required level.
        missing: Without it.
        ungoverned: Under nobody's command.
    """

    held: int
    missing: int
    ungoverned: int

    @property
    def elements(self) -> int:
        """All elements of the dimension."""
        return self.held + self.missing + self.ungoverned


@dataclass(frozen=True)
class ProcessResult:
    """What was found out about one process; ids are as written, lists sorted.

    Attributes:
        number: The process's node number.
        id: Its id.
        name: Its name, or else its id.
        level: As in the model.
        verdict: One of `VERDICTS`.
        cross_functional: None where the model does not say.
        functions: The functions counted.
        owners: All holders of the recorded owners.
        owner: The one judged.
        owner_source: How the process came by its recorded owners.
        empowered: How the owner is empowered, one of `EMPOWERMENTS`.
        coverage: A dimension without elements is None; None as a whole where it was not judged.
        missing: Elements the owner lacks.
        ungoverned: Elements under nobody's command.
        reasons: Why there is a gap, in the order of `REASONS`.
        findings: Codes of the rules with a finding about it.
    """

    number: int
    id: str
    name: str
    level: str | None
    verdict: str
    cross_functional: bool | None
    functions: tuple[str, ...]
    owners: tuple[str, ...]
    owner: str | None
    owner_source: str | None
    empowered: str | None
    coverage: Mapping[str, Coverage | None] | None
    missing: tuple[str, ...]
    ungoverned: tuple[str, ...]
    reasons: tuple[str, ...]
    findings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The process as the JSON contract writes it."""
        row: dict[str, object] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
            if name != "number"
        }
        if self.coverage is not None:
            row["coverage"] = {name: None if part is None else vars(part) for name, part in self.coverage.items()}
        return row


def process_results(index: Index, rows: Ints) -> Iterator[ProcessResult]:
    """What was found out about some processes, findings apart.

    Args:
        index: The compiled model.
        rows: Process numbers, in the order wanted.

    Returns:
        One result a process, made as it is asked for.
    """
    judgement, participation, ownership = index.judgement, index.participation, index.ownership
    functions = _written(index.model, participation.functions.take(rows))
    owners = _written(index.model, ownership.owners.take(rows))
    missing = _written(index.model, judgement.elements_with(MISSING).take(rows))
    ungoverned = _written(index.model, judgement.elements_with(UNGOVERNED).take(rows))
    counts = _coverage_counts(index, rows)
    processes = index.model.nodes["Process"]
    ids = index.model.show_all(rows)
    table = processes[rows].select("id", "name", "level").rows()
    for at, (row, id_, (plain, name, level)) in enumerate(zip(rows.tolist(), ids, table, strict=True)):
        owner = int(judgement.owner[row])
        crossing = bool(participation.crossing[row])
        yield ProcessResult(
            number=row,
            id=id_,
            name=name or plain,
            level=level,
            verdict=VERDICTS[judgement.verdict[row]],
            cross_functional=crossing if participation.known[row] else None,
            functions=functions[at],
            owners=owners[at],
            owner=None if owner == NOBODY else index.model.show(owner),
            owner_source=OWNER_SOURCES[ownership.source[row]],
            empowered=EMPOWERMENTS[judgement.empowered[row]],
            coverage=_coverage(counts[at]) if judgement.owned[row] else None,
            missing=missing[at],
            ungoverned=ungoverned[at],
            reasons=tuple(REASONS[code] for code in np.flatnonzero(judgement.reasons[row])),
        )


def _written(model: Model, nodes: Ragged) -> list[tuple[str, ...]]:
    """Lists of nodes as sorted lists of written ids, all written at once."""
    ids = model.show_all(nodes.values)
    bounds = pairwise(nodes.offsets.tolist())
    return [tuple(sorted(ids[first:last])) for first, last in bounds]


def _coverage_counts(index: Index, rows: Ints) -> Ints:
    """Elements of processes by dimension and status; shape (rows, dimensions, statuses)."""
    elements = index.judgement.elements
    at, place = Ragged(elements.offsets, np.arange(len(elements.values))).expand(rows)
    shape = (len(rows), len(DIMENSIONS), len(STATUSES))
    dimension = index.authority.dimensions[elements.values[place]]
    cell = np.ravel_multi_index((at, dimension, index.judgement.status[place]), shape)
    return np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape)


def _coverage(counts: Ints) -> dict[str, Coverage | None]:
    cells = zip(DIMENSIONS, counts.tolist(), strict=True)
    return {dimension: Coverage(*cell) if any(cell) else None for dimension, cell in cells}
