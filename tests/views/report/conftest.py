"""The report of the example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit import api
from graphkit.config import Settings
from graphkit.views.report import Contents
from graphkit.views.report.html import to_html

EXAMPLE = Path("examples/meridian")


@pytest.fixture(scope="session")
def contents() -> Contents:
    """What the report of the example says."""
    return api.report_contents(api.load(EXAMPLE), Settings())


@pytest.fixture(scope="session")
def example(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(to_html(contents), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def checked() -> dict[str, Any]:
    """The JSON report of the example."""
    return api.check(EXAMPLE).to_dict()
