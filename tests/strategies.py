"""Small, messy organisations and policies, for hypothesis.

An organisation starts as a sane one (a tree of people, functions with heads, owners with mandates that come down
from the top) or as rows filled at random, and is then disturbed a number of times. Hypothesis draws the sizes and
either a seed (fast) or every single choice (slower, but it shrinks well).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from graphkit.config import Policy
from graphkit.model.schema import DIMENSIONS
from tests.random_organisation import Maker
from tests.random_trouble import disturb

if TYPE_CHECKING:
    from tests.organisation_files import Tables

TODAY = dt.date(2026, 6, 1)


@dataclass(frozen=True)
class Size:
    """How many there are of everything.

    Attributes:
        things: At most so many of each of systems, rules, workflows and resources.
        mess: How often the organisation is disturbed.
        sane: Whether it starts from a sane one.
        shared_ids: Whether all labels number their nodes alike.
    """

    people: int
    functions: int
    roles: int
    things: int
    processes: int
    mandates: int
    mess: int
    sane: bool
    shared_ids: bool


def organisation(rng: Random, size: Size) -> Tables:
    """One organisation as tables."""
    maker = Maker(
        rng,
        {
            "Process": size.processes,
            "Function": size.functions,
            "Person": size.people,
            "Role": size.roles,
            "Mandate": size.mandates,
            **{label: rng.randint(0, size.things) for label in ("System", "Rule", "Workflow", "Resource")},
        },
        shared_ids=size.shared_ids,
    )
    if size.sane:
        maker.fill_sanely()
    else:
        maker.fill_at_random()
    for _ in range(size.mess):
        disturb(maker)
    return maker.tables()


_SIZES = st.builds(
    Size,
    people=st.integers(1, 6) | st.integers(4, 6),
    functions=st.integers(1, 5) | st.integers(3, 5),
    roles=st.integers(0, 3),
    things=st.sampled_from([2, 1, 2, 0]),
    processes=st.integers(1, 5),
    mandates=st.integers(0, 5) | st.integers(3, 5),
    mess=st.integers(0, 2) | st.integers(0, 4) | st.integers(0, 15),
    sane=st.sampled_from([True, True, True, False]),
    shared_ids=st.sampled_from([False] * 9 + [True]),
)


_SMALL_SIZES = st.builds(
    Size,
    people=st.integers(1, 4),
    functions=st.integers(1, 3),
    roles=st.integers(0, 2),
    things=st.integers(0, 1),
    processes=st.integers(1, 2),
    mandates=st.integers(0, 3),
    mess=st.integers(0, 3),
    sane=st.booleans(),
    shared_ids=st.just(False),
)


@st.composite
def organisations(draw: st.DrawFn) -> Tables:
    """Organisations of a handful of nodes a label, sane and less so; one in ten is small and shrinks well."""
    if draw(st.integers(0, 9)) == 0:
        return organisation(draw(st.randoms(use_true_random=False)), draw(_SMALL_SIZES))
    return organisation(Random(draw(st.integers(0, 2**32))), draw(_SIZES))


def policies() -> st.SearchStrategy[Policy]:
    """Policies; most often the default in any one respect."""
    levels = st.sampled_from(["influence", "influence", "influence", "none", "direct", "decide"])
    return st.builds(
        Policy,
        min_functions=st.sampled_from([2, 2, 2, 1, 3]),
        function_depth=st.sampled_from([None, None, None, 0, 1]),
        required=st.just(dict.fromkeys(DIMENSIONS, "influence"))
        | st.just(dict.fromkeys(DIMENSIONS, "influence"))
        | st.fixed_dictionaries(dict.fromkeys(DIMENSIONS, levels)),
        empowering_roles=st.sampled_from([("ceo", "coo"), ("ceo", "coo"), ("coo",), ("ceo", "coo", "cpo")]),
        allow_shared_owner=st.sampled_from([False, False, True]),
        mandates_recorded=st.sampled_from(["auto", "auto", True, False]),
        max_processes_per_owner=st.sampled_from([5, 1, 2, 0.5]),
    )
