"""The XML itself: encodings, namespaces, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.loaders.bpmn import looks_like_bpmn
from tests.loaders.bpmn.reading import BPMN, MODELS, model, read_paths

_TASK = '<process id="p"><task id="t" name="Prüfen"/></process>'


def _names(path: Path) -> set[str]:
    return {row["name"] for row in read_paths(path).rows("processes").values()}


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("ISO-8859-1", "iso-8859-1"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-be"),
        ("UTF-16", "utf-8"),
        ("no-such-encoding", "utf-8"),
        (None, "utf-8"),
        (None, "utf-16-le"),
    ],
)
def test_encodings_are_read_as_meant(tmp_path: Path, declared: str | None, encoding: str) -> None:
    declaration = "" if declared is None else f'<?xml version="1.0" encoding="{declared}"?>\r\n'
    path = tmp_path / "m.bpmn"
    path.write_bytes((declaration + model(_TASK)).encode(encoding))
    reading = read_paths(path)
    assert reading.rows("processes")["m#t"]["name"] == "Prüfen"
    assert reading.messages == []
    assert looks_like_bpmn(path)


def test_bytes_that_do_not_fit_are_read_as_windows_1252_and_told(tmp_path: Path) -> None:
    path = tmp_path / "m.bpmn"
    body = '<process id="p"><task id="t" name="Prüfen"/>\n<task id="u" name="M@"/></process>'
    path.write_bytes(model(body).encode().replace(b"@", b"\xfcll \x93x\x94 \x81"))
    reading = read_paths(path)
    assert reading.rows("processes")["m#t"]["name"] == "Prüfen"
    assert reading.rows("processes")["m#u"]["name"] == "Müll “x” \ufffd"
    assert reading.messages == [f"{path}:3: bytes that are not UTF-8, read as Windows-1252"]


@pytest.mark.parametrize(
    "start",
    [
        "<definitions>",
        f'<x:definitions xmlns:x="{BPMN}">',
        '<definitions xmlns="http://schema.omg.org/spec/BPMN/2.0">',
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL/">',
        "<bpmn2:definitions>",  # a prefix that nothing declares
    ],
)
def test_the_namespace_is_that_of_bpmn_or_none(tmp_path: Path, start: str) -> None:
    prefix = start[1:].partition("definitions")[0]
    body = f'<{prefix}process id="p"><{prefix}task id="t" name="T" camunda:assignee="ann"/></{prefix}process>'
    path = tmp_path / "m.xml"
    path.write_text(f"{start}{body}</{prefix}definitions>")
    reading = read_paths(path)
    assert reading.rows("processes")["m#t"]["responsible"] == ["Person:ann"]
    assert looks_like_bpmn(path)


def test_elements_of_other_namespaces_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.bpmn"
    path.write_text(
        model(
            '<x:process xmlns:x="urn:x" id="no"/><process id="p"><x:task xmlns:x="urn:x" id="no"/>'
            '<extensionElements><task id="no"/></extensionElements></process>'
            '<d:process xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" id="no"/>'
        )
    )
    assert set(read_paths(path).rows("processes")) == {"m#p"}


def test_a_comment_or_instruction_in_the_way_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "m.bpmn"
    path.write_text(
        '<?xml version="1.0"?><!-- <definitions xmlns="urn:no"> <!DOCTYPE x> --><?y z?>\n'
        + model(
            '<!-- c --><process id="p"><?a b?><documentation><![CDATA[<!DOCTYPE html>]]></documentation>'
            '<task id="t" name="a &amp; b"><!-- d --></task></process>'
        )
    )
    assert _names(path) == {None, "a & b"}
    assert looks_like_bpmn(path)


_DTD = '<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f'<?xml version="1.0"?>\n<!-- no -->\n{_DTD}{model(_TASK)}', 3, "document type"),
        (f'<!DOCTYPE d SYSTEM "http://localhost/x.dtd">{model(_TASK)}', 1, "document type"),
        (model("<process>"), 3, "broken XML"),
        (model('<process id="p"><task id="t" name="&nbsp;"/></process>'), 2, "broken XML"),
        (model("\0"), 2, "broken XML"),
        ("", 1, "broken XML"),
        ("%PDF-1.7 \x00\x01", 1, "broken XML"),
        ('<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>', None, "not a BPMN 2.0 model"),
        ("<html/>", None, "not a BPMN 2.0 model"),
        ("<a>" * 300 + "</a>" * 300, 1, "broken XML"),
    ],
)
def test_what_is_not_a_model_gets_one_line(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    path = tmp_path / "m.bpmn"
    path.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        read_paths(path)
    assert caught.value.file == str(path)
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_get_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.bpmn"):
        with pytest.raises(InputError, match="cannot be read"):
            read_paths(path)
        assert not looks_like_bpmn(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<archimate:model xmlns:archimate='http://www.archimatetool.com/archimate'/>",
        "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>",
        "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'/>",
        "<x><definitions/></x>",
        "<!-- <definitions> -->" * 2_000,
    ],
)
def test_other_xml_does_not_look_like_bpmn(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.xml"
    path.write_text(text)
    assert not looks_like_bpmn(path)


def test_the_reference_models_look_like_bpmn() -> None:
    assert all(map(looks_like_bpmn, MODELS))
