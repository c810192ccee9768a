"""The project as others get it: layers, the wheel, and an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

import graphkit

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
pytestmark = pytest.mark.xdist_group("wheel")  # one worker builds the wheel and the environment, once

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRAPHKIT_"))}


def succeed(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that must not fail."""
    done = subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that this environment has."""
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it depends on, and nothing that only tests need."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    succeed(python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel, cwd=folder)
    return folder


def test_the_version_is_said_once(wheel: Path) -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert wheel.name.startswith(f"graphkit_org-{graphkit.__version__}-")


def test_imports_point_one_way() -> None:
    assert "0 broken" in succeed(Path(sys.executable).parent / "lint-imports")


def test_the_command_works_from_another_folder(elsewhere: Path, tmp_path: Path) -> None:
    command = elsewhere / "bin" / "graphkit"
    assert graphkit.__version__ in succeed(command, "--version", cwd=tmp_path)
    succeed(command, "init", cwd=tmp_path)
    assert "Order to cash" in succeed(command, "check", "--exit-zero", cwd=tmp_path)
    assert "OWN001" in succeed(command, "rules", cwd=tmp_path)
    succeed(command, "report", "-o", "report.html", cwd=tmp_path)
    assert "Order to cash" in (tmp_path / "report.html").read_text(encoding="utf-8")
    for format_ in ("csv", "json", "xlsx", "parquet", "graphml"):
        succeed(command, "convert", "organisation.yaml", f"as.{format_}", "--to", format_, cwd=tmp_path)
        succeed(command, "check", "--exit-zero", "--format", "json", f"as.{format_}", cwd=tmp_path)


def test_the_cypher_folder_is_installed(elsewhere: Path, tmp_path: Path) -> None:
    program = "from graphkit.queries import cypher_folder; print(cypher_folder())"
    folder = Path(succeed(elsewhere / "bin" / "python", "-c", program, cwd=tmp_path).strip())
    assert folder.is_relative_to(elsewhere)
    for file in (ROOT / "cypher").rglob("*.cypher"):
        assert (folder / file.relative_to(ROOT / "cypher")).read_text() == file.read_text()


def test_nothing_that_only_tests_need_is_installed(elsewhere: Path) -> None:
    found = succeed(elsewhere / "bin" / "python", "-m", "pip", "list", "--format", "freeze", cwd=elsewhere).lower()
    assert "graphkit-org" in found
    assert not {line.partition("==")[0] for line in found.splitlines()} & {"pytest", "hypothesis", "mypy", "ruff"}
