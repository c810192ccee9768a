"""A check taken apart: every step is there, and the page says what they come to."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from graphkit import api

ROOT = Path(__file__).parent.parent.parent


def test_a_check_is_taken_apart(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    command = [sys.executable, "-m", "benchmarks.phases", "--people", "200", "--output", str(page)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    words = page.read_text(encoding="utf-8")
    steps = re.findall(r"^\| ([^|]+) \| \d+\.\d\d \| \d+\.\d\d \| \d+ \| (\d+\.\d) \|$", words, re.MULTILINE)
    names = [name for name, _ in steps]
    assert names[:3] == ["imports", "reading the files", "putting the model together"]
    assert {name[-3:] for name in names if name.startswith("the rest")} == {rule.code[:3] for rule in api.rules()}
    so_far = [float(ratio) for _, ratio in steps]
    assert so_far == sorted(so_far)
    assert f"takes {so_far[2]:.1f} times as long as parsing alone" in " ".join(words.split())
