"""Remedies, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from rich.text import Text

from graphkit.reporters.console import Page, console_for, styled

_Line = tuple[str, Text]


def write_text(remedy: Mapping[str, Any], stream: TextIO) -> None:
    """Write a remedy for people to read.

    Args:
        remedy: The remedy as plain values.
        stream: Where to write; colours only where it is a terminal.
    """
    page = Page(console_for(stream))
    for lead, words in _lines(remedy):
        page.write(words, lead)
    page.flush()


def _lines(remedy: Mapping[str, Any]) -> Iterator[_Line]:
    yield "", _summary(remedy)
    if remedy["appointments"]:
        yield from _heading("Appointments")
    for appointment in remedy["appointments"]:
        instead = appointment["instead_of"]
        words = styled(f"{appointment['owner']} owns {appointment['process']}", "bold")
        words.append(f", in place of {_listed(instead)}" if instead else "")
        yield "  ", words
        yield "      ", styled(appointment["reason"], "dim")
    if remedy["mandates"]:
        yield from _heading("Mandates")
    for mandate in remedy["mandates"]:
        words = styled(f"{mandate['by']} grants {mandate['to']} ", "bold")
        words.append_text(styled(_scope(mandate), most=None))
        yield "  ", words
        yield "      ", styled(mandate["reason"], "dim", most=None)
    for passing in remedy["passed_on"]:
        yield "  ", styled(f"{passing['mandate']} may be passed on", "bold")
        yield "      ", styled(passing["reason"], "dim", most=None)
    yield from _buy_ins(remedy)
    if remedy["unclosed"]:
        yield from _heading("Cannot be closed")
    for unclosed in remedy["unclosed"]:
        yield f"  {unclosed['process']}: ", styled(unclosed["reason"], most=None)


def _buy_ins(remedy: Mapping[str, Any]) -> Iterator[_Line]:
    """Who is to sponsor what, and who is to be told of it."""
    if remedy["buy_ins"] or remedy["communications"]:
        yield from _heading("Buy-ins")
    for buy_in in remedy["buy_ins"]:
        yield "  ", styled(f"{buy_in['sponsor']} sponsors {buy_in['process']}, and lets it be known", "bold")
        yield "      ", styled(buy_in["reason"], "dim", most=None)
    for told in remedy["communications"]:
        yield (
            "  ",
            styled(f"{told['process']}: the functions are told that {_listed(told['sponsors'])} bought in", "bold"),
        )
    if remedy["unsponsored"]:
        yield "", Text()
        words = f"Nobody holds a role that empowers, so nobody can sponsor {_listed(remedy['unsponsored'])}."
        yield "", styled(words, most=None)


def _heading(words: str) -> Iterator[_Line]:
    yield "", Text()
    yield "", Text(words, style="bold")


def _summary(remedy: Mapping[str, Any]) -> Text:
    gaps, closed = len(remedy["gaps"]), len(remedy["closed"])
    if not gaps:
        return Text("There is no gap to close.", style="green")
    words = f"{closed:,} of {gaps:,} {'gap' if gaps == 1 else 'gaps'} can be closed"
    if not closed:
        return Text(f"{words}.", style="red")
    appointed, granted = len(remedy["appointments"]), remedy["grants_counted"]
    words += f": {_counted(appointed, 'appointment')}, {_counted(granted, 'grant')}"
    if remedy["optimality_gap"]:
        bound = f"at most {remedy['optimality_gap']:.1%} of the grants could be spared"
    else:
        bound = "no set of changes does with fewer grants"
    return Text(f"{words} ({bound}).", style="bold")


def _scope(mandate: Mapping[str, Any]) -> str:
    covers = f" over {_listed(mandate['covers'])}" if mandate["covers"] else ""
    only = f", {_listed(mandate['dimensions'])} alone," if mandate["dimensions"] else ""
    onwards = ", to be passed on" if mandate["delegable"] else ""
    return f"{mandate['level']}{covers}{only} within {_listed(mandate['within'])}{onwards}"


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
