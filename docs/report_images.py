"""Takes the pictures of the report in docs/images/ with a real browser: `make screenshots`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import api
from graphkit.config import Settings
from graphkit.views.report.html import to_html

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "images"
EXAMPLE = Path(__file__).parent.parent / "examples" / "meridian"
TODAY = date(2026, 11, 23)

COLOURS = 128

REPORT: Mapping[str, str | None] = {
    "report": None,
    "report-processes": "section[aria-labelledby=processes]",
    "report-story": "[data-id=engineering-change].story",
}
"""Name of a picture → what of the report is in it; the first screen where None."""


def main() -> None:
    """Make every picture."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    settings = Settings(today=TODAY)
    html = to_html(api.report_contents(api.load(EXAMPLE), settings, title="Process ownership at Meridian Pumps"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_text(html, encoding="utf-8")
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        page = browser.new_page(viewport={"width": 1200, "height": 860}, color_scheme="light")
        page.goto(path.as_uri())
        for name, part in REPORT.items():
            _take(page, name, part)
        browser.close()


def _take(page: Page, name: str, part: str | None) -> None:
    """Write a picture with as many colours as it needs, which makes it a third as large."""
    from PIL import Image

    shot = page.screenshot() if part is None else page.locator(part).screenshot()
    picture = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
