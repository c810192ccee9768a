"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence


def joined(words: Sequence[str], word: str = "and") -> str:
    """Several words in a sentence.

    Args:
        words: At least one.
        word: What stands before the last.

    Examples:
        >>> joined(["ana", "bo", "cy"]), joined(["ana", "bo"], "or")
        ('ana, bo and cy', 'ana or bo')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"
