"""The smallest set of appointments and mandates that leaves no gap; see docs/remedy.md."""

from __future__ import annotations

from graphkit.changes.remedy.explain import changes_of, to_dict
from graphkit.changes.remedy.plan import Appointment, Grant, Remedy, Unclosed
from graphkit.changes.remedy.solve import find_remedy

__all__ = ["Appointment", "Grant", "Remedy", "Unclosed", "changes_of", "find_remedy", "to_dict"]
