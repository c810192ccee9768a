"""One point in the history of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """How a model was judged at one commit.

    Attributes:
        commit: The commit's hash.
        day: The day it was made on, as ISO 8601 says.
        subject: The first line of its message.
        verdicts: How many processes have each verdict.
    """

    commit: str
    day: str
    subject: str
    verdicts: Mapping[str, int]

    def to_dict(self) -> dict[str, object]:
        """The point as JSON is written."""
        return {"commit": self.commit, "date": self.day, "subject": self.subject, "verdicts": dict(self.verdicts)}
