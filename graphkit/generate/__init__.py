"""Synthetic organisations of any size, for trials and for measuring."""

from __future__ import annotations

from graphkit.generate.folder import Format, write
from graphkit.generate.organisation import FEWEST, organisation

__all__ = ["FEWEST", "Format", "organisation", "write"]
