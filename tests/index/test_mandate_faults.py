"""What is wrong with mandates does not depend on how many of them are looked at together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graphkit.api import load
from graphkit.generate.folder import write
from graphkit.generate.organisation import organisation
from graphkit.index import applications
from graphkit.index.index import Index


def test_chunks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(organisation(2000, seed=3), tmp_path / "model")
    model = load(tmp_path / "model")
    told = []
    for chunk in (1, 500, 250_000):
        monkeypatch.setattr(applications, "_CHUNK", chunk)
        faults = Index(model, today=dt.date(2026, 6, 1)).mandate_faults
        lists = (faults.circles, faults.beyond, faults.blocking)
        assert all(len(found.values) for found in lists)
        told.append([(found.offsets.tolist(), found.values.tolist()) for found in lists])
    assert told[0] == told[1] == told[2]
