"""Organisations bent out of shape are judged as the slow reference judges them, and large ones are got through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.bent import BENT
from graphkit import api
from graphkit.config import Policy, Settings
from graphkit.generate import write
from tests.test_differential import differences_about

PEOPLE = 150
"""With a hundred mandates where those are what is bent; the reference cannot follow many more."""

LARGER = dict.fromkeys(BENT, 3000) | {"mandate_chain_everywhere": 1000}


@pytest.mark.parametrize("name", BENT)
def test_engine_and_reference_agree(name: str, tmp_path: Path) -> None:
    write(BENT[name](PEOPLE), tmp_path)
    assert [difference.words for difference in differences_about(api.load(tmp_path), Policy())] == []


@pytest.mark.parametrize("name", BENT)
def test_a_larger_one_is_got_through(name: str, tmp_path: Path) -> None:
    write(BENT[name](LARGER[name]), tmp_path)
    report = api.check(tmp_path, Settings(today=date(2026, 11, 23)))
    assert not report.crashes
    assert report.summary["processes"] == LARGER[name] // 10
