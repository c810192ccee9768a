"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# A machine under load is no fault of the code; how long something takes is for benchmarks/.
settings.register_profile("graphkit", deadline=None)
settings.load_profile("graphkit")


@pytest.fixture(autouse=True, scope="session")
def _examples_are_no_setting() -> Iterator[None]:
    """`GRAPHKIT_EXAMPLES` is for tests, which have read it by now; to commands it would be an unknown setting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GRAPHKIT_EXAMPLES", raising=False)
        yield
