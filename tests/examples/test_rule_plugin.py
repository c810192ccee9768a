"""The rule plug-in is built as a distribution, and graphkit finds and runs it where it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "examples" / "rule-plugin"
MODEL = """
processes:
  - {id: agreed, performed_by: [sales, finance], follows: w}
  - {id: agreed-in-a-part, performed_by: [sales, finance]}
  - {id: part, part_of: agreed-in-a-part, performed_by: sales, follows: w}
  - {id: lacking, performed_by: [sales, finance]}
  - {id: functional, performed_by: sales}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the plug-in is installed."""
    folder = tmp_path_factory.mktemp("plugin")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PLUGIN)]
    # The plug-in depends on graphkit, which need not be installed to be tested.
    subprocess.run([*build, "--skip-dependency-check"], check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def graphkit(*arguments: str, site: Path | None) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT), *([str(site)] if site else [])])
    command = [sys.executable, "-m", "graphkit", *arguments]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)


def test_its_findings_are_reported(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(MODEL)
    run = graphkit("check", str(tmp_path / "model.yaml"), "--select", "ACME", "--format", "json", site=installed)
    assert run.returncode == 0, run.stderr  # a warning, and runs fail on errors
    findings = json.loads(run.stdout)["findings"]
    assert [(row["code"], row["subject"], row["severity"]) for row in findings] == [("ACME001", "lacking", "warning")]
    assert findings[0]["line"] == 6


def test_its_page_is_shown(installed: Path) -> None:
    run = graphkit("explain", "ACME001", site=installed)
    assert run.returncode == 0, run.stderr
    for section in ("What it does", "Why it matters", "Example", "What to do", "Settings"):
        assert section in run.stdout


def test_without_it_the_code_is_unknown() -> None:
    run = graphkit("explain", "ACME001", site=None)
    assert (run.returncode, run.stdout) == (2, "")


def test_a_code_that_is_taken_stops_the_run(installed: Path, tmp_path: Path) -> None:
    twice = tmp_path / "other-1.0.dist-info"
    twice.mkdir()
    (twice / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (twice / "entry_points.txt").write_text("[graphkit.rules]\nagain = acme_rules.acme001_process_without_workflow\n")
    run = graphkit("rules", site=Path(f"{installed}{os.pathsep}{tmp_path}"))
    assert (run.returncode, run.stdout) == (2, "")
    assert "ACME001 is defined twice" in run.stderr
