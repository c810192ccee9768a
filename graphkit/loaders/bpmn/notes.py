"""Messages about what a file has and the model leaves out: one line a kind, however often it occurs."""

from __future__ import annotations

from collections import defaultdict

from graphkit.model.rows import Tell


class Notes:
    """Collects messages about one file.

    Args:
        file: The file as the user named it.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, sentence: str, line: int, detail: str = "") -> None:
        """Keep a message.

        Args:
            sentence: What happened, with `{}` where the detail goes; the same for all of its kind.
            line: The line it happened at.
            detail: The id or name it happened to.
        """
        self._found[sentence].append((line, detail))

    def tell(self, tell: Tell) -> None:
        """Say one line for each kind of message: the first of its kind, and how many more there are."""
        for sentence, places in self._found.items():
            line, detail = min(places, key=lambda place: place[0])
            more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
            tell(f"{self._file}:{line}: {sentence.format(detail)}{more}")
