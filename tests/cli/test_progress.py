"""Messages at once, progress only where people wait at a terminal."""

from __future__ import annotations

import pytest

from graphkit.cli import progress
from graphkit.cli.progress import Progress


def test_messages_unless_quiet_and_times_when_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(quiet=True, verbose=True) as quiet:
        quiet.doing("reading")
        quiet.tell("a message")
    assert capsys.readouterr() == ("", "")
    with Progress(verbose=True) as verbose:
        verbose.doing("reading")
        verbose.tell("a message")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("a message\nreading: 0.")


def test_what_is_done_is_shown_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Progress() as shown:
        shown.doing("reading")
        timer = shown._timer
        assert timer is not None
        timer.join()
        assert shown._status is not None
        shown.tell("a message [not markup]")
        shown.doing("checking")
        assert shown._status.status == "checking"
        shown.rest()
        assert shown._status is None
