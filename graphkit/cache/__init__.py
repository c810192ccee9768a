"""Compiled models, kept between runs so that inputs which have not changed need not be read again."""

from __future__ import annotations

from graphkit.cache.entry import Entry, entry_of

__all__ = ["Entry", "entry_of"]
