"""Makes the pictures of `graphkit view` in docs/images/ with a real browser: `make screenshots`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from graphkit import api
from graphkit.config import Settings

FOLDER = Path(__file__).parent / "images"
EXAMPLE = Path("examples/meridian")
"""As `make` finds it, so that places in the pictures are those of a reader."""
TODAY = date(2026, 11, 23)
SIZE = (1280, 960)
COLOURS = 96

SHOTS: Mapping[str, tuple[str, str]] = {
    "view-overview": ("", "light"),
    "view-process": ("#process=forecast-to-budget", "light"),
    "view-dark": ("#process=procure-to-pay", "dark"),
}
"""Name of a picture → what the page shows, and how."""


def main() -> None:
    """Make every picture."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    html = api.view(api.load(EXAMPLE), Settings(today=TODAY), title="Meridian Pumps")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "view.html"
        path.write_text(html, encoding="utf-8")
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        for name, (fragment, scheme) in SHOTS.items():
            context = browser.new_context(
                viewport={"width": SIZE[0], "height": SIZE[1]},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(f"{path.as_uri()}{fragment}")
            page.wait_for_selector("main[aria-busy=false]")
            _write(page.screenshot(), FOLDER / f"{name}.png")
            context.close()
        browser.close()


def _write(shot: bytes, path: Path) -> None:
    """Write a picture with as many colours as it needs, which makes it a third as large."""
    from PIL import Image

    Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
