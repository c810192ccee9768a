"""The JSON Schema of a model in YAML or JSON, from which editors complete and check."""

from __future__ import annotations

from typing import Any

from graphkit.model.schema import (
    LABELS,
    REFERENCES,
    RELATIONSHIPS,
    RELATIONSHIPS_TABLE,
    Label,
    Property,
    ReferenceColumn,
)

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORD: Schema = {"type": ["string", "number"]}
_TRUTH: Schema = {"enum": [True, False, "true", "false", "yes", "no", 0, 1, None]}
_FREE: Schema = {"^x_": {"description": "A free property."}}


def json_schema() -> Schema:
    """Describe a model written as one YAML or JSON file.

    The file is a mapping from table names to lists of rows. Every column that the schema does not
    know is an error to an editor, unless its name starts with `x_`.

    Returns:
        A JSON Schema, draft 2020-12, as plain dicts and lists.

    Examples:
        >>> schema = json_schema()
        >>> sorted(schema["properties"])[:3]
        ['$schema', 'functions', 'mandates']
        >>> schema["$defs"]["Mandate"]["properties"]["level"]["enum"]
        ['influence', 'direct', 'decide', None]
    """
    tables = {label.table: _table(label.name, label.description) for label in LABELS.values()}
    tables[RELATIONSHIPS_TABLE] = _table("relationship", "Relationships written directly.")
    return {
        "$schema": _DIALECT,
        "title": "graphkit model",
        "description": "An organisation: its processes, who works in them and who may decide what.",
        "type": "object",
        "properties": {"$schema": {"description": "Where this schema is.", "type": "string"}, **tables},
        "additionalProperties": False,
        "$defs": {label.name: _node(label) for label in LABELS.values()}
        | {"relationship": _relationship(), "references": _references()},
    }


def _table(definition: str, description: str) -> Schema:
    return {
        "description": description,
        "type": ["array", "null"],
        "items": {"$ref": f"#/$defs/{definition}"},
    }


def _references() -> Schema:
    """One name or a list of names."""
    return {"anyOf": [_WORD, {"type": "array", "items": _WORD}, {"type": "null"}]}


def _node(label: Label) -> Schema:
    columns = {property_.name: _property(property_) for property_ in label.all_properties}
    for reference in REFERENCES[label.name]:
        columns[reference.name] = _reference(reference)
        for property_name, column in reference.companions:
            columns[column] = _property(_own(reference.type, property_name))
    return {
        "description": label.description,
        "type": "object",
        "properties": columns,
        "patternProperties": _FREE,
        "additionalProperties": False,
        "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
    }


def _own(type_: str, name: str) -> Property:
    return next(property_ for property_ in RELATIONSHIPS[type_].properties if property_.name == name)


def _reference(column: ReferenceColumn) -> Schema:
    named = ", ".join(column.admits)
    return {"description": f"{column.description} Names: {named}.", "$ref": "#/$defs/references"}


def _property(property_: Property) -> Schema:
    described: Schema = {"description": property_.description}
    if property_.default is not None:
        default = property_.default
        described["default"] = list(default) if isinstance(default, tuple) else default
    return described | _values(property_)


def _values(property_: Property) -> Schema:
    words: Schema = {"enum": list(property_.choices)} if property_.choices else dict(_WORD)
    match property_.kind:
        case "texts":
            return {"anyOf": [words, {"type": "array", "items": words}, {"type": "null"}]}
        case "bool":
            return _TRUTH
        case "int":
            return {"type": ["integer", "null"]}
        case "float":
            return {"type": ["number", "null"]}
        case "date":
            return {"type": ["string", "null"], "format": "date"}
        case _:
            return {"enum": [*property_.choices, None]} if property_.choices else {"type": ["string", "number", "null"]}


def _relationship() -> Schema:
    ends: Schema = {
        "source": {"description": "The node it starts from.", **_WORD},
        "type": {"description": "Its type.", "enum": list(RELATIONSHIPS)},
        "target": {"description": "The node it leads to.", **_WORD},
        "source_label": {"description": "The label of the source.", "enum": [*LABELS, None]},
        "target_label": {"description": "The label of the target.", "enum": [*LABELS, None]},
    }
    own = {property_.name: _property(property_) for type_ in RELATIONSHIPS.values() for property_ in type_.properties}
    return {
        "description": "A relationship written directly.",
        "type": "object",
        "properties": ends | own,
        "patternProperties": _FREE,
        "additionalProperties": False,
        "required": ["source", "type", "target"],
    }
