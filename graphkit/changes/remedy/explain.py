"""A remedy in words: as changes with their reasons, and as plain values."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.changes.actions import Appoint, Cell, Change, Communicate, Row, Set, Sponsor
from graphkit.changes.actions import Grant as GrantMandate
from graphkit.changes.remedy.plan import (
    NO_CAPACITY,
    NO_OWNER,
    NOBODY_LEFT,
    NOT_ENTITLED,
    NOT_GIVEN,
    SHARED_OWNER,
    Appointment,
    BuyIn,
    Grant,
    Passing,
    Remedy,
    Unclosed,
)
from graphkit.model.schema import LEVELS
from graphkit.model.tables import Model
from graphkit.version import __version__

_MOST = 6


def changes_of(remedy: Remedy) -> list[Change]:
    """The entries of a change file, each with its reason: appointments, mandates by process, then buy-ins."""
    model = remedy.model
    appointments = [
        Change(Appoint(model.show(each.owner), (model.show(each.process),)), why_appointed(model, each))
        for each in remedy.appointments
    ]
    grants = sorted(remedy.grants, key=lambda grant: grant.processes)
    buy_ins = [
        Change(
            Sponsor(model.show(each.sponsor), (model.show(each.process),), communicated=True),
            why_sponsored(model, each),
        )
        for each in remedy.buy_ins
    ]
    return [
        *appointments,
        *(Change(_mandate(model, grant), why_granted(model, grant)) for grant in grants),
        *(Change(_passing(model, each), why_passed_on(model, each)) for each in remedy.passing),
        *buy_ins,
        *(Change(Communicate((model.show(each),)), why_told(model, each)) for each in remedy.untold),
    ]


def _mandate(model: Model, grant: Grant) -> GrantMandate:
    cells: dict[str, Cell] = {
        "id": grant.id,
        "by": model.show(grant.grantor),
        "to": model.show(grant.grantee),
        "within": _cell(model.show_all(grant.processes)),
    }
    if grant.scope.covers:
        cells["covers"] = _cell(model.show_all(grant.scope.covers))
    if grant.scope.dimensions:
        cells["dimensions"] = _cell(grant.scope.dimensions)
    cells["level"] = LEVELS[grant.level - 1]
    if grant.delegable:
        cells["delegable"] = True
    return GrantMandate(Row(cells))


def _passing(model: Model, passing: Passing) -> Set:
    return Set({"mandates": {model.show(passing.mandate): Row({"delegable": True})}})


def _cell(ids: Sequence[str]) -> Cell:
    return ids[0] if len(ids) == 1 else list(ids)


def why_appointed(model: Model, appointment: Appointment) -> str:
    """Why a process gets a new owner."""
    process, owner = model.name_of(appointment.process), model.name_of(appointment.owner)
    if appointment.reason == NO_OWNER:
        return f"{process} has no owner, and nobody who could be needs fewer mandates than {owner}"
    if appointment.reason == SHARED_OWNER:
        return f"{process} has several owners, and one has to answer for it: nobody needs fewer mandates than {owner}"
    return f"the owner of {process} is on paper only, and nobody who could be needs fewer mandates than {owner}"


def why_granted(model: Model, grant: Grant) -> str:
    """Why somebody gets a mandate, and why from this grantor."""
    grantor, grantee = model.name_of(grant.grantor), model.name_of(grant.grantee)
    lacks = []
    if grant.empowers:
        lacks.append("is not empowered by anybody entitled")
    if grant.closes:
        lacks.append(f"lacks authority over {names(model, grant.closes)}")
    able = f"{grantor} is the lowest who can give that with the fewest mandates"
    if not grant.closes and grant.scope.covers == (grant.grantor,):
        able += ", who has no authority there to grant besides"
    passed = f"; it may be passed on because {grantee} has done so already" if grant.delegable else ""
    return f"{grantee} {' and '.join(lacks)} in {names(model, grant.processes)}; {able}{passed}"


def why_passed_on(model: Model, passing: Passing) -> str:
    """Why a mandate is to be passed on."""
    rest = "rests" if len(passing.rests) == 1 else "rest"
    return f"{names(model, passing.rests)} {rest} on it, and would do so in vain"


def why_sponsored(model: Model, buy_in: BuyIn) -> str:
    """Why somebody is to buy in."""
    process = model.name_of(buy_in.process)
    parts = [part for part in buy_in.serves if part != buy_in.process]
    if len(parts) == len(buy_in.serves):
        return f"nobody whose role empowers sponsors {names(model, parts)}, all part of {process}"
    return f"nobody whose role empowers sponsors {process}" + (f", nor in it {names(model, parts)}" if parts else "")


def why_told(model: Model, process: int) -> str:
    """Why people are to be told of a buy-in."""
    return f"the functions have not been told that {names(model, _sponsors(model, process))} bought in"


def _sponsors(model: Model, process: int) -> list[int]:
    table = model.relationships["SPONSORS"]
    found: list[int] = sorted(table.filter(table["target"] == process)["source"].unique().to_list())
    return found


def why_unclosed(model: Model, unclosed: Unclosed) -> str:
    """Why a gap stays open."""
    owner = None if unclosed.owner is None else model.name_of(unclosed.owner)
    elements = names(model, unclosed.elements)
    words = {
        NOT_GIVEN: f"nobody can give {owner} authority over {elements}: it is commanded by nobody, "
        f"or only by who answers to {owner}",
        NOT_ENTITLED: f"nobody who is entitled to empower {owner} is independent of them",
        NO_CAPACITY: "everybody who could own it has as many processes as they may",
        NOBODY_LEFT: "there is nobody to appoint",
    }
    return words.get(
        unclosed.reason, "it shares its owners with other processes, and comes back with what closes those"
    )


def names(model: Model, numbers: Sequence[int]) -> str:
    """The names of some nodes, the first few of many."""
    shown = [model.name_of(number) for number in numbers[:_MOST]]
    if len(numbers) > _MOST:
        shown.append(f"{len(numbers) - _MOST} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def to_dict(remedy: Remedy) -> dict[str, object]:
    """A remedy as plain values, ids as they are written."""
    model = remedy.model
    return {
        "schema_version": 1,
        "graphkit_version": __version__,
        "gaps": model.show_all(remedy.gaps),
        "closed": model.show_all(remedy.closed),
        "grants_counted": remedy.counted,
        "grants_least": remedy.least,
        "optimality_gap": round(remedy.optimality_gap, 4),
        "appointments": [
            {
                "process": model.show(each.process),
                "owner": model.show(each.owner),
                "instead_of": model.show_all(each.instead),
                "because": each.reason,
                "reason": why_appointed(model, each),
            }
            for each in remedy.appointments
        ],
        "mandates": [_grant(model, grant) for grant in sorted(remedy.grants, key=lambda grant: grant.processes)],
        "passed_on": [
            {
                "mandate": model.show(each.mandate),
                "rests": model.show_all(each.rests),
                "reason": why_passed_on(model, each),
            }
            for each in remedy.passing
        ],
        "buy_ins": [
            {
                "process": model.show(each.process),
                "sponsor": model.show(each.sponsor),
                "serves": model.show_all(each.serves),
                "reason": why_sponsored(model, each),
            }
            for each in remedy.buy_ins
        ],
        "communications": [
            {
                "process": model.show(each),
                "sponsors": model.show_all(_sponsors(model, each)),
                "reason": why_told(model, each),
            }
            for each in remedy.untold
        ],
        "unsponsored": model.show_all(remedy.unsponsored),
        "unclosed": [
            {
                "process": model.show(each.process),
                "owner": None if each.owner is None else model.show(each.owner),
                "because": each.reason,
                "elements": model.show_all(each.elements),
                "reason": why_unclosed(model, each),
            }
            for each in remedy.unclosed
        ],
    }


def _grant(model: Model, grant: Grant) -> dict[str, object]:
    return {
        "id": grant.id,
        "by": model.show(grant.grantor),
        "to": model.show(grant.grantee),
        "within": model.show_all(grant.processes),
        "covers": model.show_all(grant.scope.covers),
        "dimensions": list(grant.scope.dimensions),
        "level": LEVELS[grant.level - 1],
        "delegable": grant.delegable,
        "closes": model.show_all(grant.closes),
        "empowers": grant.empowers,
        "reason": why_granted(model, grant),
    }
