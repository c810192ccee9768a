"""Follows files, and says when they have changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from graphkit.errors import GraphkitError

_PATIENCE = 2.0
"""Seconds to wait for a thread that ends."""


class Follower:
    """Calls back when one of some files and folders has changed.

    Editors put a new file in the place of the old one, so that it is the folder of a file that is watched, and
    nothing below it.

    Args:
        paths: Files and folders.
        changed: Called in threads of its own, where it has to wait its turn.

    Raises:
        GraphkitError: When watchfiles is not installed.
    """

    def __init__(self, paths: Sequence[Path], changed: Callable[[], None]) -> None:
        try:
            import watchfiles
        except ModuleNotFoundError as error:
            raise GraphkitError("watchfiles is not installed: pip install 'graphkit-org[views]'") from error
        self._watch = watchfiles.watch
        self._changed = changed
        resolved = [path.resolve() for path in paths]
        self._folders = sorted({path for path in resolved if path.is_dir()})
        self._files = frozenset(path for path in resolved if not path.is_dir())
        self._stop = threading.Event()
        parents = sorted({path.parent for path in self._files})
        self._threads = [
            threading.Thread(target=self._run, args=(roots, recursive), daemon=True)
            for roots, recursive in ((self._folders, True), (parents, False))
            if roots
        ]

    def start(self) -> None:
        """Begin to follow."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Follow no longer, and wait a little for what is still called."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=_PATIENCE)

    def _run(self, roots: Sequence[Path], recursive: bool) -> None:
        concerns = self._in_folders if recursive else self._files.__contains__
        changes = self._watch(
            *roots, stop_event=self._stop, raise_interrupt=False, debounce=300, step=50, recursive=recursive
        )
        for change in changes:
            if any(concerns(Path(path)) for _, path in change):
                self._changed()

    def _in_folders(self, path: Path) -> bool:
        return not path.name.startswith(".") and any(path.is_relative_to(folder) for folder in self._folders)
