"""Candidates for owner, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.text import Text

from graphkit.advice.candidates import TERMS, Candidate, Candidates, Grant
from graphkit.reporters.advice import Line, counted, name_of, names_of, write_lines
from graphkit.reporters.console import styled


def write_text(candidates: Candidates, stream: TextIO) -> None:
    """Write candidates for people to read.

    Args:
        candidates: The candidates.
        stream: Where to write; colours only where it is a terminal.
    """
    write_lines(_Words(candidates).lines(), stream)


class _Words:
    """Puts candidates into lines."""

    def __init__(self, candidates: Candidates) -> None:
        self._all = candidates
        self._model = candidates.index.model

    def lines(self) -> Iterator[Line]:
        """Everything."""
        process = self._all.process
        heading = styled(name_of(self._model, process), "bold")
        heading.append_text(styled(f" ({self._model.show(process)})", "dim"))
        heading.append(": who could own it")
        yield "", heading
        shown = len(self._all.candidates)
        if not shown:
            yield "", Text("The model names nobody who could.")
            return
        yield "", styled(f"the best {shown} of {self._all.considered:,} people, by weighted terms from 0 to 1", "dim")
        if self._all.cross_functional is False:
            yield "", Text("It is not cross-functional: functional management suffices.")
        if self._all.ungoverned:
            ungoverned = names_of(self._model, self._all.ungoverned)
            yield "not counted: ", styled(f"{ungoverned} (nobody commands it, whoever owns the process)", most=None)
        for place, candidate in enumerate(self._all.candidates, start=1):
            yield "", Text()
            yield from self._candidate(place, candidate)

    def _candidate(self, place: int, candidate: Candidate) -> Iterator[Line]:
        heading = styled(name_of(self._model, candidate.person), "bold")
        heading.append_text(styled(f" ({self._model.show(candidate.person)})", "dim"))
        heading.append(f"  {candidate.score:.3f}")
        heading.append("  owner today" if candidate.owner else "", style="green")
        yield f"{place:>2}. ", heading
        yield "    authority: ", Text(self._authority(candidate))
        yield "    empowered: ", Text(_EMPOWERED[candidate.empowered])
        for grant in candidate.grants:
            yield "    needs: ", styled(self._grant(grant), most=None)
        if candidate.beyond:
            yield "    cannot be granted: ", styled(names_of(self._model, candidate.beyond), most=None)
        yield "    skills: ", styled(", ".join(candidate.skills) or "none of the critical ones")
        yield (
            "    load: ",
            Text(f"owns {counted(candidate.owned, 'other process', 'other processes')} of at most {candidate.limit:g}"),
        )
        yield "    place: ", styled(self._place(candidate), most=None)
        terms = zip(TERMS, candidate.terms, self._all.weights, strict=True)
        said = "  ".join(f"{name} {value:.2f} * {weight:g}" for name, value, weight in terms)
        yield "    score: ", styled(said, "dim")

    def _authority(self, candidate: Candidate) -> str:
        if not candidate.elements:
            return "the process names nothing that its owner would need authority over"
        return f"over {candidate.held:,} of {counted(candidate.elements, 'element')}"

    def _grant(self, grant: Grant) -> str:
        said = f"a mandate from {name_of(self._model, grant.grantor)} within the process"
        if grant.elements:
            said += f", over {names_of(self._model, grant.elements)}"
        if len(grant.elements) > 1 and grant.function is not None:
            said += f"; all of it is in {name_of(self._model, grant.function)}"
        return said + ("; it also empowers" if grant.empowers and grant.elements else "")

    def _place(self, candidate: Candidate) -> str:
        steps = candidate.distance
        distance = "outside of any line" if steps is None else f"{counted(steps, 'step')} from the top"
        if not candidate.functions:
            return f"{distance}; belongs to no function that performs the process"
        return f"{distance}; belongs to {names_of(self._model, candidate.functions)}, which performs the process"


_EMPOWERED = {
    "position": "by position",
    "mandate": "by mandate",
    "none": "not yet",
    "unmodelled": "not known, as the model has no mandates",
}
