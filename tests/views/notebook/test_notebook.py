"""What values look like in a notebook, and that the example notebook runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import graphkit
from graphkit import api
from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from tests.organisation_files import raw_tables
from tests.views.report.test_contents import HOSTILE, organisation

NOTEBOOK = Path("examples/notebook/who-owns-the-work.ipynb")


@pytest.fixture(scope="module")
def report() -> graphkit.Report:
    return graphkit.check("examples/meridian")


def test_a_report_shows_its_processes_as_the_json_report_has_them(report: graphkit.Report) -> None:
    html = report._repr_html_()
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>.*?</tr>", html, flags=re.DOTALL)]
    for process in report.to_dict()["processes"]:  # type: ignore[attr-defined]
        row = next((row for row in rows if process["name"].split() == row[2 : 2 + len(process["name"].split())]), None)
        assert (row is not None) == bool(process["cross_functional"])
        if row is not None:
            parts = [part for part in (process["coverage"] or {}).values() if part]
            assert row[1] == process["verdict"]
            assert re.findall(r"\d+/\d+", " ".join(row)) == [f"{p['held']}/{sum(p.values())}" for p in parts]


def test_a_process_shows_its_story_and_its_picture(report: graphkit.Report) -> None:
    html = report.process("Hire to Retire")._repr_html_()
    assert "Ruth Adeyemi owns it." in html
    assert html.count("<svg") == 1
    assert "Petra Kral" in html.partition("<svg")[2]


def test_a_process_is_found_by_id_or_name_and_comes_with_its_findings(report: graphkit.Report) -> None:
    by_id, by_name = report.process("hire-to-retire"), report.process("Hire to Retire")
    assert by_id.result == by_name.result
    assert by_id.result.findings == next(r.findings for r in report.processes() if r.id == "hire-to-retire")
    with pytest.raises(InputError, match=r"no such process 'hire-to-retier' \(did you mean 'hire-to-retire'\?\)"):
        report.process("hire-to-retier")
    with pytest.raises(InputError, match="no such process 'ana-lima'"):
        report.process("ana-lima")


def test_a_model_shows_how_much_it_holds() -> None:
    html = graphkit.load("examples/meridian")._repr_html_()
    assert "<td>Person</td><td>61</td>" in html
    assert "<td>OWNS</td><td>21</td>" in html


def test_names_are_words_and_nothing_runs() -> None:
    report = api.check(assemble(raw_tables(organisation(HOSTILE))))
    shown = [report._repr_html_(), report.index.model._repr_html_()]
    shown += [report.process(f"q{number}")._repr_html_() for number in range(len(HOSTILE))]
    for html in shown:
        assert not re.search(r"<(script|img|iframe|object|style|link)\b|<[^>]+\s(on\w+|href|src)=", html)
        assert "\u202e" not in html
        assert "x" * 1_000 not in html
    assert "&lt;/script&gt;" in shown[0]


def test_the_example_notebook_runs() -> None:
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are left out of the example"
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": NOTEBOOK.parent}}).execute()
    shown = "".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    for words in ("text/html", "Ruth Adeyemi owns it.", "<svg", "governed", "Safety induction"):
        assert words in shown
