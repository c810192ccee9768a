"""How the value of a setting is read: what it may be, and what is said where it is not."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from graphkit.config.sources import Entry
from graphkit.errors import ConfigError, nearest

Reader = Callable[[Entry], Any]
"""Takes a setting as written and gives its value, or raises ConfigError."""


def _said(value: object) -> str:
    return (
        f"'{value}'"
        if isinstance(value, (str, date))
        else str(value).lower()
        if isinstance(value, bool)
        else repr(value)
    )


def _expected(entry: Entry, what: str, suggestion: str | None = None) -> ConfigError:
    return entry.wrong(f"{entry.name} must be {what}, not {_said(entry.value)}", suggestion)


def whole(minimum: int, *, or_none: bool = False) -> Reader:
    """A whole number of at least `minimum`; `"none"` stands for no number where that is allowed."""
    what = f"a whole number of at least {minimum}" + (" or 'none'" if or_none else "")

    def read(entry: Entry) -> int | None:
        value = entry.value
        if or_none and value == "none":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            raise _expected(entry, what)
        return value

    return read


def number(*, above: float | None = None, least: float | None = None, up_to: float | None = None) -> Reader:
    """A number within the bounds that are given: greater than `above`, at least `least`, at most `up_to`."""
    bounds = (("above", above), ("of at least", least), ("at most", up_to))
    said = [f"{word} {bound:g}" for word, bound in bounds if bound is not None]
    what = f"a number {' and '.join(said)}"

    def read(entry: Entry) -> float:
        value = entry.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise _expected(entry, what)
        low = (above is None or value > above) and (least is None or value >= least)
        if not (low and value <= (sys.float_info.max if up_to is None else up_to)):
            raise _expected(entry, what)
        return value

    return read


share: Reader = number(least=0, up_to=1)
"""A share of a whole, from 0 to 1."""


def flag(*words: str) -> Reader:
    """True or false, or one of some words."""
    what = "true or false" + "".join(f" or '{word}'" for word in words)

    def read(entry: Entry) -> bool | str:
        if isinstance(entry.value, bool):
            return entry.value
        if isinstance(entry.value, str) and entry.value in words:
            return entry.value
        raise _expected(entry, what)

    return read


def choice(*choices: str) -> Reader:
    """One of a few words."""

    def read(entry: Entry) -> str:
        if isinstance(entry.value, str) and entry.value in choices:
            return entry.value
        near = nearest(str(entry.value), choices)
        raise _expected(entry, ", ".join(choices[:-1]) + f" or {choices[-1]}", near)

    return read


def words(*, folded: bool = False) -> Reader:
    """A list of words; with `folded`, case and surplus blanks do not matter."""

    def read(entry: Entry) -> tuple[str, ...]:
        if not isinstance(entry.value, (list, tuple)) or not all(isinstance(word, str) for word in entry.value):
            raise _expected(entry, "a list of words")
        return tuple(dict.fromkeys(fold(word) if folded else word for word in entry.value))

    return read


def codes(entry: Entry) -> tuple[str, ...]:
    """A list of (beginnings of) rule codes, which are in capitals however they are written."""
    return tuple(dict.fromkeys(code.strip().upper() for code in words()(entry)))


def day(entry: Entry) -> date | None:
    """A date."""
    if type(entry.value) is date:
        return entry.value
    try:
        return date.fromisoformat(str(entry.value))
    except ValueError:
        raise _expected(entry, "a date such as 2026-11-23") from None


def table(entry: Entry) -> Mapping[str, Entry]:
    """A table, each of its values as a setting of its own."""
    if not isinstance(entry.value, Mapping):
        raise _expected(entry, "a table")
    return {key: entry.inner(key, value) for key, value in entry.value.items()}


def fold(name: str) -> str:
    """A name as names are compared: without case and surplus blanks.

    Examples:
        >>> fold(" Chief  Operating Officer")
        'chief operating officer'
    """
    return " ".join(name.casefold().split())


def from_text(text: str) -> object:
    """The value that a word of the environment stands for: as in TOML where it is TOML, itself otherwise.

    Examples:
        >>> from_text("3"), from_text("true"), from_text("auto"), from_text('{ people = "decide" }')
        (3, True, 'auto', {'people': 'decide'})
    """
    try:
        value: object = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return value
