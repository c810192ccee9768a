"""What the report says, whatever the format."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.model.assemble import assemble
from graphkit.model.schema import DIMENSIONS
from graphkit.views.report import Contents
from graphkit.views.report.gather import MOST_ROWS
from graphkit.views.report.html import to_html
from graphkit.views.report.markdown import to_markdown
from graphkit.views.report.summary import headline, points
from tests.organisation_files import Tables, raw_tables
from tests.test_invariants import shuffled

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\u202eemordnilap\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "| a\n# b `c` [x](javascript:alert(1)) ![i](http://example.org/i.png)",
    "x" * 10_000,
)


def organisation(names: tuple[str, ...]) -> Tables:
    """Everything there is, called by names."""
    ends = [f"p{number}" for number in range(len(names))]
    return {
        "functions": [{"id": f"f{n}", "name": name, "head": [ends[n]]} for n, name in enumerate(names)],
        "people": [
            {"id": end, "name": name, "member_of": [f"f{n}"], "coordinator": [ends[0]]}
            for n, (end, name) in enumerate(zip(ends, names, strict=True))
        ],
        "roles": [{"id": "cpo", "name": names[0], "kind": "cpo"}],
        "systems": [{"id": f"s{n}", "name": name, "belongs_to": [f"f{n}"]} for n, name in enumerate(names)],
        "mandates": [{"id": "m", "name": names[1], "by": [ends[0]], "to": [ends[1]], "within": ["q0"]}],
        "processes": [
            {
                "id": f"q{n}",
                "name": name,
                "owner": [ends[n]],
                "performed_by": ["f0", "f1", "f2"],
                "responsible": [ends[(n + 1) % len(ends)]],
                "uses": [f"s{(n + 1) % len(ends)}"],
                "part_of": [],
            }
            for n, name in enumerate(names)
        ],
    }


def test_every_story_names_what_the_json_report_calls_missing(contents: Contents, checked: dict[str, Any]) -> None:
    model = api.load("examples/meridian")
    rows = {row["id"]: row for row in checked["processes"]}
    crossing = [row for row in checked["processes"] if row["cross_functional"] and row["verdict"] != "governed"]
    assert {story.row.result.id for story in contents.stories} == {row["id"] for row in crossing}
    for story in contents.stories:
        told, row = " ".join(story.sentences), rows[story.row.result.id]
        for id_ in (*row["missing"], *row["ungoverned"], *row["owners"], *row["functions"]):
            (number,) = model.find(id_)
            assert model.name_of(number) in told, (row["id"], id_)
        assert ("Nobody is named as its owner" in told) == ("no-owner" in row["reasons"])
        assert ("on paper only" in told) == ("vacant-owner" in row["reasons"])
        assert ("side by side" in told) == ("shared-owner" in row["reasons"])
        assert ("entitled to has empowered" in told) == ("not-empowered" in row["reasons"])
        counts = [part for part in (row["coverage"] or {}).values() if part]
        if counts:
            held, elements = sum(part["held"] for part in counts), sum(sum(part.values()) for part in counts)
            assert (f"all {elements} things" if held == elements else f"the {elements} things") in told
        assert story.remedy or row["verdict"] != "gap"


def test_counts_are_those_of_the_json_report(contents: Contents, checked: dict[str, Any]) -> None:
    summary, processes = checked["summary"], checked["processes"]
    assert contents.findings == summary["findings"]
    assert contents.crossing == summary["cross_functional"]
    assert {name: contents.verdicts[name] for name in ("gap", "unknown", "governed")}.items() <= summary.items()
    for reason, count in contents.reasons.items():
        assert count == sum(reason in row["reasons"] for row in processes)
    for name, counts in contents.dimensions.items():
        parts = [row["coverage"][name] for row in processes if row["coverage"] and row["coverage"][name]]
        assert counts == tuple(sum(part[status] for part in parts) for status in ("held", "missing", "ungoverned"))


def test_functions_are_counted_where_they_take_part(contents: Contents, checked: dict[str, Any]) -> None:
    model = api.load("examples/meridian")
    crossing = [row for row in checked["processes"] if row["cross_functional"]]
    assert len(contents.places) + contents.places_left_out == len({id_ for row in crossing for id_ in row["functions"]})
    for place in contents.places:
        (number,) = model.find(place.name, ("Function",))
        judged = [row["verdict"] for row in crossing if model.show(number) in row["functions"]]
        assert place.verdicts == {verdict: judged.count(verdict) for verdict in ("gap", "unknown", "governed")}
    gaps = [place.verdicts["gap"] for place in contents.places]
    assert gaps == sorted(gaps, reverse=True)


def test_what_is_waived_is_not_told_and_what_crashed_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("processes.csv").write_text("id,performed_by\na,sales;finance\nb,sales;finance\n", encoding="utf-8")
    Path("graphkit.toml").write_text(
        'sources = ["processes.csv"]\n[[waivers]]\ncode = "OWN001"\nsubject = "a"\nreason = "soon"\n', encoding="utf-8"
    )
    assert run(["report", "-o", "report.md", "-q"]) == 0
    assert Path("report.md").read_text(encoding="utf-8").count("**OWN001**") == 1
    broken = [replace(rule, message=lambda _: str(1 // 0)) if rule.code == "OWN001" else rule for rule in api.rules()]
    monkeypatch.setattr("graphkit.api.showing.load_rules", lambda: broken)
    assert run(["report", "-o", "report.html", "-q"]) == 3
    assert "error: rule OWN001 crashed: ZeroDivisionError" in capsys.readouterr().err
    assert "rule OWN001 crashed" in Path("report.html").read_text(encoding="utf-8")


def test_the_remedy_is_the_one_that_remedy_finds(contents: Contents) -> None:
    remedy = api.remedy(api.load("examples/meridian"))
    assert contents.cure is not None
    assert contents.cure.closed == len(remedy.closed)
    assert len(contents.cure.appointments) == len(remedy.appointments)
    assert len(contents.cure.mandates) == len(remedy.grants)
    assert "3 appointments and 11 mandates would close all 12 gaps" in " ".join(points(contents))


def test_who_is_overloaded_and_who_coordinates_whom(contents: Contents) -> None:
    assert [load.name for load in contents.loads if load.overloaded] == ["Hannah Schmidt"] * contents.overloaded
    assert contents.lead is not None
    assert {one.owner: one.by for one in contents.lead.owners}["Ana Lima"] == ("Priya Nair",)
    drawn = contents.lead.picture
    named = [(drawn.spots[line.source].name, drawn.spots[line.target].name) for line in drawn.lines]
    assert ("Mateo Ruiz", "Priya Nair") in named
    assert ("Priya Nair", "Process Excellence") in named
    assert ("Priya Nair", "Ana Lima") in named
    assert not any(target == "Nora Walsh" for _, target in named)


def test_the_order_of_rows_changes_no_byte() -> None:
    tables = organisation(("Ada", "Bo", "Cy", "Di"))
    as_written, mixed = (
        re.sub(r":\d+</code>", "", to_html(api.report_contents(assemble(raw_tables(t)))))
        for t in (tables, shuffled(tables, Random(7)))
    )
    assert as_written == mixed


def test_a_large_organisation_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("graphkit.views.report.gather"), "MOST_GAPS_TO_MEND", 100)
    functions = [{"id": f"f{n}"} for n in range(3)]
    processes = [{"id": f"q{n}", "performed_by": ["f0", "f1"]} for n in range(MOST_ROWS + 200)]
    model = assemble(raw_tables({"functions": functions, "processes": processes}))
    contents = api.report_contents(model, most=3)
    assert (len(contents.rows), contents.rows_left_out) == (MOST_ROWS, 200)
    assert (len(contents.stories), contents.stories_left_out) == (3, MOST_ROWS + 197)
    html, markdown = to_html(contents), to_markdown(contents)
    assert len(html) < 2_000_000
    for said in ("other 200", f"{MOST_ROWS + 197:,} other processes", f"With {MOST_ROWS + 200:,} gaps"):
        assert said in html
    assert "And 200 more." in markdown


@pytest.mark.parametrize("tables", [{}, {"processes": [{"id": "a"}]}, {"people": [{"id": "p"}]}], ids=len)
def test_a_model_that_says_little_has_a_report(tables: Tables) -> None:
    contents = api.report_contents(assemble(raw_tables(tables)))
    for written in (to_html(contents), to_markdown(contents)):
        assert headline(contents) in written
    assert contents.blind_spots


def test_hostile_names_are_words_in_markdown() -> None:
    written = to_markdown(api.report_contents(assemble(raw_tables(organisation(HOSTILE)))))
    assert not re.search(r"(?<!\\)(</?script|<img|\]\(javascript|!\[)", written)
    assert "x" * 2_000 not in written
    assert "\u202e" not in written
    titles = {line.partition(" ")[2].split(",")[0] for line in written.splitlines() if line.startswith("# ")}
    assert titles == {"Process ownership report"}


def test_markdown_shows_every_process_with_its_numbers(contents: Contents, checked: dict[str, Any]) -> None:
    lines = to_markdown(contents).splitlines()
    for row in checked["processes"]:
        cells = next(line for line in lines if f"| {row['name']} |" in line).split(" | ")
        assert row["verdict"] in cells[0]
        for name, cell in zip(DIMENSIONS, cells[4:10], strict=True):
            part = None if row["coverage"] is None else row["coverage"][name]
            total = "" if part is None else f"{part['held']}/{sum(part.values())}"
            assert cell.startswith(total)
            assert bool(total) == ("/" in cell)


def test_pseudonyms_leave_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = api.load("examples/meridian").nodes["Person"]
    plain, hidden = tmp_path / "plain.md", tmp_path / "hidden.html"
    assert run(["report", "examples/meridian", "-o", str(plain)]) == 0
    assert run(["report", "examples/meridian", "-o", str(hidden), "--pseudonyms", "-q"]) == 0
    assert capsys.readouterr().err == f"wrote {plain}\n"
    assert "Ana Lima" in plain.read_text(encoding="utf-8")
    shown = hidden.read_text(encoding="utf-8")
    assert "Person 1" in shown
    assert not [name for column in ("id", "name") for name in people[column] if name in shown]


HEADLINES = [
    ((0, 0, 0, 4), "None of 4 processes is known to cross functions."),
    ((1, 0, 0, 0), "Of 1 process that crosses functions, none has AN OWNER."),
    ((0, 0, 1, 0), "Of 1 process that crosses functions, this one has AN OWNER."),
    ((0, 2, 0, 1), "Of 2 processes that cross functions, none is known to have AN OWNER; of 2 the model does not say."),
    ((1, 1, 1, 1), "Of 3 processes that cross functions, 1 has AN OWNER, 1 does not and of 1 the model does not say."),
    ((2, 0, 3, 0), "Of 5 processes that cross functions, 3 have AN OWNER and 2 do not."),
]


@pytest.mark.parametrize(("counts", "expected"), HEADLINES)
def test_the_headline_takes_nothing_unknown_for_a_no(
    contents: Contents, counts: tuple[int, ...], expected: str
) -> None:
    verdicts = dict(zip(("gap", "unknown", "governed", "functional"), counts, strict=True))
    said = headline(replace(contents, verdicts=verdicts, crossing=sum(counts[:3])))
    assert said == expected.replace("AN OWNER", "an empowered owner with sufficient authority")


def test_wrong_usage_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.html"
    for wrong in (["--format", "docx"], ["--select", "XYZ"], ["--most", "-1"]):
        assert run(["report", "examples/meridian", "-o", str(target), *wrong]) == 2
    assert run(["report", str(tmp_path / "none"), "-o", str(target)]) == 2
    assert capsys.readouterr().err.count("\n") == 4
    assert not list(tmp_path.iterdir())
