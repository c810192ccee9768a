"""How mature ownership is, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.text import Text

from graphkit.advice.maturity import BASIS, LEVELS, Maturities, Maturity
from graphkit.reporters.advice import Line, counted, name_of, write_lines
from graphkit.reporters.console import styled

_STYLES = ("bold red", "red", "yellow", "green", "bold green")
_MOST = 100
_MEANING = ("no active owner", "an owner, informal", "a senior owner, appointed", "in charge", "in the top body")

_MISSING = {
    "owner": "an active owner",
    "single": "one owner instead of several",
    "named": "a person or role named as its own owner",
    "senior": "an owner nearer to the top",
    "appointed": "a formal appointment: a mandate from somebody entitled, or the position",
    "some_say": "some say over technology or rules",
    "rules_and_technology": "authority over all technology and rules",
    "functions": "influence over every function",
    "people": "influence over the people",
    "resources": "influence over the resources",
    "coordinated": "coordination with the neighbouring owners, by the CPO or a centre of excellence",
    "decides_resources": "the decision over resources",
    "directs_people": "direct say over the people",
    "top_body": "a seat in the top body",
}


def write_text(found: Maturities, stream: TextIO) -> None:
    """Write how mature ownership is for people to read.

    Args:
        found: What was found.
        stream: Where to write; colours only where it is a terminal.
    """
    write_lines(_lines(found), stream)


def _lines(found: Maturities) -> Iterator[Line]:
    yield "", styled("How mature is process ownership?", "bold")
    yield "", styled(BASIS, "dim")
    yield "", Text()
    for level, number, meaning, style in zip(LEVELS, found.counts.values(), _MEANING, _STYLES, strict=True):
        line = Text(level, style=style)
        line.append(f"  {counted(number, 'process', 'processes')}: {meaning}")
        yield "", line
    if not found.processes:
        yield "", Text("No process is known to be cross-functional, so there is nothing to tell.")
    for one in found.processes[:_MOST]:
        yield "", Text()
        yield from _process(found, one)
    if len(found.processes) > _MOST:
        yield "", Text()
        yield (
            "",
            Text(
                f"and {counted(len(found.processes) - _MOST, 'more process', 'more processes')}, "
                "all of them with --format json"
            ),
        )


def _process(found: Maturities, one: Maturity) -> Iterator[Line]:
    model = found.index.model
    heading = Text(LEVELS[one.level], style=_STYLES[one.level])
    heading.append("  ")
    heading.append_text(styled(name_of(model, one.process), "bold"))
    heading.append_text(styled(f" ({model.show(one.process)})", "dim"))
    owner = "nobody" if one.owner is None else name_of(model, one.owner)
    heading.append_text(styled(f", owner: {owner}"))
    yield "", heading
    if one.missing:
        missing = "; ".join(_words(one, name) for name in one.missing)
        yield f"     for {LEVELS[one.level + 1]}: ", styled(missing, most=None)


def _words(one: Maturity, name: str) -> str:
    if name == "appointed" and not one.appointment_known:
        return f"{_MISSING[name]} (the model has no mandates, so it is not known)"
    if name in ("senior", "top_body") and one.distance is None:
        return f"{_MISSING[name]} (the model places them in no line)"
    if name not in one.shares:
        return _MISSING[name]
    share = one.shares[name]
    return f"{_MISSING[name]} ({'none recorded' if share is None else f'{share:.0%} so far'})"
