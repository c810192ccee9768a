"""One file that names processes, people and departments is already worth checking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.api import check
from graphkit.config import load_settings

FIRST_MINUTE = Path(__file__).parents[2] / "examples" / "first-minute"


def checked(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = check(folder, load_settings([folder], {"today": "2026-11-23"}, {})).to_dict()
    return found


def test_the_process_without_an_owner_and_the_one_with_two_are_gaps() -> None:
    report = checked(FIRST_MINUTE)
    gaps = {row["id"]: row["reasons"] for row in report["processes"] if row["verdict"] == "gap"}
    assert gaps == {"Idea to Launch": ["no-owner"], "Issue to Resolution": ["shared-owner"]}
    errors = {(row["code"], row["subject"]) for row in report["findings"] if row["severity"] == "error"}
    assert errors == {("OWN001", "Idea to Launch"), ("OWN002", "Issue to Resolution")}


@pytest.mark.parametrize("code", ["MOD008", "MOD013", "MOD014", "MOD015"])
def test_what_the_model_cannot_tell_is_said(code: str) -> None:
    assert code in {row["code"] for row in checked(FIRST_MINUTE)["findings"]}


def test_without_performers_nothing_can_be_called_cross_functional() -> None:
    report = checked(FIRST_MINUTE / "without-performers")
    assert {row["verdict"] for row in report["processes"]} == {"unknown"}
    assert not [row for row in report["findings"] if row["severity"] == "error"]
    assert {("OWN001", "Idea to Launch"), ("OWN002", "Issue to Resolution")} <= {
        (row["code"], row["subject"]) for row in report["findings"]
    }
