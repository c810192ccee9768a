"""The documentation says what the code does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from docs.generate import FOLDER, pages
from graphkit.config import FORMATS, SEVERITIES, Policy, Settings, load_settings
from graphkit.config.policy import POLICY_READERS

ROOT = FOLDER.parent
PAGES = sorted([*FOLDER.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])


def entries(page: str) -> dict[str, str]:
    """The entries of a page: title → text."""
    parts = re.split(r"^### (\w+)$", (FOLDER / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_generated_pages_are_up_to_date() -> None:
    for page, text in pages():
        assert (FOLDER / page).is_file(), f"{page} is missing: run `make docs`"
        assert (FOLDER / page).read_text(encoding="utf-8") == text, f"{page} is out of date: run `make docs`"


def test_no_page_of_a_rule_that_is_no_more() -> None:
    known = {FOLDER / page for page, _ in pages()}
    assert set((FOLDER / "rules").glob("*.md")) <= known


def test_every_policy_key_has_an_entry_with_its_default() -> None:
    written = entries("policy.md")
    assert sorted(written) == sorted(field.name for field in fields(Policy)) == sorted(POLICY_READERS)
    for key, text in written.items():
        default = re.search(r"Default: `(.+?)`\.", text)
        assert default, key
        settings = load_settings(environment={f"GRAPHKIT_POLICY_{key.upper()}": default[1]})
        assert getattr(settings.policy, key) == getattr(Policy(), key), key


def test_every_setting_has_an_entry() -> None:
    written = entries("settings.md")
    assert sorted(written) == sorted({field.name for field in fields(Settings)} - {"file", "origins"})
    assert all(f"`{format_}`" in written["format"] for format_ in FORMATS)
    assert all(f"`{severity}`" in written["fail_on"] for severity in SEVERITIES)


@pytest.mark.parametrize("page", ["settings.md", "policy.md", "neo4j.md"])
def test_examples_of_settings_are_valid(page: str, tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.+?)^```", (FOLDER / page).read_text(), flags=re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        assert tomllib.loads(example)
        (tmp_path / "graphkit.toml").write_text(example)
        load_settings([tmp_path], environment={})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link
