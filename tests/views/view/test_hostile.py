"""Names that would run, mislead or break a page show as the text that they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graphkit import api
from tests.views.view.conftest import PageAt

pytestmark = pytest.mark.xdist_group("browser")

NAMES = (
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "javascript:window.ran=1",
    "{{ 7 * 7 }}{% raw %}",
    "abc\u202edcba\u2066",
    '"><svg onload=window.ran=1>&amp;\u2028',
    "x" * 10_000,
)


def hostile_model(folder: Path) -> Path:
    rows = [{"id": f"p{at}", "name": name} for at, name in enumerate(NAMES)]
    path = folder / "hostile </title><script>window.ran=1</script>.json"
    path.parent.mkdir(exist_ok=True, parents=True)
    tables = {
        "people": [{"id": f"person{at}", "name": name, "title": name} for at, name in enumerate(NAMES)],
        "functions": [{"id": f"f{at}", "name": name} for at, name in enumerate(NAMES[:3])],
        "processes": [
            {**row, "description": row["name"], "owner": f"person{at}", "performed_by": ["f0", "f1", "f2"]}
            for at, row in enumerate(rows)
        ],
    }
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


def test_names_are_text(page_at: PageAt, tmp_path: Path) -> None:
    model = hostile_model(tmp_path / "in")
    path = tmp_path / "page.html"
    path.write_text(api.view(api.load(model), title=NAMES[0]), encoding="utf-8")
    page = page_at(path)
    expect(page.locator("#heading")).to_have_text(NAMES[0])
    assert NAMES[0] in page.title()
    for at, name in enumerate(NAMES):
        page.evaluate("fragment => { location.hash = fragment; }", f"#process=p{at}")
        expect(page.locator("#panel dd").nth(1)).to_have_text(f"p{at}")
        seen = page.locator("#panel h2").inner_text()
        assert seen.replace(" ", "")[:40] == name.translate(dict.fromkeys(map(ord, "\u202e\u2066\u2028 ")))[:40]
        page.evaluate("fragment => { location.hash = fragment; }", f"#node=person{at}")
        expect(page.locator("#panel dd").nth(1)).to_have_text(f"person{at}")
    page.fill("#search", "<img")
    expect(page.locator("#matches [role=option]").first).to_contain_text("<img src=x onerror=")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    links = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize("content", ["processes: []\n", "people: [{name: Ana}]\n", "processes: [{name: Alone}]\n"])
def test_a_page_about_next_to_nothing_opens(page_at: PageAt, tmp_path: Path, content: str) -> None:
    (tmp_path / "model.yaml").write_text(content, encoding="utf-8")
    path = tmp_path / "page.html"
    path.write_text(api.view(api.load(tmp_path / "model.yaml")), encoding="utf-8")
    page = page_at(path)
    expect(page.locator("#story")).to_contain_text("No process is known to cross functions")
