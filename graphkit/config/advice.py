"""What weighs how much in advice, and where its thresholds lie. See docs/advice.md for what each key means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphkit.config.values import Reader, number, share, whole


class CandidateWeights(NamedTuple):
    """`[candidates]`: how much each term counts in the score of a candidate for owner."""

    sufficient: float = 0.3
    authority: float = 0.3
    grants: float = 0.15
    skills: float = 0.08
    load: float = 0.05
    belongs: float = 0.1
    seniority: float = 0.02


CANDIDATE_READERS: Mapping[str, Reader] = dict.fromkeys(
    ("sufficient", "authority", "grants", "skills", "load", "belongs", "seniority"), number(least=0)
)
"""How each key of `[candidates]` is read."""


class RoleFitThresholds(NamedTuple):
    """`[role_fit]`: from where on somebody fits a role, stretches to it, or is unfit for it."""

    skills_fit: float = 1.0
    skills_stretch: float = 0.5
    influence_fit: float = 1.0
    influence_stretch: float = 0.6
    direct_fit: float = 0.25
    max_reports: int = 10
    max_functions: int = 12
    max_elements: int = 20
    role_load: float = 0.5
    breadth_fit: float = 1.0
    breadth_stretch: float = 1.5
    distance_fit: int = 2
    distance_stretch: int = 3
    broker_rank: float = 0.9
    betweenness_sample: int = 200


ROLE_FIT_READERS: Mapping[str, Reader] = {
    "skills_fit": share,
    "skills_stretch": share,
    "influence_fit": share,
    "influence_stretch": share,
    "direct_fit": share,
    "max_reports": whole(1),
    "max_functions": whole(1),
    "max_elements": whole(1),
    "role_load": number(least=0),
    "breadth_fit": number(above=0),
    "breadth_stretch": number(above=0),
    "distance_fit": whole(0),
    "distance_stretch": whole(0),
    "broker_rank": share,
    "betweenness_sample": whole(1),
}
"""How each key of `[role_fit]` is read."""


class MaturityThresholds(NamedTuple):
    """`[maturity]`: what an owner must have for each level of maturity."""

    senior_distance: int = 3
    rules_and_technology: float = 1.0
    functions: float = 1.0
    people: float = 1.0
    resources: float = 1.0
    decides_resources: float = 1.0
    directs_people: float = 1.0
    top_distance: int = 2


MATURITY_READERS: Mapping[str, Reader] = {
    "senior_distance": whole(0),
    "rules_and_technology": share,
    "functions": share,
    "people": share,
    "resources": share,
    "decides_resources": share,
    "directs_people": share,
    "top_distance": whole(0),
}
"""How each key of `[maturity]` is read."""
