"""BPMN's XML: read without entities or network, matched by local name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from graphkit.errors import InputError

_HEAD = 65_536
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_ENCODING = re.compile(rb"\A\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# Atomic groups: a prolog of many comments must not be tried in every way there is.
_PROLOG = r"\A\s*(?>(?:<\?(?>.*?\?>)|<!--(?>.*?-->)|<!(?i:DOCTYPE)[^>\[]*(?:\[(?>.*?\]))?\s*>)\s*)*"
_DOCTYPE = re.compile(r"\A\s*(?>(?:<\?(?>.*?\?>)|<!--(?>.*?-->))\s*)*<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(_PROLOG + r"<(?:([\w.-]+):)?definitions\b([^>]*)", re.DOTALL)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WINDOWS = "graphkit-windows-1252"


def looks_like_bpmn(path: Path) -> bool:
    """Whether a file is a BPMN 2.0 model, judged by its outermost element alone.

    Args:
        path: A file, usually one whose name ends in `.xml` and so says nothing.

    Returns:
        True where the outermost element is BPMN's `definitions`, or a `definitions` in no namespace.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    root = _ROOT.match(_decoded(head)[0])
    if root is None:
        return False
    prefix = f":{root[1]}" if root[1] else ""
    namespace = re.search(rf"xmlns{re.escape(prefix)}\s*=\s*[\"']([^\"']*)[\"']", root[2])
    return namespace is None or _is_bpmn(namespace[1])


def parse(path: Path) -> tuple[etree._Element, str | None]:
    """Parse a BPMN file.

    Args:
        path: The file.

    Returns:
        Its `definitions` element, and a message where bytes did not fit the encoding.

    Raises:
        InputError: The file cannot be read, is not XML, has a DTD, or holds something else than BPMN.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from error
    text, message = _decoded(data)
    if doctype := _DOCTYPE.match(text):
        line = text.count("\n", 0, doctype.end()) + 1
        raise InputError(
            "has a document type (DOCTYPE), which BPMN never needs and which is not read", file=str(path), line=line
        )
    root = _tree(_without_declaration(text), str(path))
    if name(root) != "definitions":
        raise InputError(f"not a BPMN 2.0 model: its outermost element is '{local(root)}'", file=str(path))
    return root, message


def _tree(text: str, file: str) -> etree._Element:
    # Recovery is on for undeclared prefixes alone, which are common and do no harm; any other fault stops the run.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(_fault(str(error.msg)), file=file, line=error.lineno) from error
    for fault in parser.error_log:
        if fault.domain_name != "NAMESPACE":
            raise InputError(_fault(fault.message), file=file, line=fault.line)
    return root


def _fault(message: str) -> str:
    """What the parser says, without the place and without advice about options of its own."""
    return "broken XML: " + re.sub(r", (line \d+, column \d+.*|(use|try) XML_PARSE_HUGE.*)", "", message)


def _decoded(data: bytes) -> tuple[str, str | None]:
    """Text of a file, and a message where some bytes had to be read as Windows-1252."""
    encoding = _encoding(data)
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        codecs.register_error(_WINDOWS, _as_windows)
        text = data.decode(encoding, _WINDOWS)
    return text, f"{line}: bytes that are not {encoding.upper()}, read as Windows-1252"


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if data[:2] in {b"<\0", b"\0<"}:
        return "utf-16-le" if data.startswith(b"<\0") else "utf-16-be"
    declared = _ENCODING.match(data)
    try:
        found = codecs.lookup(declared[1].decode() if declared else "utf-8").name
        "<".encode(found)
    except LookupError:
        return "utf-8"
    # Bytes that show their declaration as ASCII are not UTF-16 or UTF-32, whatever it says.
    return "utf-8" if found.startswith(("utf-16", "utf-32")) else found


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _without_declaration(text: str) -> str:
    """The text without its XML declaration, its lines where they were."""
    found = _DECLARATION.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def _is_bpmn(namespace: str) -> bool:
    folded = namespace.casefold().rstrip("/")
    return "omg.org" in folded and "bpmn" in folded and not folded.endswith("/di") and "extensions" not in folded


@lru_cache(maxsize=4096)
def _name(tag: str) -> str | None:
    namespace, _, rest = tag.rpartition("}")
    if namespace and not _is_bpmn(namespace[1:]):
        return None
    return rest.rpartition(":")[2]


def name(element: etree._Element) -> str | None:
    """Local name of an element of BPMN's namespace or of none; None for any other."""
    return _name(str(element.tag))


def local(element: etree._Element) -> str:
    """Local name of an element, whatever its namespace."""
    return re.split("[}:]", str(element.tag))[-1]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The direct children of BPMN's with one of these local names."""
    return (child for child in element if name(child) in names)


def extensions(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The direct children of an element's `extensionElements` with one of these local names, of any vendor."""
    return (found for box in children(element, "extensionElements") for found in box if local(found) in names)


def vendor(element: etree._Element, *names: str) -> str | None:
    """The first of these attributes that an element has, whatever vendor's namespace it is in.

    Args:
        element: The element.
        names: Local names, the ones that count first in front.

    Returns:
        Its value without blanks around it; None where there is none or it is empty.
    """
    values = {re.split("[}:]", str(key))[-1]: str(value) for key, value in element.attrib.items()}
    return next((text for key in names if (text := values.get(key, "").strip())), None)


def label(element: etree._Element) -> str | None:
    """The name an element is drawn with, on one line; None where it has none."""
    return " ".join(element.get("name", "").split()) or None


def text(element: etree._Element) -> str:
    """All text inside an element, on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def key(reference: str | None) -> str:
    """The id that a reference holds, without blanks around it; empty where there is none."""
    return (reference or "").strip()
