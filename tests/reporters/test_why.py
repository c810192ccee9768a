"""A proof in words: every kind of step, and lines that hang together."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from graphkit import api
from graphkit.config import Settings
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.reporters import why as reporter
from tests.organisation_files import Tables, raw_tables

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
SETTINGS = Settings(today=date(2026, 11, 23))


@pytest.fixture(scope="module")
def meridian() -> Model:
    return api.load(MERIDIAN)


def words(model: Model, process: str, monkeypatch: pytest.MonkeyPatch | None = None, width: int = 120) -> str:
    if monkeypatch is not None:
        monkeypatch.setattr(reporter, "console_for", lambda stream: Console(file=stream, width=width, highlight=False))
    stream = io.StringIO()
    reporter.write_text(api.why(model, model.find(process, ["Process"])[0], settings=SETTINGS), stream)
    return stream.getvalue()


def test_command_mandates_and_who_could_grant(meridian: Model) -> None:
    page = words(meridian, "hire-to-retire")
    assert page.startswith("Hire to Retire (hire-to-retire): gap (not empowered, insufficient authority)\n")
    assert "owner: Ruth Adeyemi, who is not empowered\n" in page
    assert (
        "  ✓ Personnel records: decide, by command: Personnel records -> People and Culture -> Ruth Adeyemi\n" in page
    )
    assert (
        "  ✗ Identity directory: no authority, influence is needed; could be granted by Claire Dubois (2 steps" in page
    )
    page = words(meridian, "issue-to-resolution")
    assert "owner: Olga Petrova, empowered by mandate from Mateo Ruiz, who holds an empowering role\n" in page
    assert (
        "  ✓ Warranty reserve: direct, by mandate\n"
        "      Olga Petrova <- coo-to-issue-to-resolution <- Mateo Ruiz\n"
        "      Mateo Ruiz <- ceo-to-coo <- Ines Carvalho\n"
        "      Warranty reserve -> Finance -> Meridian Pumps -> Ines Carvalho\n"
    ) in page
    assert "  ? " in words(meridian, "hazard-to-control")


@pytest.mark.parametrize(
    ("process", "said"),
    [
        ("idea-to-launch", "owner: vacant\n\nWithout an owner there is nobody whose authority could be judged.\n"),
        ("lead-to-quote", "owner: nobody\n\nWithout an owner"),
    ],
)
def test_nothing_to_prove(meridian: Model, process: str, said: str) -> None:
    assert said in words(meridian, process)


def test_other_owners_and_other_processes() -> None:
    tables: Tables = {
        "functions": [{"id": "f", "head": ["ana"]}, {"id": "g", "head": ["bo"]}],
        "people": [{"id": "ana", "dotted_line_to": ["bo"]}, {"id": "bo"}],
        "processes": [
            {"id": "both", "performed_by": ["f", "g"], "owner": ["ana", "bo"], "responsible": ["ana"]},
            {"id": "one", "performed_by": ["f"], "owner": ["ana"]},
            {"id": "none", "owner": ["ana"]},
        ],
    }
    model = assemble(raw_tables(tables))
    page = words(model, "both")
    assert "owner: bo, judged among 2 owners, whose empowerment is not modelled\n" in page
    assert "  ✓ ana: influence, by a dotted line\n" in page
    assert "(not cross-functional, so functional management suffices)" in words(model, "one")
    assert "(not known whether it is cross-functional: " in words(model, "none")
    assert words(model, "one").endswith(
        "\n\nElements are judged only where a process is known to be cross-functional.\n"
    )


@pytest.mark.parametrize("width", [40, 80])
def test_long_lines_hang(meridian: Model, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide, narrow = words(meridian, "hire-to-retire"), words(meridian, "hire-to-retire", monkeypatch, width)
    assert max(map(len, narrow.splitlines())) <= width
    assert narrow.split() == wide.split()
    proofs = narrow.partition("\n\n")[2].splitlines()
    assert all(line.startswith(("  ✓ ", "  ✗ ", "    ")) for line in proofs if line and not line[0].isalpha())
    headings = [line for line in proofs if line and line[0].isalpha()]
    assert headings == ["people", "functions", "technology", "rules", "workflow", "resources"]


def test_json_is_the_proof(meridian: Model) -> None:
    why = api.why(meridian, meridian.find("issue-to-resolution")[0], settings=SETTINGS)
    stream = io.StringIO()
    reporter.write_json(why, stream)
    assert json.loads(stream.getvalue()) == why.to_dict()
