"""Role fit: organisations built so that the answer is known, and the story of the example."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit import api
from graphkit.advice.clout import betweenness_ranks, workers
from graphkit.advice.role_fit import Fit, executives, fit_role, somebody
from graphkit.cli.run import run
from graphkit.config import RoleFitThresholds
from graphkit.errors import InputError
from graphkit.index.index import Index
from graphkit.model.assemble import assemble
from graphkit.reporters import role_fit as reporter
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
SKILLS = ["lean", "six sigma", "change management"]


def organisation(
    cio: dict[str, Any] | None = None, staff: dict[str, Any] | None = None, *, mandate: bool = False, reports: int = 2
) -> Index:
    """A chief executive, three functions under them, and a CIO who is this or that."""
    people: list[dict[str, Any]] = [
        {"id": "ceo", "holds": ["chief"]},
        {"id": "cio", "reports_to": ["ceo"], "title": "CIO", **(cio or {})},
        {"id": "sam", "reports_to": ["ceo"]},
        {"id": "fay", "reports_to": ["ceo"]},
    ]
    people += [{"id": f"it{n:02}", "reports_to": ["cio"], **(staff or {})} for n in range(reports)]
    grant = {"id": "m", "by": ["ceo"], "to": ["cio"], "covers": ["sales", "finance"], "level": "direct"}
    tables: Tables = {
        "people": people,
        "roles": [{"id": "chief", "kind": "ceo"}],
        "functions": [
            {"id": "it", "head": ["cio"]},
            {"id": "sales", "head": ["sam"]},
            {"id": "finance", "head": ["fay"]},
        ],
        "rules": [{"id": "terms", "belongs_to": ["sales"]}],
        "processes": [
            {"id": "order-to-cash", "performed_by": ["sales", "finance"], "governed_by": ["terms"]},
            {"id": "change-to-run", "performed_by": ["it", "finance"], "owner": ["cio"]},
        ],
        "mandates": [grant] if mandate else [],
    }
    return api.compile_index(assemble(raw_tables(tables)), None, TODAY)


def cio_as_cpo(index: Index, role: str = "cpo", process: str | None = None) -> Fit:
    number = None if process is None else index.model.find(process, ["Process"])[0]
    (fit,) = fit_role(index, index.model.find("cio", ["Person"]), role, number).people
    return fit


def verdicts(fit: Fit) -> dict[str, str]:
    return {"overall": fit.verdict, **{part.name: part.verdict for part in fit.dimensions}}


ALL_FIT = {"skills": "fit", "authority": "fit", "breadth": "fit", "clout": "fit", "overall": "fit"}


def test_skills_authority_and_time_make_a_fit() -> None:
    assert verdicts(cio_as_cpo(organisation({"skills": SKILLS}, mandate=True))) == ALL_FIT


def test_skills_may_be_in_the_people_under_them() -> None:
    fit = cio_as_cpo(
        organisation({"skills": ["lean"]}, {"skills": ["black belt", "Organisational Change"]}, mandate=True)
    )
    assert verdicts(fit) == ALL_FIT
    assert fit.dimensions[0].evidence["own"] == ["lean"]
    assert fit.dimensions[0].evidence["people"] == {"lean": 0, "six sigma": 2, "change management": 2}


def test_all_skills_and_no_authority() -> None:
    fit = cio_as_cpo(organisation({"skills": SKILLS}))
    assert verdicts(fit) == ALL_FIT | {"authority": "unfit", "overall": "unfit"}
    authority = fit.dimensions[1]
    assert authority.evidence["missing"] == ["finance", "sales", "terms"]
    assert authority.evidence["influence"] == pytest.approx(1 / 5)
    assert authority.change == "be granted authority over 3 more: one mandate from ceo would do"


def test_authority_and_no_skills() -> None:
    fit = cio_as_cpo(organisation(mandate=True))
    assert verdicts(fit) == ALL_FIT | {"skills": "unfit", "overall": "unfit"}
    assert fit.dimensions[0].change == "learn, or bring in under them: lean, six sigma, change management"


@pytest.mark.parametrize(("capacity", "reports"), [(0.1, 2), (1.0, 20), (0.0, 0)])
def test_both_and_no_time(capacity: float, reports: int) -> None:
    fit = cio_as_cpo(organisation({"skills": SKILLS, "capacity": capacity}, mandate=True, reports=reports))
    assert verdicts(fit) == ALL_FIT | {"breadth": "unfit", "overall": "unfit"}
    assert fit.dimensions[2].change.startswith("hand over ")


def test_the_owner_of_one_process_is_judged_by_that_process() -> None:
    index = organisation({"skills": SKILLS}, mandate=True)
    fit = cio_as_cpo(index, "owner", "order-to-cash")
    assert verdicts(fit) == ALL_FIT
    assert fit.dimensions[2].evidence["of_which"] == {"processes": 1, "owners": 0, "elements": 3}
    assert verdicts(cio_as_cpo(organisation({"skills": SKILLS}), "owner", "order-to-cash"))["authority"] == "unfit"
    # What they own already is part of what they carry, not of what is added: this process is left out there.
    assert cio_as_cpo(index, "owner", "change-to-run").dimensions[2].evidence["processes"] == 0


def test_thresholds_are_settings() -> None:
    index = organisation({"skills": SKILLS})
    person = index.model.find("cio", ["Person"])
    lenient = RoleFitThresholds(influence_stretch=0.2)
    assert fit_role(index, person, "cpo", None, lenient).people[0].dimensions[1].verdict == "stretch"


def test_the_story_of_the_example() -> None:
    index = api.compile_index(api.load(MERIDIAN), today=date(2026, 11, 23))
    found = fit_role(index, executives(index).tolist(), "cpo")
    said = {index.model.show(fit.person): verdicts(fit) for fit in found.people}
    assert list(said) == ["ines-carvalho", "mateo-ruiz", "henrik-lund", "claire-dubois", "priya-nair"]
    assert said["claire-dubois"] == ALL_FIT | {"skills": "unfit", "authority": "unfit", "overall": "unfit"}
    assert said["priya-nair"] == ALL_FIT | {"authority": "unfit", "overall": "unfit"}
    assert said["mateo-ruiz"] == ALL_FIT | {"breadth": "stretch", "overall": "stretch"}
    assert said["ines-carvalho"] == ALL_FIT | {"breadth": "unfit", "overall": "unfit"}
    readme = (MERIDIAN / "README.md").read_text(encoding="utf-8")
    for person, row in said.items():
        cells = " | ".join(row[name] for name in ("skills", "authority", "breadth", "clout", "overall"))
        assert re.search(rf"^\| {person} \(\w+\) \| {re.escape(cells)} \|$", readme, re.MULTILINE), person
    stream = io.StringIO()
    reporter.write_text(found, stream)
    assert "one mandate from Mateo Ruiz would do" in stream.getvalue()
    assert json.loads(json.dumps(found.to_dict()))["people"][3]["dimensions"]["skills"]["missing"] == [
        "lean",
        "six sigma",
    ]


@settings(max_examples=25, deadline=None)
@given(organisations())
def test_whatever_the_organisation_it_is_said_in_words_and_json(tables: Tables) -> None:
    index = api.compile_index(assemble(raw_tables(tables)), None, TODAY)
    active = np.flatnonzero(index.command.active).tolist()
    for role, process in (("cpo", None), ("coo", None), *((("owner", 0),) if len(index.parts) else ())):
        found = fit_role(index, active, role, process)
        assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["role"] == role
        reporter.write_text(found, io.StringIO())


def test_ranks_are_those_of_networkx() -> None:
    index = api.compile_index(api.load(MERIDIAN), today=date(2026, 11, 23))
    process, person = workers(index)
    graph = nx.Graph(list(zip(process.tolist(), person.tolist(), strict=True)))
    between = nx.betweenness_centrality(graph)
    ranks = betweenness_ranks(index, 10_000)
    people = sorted(set(person.tolist()), key=lambda node: round(between[node], 12))
    assert np.all(np.diff(ranks[people]) >= 0)
    assert np.isnan(ranks[index.model.find("ines-carvalho")[0]])


def test_who_is_meant() -> None:
    index = organisation()
    chief, ceo, cio = (index.model.find(name)[0] for name in ("chief", "ceo", "cio"))
    assert somebody(index, [chief], compare=False) == (ceo,)
    assert somebody(index, [cio], compare=True) == (cio, ceo)
    assert somebody(index, [], compare=True) == (ceo, cio)
    left = organisation({"active": False})
    with pytest.raises(InputError, match="cio has nobody active"):
        somebody(left, [cio], compare=False)


def test_what_the_model_does_not_say_is_unknown() -> None:
    tables: Tables = {
        "roles": [{"id": "cio", "kind": "cio"}],
        "functions": [{"id": "sales"}, {"id": "finance"}],
        "processes": [{"id": "p", "performed_by": ["sales", "finance"]}],
    }
    index = api.compile_index(assemble(raw_tables(tables)), None, TODAY)
    said = verdicts(fit_role(index, index.model.find("cio", ["Role"]), "cpo").people[0])
    assert said == {"skills": "unfit", "authority": "unknown", "breadth": "fit", "clout": "unknown", "overall": "unfit"}


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["role-fit", "cio", "--as", "cpo", "--model", str(MERIDIAN), "--format", "json", "--quiet"]
    assert run(arguments) == 0
    assert [one["person"] for one in json.loads(capsys.readouterr().out)["people"]] == ["claire-dubois"]
    assert run([*arguments, "--compare"]) == 0
    assert len(json.loads(capsys.readouterr().out)["people"]) == 5
    assert run(["role-fit", "--as", "cpu", "--model", str(MERIDIAN)]) == 2
    assert "did you mean 'cpo'?" in capsys.readouterr().err
    assert run(["role-fit", "cio", "--as", "owner-of:order-to-cas", "--model", str(MERIDIAN)]) == 2
    assert "order-to-cash" in capsys.readouterr().err
