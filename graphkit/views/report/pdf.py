"""The report as PDF, printed by a browser that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from graphkit.errors import GraphkitError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""Names under which a browser that prints is looked for, in this order."""

_PATIENCE = 120
"""Seconds that printing may take."""
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
)


def to_pdf(html: str) -> bytes:
    """A page as PDF.

    Args:
        html: The page.

    Raises:
        GraphkitError: When no browser is installed, or it prints nothing.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise GraphkitError("a PDF needs a browser that prints it: install Chromium or Chrome, or write --format html")
    with tempfile.TemporaryDirectory(prefix="graphkit-") as name:
        folder = Path(name)
        page, printed = folder / "report.html", folder / "report.pdf"
        page.write_text(html, encoding="utf-8")
        said = _print(browser, folder, page, printed)
        if not printed.is_file() or not printed.stat().st_size:
            raise GraphkitError(f"{browser} printed nothing" + (f": {said}" if said else ""))
        return printed.read_bytes()


def _print(browser: str, folder: Path, page: Path, printed: Path) -> str:
    """Print, and return the last thing that the browser said."""
    command = [browser, *_OPTIONS, *_sandbox(), f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
    try:
        done = subprocess.run(  # noqa: S603 - a browser found on PATH, and paths of our own
            [*command, page.as_uri()], capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"it took more than {_PATIENCE} seconds"
    except OSError as error:
        return error.strerror or type(error).__name__
    return (done.stderr.strip().splitlines() or [""])[-1] if done.returncode else ""


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses to start in its sandbox as root; the page is our own and loads nothing."""
    import os

    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
