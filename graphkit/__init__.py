"""Do process owners have the authority their processes need?

The names below are imported when they are first used, so that `import graphkit` is light.

Examples:
    >>> import graphkit
    >>> report = graphkit.check("examples/first-minute")  # a file or folder
    >>> report.counts["error"] > 0
    True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from graphkit.version import __version__

if TYPE_CHECKING:
    from graphkit.api import check, load
    from graphkit.config import Policy, Settings
    from graphkit.errors import GraphkitError
    from graphkit.model.tables import Model
    from graphkit.report.report import Report

__all__ = ["GraphkitError", "Model", "Policy", "Report", "Settings", "__version__", "check", "load"]

_HOMES = {
    "GraphkitError": "graphkit.errors",
    "Model": "graphkit.model.tables",
    "Policy": "graphkit.config",
    "Report": "graphkit.report.report",
    "Settings": "graphkit.config",
    "check": "graphkit.api",
    "load": "graphkit.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
