from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.loaders import read

TEXT = "id;name\r\nzoë;Zoë Müller\r\n"
YAML = "people:\n  - id: zoë\n    name: Zoë Müller\n"
ENCODED: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16 LE with mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 BE with mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize(("name", "text", "line"), [("people.csv", TEXT, 2), ("model.yaml", YAML, 2)])
def test_encodings(tmp_path: Path, encoding: str, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_bytes(ENCODED[encoding](text))
    (table,) = read([tmp_path], pytest.fail)
    assert table.frame.rows(named=True) == [{"id": "zoë", "name": "Zoë Müller"}]
    assert table.lines.to_list() == [line]


@pytest.mark.parametrize(("name", "text"), [("people.csv", TEXT), ("model.yaml", YAML)])
def test_windows_1252_is_read_and_told(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    told: list[str] = []
    (table,) = read([path], told.append)
    assert table.frame["name"].to_list() == ["Zoë Müller"]
    assert told == [f"{path}: not UTF-8, read as Windows-1252"]
