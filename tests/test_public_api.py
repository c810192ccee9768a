"""The public names, and that they come when they are called."""

from __future__ import annotations

import subprocess
import sys

import pytest

import graphkit


@pytest.mark.parametrize("name", graphkit.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(graphkit, name) is not None
    assert name in dir(graphkit)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        graphkit.chekc  # noqa: B018


def test_importing_is_light() -> None:
    program = "import sys, graphkit; print(*{'polars', 'numpy', 'click'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
