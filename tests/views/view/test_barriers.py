"""axe-core finds no barrier of level AA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.views.view.conftest import PageAt

pytestmark = pytest.mark.xdist_group("browser")

_RUN = "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(page_at: PageAt, example: Path, checked: dict[str, Any], axe: str, scheme: str) -> None:
    page = page_at(example, color_scheme=scheme)
    finding = next(finding for finding in checked["findings"] if finding["code"] == "AUT001")
    page.evaluate(axe)
    fragments = ["", "#process=hire-to-retire", f"#finding={finding['fingerprint']}", "#node=ruth-adeyemi"]
    for fragment in fragments if scheme == "light" else fragments[:2]:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(150)
        found = page.evaluate(_RUN)["violations"]
        assert not found, [(each["id"], fragment, [node["html"] for node in each["nodes"]][:3]) for each in found]
