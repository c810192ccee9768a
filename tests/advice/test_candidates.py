"""Candidates: the right person first, every grant explained, the same in whole columns and one by one."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import api
from graphkit.advice.candidates import TERMS, Candidates, find_candidates
from graphkit.advice.standing import UNPLACED, distance_from_top
from graphkit.config import CandidateWeights, Policy
from graphkit.index.arrays import Ints
from graphkit.index.index import Index
from graphkit.index.judgement import required_levels
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.reporters import candidates as reporter
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations, policies

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
EVERYBODY = 1_000


@pytest.fixture(scope="module")
def meridian() -> Index:
    return api.compile_index(api.load(MERIDIAN), today=date(2026, 11, 23))


def index_of(tables: Tables, policy: Policy | None = None) -> Index:
    return api.compile_index(assemble(raw_tables(tables)), policy, TODAY)


def found(index: Index, process: str, most: int = EVERYBODY, weights: CandidateWeights | None = None) -> Candidates:
    return find_candidates(index, index.model.find(process, ["Process"])[0], weights, most)


def ids(model: Model, nodes: tuple[int, ...]) -> list[str]:
    return sorted(model.show_all(nodes))


def test_who_commands_everything_and_is_nearest_comes_first(meridian: Index) -> None:
    best = found(meridian, "shop-floor-scheduling", 3).candidates
    assert [meridian.model.show(one.person) for one in best] == ["greta-hoffmann", "mateo-ruiz", "ines-carvalho"]
    assert all(one.held == one.elements and not one.grants for one in best)


def test_one_mandate_from_who_empowers_is_enough(meridian: Index) -> None:
    ruth = next(one for one in found(meridian, "hire-to-retire").candidates if one.owner)
    (grant,) = ruth.grants
    assert (meridian.model.show(grant.grantor), grant.empowers, len(grant.elements)) == ("mateo-ruiz", True, 7)
    assert grant.function is not None
    assert meridian.model.show(grant.function) == "meridian"
    assert ruth.skills == ("change management",)


def test_the_lowest_who_can_give_and_one_grant_for_several() -> None:
    tables: Tables = {
        "people": [
            {"id": "boss"},
            {"id": "sue", "reports_to": ["boss"]},
            {"id": "tom", "reports_to": ["boss"]},
            {"id": "uma", "reports_to": ["tom"]},
            {"id": "own", "reports_to": ["boss"]},
        ],
        "functions": [{"id": "sales", "head": ["sue"]}, {"id": "tech", "head": ["tom"]}],
        "systems": [{"id": "crm", "belongs_to": ["sales"]}, {"id": "erp", "owner": ["uma"]}, {"id": "lost"}],
        "processes": [
            {
                "id": "p",
                "performed_by": ["sales", "tech"],
                "uses": ["crm", "erp", "lost"],
                "responsible": ["uma"],
                "owner": ["own"],
            }
        ],
        "mandates": [{"id": "m", "by": ["boss"], "to": ["own"], "within": ["p"], "dimensions": ["resources"]}],
    }
    index = index_of(tables, Policy(empowering_roles=()))
    answer = found(index, "p")
    own = next(one for one in answer.candidates if one.owner)
    assert own.empowered == "none"
    by = {index.model.show(grant.grantor): ids(index.model, grant.elements) for grant in own.grants}
    # Uma could give the system that she owns and herself, but Tom is needed for his function and can give both.
    assert by == {"sue": ["crm", "sales"], "tom": ["erp", "tech", "uma"]}
    assert index.model.show_all(answer.ungoverned) == ["lost"]
    assert own.grants[0].function == index.model.find("sales")[0]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tables, str]:
    """People in a tree with one function each, and a process that only one of them commands all of."""
    size = draw(st.integers(4, 14))
    above = [draw(st.integers(0, number - 1)) for number in range(1, size)]
    people: list[dict[str, Any]] = [{"id": "p00"}] + [
        {"id": f"p{number:02}", "reports_to": [f"p{boss:02}"]} for number, boss in enumerate(above, start=1)
    ]
    skills = draw(st.lists(st.sampled_from([["lean", "six sigma", "change management"], None]), min_size=size))
    for person, skill in zip(people, skills, strict=False):
        person["skills"] = skill or []
    functions = [{"id": f"f{number:02}", "head": [f"p{number:02}"]} for number in range(size)]
    units = draw(st.lists(st.integers(1, size - 1), min_size=2, max_size=5, unique=True))

    def chain(number: int) -> set[int]:
        return {number} | (chain(above[number - 1]) if number else set())

    common = set.intersection(*(chain(unit) for unit in units))
    tables: Tables = {
        "people": people,
        "functions": functions,
        "processes": [{"id": "p", "performed_by": [f"f{unit:02}" for unit in units]}],
        "mandates": [],
    }
    # Whoever else commands them all leaves, bosses of the boss among them.
    lowest = max(common, key=lambda number: len(chain(number)))
    for number in common - {lowest}:
        people[number]["active"] = False
    return tables, f"p{lowest:02}"


@settings(max_examples=60, deadline=None)
@given(trees(), st.sampled_from(["auto", True]))
def test_the_only_one_who_commands_everything_comes_first(case: tuple[Tables, str], recorded: bool) -> None:
    tables, only = case
    index = index_of(tables, Policy(mandates_recorded=recorded))
    best = found(index, "p", 2).candidates
    assert index.model.show(best[0].person) == only
    assert best[0].held == best[0].elements
    assert len(best) == 1 or best[1].held < best[1].elements


@settings(max_examples=25, deadline=None)
@given(organisations(), policies())
def test_columns_agree_with_one_question_at_a_time(tables: Tables, policy: Policy) -> None:
    index = index_of(tables, policy)
    authority = index.authority
    for process in range(len(index.parts)):
        answer = find_candidates(index, process, None, EVERYBODY)
        assert answer.considered == len(answer.candidates) == int(index.command.active.sum())
        sufficient, others = [2.0], [-1.0]
        for one in answer.candidates:
            judged = int(index.judgement.owner[process]) == one.person and bool(index.judgement.owned[process])
            elements = index.footprints[process] if index.footprints.counts[process] else np.empty(0, np.int64)
            levels = required_levels(policy)[authority.dimensions[elements]]
            keep = (elements != one.person) & index.command.governed[elements] & (levels > 0)
            if index.participation.crossing[process]:
                held = authority.holds(*columns(one.person, elements[keep], process), levels[keep])
                assert (one.held, one.elements) == (int(held.sum()), int(keep.sum()))
                granted = sum(len(grant.elements) for grant in one.grants)
                assert granted + len(one.beyond) == one.elements - one.held
            if judged and one.empowered in ("position", "mandate"):
                assert index.judgement.empowered[process] in (1, 2)
            assert one.terms[TERMS.index("grants")] == (0 if one.beyond else 1 / (1 + len(one.grants)))
            if one.elements and one.held == one.elements:
                sufficient.append(one.score)
            else:
                others.append(one.score)
            for grant in one.grants:
                assert grant.grantor != one.person
                needed = np.array(grant.elements, dtype=np.int64)
                asked = required_levels(policy)[authority.dimensions[needed]]
                assert authority.gives(*columns(grant.grantor, needed, process), asked).all()
        assert min(sufficient) > max(others)
        scores = [(-one.score, int(index.facts.by_id[one.person])) for one in answer.candidates]
        assert scores == sorted(scores)


def columns(person: int, elements: Ints, process: int) -> tuple[Ints, Ints, Ints]:
    """A question about many elements as columns."""
    return np.full(len(elements), person), elements, np.full(len(elements), process)


def test_distance_counts_people_and_passes_through_who_left() -> None:
    people: list[dict[str, Any]] = [
        {"id": "a"},
        {"id": "b", "reports_to": ["a"], "active": False},
        {"id": "c", "reports_to": ["b"]},
        {"id": "alone"},
    ]
    index = index_of({"people": people})
    assert distance_from_top(index).tolist() == [0, UNPLACED, UNPLACED, 1]


def test_weights_are_settings(meridian: Index) -> None:
    skilled = CandidateWeights(0, 0, 0, skills=1, load=0, belongs=0, seniority=0)
    first = found(meridian, "hire-to-retire", 1, skilled).candidates[0]
    assert first.score == pytest.approx(2 / 3)
    nothing = CandidateWeights(0, 0, 0, 0, 0, 0, 0)
    assert [one.score for one in found(meridian, "hire-to-retire", 3, nothing).candidates] == [0, 0, 0]


def test_words_and_json(meridian: Index) -> None:
    answer = found(meridian, "hire-to-retire", 3)
    stream = io.StringIO()
    reporter.write_text(answer, stream)
    page = stream.getvalue()
    assert " 3. Ruth Adeyemi (ruth-adeyemi)" in page
    assert "needs: a mandate from Mateo Ruiz within the process, over Information Technology" in page
    document = json.loads(json.dumps(answer.to_dict()))
    assert set(document["candidates"][0]["terms"]) == set(TERMS) == set(document["weights"])
    assert document["candidates"][2]["grants"][0]["by"] == "mateo-ruiz"
