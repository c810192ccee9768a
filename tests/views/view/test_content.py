"""What a page holds, and how the command says what it should hold; no browser is needed for that."""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graphkit import api
from graphkit.cli.run import run
from graphkit.config import Settings
from graphkit.views.blocks import safe_json
from graphkit.views.overview import MOST_FUNCTIONS, MOST_PROCESSES, overview_picture
from graphkit.views.pseudonyms import pseudonymous

EXAMPLE = "examples/meridian"


def block(page: str, name: str) -> Any:
    """A block of a page, unpacked."""
    found = re.search(rf'<script type="application/json" id="{name}">"([^"]*)"</script>', page)
    assert found
    return json.loads(gzip.decompress(base64.b64decode(found[1])))


def viewed(tmp_path: Path, *arguments: str) -> str:
    path = tmp_path / "page.html"
    assert run(["view", EXAMPLE, "-o", str(path), "--today", "2026-11-23", *arguments]) == 0
    return path.read_text(encoding="utf-8")


def shown(page: str) -> list[str]:
    """Ids of the processes in a page."""
    ids = block(page, "graph")["nodes"]["id"]
    return [ids[node] for node in block(page, "head")["processes"]["node"]]


def people(page: str) -> set[str]:
    head, nodes = block(page, "head"), block(page, "graph")["nodes"]
    person = head["labels"].index("Person")
    return {id_ for id_, label in zip(nodes["id"], nodes["label"], strict=True) if label == person}


def test_by_default_only_what_verdicts_and_findings_rest_on(tmp_path: Path) -> None:
    some, all_ = viewed(tmp_path), viewed(tmp_path, "--scope", "all")
    known = set(api.load(EXAMPLE).nodes["Person"]["id"])
    assert people(some) < people(all_) == known
    assert shown(some) == shown(all_)
    assert -1 in block(some, "head")["processes"]["picture"]
    assert -1 not in block(all_, "head")["processes"]["picture"]


def test_one_process_one_person_one_function_and_some_codes(tmp_path: Path) -> None:
    page = viewed(tmp_path, "--process", "order-to-cash")
    assert shown(page) == ["order-to-cash"]
    assert block(page, "head")["start"] == "#process=order-to-cash"
    page = viewed(tmp_path, "--person", "Ruth Adeyemi", "--depth", "2")
    assert {"hire-to-retire", "payroll"} <= set(shown(page)) < set(shown(viewed(tmp_path)))
    assert block(page, "head")["start"] == "#node=ruth-adeyemi&depth=2"
    page = viewed(tmp_path, "--function", "it")
    assert "hire-to-retire" in shown(page)
    assert "recruitment" not in shown(page)
    page = viewed(tmp_path, "--findings", "OWN001,OWN003")
    assert shown(page) == ["idea-to-launch", "lead-to-quote"]
    assert {rule["code"] for rule in block(page, "head")["rules"]} == {"OWN001", "OWN003"}


def test_pseudonyms_leave_no_name(tmp_path: Path) -> None:
    page = viewed(tmp_path, "--pseudonyms", "--scope", "all")
    names = [block(page, name) for name in re.findall(r'id="((?:head|graph|pictures-\d+))"', page)]
    written = json.dumps(names, ensure_ascii=False) + re.sub(r'"[A-Za-z0-9+/=]{200,}"', "", page)
    model = api.load(EXAMPLE)
    own = set(model.nodes["System"]["id"]) | set(model.nodes["Function"]["id"])
    for label in ("Person", "Mandate"):
        for name in [*model.nodes[label]["id"], *model.nodes[label]["name"].drop_nulls()]:
            assert name in own or f'"{name}"' not in written
    assert "Adeyemi" not in written
    assert "Person 1" in written


def test_pseudonyms_change_no_verdict() -> None:
    model = api.load(EXAMPLE)
    plain, hidden = (api.compile_index(each).judgement for each in (model, pseudonymous(model)))
    assert plain.verdict.tolist() == hidden.verdict.tolist()
    assert plain.owner.tolist() == hidden.owner.tolist()


def test_the_order_of_rows_changes_no_byte(tmp_path: Path) -> None:
    tables = {
        "people": pl.DataFrame({"id": ["ana", "bo", "cy"], "reports_to": [None, "ana", "ana"]}),
        "functions": pl.DataFrame({"id": ["sales", "finance"], "head": ["bo", "cy"]}),
        "processes": pl.DataFrame(
            {"id": ["a", "b", "c"], "owner": ["ana", "bo", None], "performed_by": ["sales;finance"] * 3}
        ),
    }
    pages = []
    for name in ("one", "other"):
        folder = tmp_path / name / "model"
        folder.mkdir(parents=True)
        for table, rows in tables.items():
            (rows if name == "one" else rows.reverse()).write_csv(folder / f"{table}.csv")
        model = api.load(folder)
        report = api.check(model)
        pages.append([picture_of(model), report.to_dict()["processes"]])
    assert pages[0] == pages[1]


def picture_of(model: Any) -> Any:
    from graphkit.views.process import process_pictures

    index = api.compile_index(model)
    return [overview_picture(index), *process_pictures(index, range(len(index.parts)))]


def test_an_overview_merges_and_drops_nothing(tmp_path: Path) -> None:
    from graphkit.generate import organisation, write

    write(organisation(3000, 2), tmp_path / "model", "parquet")
    index = api.compile_index(api.load(tmp_path / "model"))
    picture = overview_picture(index)
    functions = [spot for spot in picture.spots if spot.kind == "Function"]
    processes = [spot for spot in picture.spots if spot.kind == "Process"]
    assert len(functions) <= MOST_FUNCTIONS
    assert len(processes) <= MOST_PROCESSES
    members = sorted(member for spot in processes for member in spot.members)
    assert members == list(range(len(index.parts)))
    units = sorted(member for spot in functions for member in spot.members)
    assert units == sorted(set(index.participation.functions.values.tolist()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--process", "hire-to-retir"], "no such process 'hire-to-retir' (did you mean 'hire-to-retire'?)"),
        (["--person", "nobody-at-all"], "no such person or role 'nobody-at-all'"),
        (["--person", "ana-lima", "--function", "it"], "name a --person or a --function, not both"),
        (["--findings", "XYZ"], "XYZ"),
        (["--depth", "9"], "--depth"),
    ],
)
def test_what_is_wrong_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run(["view", EXAMPLE, "-o", str(tmp_path / "page.html"), *arguments]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert len(said.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_without_pyvis_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['pyvis'] = None; from graphkit.cli.run import run; sys.exit(run(sys.argv[1:]))"
    arguments = ["view", EXAMPLE, "-o", str(tmp_path / "page.html")]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "error: pictures need more: pip install 'graphkit-org[views]'\n"
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_beside_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = Path(EXAMPLE).resolve()
    monkeypatch.chdir(tmp_path)
    assert run(["view", str(example), "-o", "page.html"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_page_refers_to_nothing_elsewhere() -> None:
    page = api.view(api.load(EXAMPLE), Settings())
    ours = re.sub(r"<script>/\*\*\n \* vis-network.*?</script>", "", page, flags=re.DOTALL)
    assert len(ours) < len(page) - 400_000
    links = set(re.findall(r"https?://[^\s\"'<>)]+", ours))
    assert links <= {"http://www.w3.org/2000/svg"}
    assert "default-src &#39;none&#39;" in page
    assert "unsafe" not in ours


def test_json_ends_no_element() -> None:
    assert "<" not in safe_json(["</script>", "<!--", "\u2028"])
    with pytest.raises(ValueError, match="Out of range"):
        safe_json(float("nan"))
