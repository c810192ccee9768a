"""Verdicts over the git history of a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphkit.changes.revisions import Load, Revision, history, load_at
from graphkit.errors import InputError
from graphkit.model.tables import Model
from graphkit.report.trend import Point

Count = Callable[[Model], dict[str, int]]
"""Counts the processes of a model by verdict."""


@dataclass(frozen=True)
class Span:
    """Which revisions are looked at.

    Attributes:
        since: A revision or a date; commits after it. From the beginning where None.
        most: How many of the latest; all where None.
    """

    since: str | None = None
    most: int | None = None


def trend(
    paths: Sequence[str], span: Span, load: Load, count: Count, tell: Callable[[str], None] = lambda _: None
) -> list[Point]:
    """Count verdicts at every commit that changed a model, the oldest first.

    Args:
        paths: Where the model is.
        span: Which revisions are looked at.
        load: Reads a model from paths.
        count: Counts the processes of a model by verdict.
        tell: Takes messages for the user: a revision that cannot be read is left out.

    Raises:
        InputError: When the paths are in no repository.
    """
    points = []
    for revision in history(paths, span.since, span.most):
        point = _point(paths, revision, load, count, tell)
        if point is not None:
            points.append(point)
    return points


def _point(
    paths: Sequence[str], revision: Revision, load: Load, count: Count, tell: Callable[[str], None]
) -> Point | None:
    try:
        model = load_at(paths, revision.commit, revision.short, load)
    except InputError as error:
        tell(f"left out: {error}")
        return None
    return Point(revision.commit, revision.day, revision.subject, count(model))
