"""Pages made by `graphkit view`, opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from graphkit import api
from graphkit.config import Settings
from tests.views.browser import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLE = Path("examples/meridian")
TODAY = date(2026, 11, 23)

PageAt: TypeAlias = "Callable[..., Page]"


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(today=TODAY)


@pytest.fixture(scope="session")
def checked(settings: Settings) -> dict[str, Any]:
    """The JSON report of the example."""
    return api.check(EXAMPLE, settings).to_dict()


@pytest.fixture(scope="session")
def example(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example."""
    path = tmp_path_factory.mktemp("view") / "meridian.html"
    path.write_text(api.view(api.load(EXAMPLE), settings, title="Meridian"), encoding="utf-8")
    return path


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """Opens a file at a fragment and waits until it is ready; whatever goes wrong there fails the test."""
    with ExitStack() as stack:

        def open_page(path: Path, fragment: str = "", **options: Any) -> Page:
            page = stack.enter_context(opened(browser, f"{path.as_uri()}{fragment}", **options))
            page.wait_for_selector("main[aria-busy=false]")
            return page

        yield open_page
