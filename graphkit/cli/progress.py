"""What is said on standard error while something runs."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.status import Status

_PATIENCE = 1.0
"""Seconds after which people want to know what is being done."""


class Progress:
    """Messages at once; what is being done once it has taken a second, on a terminal only.

    Args:
        quiet: Say nothing.
        verbose: Say when a step is done how long it took.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose and not quiet
        self._doing = ""
        self._began = time.perf_counter()
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        """Begin to wait."""
        if not self._quiet and sys.stderr.isatty():
            self._timer = threading.Timer(_PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was shown."""
        self._done()
        self.rest()

    def rest(self) -> None:
        """Show nothing more: a result is about to be written to the same terminal."""
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._status is not None:
                self._status.stop()
                self._status = None

    def tell(self, message: str) -> None:
        """Say one line, unless quiet."""
        if self._quiet:
            return
        with self._lock:
            if self._status is None:
                click.echo(message, err=True)
            else:
                self._status.console.print(message, markup=False, highlight=False)

    def doing(self, what: str) -> None:
        """Name the step that begins now."""
        self._done()
        self._doing, self._began = what, time.perf_counter()
        with self._lock:
            if self._status is not None:
                self._status.update(what)

    def _done(self) -> None:
        if self._doing and self._verbose:
            self.tell(f"{self._doing}: {time.perf_counter() - self._began:.2f} s")
        self._doing = ""

    def _show(self) -> None:
        from rich.console import Console
        from rich.status import Status

        with self._lock:
            if self._timer is not None:
                self._status = Status(self._doing, console=Console(stderr=True))
                self._status.start()
