"""The JSON contracts of `check` and `why`, as JSON Schemas (draft 2020-12).

They are made from the constants that the reports are made from, and they are strict: nothing
may be left out and nothing added. `docs/json.md` says what each field means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphkit.config import SEVERITIES
from graphkit.index.judgement import EMPOWERMENTS, REASONS, STATUSES, VERDICTS
from graphkit.index.participation import OWNER_SOURCES
from graphkit.model.schema import DIMENSIONS, LABELS, RELATIONSHIPS
from graphkit.report.report import SCHEMA_VERSION
from graphkit.report.rule import CODE, NAME
from graphkit.report.why import LEVEL_NAMES

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Schema = {"type": "string", "minLength": 1}
_LEVELS = next(property_.choices for property_ in LABELS["Process"].properties if property_.name == "level")
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TRUTH: Schema = {"type": "boolean"}
_CODE: Schema = {"type": "string", "pattern": f"^{CODE.pattern}$"}


def report_schema() -> Schema:
    """Describe what `check --format json` writes.

    Returns:
        A JSON Schema, as plain dicts and lists.

    Examples:
        >>> report_schema()["properties"]["schema_version"]
        {'const': 1}
    """
    return _document(
        "graphkit check",
        "Verdicts on the processes of an organisation, and findings.",
        {
            "model": _exactly({"nodes": _counts(LABELS), "relationships": _counts(RELATIONSHIPS)}),
            "summary": _exactly(
                dict.fromkeys(("processes", "cross_functional", "governed", "gap", "unknown"), _COUNT)
                | {"findings": _exactly(dict.fromkeys(SEVERITIES, _COUNT))}
            ),
            "processes": _list({"$ref": "#/$defs/process"}),
            "findings": _list({"$ref": "#/$defs/finding"}),
        },
        {"process": _process(findings=_set(_CODE)), "coverage": _coverage(), "finding": _finding()},
    )


def why_schema() -> Schema:
    """Describe what `why --format json` writes.

    Returns:
        A JSON Schema, as plain dicts and lists.

    Examples:
        >>> sorted(why_schema()["$defs"])
        ['chain', 'coverage', 'element', 'empowerment', 'process']
    """
    return _document(
        "graphkit why",
        "The proof of the verdict on one process.",
        {
            "process": {"$ref": "#/$defs/process"},
            "empowerment": _or_null({"$ref": "#/$defs/empowerment"}),
            "elements": _list({"$ref": "#/$defs/element"}),
        },
        {
            "process": _process(),
            "coverage": _coverage(),
            "chain": _list(_exactly(dict.fromkeys(("grantee", "mandate", "grantor"), _WORDS))),
            "empowerment": _empowerment(),
            "element": _element(),
        },
    )


def _document(title: str, description: str, properties: Schema, definitions: Schema) -> Schema:
    header = {
        "schema_version": {"const": SCHEMA_VERSION},
        "graphkit_version": {"type": "string", "pattern": r"^\d+\.\d+"},
        "today": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    }
    described = {"$schema": _DIALECT, "title": title, "description": description}
    return described | _exactly(header | properties) | {"$defs": definitions}


def _process(**more: Schema) -> Schema:
    """A process; without an owner nothing can be said of one, and only a gap has reasons."""
    nobody = {"owner": {"type": "null"}}
    shape = _exactly(
        {
            "id": _WORDS,
            "name": _WORDS,
            "level": {"enum": [*_LEVELS, None]},
            "verdict": {"enum": list(VERDICTS)},
            "cross_functional": {"type": ["boolean", "null"]},
            "functions": _set(_WORDS),
            "owners": _set(_WORDS),
            "owner": _or_null(_WORDS),
            "owner_source": {"enum": list(OWNER_SOURCES)},
            "empowered": {"enum": list(EMPOWERMENTS)},
            "coverage": _or_null({"$ref": "#/$defs/coverage"}),
            "missing": _set(_WORDS),
            "ungoverned": _set(_WORDS),
            "reasons": _set({"enum": list(REASONS)}),
        }
        | more
    )
    rules = [
        {
            "if": {"properties": {"verdict": {"const": "gap"}}},
            "then": {"properties": {"reasons": {"minItems": 1}, "cross_functional": {"const": True}}},
            "else": {"properties": {"reasons": {"maxItems": 0}}},
        },
        {
            "if": {"properties": nobody},
            "then": {"properties": {"empowered": {"type": "null"}, "coverage": {"type": "null"}}},
            "else": {"properties": {"empowered": {"type": "string"}, "owner_source": {"type": "string"}}},
        },
    ]
    return shape | {"allOf": rules}


def _coverage() -> Schema:
    counts = _exactly(dict.fromkeys(STATUSES, _COUNT))
    return _exactly(dict.fromkeys(DIMENSIONS, _or_null(counts)))


def _finding() -> Schema:
    return _exactly(
        {
            "code": _CODE,
            "name": {"type": "string", "pattern": f"^{NAME.pattern}$"},
            "severity": {"enum": list(SEVERITIES)},
            "subject": _WORDS,
            "process": _or_null(_WORDS),
            "message": _WORDS,
            "fix": _WORDS,
            "evidence": _set(_WORDS),
            "path": _or_null(_WORDS),
            "line": {"type": ["integer", "null"], "minimum": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        }
    )


def _empowerment() -> Schema:
    return _exactly({"chain": {"$ref": "#/$defs/chain"}, "path": _list(_WORDS), "role": _TRUTH, "functions": _TRUTH})


def _element() -> Schema:
    grantor = _exactly({"person": _WORDS, "distance": _or_null(_COUNT)})
    return _exactly(
        {
            "element": _WORDS,
            "name": _WORDS,
            "dimension": {"enum": list(DIMENSIONS)},
            "status": {"enum": list(STATUSES)},
            "required": {"enum": list(LEVEL_NAMES)},
            "level": {"enum": list(LEVEL_NAMES)},
            "path": _list(_WORDS),
            "chain": {"$ref": "#/$defs/chain"},
            "dotted": _TRUTH,
            "grantors": _list(grantor),
        }
    )


def _exactly(properties: Schema) -> Schema:
    """An object with all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _counts(names: Iterable[str]) -> Schema:
    """How many there are by name; what does not occur is left out."""
    return {
        "type": "object",
        "properties": {name: {"type": "integer", "minimum": 1} for name in names},
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _set(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
