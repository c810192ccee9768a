"""A report for a steering committee: what it says, and how that becomes HTML, PDF or Markdown."""

from __future__ import annotations

from graphkit.views.report.contents import Contents
from graphkit.views.report.gather import Scope, gather

__all__ = ["Contents", "Scope", "gather"]
