"""Proofs for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from rich.text import Text

from graphkit.index.judgement import HELD, MISSING
from graphkit.index.proof import ElementProof, EmpowermentProof, Grantor, Link
from graphkit.report.why import LEVEL_NAMES, MOST_GRANTORS, Why
from graphkit.reporters.console import VERDICT_STYLES, Page, console_for, styled

_Line = tuple[Text | str, Text]
_LONGEST_NAME = 100
_MARKS = (("✓", "green"), ("✗", "bold red"), ("?", "yellow"))


def write_json(why: Why, stream: TextIO) -> None:
    """Write a proof as JSON.

    Args:
        why: The proof.
        stream: Where to write; text, UTF-8.
    """
    stream.write(json.dumps(why.to_dict(), ensure_ascii=False, indent=2) + "\n")


def write_text(why: Why, stream: TextIO) -> None:
    """Write a proof for people to read.

    Args:
        why: The proof.
        stream: Where to write; colours only where it is a terminal.
    """
    page = Page(console_for(stream))
    for lead, words in _Words(why).lines():
        page.write(words, lead)
    page.flush()


class _Words:
    """Puts one proof into lines, each with the lead that further lines are indented by."""

    def __init__(self, why: Why) -> None:
        self._why = why
        self._model = why.index.model

    def lines(self) -> Iterator[_Line]:
        """The whole proof."""
        yield "", self._heading()
        yield "functions: ", self._functions()
        yield from self._owner()
        for dimension, proofs in groupby(self._why.elements, key=self._why.dimension_of):
            yield "", Text()
            yield "", Text(dimension, style="bold")
            for proof in proofs:
                yield from self._element(proof)
        if not self._why.elements:
            yield "", Text()
            yield "", Text(self._nothing_judged())

    def _heading(self) -> Text:
        result = self._why.result
        heading = styled(result.name, "bold")
        heading.append_text(styled(f" ({result.id}): ", "dim"))
        heading.append(result.verdict, style=VERDICT_STYLES[result.verdict])
        if result.reasons:
            heading.append(f" ({', '.join(reason.replace('-', ' ') for reason in result.reasons)})")
        return heading

    def _functions(self) -> Text:
        result = self._why.result
        said = {
            True: "cross-functional",
            False: "not cross-functional, so functional management suffices",
            None: "not known whether it is cross-functional: some who take part lead to no function, or nobody does",
        }[result.cross_functional]
        return styled(f"{', '.join(result.functions) or 'none'} ({said})", most=None)

    def _nothing_judged(self) -> str:
        result = self._why.result
        if not result.cross_functional:
            return "Elements are judged only where a process is known to be cross-functional."
        if result.owner is None:
            return "Without an owner there is nobody whose authority could be judged."
        return "It names no element that its owner would need authority over, other than the owner."

    def _owner(self) -> Iterator[_Line]:
        result, index = self._why.result, self._why.index
        if result.owner is None:
            yield "owner: ", Text("nobody" if result.owner_source is None else "vacant", style="red")
            return
        owner = self._name(int(index.judgement.owner[result.number]))
        others = [other for other in result.owners if other != result.owner]
        shared = f", judged among {len(result.owners)} owners" if others else ""
        source = "" if result.owner_source == "direct" else f" ({result.owner_source})"
        yield "owner: ", styled(f"{owner}{source}{shared}, {self._empowered()}", most=None)
        if self._why.empowerment is not None:
            for grant in self._grants(self._why.empowerment.chain):
                yield "  ", styled(grant, most=None)

    def _empowered(self) -> str:
        proof = self._why.empowerment
        if proof is None:
            unmodelled = self._why.result.empowered == "unmodelled"
            return "whose empowerment is not modelled" if unmodelled else "who is not empowered"
        if not proof.chain:
            return f"empowered by position: {self._position(proof)}"
        return f"empowered by mandate from {self._name(proof.chain[-1].grantor)}, {self._position(proof)}"

    def _position(self, proof: EmpowermentProof) -> str:
        if proof.path:
            return f"who commands the process: {self._path(proof.path)}"
        return "who holds an empowering role" if proof.role else "who commands every function of it"

    def _element(self, proof: ElementProof) -> Iterator[_Line]:
        mark, style = _MARKS[proof.status]
        lead = Text("  ").append(mark, style=style).append(" ")
        yield lead, styled(f"{self._name(proof.element)}: {self._reason(proof)}", most=None)
        if proof.chain:
            for step in (*self._grants(proof.chain), self._path(proof.path)):
                yield "      ", styled(step, "dim", most=None)

    def _reason(self, proof: ElementProof) -> str:
        level, required = LEVEL_NAMES[proof.level], LEVEL_NAMES[proof.required]
        if proof.status == MISSING:
            has = "no authority" if proof.level == 0 else f"only {level}"
            return f"{has}, {required} is needed; {self._could_grant(proof.grantors)}"
        if proof.status != HELD:
            return "nobody commands it"
        if proof.chain:
            return f"{level}, by mandate"
        if proof.dotted:
            return f"{level}, by a dotted line"
        return f"{level}, by command: {self._path(proof.path)}" if proof.path else "no level is required"

    def _could_grant(self, grantors: tuple[Grantor, ...]) -> str:
        if not grantors:
            return "nobody can grant it"
        named = [self._grantor(grantor) for grantor in grantors[:MOST_GRANTORS]]
        more = f" and {len(grantors) - MOST_GRANTORS} more" if len(grantors) > MOST_GRANTORS else ""
        return f"could be granted by {', '.join(named)}{more}"

    def _grantor(self, grantor: Grantor) -> str:
        if grantor.distance is None:
            return f"{self._name(grantor.person)} (by a mandate)"
        if grantor.distance == 0:
            return f"{self._name(grantor.person)} (in person)"
        steps = "1 step" if grantor.distance == 1 else f"{grantor.distance} steps"
        return f"{self._name(grantor.person)} ({steps} above)"

    def _grants(self, chain: tuple[Link, ...]) -> Iterator[str]:
        for link in chain:
            mandate = self._model.show(link.mandate)
            yield f"{self._name(link.grantee)} <- {mandate} <- {self._name(link.grantor)}"

    def _path(self, path: tuple[int, ...]) -> str:
        return " -> ".join(self._name(node) for node in path)

    def _name(self, node: int) -> str:
        name = self._model.name_of(node)
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
