"""A query of the library: the Cypher, and what its header says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, nearest
from graphkit.queries.tokens import parameters_of
from graphkit.queries.values import TYPES, Type, literal, matches, parse

ENGINES = ("neo4j", "embedded")

_LINE = re.compile(r"//\s*([a-z][a-z0-9-]*):\s*(.*?)\s*$")
_TYPE = "|".join(sorted(TYPES, key=len, reverse=True))
_PARAMETER = re.compile(rf"(\w+)\s+({_TYPE})(?:\s*=\s*(.*))?$")
_COLUMN = re.compile(r"(\w+)\s+(\w+(?: of string)?)\s+(.+)$")
_BROWSER = re.compile(r"^:param\s+(\w+)\s*=>\s*(.*?)\s*;\s*$")


@dataclass(frozen=True)
class Parameter:
    """What a query may be asked with.

    Attributes:
        name: Its name.
        type: What its value is.
        default: The value where none is given; None, for dates only, is the day of the run.
        description: What it means.
    """

    name: str
    type: Type
    default: Any
    description: str


@dataclass(frozen=True)
class Column:
    """A column of what a query returns.

    Attributes:
        name: Its name.
        type: What its values are, in words.
        description: What it means.
    """

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class Query:
    """A query of the library.

    Attributes:
        family: The folder it is in.
        name: Its name.
        title: What it finds, as a heading.
        question: The question it answers.
        parameters: What it may be asked with.
        columns: What it returns.
        engines: Where it runs.
        why_not: Why it does not run elsewhere; empty where it does.
        text: The file, as it is pasted into Neo4j Browser.
        cypher: What is run: the file without the lines for the Browser, which are left empty.
    """

    family: str
    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    engines: tuple[str, ...]
    why_not: str
    text: str
    cypher: str

    def values(self, given: Mapping[str, str], today: date) -> dict[str, Any]:
        """The values to ask with.

        Args:
            given: What was written on the command line.
            today: The day of the run.

        Raises:
            InputError: A parameter that the query does not have, or a value of another type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                has = "has no parameters" if not known else f"has no parameter '{name}', only {', '.join(known)}"
                raise InputError(f"{self.name} {has}", suggestion=nearest(name, known))
        return {name: self._value(parameter, given.get(name), today) for name, parameter in known.items()}

    def _value(self, parameter: Parameter, given: str | None, today: date) -> Any:
        if given is None:
            return today if parameter.default is None else parameter.default
        try:
            return parse(given, parameter.type)
        except ValueError as error:
            raise InputError(f"parameter {parameter.name} of {self.name}: {error}") from None


def read_query(file: Path) -> Query:
    """Read a file of the library.

    Raises:
        InputError: When its header is not as it should be.
    """
    return parse_query(file.read_text(encoding="utf-8"), file.parent.name, file.stem)


def parse_query(text: str, family: str, name: str) -> Query:
    """Read a query with its header.

    Args:
        text: The file.
        family: The folder it is in.
        name: Its name.

    Raises:
        InputError: When its header is not as it should be.
    """
    said: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not (found := _LINE.match(line)):
            break
        said.setdefault(found[1], []).append((number, found[2]))
    header = _Header(f"{family}/{name}.cypher", said)
    parameters = tuple(header.parameter(number, words) for number, words in said.get("param", ()))
    query = Query(
        family,
        name,
        header.one("title"),
        header.one("question"),
        parameters,
        tuple(header.column(number, words) for number, words in said.get("column", ())),
        header.engines(),
        header.why_not(),
        text,
        _without_browser_lines(text),
    )
    header.check_keys()
    header.check_browser(query)
    return query


def _without_browser_lines(text: str) -> str:
    """The query alone; lines keep their numbers, so that what an engine says of a line is true of the file."""
    lines = ["" if _BROWSER.match(line) or line.startswith(":param") else line for line in text.splitlines()]
    return "\n".join(lines).rstrip().removesuffix(";")


@dataclass(frozen=True)
class _Header:
    """The lines of a header, by their key, with their numbers."""

    file: str
    said: Mapping[str, list[tuple[int, str]]]

    def fault(self, message: str, line: int | None = None, near: str | None = None) -> InputError:
        return InputError(message, file=self.file, line=line, suggestion=near)

    def one(self, key: str) -> str:
        lines = self.said.get(key, [])
        if len(lines) != 1 or not lines[0][1]:
            raise self.fault(f"one line '// {key}: …' is needed")
        return lines[0][1]

    def parameter(self, number: int, words: str) -> Parameter:
        declared, gap, description = re.sub(r" {2,}", "\0", words, count=1).partition("\0")
        found = _PARAMETER.match(declared)
        if not found or not gap:
            raise self.fault("a parameter is '// param: name type = default  description'", number)
        name, type_ = found[1], TYPES[found[2]]
        return Parameter(name, type_, self._default(number, found[3], type_), description.strip())

    def _default(self, number: int, written: str | None, type_: Type) -> Any:
        if written is None:
            if type_ != "date":
                raise self.fault("only a date may do without a default; it is the day of the run", number)
            return None
        try:
            value = json.loads(written)
            if type_ == "date":
                return parse(value, "date")
        except (ValueError, TypeError, AttributeError):
            raise self.fault(f"{written} is not a value of type {type_}", number) from None
        if not matches(value, type_):
            raise self.fault(f"{written} is not a value of type {type_}", number)
        return value

    def column(self, number: int, words: str) -> Column:
        found = _COLUMN.match(words)
        if not found:
            raise self.fault("a column is '// column: name type  description'", number)
        return Column(found[1], found[2], found[3].strip())

    def engines(self) -> tuple[str, ...]:
        engines = tuple(word.strip() for word in self.one("engines").split(","))
        for engine in engines:
            if engine not in ENGINES:
                raise self.fault(f"unknown engine '{engine}'", self.said["engines"][0][0], nearest(engine, ENGINES))
        return engines

    def why_not(self) -> str:
        (missing,) = [engine for engine in ENGINES if engine not in self.engines()] or [""]
        return self.one(f"why-not-{missing}") if missing else ""

    def check_keys(self) -> None:
        known = ["title", "question", "param", "column", "engines", *(f"why-not-{engine}" for engine in ENGINES)]
        for key, lines in self.said.items():
            if key not in known:
                raise self.fault(f"unknown key '{key}'", lines[0][0], nearest(key, known))

    def check_browser(self, query: Query) -> None:
        """The lines for the Browser set the parameters of the header to its defaults, and the query uses them all."""
        lines = [_BROWSER.match(line) for line in query.text.splitlines() if line.startswith(":param")]
        set_ = {found[1]: found[2] for found in lines if found}
        wanted = {parameter.name: literal(parameter.default) for parameter in query.parameters}
        if set_ != wanted or len(lines) != len(wanted):
            shown = "; ".join(f":param {name} => {value}" for name, value in wanted.items()) or "none"
            raise self.fault(f"the lines ':param' differ from the header, which calls for {shown}")
        used = parameters_of(query.cypher)
        for name in {*used} ^ {*wanted}:
            what = "is not in the header" if name in used else "is not used by the query"
            raise self.fault(f"parameter '{name}' {what}", near=nearest(name, wanted) if name in used else None)
