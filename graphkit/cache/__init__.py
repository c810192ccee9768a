"""Compiled models, kept between runs so that inputs which have not changed need not be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.config import Policy
from graphkit.loaders.discover import files_of

if TYPE_CHECKING:
    from graphkit.cache.entry import Entry

LARGE = 50_000_000
"""Bytes of input above which compiled models are kept unless told otherwise."""


def entry_of(paths: Sequence[str], policy: Policy, today: date, wanted: bool | None) -> Entry | None:
    """The place for the compiled model of some inputs.

    Args:
        paths: The inputs as the user named them.
        policy: What the organisation has set.
        today: The day on which mandates must be current.
        wanted: Whether it is to be kept; where None, if the inputs are large.

    Returns:
        The place, or None where it is not to be kept.

    Raises:
        InputError: When an input is missing or of a kind that is not read.
        OSError: When an input cannot be read.
    """
    if wanted is False:
        return None
    files = [file for path in paths for file in files_of(Path(path))]
    if wanted is None and sum(file.stat().st_size for file in files) <= LARGE:
        return None
    # Most runs stop here, and need not load the rest.
    import platformdirs

    from graphkit.cache.content import key_of
    from graphkit.cache.entry import LAYOUT, Entry

    name = key_of(paths, files, policy, today, LAYOUT)
    return Entry(platformdirs.user_cache_path("graphkit", appauthor=False) / "models" / name, policy, today)
