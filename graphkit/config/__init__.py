"""Settings and policy, typed. See docs/policy.md and docs/settings.md for what each means."""

from __future__ import annotations

from graphkit.config.advice import CandidateWeights, MaturityThresholds, RoleFitThresholds
from graphkit.config.mapping import GraphMapping, MappedType
from graphkit.config.policy import ROLE_NAMES, Level, Policy
from graphkit.config.settings import BINARY_FORMATS, FORMATS, SEVERITIES, Settings, Severity, check_codes, load_settings

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
    "ROLE_NAMES",
    "SEVERITIES",
    "CandidateWeights",
    "GraphMapping",
    "Level",
    "MappedType",
    "MaturityThresholds",
    "Policy",
    "RoleFitThresholds",
    "Settings",
    "Severity",
    "check_codes",
    "load_settings",
]
