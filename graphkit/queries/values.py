"""Values of parameters: what is written in a header or on the command line, typed and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

Type = Literal["string", "integer", "float", "boolean", "date", "list"]
TYPES: Mapping[str, Type] = {
    "string": "string",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
    "date": "date",
    "list": "list",
    "list of string": "list",
}
"""Types as a header writes them."""

_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


def parse(text: str, type_: Type) -> Any:
    """A value written on the command line.

    Args:
        text: What was written; a list is JSON, or words separated by commas.
        type_: What it is to be.

    Raises:
        ValueError: When it is something else; the message says what was expected.

    Examples:
        >>> parse("3", "integer"), parse("ann, bo", "list"), parse("2026-01-31", "date")
        (3, ['ann', 'bo'], datetime.date(2026, 1, 31))
        >>> parse("many", "integer")
        Traceback (most recent call last):
        ValueError: 'many' is not a whole number
    """
    return _READERS[type_](text)


def _integer(text: str) -> int:
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,18}\s*", text):
        raise ValueError(f"'{text}' is not a whole number")
    return int(text)


def _float(text: str) -> float:
    if not re.fullmatch(r"\s*[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?\s*", text):
        raise ValueError(f"'{text}' is not a number such as 1.5")
    return float(text)


def _boolean(text: str) -> bool:
    if text.strip().casefold() not in _TRUE + _FALSE:
        raise ValueError(f"'{text}' is neither true nor false")
    return text.strip().casefold() in _TRUE


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"'{text}' is not a date such as 2026-11-23") from None


def _list(text: str) -> list[str]:
    if not text.lstrip().startswith("["):
        return [word.strip() for word in text.split(",") if word.strip()]
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f'\'{text}\' is not a list of texts such as ["ann", "bo"]')
    return values


_READERS: Mapping[Type, Callable[[str], Any]] = {
    "string": str,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "date": _date,
    "list": _list,
}


def guess(text: str) -> Any:
    """A value whose type nobody has declared: what JSON says, a date, or else the text itself.

    Examples:
        >>> guess("2"), guess('["a"]'), guess("2026-01-31"), guess("order-to-cash"), guess('"2"')
        (2, ['a'], datetime.date(2026, 1, 31), 'order-to-cash', '2')
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return _date(text)
    try:
        return json.loads(text, parse_constant=lambda _: text)
    except ValueError:
        return text


def matches(value: object, type_: Type) -> bool:
    """Whether a value, as JSON gives it, is of a type; a date is never JSON."""
    if type_ == "list":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if isinstance(value, bool) or type_ == "boolean":
        return isinstance(value, bool) and type_ == "boolean"
    if type_ == "float":
        return isinstance(value, (int, float))
    return isinstance(value, str) if type_ == "string" else type_ == "integer" and isinstance(value, int)


def literal(value: object) -> str:
    """A value as Cypher writes it; the day of the run where it is None.

    Examples:
        >>> literal(["ann", "bo"]), literal(None), literal(True)
        ('["ann", "bo"]', 'date()', 'true')
    """
    if value is None:
        return "date()"
    return f'date("{value}")' if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
