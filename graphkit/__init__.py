"""Do process owners have the authority their processes need?"""

from __future__ import annotations

__version__ = "0.1.0"
