"""The report as people look at it, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit import api
from graphkit.model.assemble import assemble
from graphkit.model.schema import DIMENSIONS
from graphkit.views.report.html import to_html
from tests.organisation_files import raw_tables
from tests.views.browser import opened
from tests.views.report.test_contents import HOSTILE, organisation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")  # one worker starts a browser, once
_TABLE = """() => [...document.querySelectorAll('#heat tbody tr')].map((row) => ({
    id: row.dataset.id,
    shown: row.checkVisibility(),
    cells: [...row.cells].map((cell) => cell.innerText.trim()),
    titles: [...row.cells].map((cell) => cell.title),
}))"""
_EMPOWERED = {"position": "position", "mandate": "mandate", "none": "no", "unmodelled": "not known", None: ""}


def table(page: Page) -> list[dict[str, Any]]:
    """The heat map as it stands."""
    rows: list[dict[str, Any]] = page.evaluate(_TABLE)
    return rows


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_page_says_what_the_json_report_says(
    browser: Browser, example: Path, checked: dict[str, Any], script: bool
) -> None:
    names = {id_: name for label in ("Person", "Role") for id_, name in _names(label)}
    with opened(browser, example.as_uri(), java_script_enabled=True) if script else _still(browser, example) as page:
        rows = {row["id"]: row for row in table(page)}
        assert page.locator(".filters").is_visible() == script
        for process in checked["processes"]:
            row = rows.pop(process["id"])
            verdict, name, owner, empowered, *cells, maturity = row["cells"]
            assert row["shown"]
            assert verdict.split()[-1] == process["verdict"]
            assert name == process["name"]
            assert owner.startswith(
                names[process["owner"]] if process["owner"] else "vacant" if process["owner_source"] else "nobody"
            )
            assert empowered == _EMPOWERED[process["empowered"]]
            assert bool(maturity) == bool(process["cross_functional"])
            for dimension, cell, title in zip(DIMENSIONS, cells, row["titles"][4:], strict=False):
                assert (cell, title) == _expected(process["coverage"], dimension)
        assert not rows
        for verdict, tile in zip(("gap", "unknown", "governed"), page.locator(".tiles strong").all(), strict=False):
            assert tile.inner_text() == str(checked["summary"][verdict])


def _names(label: str) -> list[tuple[str, str]]:
    return api.load("examples/meridian").nodes[label].select("id", "name").rows()


def _still(browser: Browser, example: Path) -> Any:
    """The page where scripts are switched off; what it holds can still be asked for."""
    return opened(browser, example.as_uri(), java_script_enabled=False)


def _expected(coverage: dict[str, Any] | None, dimension: str) -> tuple[str, str]:
    if coverage is None:
        return "", ""
    if coverage[dimension] is None:
        return "\N{EN DASH}", "the model names none"
    held, missing, open_ = (coverage[dimension][name] for name in ("held", "missing", "ungoverned"))
    more = f"{open_}?" if open_ else ""
    return f"{held}/{held + missing + open_}{more}", f"{held} held, {missing} missing, {open_} commanded by nobody"


def test_the_heat_map_sorts(browser: Browser, example: Path) -> None:
    with opened(browser, example.as_uri()) as page:
        first = [row["id"] for row in table(page)]
        page.get_by_role("button", name="Process").click()
        assert [row["cells"][1] for row in table(page)] == sorted(row["cells"][1] for row in table(page))
        functions = page.get_by_role("button", name="Functions")
        functions.focus()
        page.keyboard.press("Enter")
        shares = [_share(row["cells"][5]) for row in table(page)]
        assert shares == sorted(shares)
        page.keyboard.press("Enter")
        assert [_share(row["cells"][5]) for row in table(page)] == sorted(shares, reverse=True)
        assert page.locator("#heat [aria-sort]").get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="Verdict").click()
        assert [row["id"] for row in table(page)] == first


def _share(cell: str) -> float:
    """What a cell is sorted by; what is not judged or not named goes last."""
    held, _, elements = cell.rstrip("?").partition("/")
    return int(held) / int(elements[0]) if elements else 2.0


def test_the_heat_map_filters(browser: Browser, example: Path, checked: dict[str, Any]) -> None:
    with opened(browser, example.as_uri()) as page:
        find = page.get_by_role("searchbox")
        for words, wanted in (
            ("HANNAH schm", {"returns-and-credits", "incident-to-correction"}),
            ("petrova", {"issue-to-resolution"}),
            ("legal compl", {row["id"] for row in checked["processes"] if "legal" in row["functions"]}),
        ):
            find.fill(words)
            assert {row["id"] for row in table(page) if row["shown"]} == wanted
            assert page.locator("#shown").inner_text() == f"{len(wanted)} of 24 shown"
        find.fill("")
        page.get_by_label("gap").uncheck()
        page.get_by_label("functional").uncheck()
        assert {row["cells"][0].split()[-1] for row in table(page) if row["shown"]} == {"governed", "unknown"}


def test_a_process_leads_to_its_story(browser: Browser, example: Path) -> None:
    with opened(browser, example.as_uri()) as page:
        page.get_by_role("row").get_by_role("link", name="Hire to Retire").click()
        story = page.locator("[data-id=hire-to-retire].story")
        assert story.locator("h3").evaluate("(at) => at.getBoundingClientRect().top < innerHeight")
        assert story.get_by_role("img").locator("text", has_text="Petra Kral").count() == 1
        story.get_by_text("Findings").click()
        assert story.get_by_text("AUT001").is_visible()


def test_no_barrier_for_anybody_by_day_or_night(browser: Browser, example: Path, axe: str) -> None:
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    with opened(browser, example.as_uri()) as page:
        page.evaluate(axe)
        assert _barriers(page, {"type": "tag", "values": levels}) == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert _barriers(page, {"type": "rule", "values": ["color-contrast"]}) == []


def _barriers(page: Page, only: dict[str, Any]) -> list[Any]:
    found = page.evaluate("(runOnly) => axe.run({ runOnly, resultTypes: ['violations'] })", only)
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]


def test_on_paper(browser: Browser, example: Path) -> None:
    with opened(browser, example.as_uri(), color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator(".filters").is_visible()
        assert page.locator("#heat").evaluate("(at) => getComputedStyle(at.parentElement).overflowX") == "visible"
        assert page.locator(".story svg").first.is_visible()


def test_hostile_names_are_words(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    html = to_html(api.report_contents(assemble(raw_tables(organisation(HOSTILE))), title=HOSTILE[0]))
    path.write_text(html, encoding="utf-8")
    assert "\u202e" not in html
    assert "x" * 2_000 not in html
    with opened(browser, path.as_uri()) as page:
        assert page.title() == page.locator("h1").inner_text() == HOSTILE[0]
        assert page.locator("script").count() == 1
        assert page.locator("img, iframe, object, [onerror], [style]").count() == 0
        links = page.eval_on_selector_all("a", "(all) => all.map((a) => a.getAttribute('href'))")
        assert all(link.startswith("#") for link in links)
        rows = {row["id"]: row["cells"][1] for row in table(page)}
        assert [rows[f"q{n}"] for n in (0, 1, 2, 4)] == [HOSTILE[n] for n in (0, 1, 2, 4)]
        assert rows["q3"] == "?emordnilap?"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_nothing_foreign_runs(browser: Browser, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.html"
    foreign = "<script>document.title = 'foreign'</script><p onclick='1' style='color: red'>"
    path.write_text(example.read_text(encoding="utf-8").replace("</main>", f"{foreign}</main>"), encoding="utf-8")
    with pytest.raises(AssertionError, match="Content Security Policy"), opened(browser, path.as_uri()) as page:
        assert page.title() == "Process ownership report"
