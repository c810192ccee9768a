"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A machine under load is no fault of the code; how long something takes is for benchmarks/.
settings.register_profile("graphkit", deadline=None)
settings.load_profile("graphkit")
