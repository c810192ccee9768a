"""What people do with a page: look, search, filter, follow, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from graphkit.model.schema import DIMENSIONS
from tests.views.view.conftest import PageAt

pytestmark = pytest.mark.xdist_group("browser")


def process_of(checked: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(process for process in checked["processes"] if process["id"] == id_)


def canvas(page: Page) -> str:
    drawn: str = page.evaluate("document.querySelector('#stage canvas').toDataURL()")
    return drawn


def go(page: Page, fragment: str, heading: str) -> None:
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    expect(page.locator("#heading")).to_have_text(heading)


def test_it_opens_on_verdicts_findings_matrix_and_picture(
    page_at: PageAt, example: Path, checked: dict[str, Any]
) -> None:
    page = page_at(example)
    for verdict in ("gap", "unknown", "governed", "functional"):
        number = sum(process["verdict"] == verdict for process in checked["processes"])
        expect(page.locator(f".tile.{verdict} b")).to_contain_text(str(number))
    expect(page.locator("#findings h2")).to_have_text(f"Findings ({len(checked['findings'])})")
    expect(page.locator("#facts tbody tr")).to_have_count(len(checked["processes"]))
    first = page.evaluate("JSON.parse(document.getElementById('first').textContent).nodes.length")
    assert 0 < first <= 60
    assert len(set(canvas(page))) > 20
    assert len(canvas(page)) > 10_000


def test_the_matrix_says_what_the_report_says(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    rows = page.locator("#facts tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(c => c.innerText))")
    said = {row[1]: row for row in rows}
    for process in checked["processes"]:
        verdict, _, owner, _, *cells, findings = said[process["name"]]
        assert verdict.split()[-1] == process["verdict"]
        assert (process["owner"] is None) == (owner in ("nobody", "vacant"))
        assert int(findings) == len(process["findings"])
        for dimension, cell in zip(DIMENSIONS, cells, strict=True):
            counts = (process["coverage"] or {}).get(dimension)
            assert cell.split()[-1] == (f"{counts['held']}/{sum(counts.values())}" if counts else "–")  # noqa: RUF001


def test_every_process_says_what_the_report_says(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    for process in checked["processes"]:
        go(page, f"#process={process['id']}", process["name"])
        said = page.evaluate(
            """() => ({
              verdict: document.querySelector('#story .badge').textContent,
              owner: document.querySelector('#owner a')?.getAttribute('href') ?? null,
              functions: [...document.querySelectorAll('#functions a')].map(a => a.getAttribute('href')),
              bars: Object.fromEntries([...document.querySelectorAll('.bars li')].map(
                li => [li.dataset.dimension, li.innerText])),
              codes: document.querySelector('#story').dataset.codes,
              shown: [...document.querySelectorAll('#findings code')].map(code => code.textContent),
              elements: [...document.querySelectorAll('#facts tbody tr')].map(
                row => [...row.cells].map(cell => cell.innerText)),
            })"""
        )
        assert said["verdict"].split()[-1] == process["verdict"]
        assert said["owner"] == (process["owner"] and f"#node={process['owner']}")
        assert said["functions"] == [f"#node={unit}" for unit in process["functions"]]
        assert said["codes"].split() == process["findings"]
        assert set(said["shown"]) == set(process["findings"])
        for dimension, counts in (process["coverage"] or {}).items():
            words = said["bars"][dimension]
            assert ("–" if counts is None else f"{counts['held']}/{sum(counts.values())}") in words  # noqa: RUF001
        if process["coverage"] is not None:
            by_status: dict[str, set[str]] = {"held": set(), "missing": set(), "ungoverned": set()}
            for status, _, _, id_, *_ in said["elements"]:
                by_status[status.split()[-1]].add(id_)
            assert by_status["missing"] == set(process["missing"])
            assert by_status["ungoverned"] == set(process["ungoverned"])
            held = sum(counts["held"] for counts in process["coverage"].values() if counts)
            assert len(by_status["held"]) == held


def test_a_finding_leads_to_its_evidence_and_place(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    finding = next(finding for finding in checked["findings"] if finding["code"] == "AUT002")
    before = canvas(page)
    page.select_option("#rule", "AUT002")
    page.locator(".items a", has_text=finding["message"]).click()
    expect(page.locator("#panel h2")).to_have_text(f"AUT002 {finding['name']}")
    panel = page.locator("#panel")
    for words in (finding["message"], finding["fix"], finding["fingerprint"], f"{finding['path']}:{finding['line']}"):
        expect(panel).to_contain_text(words)
    hrefs = page.locator("#evidence a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {href.partition("=")[2] for href in hrefs} == set(finding["evidence"])
    assert page.evaluate("location.hash") == f"#finding={finding['fingerprint']}"
    assert canvas(page) != before
    page.locator("#evidence a").first.click()
    expect(page.locator("#trail")).to_contain_text("function")


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [
        ("#process=order-to-cash", "Order to Cash"),
        ("#process=hire-to-retire&node=petra-kral", "Hire to Retire"),
        ("#node=ines-carvalho&depth=2", "Ines Carvalho"),
        ("#node=it", "Information Technology"),
    ],
)
def test_a_link_leads_to_what_it_says(page_at: PageAt, example: Path, fragment: str, heading: str) -> None:
    page = page_at(example, fragment)
    expect(page.locator("#heading")).to_have_text(heading)
    if "petra" in fragment:
        expect(page.locator("#panel h2")).to_have_text("Petra Kral")
    if "depth" in fragment:
        expect(page.locator("#depth")).to_have_value("2")
    page.go_back()


def test_a_finding_of_every_family_has_a_page(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    by_family = {finding["code"][:3]: finding for finding in checked["findings"]}
    for finding in by_family.values():
        code = finding["code"]
        page.evaluate("fragment => { location.hash = fragment; }", f"#finding={finding['fingerprint']}")
        expect(page.locator("#panel h2")).to_have_text(f"{code} {finding['name']}")
        expect(page.locator("#panel")).to_contain_text(finding["message"])


def test_a_link_to_nothing_says_so(page_at: PageAt, example: Path) -> None:
    page = page_at(example, "#process=" + quote("<img src=x onerror=alert(1)>"))
    expect(page.locator("#story")).to_contain_text("This page holds no process ‘<img src=x onerror=alert(1)>’")  # noqa: RUF001
    expect(page.locator("#facts tbody tr").first).to_be_visible()


def test_search_completes_and_opens(page_at: PageAt, example: Path) -> None:
    page = page_at(example)
    page.keyboard.press("/")
    page.keyboard.type("hire")
    expect(page.locator("#matches [role=option]").first).to_contain_text("Hire to Retire")
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_have_text("Hire to Retire")
    page.fill("#search", "ruth-ade")
    page.locator("#matches [role=option]").first.click()
    expect(page.locator("#heading")).to_have_text("Ruth Adeyemi")
    page.fill("#search", "nobody of this name")
    expect(page.locator("#matches")).to_be_hidden()
    expect(page.locator("#live")).to_have_text("No match")


def test_verdicts_severities_and_the_legend_filter(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    page.locator(".tile.governed").click()
    expect(page.locator("#facts tbody tr")).to_have_count(checked["summary"]["governed"])
    page.locator(".tile.governed").click()
    expect(page.locator("#facts tbody tr")).to_have_count(len(checked["processes"]))
    warnings = checked["summary"]["findings"]["warning"]
    page.locator("#findings button.warning").click()
    expect(page.locator("#findings h2")).to_have_text(f"Findings ({warnings})")
    before = canvas(page)
    button = page.locator("#legend button[data-value=gap]")
    expect(button).to_contain_text(str(checked["summary"]["gap"]))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("before => document.querySelector('#stage canvas').toDataURL() !== before", arg=before)


def test_a_table_sorts(page_at: PageAt, example: Path, checked: dict[str, Any]) -> None:
    page = page_at(example)
    names = sorted((process["name"] for process in checked["processes"]), key=str.casefold)
    page.get_by_role("button", name="Process", exact=True).click()
    assert page.locator("#facts tbody th").all_inner_texts() == names
    page.get_by_role("button", name="Process", exact=True).click()
    expect(page.locator("#facts th[aria-sort=descending]")).to_have_text("Process")
    assert page.locator("#facts tbody th").all_inner_texts() == names[::-1]


def test_the_keyboard_reaches_everything(page_at: PageAt, example: Path) -> None:
    page = page_at(example, "#process=hire-to-retire")
    page.locator("#stage").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.locator("#live").inner_text())
    assert len(seen) >= 4
    assert "Ruth Adeyemi, Person, owner" in seen
    name = page.locator("#live").inner_text().partition(",")[0]
    expect(page.locator("#panel h2")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator("#heading")).to_have_text("Hire to Retire")
    page.keyboard.press("Escape")
    expect(page.locator("#heading")).to_have_text("Meridian")
    reached = set()
    page.locator("#skip").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "theme", "png", "svg", "stage"} <= reached


def test_dark_by_wish_of_the_system_or_of_the_reader(page_at: PageAt, example: Path) -> None:
    light, dark = page_at(example), page_at(example, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert light.evaluate(colour) == "rgb(245, 246, 248)"
    assert dark.evaluate(colour) == "rgb(15, 19, 25)"
    assert canvas(light) != canvas(dark)
    light.locator("#theme").click()
    assert light.evaluate(colour) == "rgb(15, 19, 25)"
    expect(light.locator("#theme")).to_have_text("Light")


def test_on_paper_there_is_no_more_than_needed(page_at: PageAt, example: Path) -> None:
    page = page_at(example, "#process=hire-to-retire", color_scheme="dark")
    page.emulate_media(media="print")
    for part in (".search", ".tools", "#theme"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#facts table")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_narrow_screens_need_not_scroll_sideways(page_at: PageAt, example: Path) -> None:
    page = page_at(example)
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_pictures_can_be_saved(page_at: PageAt, example: Path, tmp_path: Path) -> None:
    page = page_at(example, "#process=order-to-cash")
    for kind in ("png", "svg"):
        with page.expect_download() as download:
            page.locator(f"#{kind}").click()
        assert download.value.suggested_filename == f"Order-to-Cash.{kind}"
        download.value.save_as(tmp_path / kind)
    assert (tmp_path / "png").read_bytes().startswith(b"\x89PNG")
    drawing = etree.fromstring((tmp_path / "svg").read_bytes())
    words = " ".join(map(str, drawing.itertext()))
    assert "Ana Lima" in words
    assert re.search(r"✓\s+Accounting", words)


def test_the_depth_of_a_neighbourhood_can_be_chosen(page_at: PageAt, example: Path) -> None:
    page = page_at(example, "#node=ruth-adeyemi")
    near = page.locator("#facts tbody tr").count()
    page.select_option("#depth", "2")
    expect(page.locator("#story")).to_contain_text("within 2 steps")
    assert page.locator("#facts tbody tr").count() > near
