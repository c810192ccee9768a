"""Policy and settings, typed. See docs/policy.md for what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graphkit.model.schema import DIMENSIONS

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
    critical_skills: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "lean": ("lean management",),
            "six sigma": ("six-sigma", "lean six sigma", "black belt", "green belt"),
            "change management": ("organisational change", "organizational change"),
        }
    )
    max_processes_per_owner: float = 5
    max_processes_per_person: int = 8
    max_handoffs: int = 12
    max_ownership_share: float = 0.3
    role_names: Mapping[str, str] = field(default_factory=lambda: dict(ROLE_NAMES))
