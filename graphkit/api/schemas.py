"""The JSON Schemas of what is read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


def model_schema() -> dict[str, Any]:
    """The JSON Schema of a model written as YAML or JSON."""
    from graphkit.model.jsonschema import json_schema

    return json_schema()


def report_schema() -> dict[str, Any]:
    """The JSON Schema of what `check --format json` writes, and of `Report.to_dict`."""
    from graphkit.report import contract

    return contract.report_schema()


def why_schema() -> dict[str, Any]:
    """The JSON Schema of what `why --format json` writes, and of `Why.to_dict`."""
    from graphkit.report import contract

    return contract.why_schema()
