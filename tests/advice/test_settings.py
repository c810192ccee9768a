"""The settings of advice: documented, typed, and refused where they make no sense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.config import Settings, load_settings
from graphkit.config.advice import CANDIDATE_READERS, MATURITY_READERS, ROLE_FIT_READERS
from graphkit.errors import ConfigError

PAGE = (Path(__file__).parents[2] / "docs" / "advice.md").read_text(encoding="utf-8")
TABLES = {"candidates": CANDIDATE_READERS, "role_fit": ROLE_FIT_READERS, "maturity": MATURITY_READERS}


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_documented_with_its_default(table: str) -> None:
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (own,) = (part for part in section if part.startswith(f"graphkit {table.replace('_', '-')}\n"))
    written = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", own, flags=re.MULTILINE))
    defaults = getattr(Settings(), table)
    assert list(written) == list(defaults._fields) == list(TABLES[table])
    for key, default in written.items():
        read = load_settings(environment={f"GRAPHKIT_{table.upper()}_{key.upper()}": default})
        assert getattr(getattr(read, table), key) == getattr(defaults, key), key


def test_wrong_settings_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "graphkit.toml"
    file.write_text("[candidates]\nskills = -1\n")
    with pytest.raises(ConfigError, match=r"candidates\.skills must be a number of at least 0, not -1") as caught:
        load_settings([tmp_path], environment={})
    assert caught.value.line == 2
    file.write_text("[candidates]\nskils = 1\n")
    with pytest.raises(ConfigError, match=r"unknown setting 'candidates\.skils'") as caught:
        load_settings([tmp_path], environment={})
    assert caught.value.suggestion == "candidates.skills"
    file.write_text("[maturity]\nfunctions = 1.5\n")
    with pytest.raises(ConfigError, match="a number of at least 0 and at most 1"):
        load_settings([tmp_path], environment={})
