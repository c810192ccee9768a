"""XML without document types, entities or network: a first look that refuses what is not needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from graphkit.errors import InputError


@dataclass
class Outline:
    """What a first look at an XML file shows.

    Attributes:
        root: Name of the root element, without its namespace.
        nodes: Id of each `node` element → its line.
        edges: Ends of each `edge` element → the line of the first.
    """

    root: str = ""
    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[tuple[str, str], int] = field(default_factory=dict)


def outline(path: Path) -> Outline:
    """Parse an XML file for its outline, and refuse it where it could do harm.

    Args:
        path: The file.

    Returns:
        Its root, and where its nodes and edges are.

    Raises:
        InputError: When it is not well-formed or has a document type.
    """
    found = Outline()
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        found.root = found.root or local
        if local == "node":
            found.nodes.setdefault(attributes.get("id", ""), parser.CurrentLineNumber)
        elif local == "edge":
            ends = (attributes.get("source", ""), attributes.get("target", ""))
            found.edges.setdefault(ends, parser.CurrentLineNumber)

    def doctype(*_: object) -> NoReturn:
        raise InputError("has a document type (DTD), which is not read", file=str(path), line=parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InputError(f"is not valid XML: {reason}", file=str(path), line=error.lineno) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise InputError(f"is not valid XML: {error}", file=str(path)) from error
    return found
