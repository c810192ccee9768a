"""What is served: the pages as they were last made, and what stands in the way of newer ones."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphkit.errors import GraphkitError
from graphkit.reporters.console import clean

Pages = Mapping[str, str]
"""Name → page, a whole HTML document each."""

_LONGEST = 500


@dataclass(frozen=True)
class State:
    """How things stand.

    Attributes:
        version: Grows with every change.
        made: The version in which the pages were made; 0 where there are none yet.
        trouble: Why there are no newer pages, in one line; empty where there is nothing in the way.
        pages: The pages as they were last made, encoded.
    """

    version: int
    made: int
    trouble: str
    pages: Mapping[str, bytes]


class Site:
    """Pages that are made again when the model changes; safe to ask from several threads.

    Args:
        make: Makes all pages.
        names: The names of the pages, in the order in which they are offered.
        tell: Takes messages for the user, one line each.
    """

    def __init__(self, make: Callable[[], Pages], names: Sequence[str], tell: Callable[[str], None]) -> None:
        self.names = tuple(names)
        self._make = make
        self._tell = tell
        self._state = State(0, 0, "", {})
        self._changed = threading.Condition()
        self._making = threading.Lock()
        self._closed = False

    @property
    def state(self) -> State:
        """How things stand now."""
        with self._changed:
            return self._state

    @property
    def closed(self) -> bool:
        """Nothing will change any more."""
        return self._closed

    def refresh(self) -> None:
        """Make the pages again; where that fails, keep those there are and say why."""
        with self._making:
            self._refresh()

    def _refresh(self) -> None:
        before = self.state
        try:
            pages = {name: page.encode(errors="replace") for name, page in self._make().items()}
        except (GraphkitError, OSError) as error:
            trouble = clean(str(error))[:_LONGEST]
        except Exception as error:  # a fault of ours must not end the server, and nobody reads a traceback here
            trouble = clean(f"{type(error).__name__}: {error} (a fault in graphkit; please report it)")[:_LONGEST]
        else:
            self._put(State(before.version + 1, before.version + 1, "", pages))
            return
        self._tell(f"error: {trouble}")
        self._put(State(before.version + 1, before.made, trouble, before.pages))

    def newer(self, version: int, patience: float) -> State:
        """Wait for something newer.

        Args:
            version: What the caller has.
            patience: Seconds to wait at most.

        Returns:
            How things stand then, newer or not.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._state.version != version or self._closed, patience)
            return self._state

    def close(self) -> None:
        """Let go of whoever waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _put(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
