"""What an organisation may decide for itself. See docs/policy.md for what each key means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graphkit.config.sources import Entry
from graphkit.config.values import Reader, choice, flag, fold, number, table, whole, words
from graphkit.errors import nearest
from graphkit.model.schema import DIMENSIONS, LEVELS

Level = Literal["none", "influence", "direct", "decide"]

ROLE_NAMES: Mapping[str, str] = {
    "chief executive officer": "ceo",
    "ceo": "ceo",
    "chief operating officer": "coo",
    "coo": "coo",
    "chief financial officer": "cfo",
    "cfo": "cfo",
    "chief information officer": "cio",
    "cio": "cio",
    "chief process officer": "cpo",
    "chief human resources officer": "chro",
    "chief marketing officer": "cmo",
    "chief technology officer": "cto",
}
"""Names and titles (case and surplus blanks aside) that say what kind of executive a role or person is."""

CRITICAL_SKILLS: Mapping[str, tuple[str, ...]] = {
    "lean": ("lean management",),
    "six sigma": ("six-sigma", "lean six sigma", "black belt", "green belt"),
    "change management": ("organisational change", "organizational change"),
}
"""Skills that a process owner needs, each with other names for it."""


@dataclass(frozen=True)
class Policy:
    """What an organisation may set in `[policy]`; see docs/policy.md."""

    min_functions: int = 2
    function_depth: int | None = None
    required: Mapping[str, Level] = field(default_factory=lambda: dict.fromkeys(DIMENSIONS, "influence"))
    empowering_roles: tuple[str, ...] = ("ceo", "coo")
    executive_roles: tuple[str, ...] = ("ceo", "coo", "cfo", "cio", "cpo", "chro", "cmo", "cto")
    allow_shared_owner: bool = False
    mandates_recorded: bool | Literal["auto"] = "auto"
    critical_skills: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(CRITICAL_SKILLS))
    max_processes_per_owner: float = 5
    max_processes_per_person: int = 8
    max_handoffs: int = 12
    max_ownership_share: float = 0.3
    role_names: Mapping[str, str] = field(default_factory=lambda: dict(ROLE_NAMES))


def _required(entry: Entry) -> Mapping[str, Level]:
    """The default with what is given put in its place."""
    levels: dict[str, Any] = dict(Policy().required)
    for dimension, level in table(entry).items():
        if dimension not in DIMENSIONS:
            raise level.wrong(f"unknown dimension '{dimension}' in {entry.name}", nearest(dimension, DIMENSIONS))
        levels[dimension] = choice("none", *LEVELS)(level)
    return levels


def _critical_skills(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """A table from skill to its other names, or a list of skills that keep the names known for them."""
    if not isinstance(entry.value, Mapping):
        return {skill: CRITICAL_SKILLS.get(skill, ()) for skill in words(folded=True)(entry)}
    return {fold(skill): words(folded=True)(names) for skill, names in table(entry).items()}


def _role_names(entry: Entry) -> Mapping[str, str]:
    """The default with what is given added to it."""
    names = dict(ROLE_NAMES)
    for name, kind in table(entry).items():
        if not isinstance(kind.value, str):
            raise kind.wrong(f"{kind.name} must be a kind of role such as 'coo', not {kind.value!r}")
        names[fold(name)] = fold(kind.value)
    return names


POLICY_READERS: Mapping[str, Reader] = {
    "min_functions": whole(1),
    "function_depth": whole(0, or_none=True),
    "required": _required,
    "empowering_roles": words(folded=True),
    "executive_roles": words(folded=True),
    "allow_shared_owner": flag(),
    "mandates_recorded": flag("auto"),
    "critical_skills": _critical_skills,
    "max_processes_per_owner": number(above=0),
    "max_processes_per_person": whole(1),
    "max_handoffs": whole(1),
    "max_ownership_share": number(above=0, up_to=1),
    "role_names": _role_names,
}
"""How each key of `[policy]` is read."""
