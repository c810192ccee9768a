"""Who fits a role, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from rich.text import Text

from graphkit.advice.role_fit import Fit, RoleFit
from graphkit.reporters.advice import Line, counted, name_of, write_lines
from graphkit.reporters.console import styled

_STYLES: Mapping[str, str] = {"fit": "green", "stretch": "yellow", "unfit": "bold red", "unknown": "dim"}
_COLUMN = 11
_NAMES = 28
_MOST_IDS = 6


def write_text(found: RoleFit, stream: TextIO) -> None:
    """Write who fits a role for people to read.

    Args:
        found: What was found.
        stream: Where to write; colours only where it is a terminal.
    """
    write_lines(_Words(found).lines(), stream)


class _Words:
    """Puts what was found into lines."""

    def __init__(self, found: RoleFit) -> None:
        self._found = found
        self._model = found.index.model

    def lines(self) -> Iterator[Line]:
        """Everything."""
        found = self._found
        role = found.role.upper() if found.process is None else f"owner of {name_of(self._model, found.process)}"
        yield "", styled(f"Who may be the {role}?", "bold")
        if len(found.people) > 1:
            yield "", Text()
            yield from self._table()
        for fit in found.people:
            yield "", Text()
            yield from self._person(fit)

    def _table(self) -> Iterator[Line]:
        names = [part.name for part in self._found.people[0].dimensions]
        yield "", Text("".join(word.ljust(_COLUMN) for word in ("overall", *names)), style="dim")
        for fit in self._found.people:
            row = Text()
            for verdict in (fit.verdict, *(part.verdict for part in fit.dimensions)):
                row.append(verdict.ljust(_COLUMN), style=_STYLES[verdict])
            row.append_text(self._who(fit))
            yield "", row

    def _who(self, fit: Fit) -> Text:
        who = styled(name_of(self._model, fit.person), "bold", most=_NAMES)
        who.append_text(styled(f" ({self._model.show(fit.person)})", "dim"))
        who.append(f" {', '.join(kind.upper() for kind in fit.holds)}" if fit.holds else "")
        return who

    def _person(self, fit: Fit) -> Iterator[Line]:
        heading = self._who(fit)
        heading.append(": ")
        heading.append(fit.verdict, style=_STYLES[fit.verdict])
        yield "", heading
        for part in fit.dimensions:
            words = Text(part.verdict, style=_STYLES[part.verdict])
            words.append_text(styled(f": {_SAID[part.name](part.evidence)}", most=None))
            yield f"  {part.name}: ", words
            if part.change:
                yield "    to fit: ", styled(part.change, most=None)


def _skills(evidence: Mapping[str, Any]) -> str:
    own = ", ".join(evidence["own"]) or "none of the critical ones"
    under = ", ".join(f"{skill} in {people}" for skill, people in evidence["people"].items() if people) or "none"
    lent = "; a centre of excellence supports the process" if evidence["lent_by_a_centre"] else ""
    return f"{evidence['coverage']:.0%} covered; in person {own}; in the people under them {under}{lent}"


def _authority(evidence: Mapping[str, Any]) -> str:
    if not evidence["elements"]:
        return "nothing is recorded that the role would need authority over"
    missing = evidence["missing"]
    more = f" and {len(missing) - _MOST_IDS} more" if len(missing) > _MOST_IDS else ""
    lacks = f"; lacks {', '.join(missing[:_MOST_IDS])}{more}" if missing else ""
    return (
        f"enough over {evidence['influence']:.0%} and direct over {evidence['direct']:.0%} of what "
        f"{evidence['elements']} places in processes depend on{lacks}"
    )


def _breadth(evidence: Mapping[str, Any]) -> str:
    carries = (
        f"carries {counted(evidence['reports'], 'direct report')}, {counted(evidence['functions'], 'function')}, "
        f"{counted(evidence['elements'], 'element')} and {counted(evidence['processes'], 'process', 'processes')}"
    )
    load = "more than no time allows" if evidence["load"] is None else f"{evidence['load']:.2f} of a full load"
    scope = evidence["of_which"]
    adds = (
        f"the role adds {evidence['adds']:.2f} ({counted(scope['processes'], 'process', 'processes')} of "
        f"{counted(scope['owners'], 'owner')}, {counted(scope['elements'], 'element')}, "
        f"{evidence['overlap']:.0%} of these theirs already)"
    )
    return f"{carries}, which is {load} at capacity {evidence['capacity']:g}; {adds}"


def _clout(evidence: Mapping[str, Any]) -> str:
    steps, rank = evidence["distance"], evidence["betweenness_rank"]
    place = "outside of any line" if steps is None else f"{counted(steps, 'step')} from the top"
    between = "works on no process" if rank is None else f"connects more than {rank:.0%} of who works on processes"
    return f"{place}; {evidence['reach']:,} of {evidence['of']:,} people under them; {between}"


_SAID = {"skills": _skills, "authority": _authority, "breadth": _breadth, "clout": _clout}
