"""Waivers: findings that an organisation lives with, for a reason and for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graphkit.config.sources import Entry
from graphkit.config.values import Reader, day
from graphkit.errors import nearest


@dataclass(frozen=True)
class Waiver:
    """A finding that is left out.

    Attributes:
        code: The rule's code.
        subject: What the finding is about, as findings show it.
        reason: Why it is lived with.
        until: The last day; for good where None.
        entry: Where it was written.
    """

    code: str
    subject: str
    reason: str
    until: date | None = None
    entry: Entry | None = field(default=None, compare=False, repr=False)

    def wrong(self, message: str, suggestion: str | None = None) -> Exception:
        """An error that points at it."""
        return (self.entry or Entry(("waivers",), None)).wrong(message, suggestion)


def _text(entry: Entry) -> str:
    if not isinstance(entry.value, str) or not entry.value.strip():
        raise entry.wrong(f"{entry.name} must be text, not {entry.value!r}")
    return entry.value.strip()


_READERS: Mapping[str, Reader] = {"code": _text, "subject": _text, "reason": _text, "until": day}


def waivers(entry: Entry) -> tuple[Waiver, ...]:
    """A list of tables, each a waiver."""
    if not isinstance(entry.value, (list, tuple)) or not all(isinstance(value, Mapping) for value in entry.value):
        raise entry.wrong("waivers must be a list of tables, each under [[waivers]]")
    return tuple(_waiver(entry, number, value) for number, value in enumerate(entry.value, start=1))


def _waiver(entry: Entry, number: int, values: Mapping[str, object]) -> Waiver:
    name = f"waivers {number}"
    for key in values:
        if key not in _READERS:
            raise entry.wrong(f"unknown key '{key}' in {name}", nearest(key, _READERS))
    for key in ("code", "subject", "reason"):
        if key not in values:
            raise entry.wrong(f"{name} has no {key}")
    read = {key: _READERS[key](Entry((name, key), value, entry.file)) for key, value in values.items()}
    return Waiver(str(read["code"]).upper(), read["subject"], read["reason"], read.get("until"), entry)
