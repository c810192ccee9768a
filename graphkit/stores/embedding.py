"""A model in an embedded database: kept from an earlier run, or made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import platformdirs
import polars as pl

from graphkit.model.tables import Model
from graphkit.queries.tokens import chains
from graphkit.stores import cache
from graphkit.stores.answer import Answer
from graphkit.stores.depth import Depth
from graphkit.stores.embedded import VERSION, Embedded, build
from graphkit.stores.state import revision_of
from graphkit.version import __version__

Derive = Callable[[], Mapping[str, pl.DataFrame]]
"""Computes the relationships that follow from the model: type → `source` and `target`, node numbers."""

_LAYOUT = "1"
"""Counted up when what is written into a database changes between versions of graphkit."""


class Embedding:
    """A model that can be asked.

    Args:
        model: The model.
        derive: Computes what follows from it.
        database: The database that holds it.
    """

    def __init__(self, model: Model, derive: Derive, database: Embedded) -> None:
        self._model = model
        self._derive = derive
        self._database = database

    @cached_property
    def _depth(self) -> Depth:
        return Depth(self._model, self._derive())

    def ask(self, query: str, parameters: Mapping[str, Any], tell: Callable[[str], None]) -> Answer:
        """Ask a query.

        Args:
            query: One statement that only reads.
            parameters: Its parameters.
            tell: Takes a line for each pattern that is cut off before the model ends.

        Raises:
            InputError: When it cannot be run; it says where and why.
        """
        patterns = chains(query)
        bound = self._depth.bound(patterns) if patterns else 1
        for remark in self._depth.remarks(patterns, bound) if patterns else ():
            tell(remark)
        return self._database.ask(query, parameters, bound)


@contextmanager
def opened(
    model: Model, derive: Derive, folder: Path | None = None, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Embedding]:
    """A model that can be asked.

    Args:
        model: The model.
        derive: Computes what follows from it; called where a database has to be made.
        folder: Where databases are kept; the user's cache folder where None.
        tell: Takes messages for the user.

    Yields:
        The model, ready to be asked.
    """
    revision = revision_of(model)
    state = {"revision": revision, "complete": True, "files": list(model.files), "extra": 0}
    known: list[Mapping[str, pl.DataFrame]] = []

    def derived() -> Mapping[str, pl.DataFrame]:
        if not known:
            known.append(derive())
        return known[0]

    def make(file: Path) -> None:
        for remark in build(model, derived(), state, file):
            tell(remark)

    place = folder or platformdirs.user_cache_path("graphkit", appauthor=False) / "cypher"
    name = cache.key(model, revision, __version__, VERSION, _LAYOUT)
    with cache.kept(place, name, make, tell) as file, Embedded(file) as database:
        yield Embedding(model, derived, database)
