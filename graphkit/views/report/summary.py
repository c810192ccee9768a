"""What matters most, in a headline and a few sentences."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.report.words import joined
from graphkit.reporters.advice import counted
from graphkit.views.report.contents import Contents, Cure
from graphkit.views.report.words import REASONS

_OWNER = "an empowered owner with sufficient authority"


def headline(contents: Contents) -> str:
    """The answer in one sentence.

    Args:
        contents: What the report says.
    """
    verdicts, crossing = contents.verdicts, contents.crossing
    if not contents.processes:
        return "The model has no processes, so there is nothing to judge."
    if not crossing:
        return f"None of {counted(contents.processes, 'process', 'processes')} is known to cross functions."
    governed, gaps = verdicts["governed"], verdicts["gap"]
    open_ = crossing - governed - gaps
    of = f"Of {counted(crossing, 'process', 'processes')} that {'crosses' if crossing == 1 else 'cross'} functions"
    if governed == crossing:
        return f"{of}, {'this one' if crossing == 1 else 'every one'} has {_OWNER}."
    if not governed:
        known = (
            f"none is known to have {_OWNER}; of {open_:,} the model does not say" if open_ else f"none has {_OWNER}"
        )
        return f"{of}, {known}."
    parts = [f"{governed:,} {'has' if governed == 1 else 'have'} {_OWNER}"]
    if gaps:
        parts.append(f"{gaps:,} {'does' if gaps == 1 else 'do'} not")
    if open_:
        parts.append(f"of {open_:,} the model does not say")
    return f"{of}, {joined(parts)}."


def points(contents: Contents) -> Iterator[str]:
    """What else a reader should know before reading on.

    Args:
        contents: What the report says.
    """
    if contents.verdicts["gap"]:
        yield _gaps(contents)
    if weakest := _weakest(contents):
        yield weakest
    if contents.cure is not None and contents.cure.gaps:
        yield cure_in_words(contents.cure)
    elif contents.no_cure:
        yield contents.no_cure
    if contents.overloaded:
        yield (
            f"{counted(contents.overloaded, 'owner has', 'owners have')} more processes than one person can look after."
        )
    if contents.lead is not None and contents.lead.total:
        lead = contents.lead
        yield (
            f"{lead.joined:,} of {counted(lead.total, 'owner', 'owners')} "
            f"{'is' if lead.joined == 1 else 'are'} coordinated by whoever leads process management."
        )
    if contents.blind_spots:
        open_ = counted(len(contents.blind_spots), "question")
        yield f"The model leaves {open_} open, told below with what to add."


def cure_in_words(cure: Cure) -> str:
    """The remedy in one or two sentences.

    Args:
        cure: The smallest remedy, of at least one gap.
    """
    if not cure.closed:
        return "No appointment and no mandate would close any of the gaps."
    changes = " and ".join(
        [
            *([counted(len(cure.appointments), "appointment")] if cure.appointments else []),
            *([counted(len(cure.mandates), "mandate")] if cure.mandates else []),
        ]
    )
    which = "all" if cure.closed == cure.gaps else f"{cure.closed:,} of"
    least = (
        "no smaller set of mandates does"
        if not cure.spare
        else f"at most {cure.spare:.1%} of the grants could be spared"
    )
    return f"{changes[:1].upper()}{changes[1:]} would close {which} {counted(cure.gaps, 'gap')}; {least}."


def _gaps(contents: Contents) -> str:
    """How many gaps there are, and the reason that most of them share."""
    gaps = contents.verdicts["gap"]
    said = f"{counted(gaps, 'process', 'processes')} {'has' if gaps == 1 else 'have'} a gap"
    if gaps == 1:
        return f"{said}: {joined([REASONS[reason] for reason in contents.reasons])}."
    reason, most = max(contents.reasons.items(), key=lambda pair: pair[1])
    return f"{said}; the most frequent reason, in {most:,}, is {REASONS[reason]}."


def _weakest(contents: Contents) -> str:
    """The dimension in which owners lack most of what they need."""
    shares = {
        name: (missing + open_) / (held + missing + open_)
        for name, (held, missing, open_) in contents.dimensions.items()
        if missing + open_
    }
    if not shares:
        return ""
    name, share = max(shares.items(), key=lambda pair: pair[1])
    return f"Owners lack authority most often over {name}: {share:.0%} of what their processes depend on."
