from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graphkit.model.jsonschema import json_schema
from graphkit.model.schema import LABELS, RELATIONSHIPS_TABLE, columns_of

VALIDATOR = Draft202012Validator(json_schema())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_every_table_and_column_is_described() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {"$schema", RELATIONSHIPS_TABLE, *(label.table for label in LABELS.values())}
    for label in LABELS:
        columns = schema["$defs"][label]["properties"]
        assert tuple(columns) == columns_of(label)
        assert all(column["description"] for column in columns.values())


def test_a_model_as_people_write_it_is_valid() -> None:
    VALIDATOR.validate(
        {
            "people": [{"id": 7, "name": "Ann", "skills": ["sql"], "active": "yes", "reports_to": None, "x_any": [1]}],
            "processes": [{"name": "Claims", "level": "process", "responsible": ["Ann", 7], "uses": "crm"}],
            "mandates": [{"id": "m", "dimensions": ["people", "rules"], "valid_from": "2026-01-02", "covers": "crm"}],
            "relationships": [{"source": "Claims", "type": "FLOWS_TO", "target": "Claims", "x_note": "again"}],
            "systems": None,
        }
    )


@pytest.mark.parametrize(
    "model",
    [
        {"peple": []},
        {"people": [{"name": "Ann", "report_to": "Bo"}]},
        {"people": [{"title": "Clerk"}]},
        {"people": [{"name": "Ann", "active": "perhaps"}]},
        {"people": [{"name": "Ann", "grade": "high"}]},
        {"processes": [{"name": "Claims", "level": "team"}]},
        {"processes": [{"name": "Claims", "uses": {"a": "b"}}]},
        {"mandates": [{"id": "m", "dimensions": ["peple"]}]},
        {"relationships": [{"source": "a", "type": "PART_OFF", "target": "b"}]},
        {"relationships": [{"source": "a", "type": "PART_OF"}]},
        [],
    ],
)
def test_what_an_editor_marks(model: Any) -> None:
    assert not VALIDATOR.is_valid(model)
