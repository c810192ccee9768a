"""Settings of a run: command line, then `GRAPHKIT_*`, then the settings file, then defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from graphkit.config.advice import (
    CANDIDATE_READERS,
    MATURITY_READERS,
    ROLE_FIT_READERS,
    CandidateWeights,
    MaturityThresholds,
    RoleFitThresholds,
)
from graphkit.config.mapping import MAPPING_READERS, GraphMapping, check_mapping
from graphkit.config.policy import POLICY_READERS, Policy
from graphkit.config.sources import PASSWORD, PREFIX, USER, Entry, SettingsFile, find_settings_file
from graphkit.config.values import Reader, choice, codes, day, from_text, table, words
from graphkit.config.waivers import Waiver, waivers
from graphkit.errors import nearest

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""Severities of findings, from the least to the greatest."""

FORMATS = ("text", "json", "markdown", "csv", "xlsx", "sarif", "junit", "github")
"""Formats in which a report can be written."""
BINARY_FORMATS = frozenset({"xlsx"})
"""Those that are no text, so that they go to a file."""

_TABLES: Mapping[str, tuple[Callable[..., Any], Mapping[str, Reader]]] = {
    "policy": (Policy, POLICY_READERS),
    "candidates": (CandidateWeights, CANDIDATE_READERS),
    "role_fit": (RoleFitThresholds, ROLE_FIT_READERS),
    "maturity": (MaturityThresholds, MATURITY_READERS),
    "neo4j": (GraphMapping, MAPPING_READERS),
}
"""Tables of the settings file: what each becomes, and how its keys are read."""
_READERS: Mapping[str, Reader] = {
    "sources": words(),
    "select": codes,
    "ignore": codes,
    "fail_on": choice(*SEVERITIES),
    "format": choice(*FORMATS),
    "today": day,
    "waivers": waivers,
}
_LISTS = frozenset({"sources", "select", "ignore", "empowering_roles", "executive_roles", "critical_skills"})


@dataclass(frozen=True)
class Settings:
    """What a run goes by.

    Attributes:
        sources: Paths of the model, where none are named; relative ones start at the
            settings file that lists them.
        select: Prefixes of the codes of rules that run; all of them where it is empty.
        ignore: Prefixes of the codes of rules that do not run.
        fail_on: The least severity of a finding that makes the exit code 1.
        format: How the report is written.
        today: The day on which mandates must be current; None for the day of the run.
        waivers: Findings that are left out, for a reason and for a while.
        policy: What the organisation has decided.
        candidates: How much each term counts in the score of a candidate for owner.
        role_fit: From where on somebody fits a role.
        maturity: What an owner must have for each level of maturity.
        neo4j: How a database that graphkit did not make is read.
        file: The settings file that was found.
        origins: Where each setting that is not a default was written.
    """

    sources: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = "error"
    format: str = "text"
    today: date | None = None
    waivers: tuple[Waiver, ...] = ()
    policy: Policy = field(default_factory=Policy)
    candidates: CandidateWeights = field(default_factory=CandidateWeights)
    role_fit: RoleFitThresholds = field(default_factory=RoleFitThresholds)
    maturity: MaturityThresholds = field(default_factory=MaturityThresholds)
    neo4j: GraphMapping = field(default_factory=GraphMapping)
    file: str | None = field(default=None, compare=False)
    origins: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)


def load_settings(
    paths: Sequence[str | Path] = (),
    given: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Put the settings of a run together.

    Args:
        paths: The paths given on the command line. The settings file is looked for from the
            first of them upwards, then from the working directory upwards.
        given: Settings given on the command line, by name; a value of None is not given.
        environment: The environment; that of the process where it is None.

    Returns:
        The settings, complete and valid.

    Raises:
        ConfigError: For a setting that is not known or not valid, with its file and line.

    Examples:
        >>> load_settings(given={"fail_on": "warning"}, environment={}).fail_on
        'warning'
    """
    entries: dict[tuple[str, ...], Entry] = {}
    if (file := _nearest_file(paths)) is not None:
        entries |= {entry.key: entry for entry in _file_entries(file)}
    surroundings = os.environ if environment is None else environment
    entries |= {entry.key: entry for entry in _environment_entries(surroundings)}
    entries |= {entry.key: entry for entry in _option_entries(given or {})}
    settings = _typed(entries.values())
    check_mapping(settings.neo4j, settings.origins)
    return replace(settings, file=None if file is None else str(file.path))


def check_codes(settings: Settings, known_codes: Iterable[str]) -> None:
    """Make sure that what is selected and ignored exists.

    Args:
        settings: The settings of a run.
        known_codes: The codes of all rules.

    Raises:
        ConfigError: When a prefix fits no rule, with its file and line and the nearest code.
    """
    known = tuple(known_codes)
    for name, prefixes in (("select", settings.select), ("ignore", settings.ignore)):
        for prefix in prefixes:
            if not any(code.startswith(prefix) for code in known) or not prefix:
                near = nearest(prefix, {*known, *(code.rstrip("0123456789") for code in known)})
                entry = settings.origins.get(name, Entry((name,), prefix))
                raise entry.wrong(f"unknown rule code '{prefix}' in {entry.name}", near)


def _nearest_file(paths: Sequence[str | Path]) -> SettingsFile | None:
    found = find_settings_file(Path(paths[0])) if paths else None
    return found or find_settings_file(Path())


def _file_entries(file: SettingsFile) -> Iterable[Entry]:
    for key, value in file.table.items():
        entry = Entry((key,), value, file)
        if key in _TABLES:
            yield from table(entry).values()
        elif key == "sources" and isinstance(value, list):
            beside = [str(file.path.parent / source) if isinstance(source, str) else source for source in value]
            yield Entry((key,), beside, file)
        else:
            yield entry


def _environment_entries(environment: Mapping[str, str]) -> Iterable[Entry]:
    for variable in sorted(environment):
        text = environment[variable].strip()
        if not variable.startswith(PREFIX) or variable in (USER, PASSWORD) or not text:
            continue
        name = variable.removeprefix(PREFIX).lower()
        key = _key_of(name)
        value = from_text(text)
        if key[-1] in _LISTS and not isinstance(value, (list, dict)):
            value = [word.strip() for word in text.split(",") if word.strip()]
        yield Entry(key, value, variable=variable)


def _key_of(name: str) -> tuple[str, ...]:
    """The path of a setting that is written with underscores: `policy_min_functions`."""
    inside = next((table for table in _TABLES if name.startswith(f"{table}_")), None)
    return (name,) if inside is None else (inside, name.removeprefix(f"{inside}_"))


def _option_entries(given: Mapping[str, object]) -> Iterable[Entry]:
    for name, value in given.items():
        if value is not None:
            yield Entry((name,), value, variable="--" + name.replace("_", "-"))


def _typed(entries: Iterable[Entry]) -> Settings:
    own: dict[str, Any] = {}
    inner: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
    origins: dict[str, Entry] = {}
    for entry in entries:
        table_name, name = entry.key[0], entry.key[-1]
        inside = len(entry.key) == 2
        readers, target = (_TABLES[table_name][1], inner[table_name]) if inside else (_READERS, own)
        if name not in readers:
            raise entry.wrong(f"unknown setting '{entry.name}'", _nearest_key(entry))
        target[name] = readers[name](entry)
        origins[".".join(entry.key)] = entry
    tables = {name: make(**inner[name]) for name, (make, _) in _TABLES.items()}
    return Settings(**own, **tables, origins=origins)


def _nearest_key(entry: Entry) -> str | None:
    """The nearest name in the same table, or else outside of it, as it would be written there."""
    name, inside = entry.key[-1], entry.key[0] if len(entry.key) == 2 else None
    tables = sorted(_TABLES, key=lambda table_name: table_name != inside)
    dotted = (f"{each}.{key}" for each in tables if (key := nearest(name, _TABLES[each][1])) is not None)
    own, other = nearest(name, _READERS), next(dotted, None)
    near = (other or own) if inside else (own or other)
    if near is not None and (entry.variable or "").startswith(PREFIX):
        return PREFIX + near.replace(".", "_").upper()
    return near
