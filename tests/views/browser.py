"""A real browser in which nothing goes wrong unseen: no request to elsewhere, no error, no breach of a policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BREACHES = "window.breaches = []; addEventListener('securitypolicyviolation', (e) => breaches.push(e.blockedURI));"


def chromium() -> str:
    """Where the browser is; without one a test is skipped, but never where CI=true."""
    found = shutil.which("chromium")
    if found is None:
        _without("no Chromium, so no page to look at")
    return found


def axe_core() -> str:
    """The script of axe-core; without it a test is skipped, but never where CI=true."""
    if not AXE.is_file():
        _without("axe-core is not there: run `make test`")
    return AXE.read_text(encoding="utf-8")


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def started() -> Iterator[Browser]:
    """A browser that runs."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_OPTIONS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """A page; whatever it loads from elsewhere, and whatever goes wrong in it, fails the test.

    Args:
        browser: The browser.
        url: What is opened; it may load from where it is itself.
        **options: Such as `color_scheme`.
    """
    troubles: list[str] = []
    home = "/".join(url.split("/")[:3]) + "/" if url.startswith("http") else url.partition("#")[0]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
    page = context.new_page()
    page.add_init_script(_BREACHES)
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(home) else troubles.append(request.url))
    page.goto(url)
    yield page
    troubles += page.evaluate("window.breaches ?? []")
    context.close()
    assert not troubles, troubles
