"""Reading inputs: one module a format, each of which knows nothing of the others."""

from __future__ import annotations

from graphkit.loaders.discover import read

__all__ = ["read"]
