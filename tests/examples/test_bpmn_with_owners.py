"""A process drawn by somebody else, and a few CSV files that say who owns it, are checked as one model."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import polars as pl

from graphkit.api import check
from graphkit.config import load_settings

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAWN = EXAMPLES / "bpmn-miwg" / "C.4.0.bpmn"
OWNERS = EXAMPLES / "bpmn-with-owners"
ONBOARDING = "C.4.0#_42cba3a9-a8ab-40b5-b9a4-2e8f32be364e"


def checked(owners: Path) -> dict[str, Any]:
    settings = load_settings([owners], {"today": "2026-11-23", "select": ["OWN", "EMP", "AUT", "MOD"]}, {})
    found: dict[str, Any] = check([DRAWN, owners], settings).to_dict()
    return found


def test_the_owner_lacks_what_the_mandate_leaves_out() -> None:
    report = checked(OWNERS)
    process = next(row for row in report["processes"] if row["id"] == ONBOARDING)
    assert process["functions"] == [
        "facilities",
        "it",
        "money-bank/hr-department",
        "money-bank/responsible-department",
        "payroll",
    ]
    assert (process["owner"], process["empowered"], process["verdict"]) == ("helen-park", "mandate", "gap")
    assert process["missing"] == ["Payroll system", "payroll"]
    assert process["findings"] == ["AUT002", "AUT003", "AUT010"]
    assert not [row for row in report["findings"] if row["code"].startswith("MOD") and row["severity"] == "error"]


def test_covering_payroll_closes_the_gap(tmp_path: Path) -> None:
    shutil.copytree(OWNERS, tmp_path, dirs_exist_ok=True)
    mandates = pl.read_csv(tmp_path / "mandates.csv").with_columns(pl.col("covers") + ";payroll")
    mandates.write_csv(tmp_path / "mandates.csv")
    process = next(row for row in checked(tmp_path)["processes"] if row["id"] == ONBOARDING)
    assert (process["verdict"], process["findings"]) == ("governed", [])


def test_either_path_may_come_first() -> None:
    settings = load_settings([OWNERS], {"today": "2026-11-23", "select": ["MOD"]}, {})
    there, back = (check(paths, settings) for paths in ([DRAWN, OWNERS], [OWNERS, DRAWN]))
    assert [found.to_dict() for found in there.findings()] == [found.to_dict() for found in back.findings()]
