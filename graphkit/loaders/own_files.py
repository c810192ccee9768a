"""Files that graphkit writes, or reads for another purpose, and that may lie beside the tables of a model."""

from __future__ import annotations

import re
from pathlib import Path

_BEGINNING = 4096
_CHANGES = "a change file, which 'graphkit whatif' takes"
_KINDS = {
    r'\{\s*"graphkit_baseline"': "a baseline, which 'graphkit check --baseline' takes",
    r'\{\s*"?changes"?\s*:': _CHANGES,
    r"""["']?changes["']?[ \t]*:""": _CHANGES,
    r'\{\s*"schema_version"\s*:\s*\d+\s*,\s*"graphkit_version"': "what a graphkit command has found",
    r'\{\s*"\$schema"\s*:\s*"https?://json-schema\.org/': "a JSON Schema",
}
"""How a file begins, and what it then is."""
_SKIPPED = re.compile(r"\s*(?:(?:#|---|%)[^\n]*\n\s*)*")
"""Comments and the like, which YAML may begin with."""


def what_else(path: Path) -> str | None:
    """What a YAML or JSON file is, where it is known not to be a part of a model.

    Args:
        path: The file; only its beginning is read.

    Returns:
        What it is, in words; None where it may be a part of a model.
    """
    with path.open("rb") as stream:
        text = stream.read(_BEGINNING).decode("utf-8-sig", errors="replace")
    begin = _SKIPPED.match(text)
    rest = text if begin is None else text[begin.end() :]
    return next((kind for start, kind in _KINDS.items() if re.match(start, rest)), None)
