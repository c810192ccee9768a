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
from graphkit.reporters.console import VERDICT_STYLES, clean, console_for, styled

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
    console = console_for(stream)
    for line in _Words(why).lines():
        console.print(line)


class _Words:
    """Puts one proof into lines."""

    def __init__(self, why: Why) -> None:
        self._why = why
        self._model = why.index.model

    def lines(self) -> Iterator[Text]:
        """The whole proof, line by line."""
        yield self._heading()
        yield self._functions()
        yield from self._owner()
        dimension_of = self._why.dimension_of
        for dimension, proofs in groupby(self._why.elements, key=dimension_of):
            yield Text(f"\n{dimension}", style="bold")
            for proof in proofs:
                yield from self._element(proof)

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
        return styled(f"functions: {', '.join(result.functions) or 'none'} ({said})")

    def _owner(self) -> Iterator[Text]:
        result, index = self._why.result, self._why.index
        if result.owner is None:
            yield Text("owner: nobody" if result.owner_source is None else "owner: vacant", style="red")
            return
        owner = self._name(int(index.judgement.owner[result.number]))
        others = [other for other in result.owners if other != result.owner]
        shared = f", judged among {len(result.owners)} owners" if others else ""
        source = "" if result.owner_source == "direct" else f" ({result.owner_source})"
        yield styled(f"owner: {owner}{source}{shared}, {self._empowered()}")
        if self._why.empowerment is not None and self._why.empowerment.chain:
            for line in self._grants(self._why.empowerment.chain):
                yield styled(f"  {line}")

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

    def _element(self, proof: ElementProof) -> Iterator[Text]:
        mark, style = _MARKS[proof.status]
        line = Text("  ")
        line.append(mark, style=style)
        line.append_text(styled(f" {self._name(proof.element)}: {self._reason(proof)}"))
        yield line
        for grant in self._grants(proof.chain):
            yield styled(f"      {grant}", "dim")
        if proof.chain:
            yield styled(f"      {self._path(proof.path)}", "dim")

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
        return f"{self._name(grantor.person)} ({grantor.distance} up)"

    def _grants(self, chain: tuple[Link, ...]) -> Iterator[str]:
        for link in chain:
            mandate = self._model.show(link.mandate)
            yield f"{self._name(link.grantee)} <- {mandate} <- {self._name(link.grantor)}"

    def _path(self, path: tuple[int, ...]) -> str:
        return " -> ".join(self._name(node) for node in path)

    def _name(self, node: int) -> str:
        return clean(self._model.name_of(node))
