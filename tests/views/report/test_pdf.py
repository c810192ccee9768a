"""The report as PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from graphkit.cli.run import run
from tests.views.browser import chromium


def test_a_pdf_has_the_report_on_its_pages(tmp_path: Path) -> None:
    chromium()
    target = tmp_path / "report.pdf"
    assert run(["report", "examples/meridian", "-o", str(target), "--most", "2", "-q"]) == 0
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 3
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    if shutil.which("pdftotext"):
        said = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout
        for words in ("Of 18 processes that cross functions", "Lead to Quote", "Procure to Pay", "Priya Nair"):
            assert words in said


def test_without_a_browser_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["report", "examples/meridian", "-o", str(tmp_path / "report.pdf")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "install Chromium or Chrome" in error
    assert not list(tmp_path.iterdir())


def test_a_browser_that_prints_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 'no display' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["report", "examples/meridian", "-o", str(tmp_path / "report.pdf")]) == 2
    assert "printed nothing: no display" in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()
