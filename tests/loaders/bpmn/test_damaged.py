"""Damaged models: read with messages or refused in one line, never anything else."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model.assemble import assemble
from graphkit.model.problems import IMPLIED_TABLE
from tests.loaders.bpmn.reading import MIWG, read_paths

_TOKEN = re.compile(r'="[^"]*"|<[^<>]+/>|>[^<>]+<')


def _damaged(text: str, chance: random.Random) -> str:
    """The text with some attributes, elements and references emptied, swapped or taken out."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    for start, end in sorted(chance.sample(tokens, 8), reverse=True):
        token = text[start:end]
        other = text[slice(*chance.choice(tokens))]
        if token.startswith("<"):
            new = chance.choice(("", token + token))
        elif token.startswith("="):
            new = chance.choice(('=""', other if other.startswith("=") else '="${x}"'))
        else:
            new = chance.choice(("><", other if other.startswith(">") else ">x<"))
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("name", ["A.4.1", "B.1.0", "C.7.0", "C.9.2"])
def test_damaged_models_become_models_all_the_same(tmp_path: Path, name: str) -> None:
    text = (MIWG / f"{name}.bpmn").read_bytes().decode("iso-8859-1")
    path = tmp_path / "m.bpmn"
    read = 0
    for seed in range(15):
        path.write_bytes(_damaged(text, random.Random(seed)).encode("iso-8859-1"))
        try:
            reading = read_paths(path)
        except InputError:
            continue
        read += 1
        model = assemble(reading.tables)
        assert set(model.problems["code"]) <= {IMPLIED_TABLE}
    assert read > 8


def test_a_model_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    data = (MIWG / "A.1.0.bpmn").read_bytes()
    path = tmp_path / "m.bpmn"
    for end in range(0, len(data.rstrip()), 97):
        path.write_bytes(data[:end])
        with pytest.raises(InputError):
            read_paths(path)
