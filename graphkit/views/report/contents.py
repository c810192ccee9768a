"""What the report says, as plain values; every format shows the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphkit.report.finding import Finding
from graphkit.report.process import ProcessResult
from graphkit.reporters.blind_spots import BlindSpot
from graphkit.views.picture import Picture


@dataclass(frozen=True)
class Row:
    """A process at a glance.

    Attributes:
        result: What was found out about it.
        owner: What people call its owner; None where there is nobody.
        functions: What people call the functions counted.
        maturity: How mature its ownership is, such as `P-2`; None where that is not asked.
        told: There is a story about it.
    """

    result: ProcessResult
    owner: str | None
    functions: tuple[str, ...]
    maturity: str | None
    told: bool


@dataclass(frozen=True)
class Story:
    """A process in plain sentences.

    Attributes:
        row: The process at a glance.
        sentences: What there is to say about owner, appointment and authority.
        remedy: What would close the gap, and where that is nothing, why.
        findings: The gravest findings about it.
        findings_left_out: How many more there are.
        picture: The process drawn; None where there is nothing to draw.
    """

    row: Row
    sentences: tuple[str, ...]
    remedy: tuple[str, ...]
    findings: tuple[Finding, ...]
    findings_left_out: int
    picture: Picture | None


@dataclass(frozen=True)
class Place:
    """A function, and how the cross-functional processes are judged that it takes part in.

    Attributes:
        name: What people call it.
        verdicts: How many have each verdict, the worst first.
    """

    name: str
    verdicts: Mapping[str, int]

    @property
    def processes(self) -> int:
        """How many processes it takes part in."""
        return sum(self.verdicts.values())


@dataclass(frozen=True)
class Load:
    """What somebody owns.

    Attributes:
        name: Who.
        owned: How many cross-functional processes, in their own right.
        limit: How many they may.
        processes: What people call the first of these.
    """

    name: str
    owned: int
    limit: float
    processes: tuple[str, ...]

    @property
    def overloaded(self) -> bool:
        """More than they may."""
        return self.owned > self.limit


@dataclass(frozen=True)
class Step:
    """One change of the smallest remedy.

    Attributes:
        words: What is to be done.
        reason: Why.
    """

    words: str
    reason: str


@dataclass(frozen=True)
class Cure:
    """The smallest remedy.

    Attributes:
        gaps: How many gaps there are.
        closed: How many of these it closes.
        appointments: New owners, by process.
        mandates: New mandates, by process.
        passing: Mandates that may be passed on from now on.
        buy_ins: New sponsors, by process.
        communications: Sponsors of whom people are to be told.
        unclosed: Gaps that stay open; each with the reason.
        grants: Grants, counted for each process.
        spare: How much of the grants might be spared at most, from 0 (none) to 1.
    """

    gaps: int
    closed: int
    appointments: tuple[Step, ...]
    mandates: tuple[Step, ...]
    passing: tuple[Step, ...]
    buy_ins: tuple[Step, ...]
    communications: tuple[Step, ...]
    unclosed: tuple[Step, ...]
    grants: int
    spare: float


@dataclass(frozen=True)
class Coordination:
    """An owner, and who coordinates them.

    Attributes:
        owner: Who.
        processes: How many cross-functional processes they own.
        by: What people call who coordinates them.
        joined: They are coordinated by the Chief Process Officer or the coordinator of a centre of
            excellence, or are one of these.
    """

    owner: str
    processes: int
    by: tuple[str, ...]
    joined: bool


@dataclass(frozen=True)
class Lead:
    """Who leads process management.

    Attributes:
        picture: From the Chief Operating Officer to the owners.
        owners: The owners with the most processes.
        left_out: How many more owners there are.
        joined: How many of all owners are coordinated.
        total: How many owners there are.
    """

    picture: Picture
    owners: tuple[Coordination, ...]
    left_out: int
    joined: int
    total: int


@dataclass(frozen=True)
class Contents:
    """Everything that the report says.

    Attributes:
        title: Its title.
        today: The day on which mandates had to be current, as ISO 8601 says.
        version: The version of graphkit.
        model: How many nodes there are of each label.
        verdicts: How many processes have each verdict, the worst first.
        crossing: How many processes are known to be cross-functional.
        findings: How many findings there are of each severity, the gravest first.
        reasons: Reasons for a gap, and how many processes have each.
        dimensions: For each dimension, how many elements are held, missing and ungoverned, of processes with an owner.
        places: The functions that take part in most processes with a gap.
        places_left_out: How many more there are.
        rows: Every process, the worst first, as many as a page can show.
        rows_left_out: How many more there are.
        stories: The worst processes.
        stories_left_out: How many more have a gap or an open question.
        loads: Who owns the most, of what they may, first.
        overloaded: How many own more than they may.
        cure: The smallest remedy; None where it was not looked for.
        no_cure: Why it was not looked for.
        maturity: How many processes are at each level; empty where none is cross-functional.
        lead: Who leads process management; None where the model says nothing of it.
        blind_spots: What the model cannot tell.
        crashes: Rules that failed, one line each.
    """

    title: str
    today: str
    version: str
    model: Mapping[str, int]
    verdicts: Mapping[str, int]
    crossing: int
    findings: Mapping[str, int]
    reasons: Mapping[str, int]
    dimensions: Mapping[str, tuple[int, int, int]]
    places: tuple[Place, ...]
    places_left_out: int
    rows: tuple[Row, ...]
    rows_left_out: int
    stories: tuple[Story, ...]
    stories_left_out: int
    loads: tuple[Load, ...]
    overloaded: int
    cure: Cure | None
    no_cure: str = ""
    maturity: Mapping[str, int] = field(default_factory=dict)
    lead: Lead | None = None
    blind_spots: tuple[BlindSpot, ...] = ()
    crashes: tuple[str, ...] = ()

    @property
    def processes(self) -> int:
        """How many processes there are."""
        return sum(self.verdicts.values())
