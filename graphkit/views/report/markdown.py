"""The report as Markdown: its tables and stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.model.schema import DIMENSIONS
from graphkit.report.process import ProcessResult
from graphkit.reporters.markdown import NONE_NAMED, SIGNS, coverage_cell, table, text
from graphkit.views.report.contents import Contents, Cure, Row, Step, Story
from graphkit.views.report.summary import cure_in_words, headline, points
from graphkit.views.report.words import EMPOWERED, LEVEL_WORDS, MOST_STEPS, REASONS, VERDICTS, cut, named


def to_markdown(contents: Contents) -> str:
    """The report as Markdown, as GitHub reads it.

    Args:
        contents: What it says.

    Returns:
        The document; names in it are escaped, so that none is read as markup.
    """
    return "\n".join(_lines(contents)) + "\n"


def _lines(contents: Contents) -> Iterator[str]:
    yield f"# {text(contents.title)}"
    yield f"\n{contents.today}. **{headline(contents)}**\n"
    yield from (f"- {text(point)}" for point in points(contents))
    yield "\n## Verdicts\n"
    counted = [[_verdict(name), f"{count:,}", VERDICTS[name]] for name, count in contents.verdicts.items()]
    yield from table(["verdict", "processes", "means"], counted)
    if contents.reasons:
        yield "\n## Why ownership fails\n"
        gaps = contents.verdicts["gap"]
        reasons = [[REASONS[name], f"{count:,} of {gaps:,}"] for name, count in contents.reasons.items()]
        yield from table(["reason", "gaps"], reasons)
        yield ""
        rows = [[name, *(f"{count:,}" for count in counts)] for name, counts in contents.dimensions.items()]
        yield from table(["authority over", "held", "missing", "commanded by nobody"], rows)
    if contents.places:
        yield ""
        places = [[text(place.name), f"{place.verdicts['gap']:,} of {place.processes:,}"] for place in contents.places]
        yield from table(["function that takes part", "processes with a gap"], places)
    yield from _processes(contents)
    yield from _stories(contents)
    yield from _remedy(contents.cure, contents.no_cure)
    yield from _people(contents)
    if contents.maturity:
        yield "\n## How mature ownership is\n"
        levels = zip(contents.maturity.items(), LEVEL_WORDS, strict=True)
        yield from table(["level", "means", "processes"], [[name, words, f"{n:,}"] for (name, n), words in levels])
    yield "\n## What the model cannot tell\n"
    for spot in contents.blind_spots:
        yield f"- {text(spot.unknown)}. To learn it: {text(spot.add)}."
    if not contents.blind_spots:
        yield "Nothing was found that the model leaves open as a whole."
    yield f"\n---\n\nMade by graphkit {contents.version}; mandates as of {contents.today}."
    yield from (f"\n{text(crash)}" for crash in contents.crashes)


def _processes(contents: Contents) -> Iterator[str]:
    if not contents.rows:
        return
    yield "\n## Every process\n"
    yield f"Held of needed, by dimension; `{NONE_NAMED}` where the model names none, `?` for what nobody commands.\n"
    yield from table(
        ["verdict", "process", "owner", "empowered", *DIMENSIONS, "maturity"], [_process(row) for row in contents.rows]
    )
    if contents.rows_left_out:
        yield f"\nAnd {contents.rows_left_out:,} more."


def _process(row: Row) -> list[str]:
    result = row.result
    coverage = (
        ["" for _ in DIMENSIONS]
        if result.coverage is None
        else [coverage_cell(part) for part in result.coverage.values()]
    )
    return [
        _verdict(result.verdict),
        text(cut(result.name)),
        _owner(row.owner, result),
        EMPOWERED[result.empowered],
        *coverage,
        row.maturity or "",
    ]


def _owner(owner: str | None, result: ProcessResult) -> str:
    if owner is None:
        return "*nobody*" if result.owner_source is None else "*vacant*"
    others = len(result.owners) - 1
    return text(owner) + (f" and {others} more" if others else "")


def _stories(contents: Contents) -> Iterator[str]:
    if contents.stories:
        yield "\n## The processes that need attention"
    for story in contents.stories:
        yield from _story(story)
    if contents.stories_left_out:
        yield f"\nAnd {contents.stories_left_out:,} others."


def _story(story: Story) -> Iterator[str]:
    result = story.row.result
    reasons = f": {', '.join(result.reasons).replace('-', ' ')}" if result.reasons else ""
    yield f"\n### {text(cut(result.name))}\n"
    yield f"{_verdict(result.verdict)}{reasons}\n"
    yield text(" ".join(story.sentences))
    if story.remedy:
        yield f"\n**What would close it.** {text(' '.join(story.remedy))}"
    if story.findings:
        yield ""
    for finding in story.findings:
        yield f"- **{finding.code}** {text(finding.message)}. To do: {text(finding.fix)}."
    if story.findings_left_out:
        yield f"- and {story.findings_left_out} more findings"


def _remedy(cure: Cure | None, reason: str) -> Iterator[str]:
    yield "\n## The smallest remedy\n"
    if cure is None:
        yield reason
    elif not cure.gaps:
        yield "There is no gap to close."
    else:
        yield cure_in_words(cure)
        yield from _steps("Appointments", cure.appointments)
        yield from _steps("Mandates", cure.mandates)
        yield from _steps("Mandates that may be passed on", cure.passing)
        yield from _steps("Buy-ins", cure.buy_ins)
        yield from _steps("Communications", cure.communications)
        yield from _steps("What cannot be closed", cure.unclosed)


def _steps(title: str, steps: Sequence[Step]) -> Iterator[str]:
    if steps:
        yield f"\n### {title}\n"
    for step in steps[:MOST_STEPS]:
        yield f"1. **{text(step.words)}.** {text(step.reason)}."
    if len(steps) > MOST_STEPS:
        yield f"\nAnd {len(steps) - MOST_STEPS:,} more; `graphkit remedy` lists them all."


def _people(contents: Contents) -> Iterator[str]:
    if contents.loads:
        yield "\n## Who owns how much\n"
        loads = [
            [text(load.name), f"{load.owned}", f"{load.limit:g}", "✗ overloaded" if load.overloaded else ""]
            for load in contents.loads
        ]
        yield from table(["owner", "processes", "at most", ""], loads)
    if contents.lead is not None:
        yield "\n## Who leads process management\n"
        for lane, title in enumerate(lane.name for lane in contents.lead.picture.lanes[:-1]):
            names = [spot.name for spot in contents.lead.picture.spots if spot.lane == lane]
            yield f"- {title}: {text(named(names))}"
        yield ""
        owners = [
            [
                text(one.owner),
                f"{one.processes}",
                text(named(one.by)) if one.by else "leads it" if one.joined else "*nobody*",
            ]
            for one in contents.lead.owners
        ]
        yield from table(["owner", "processes", "coordinated by"], owners)


def _verdict(verdict: str) -> str:
    return f"{SIGNS.get(verdict, '·')} {verdict}"
