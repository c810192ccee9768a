"""What `check` and `why` write as JSON is what their schemas promise, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from graphkit import api
from graphkit.cli.run import run
from graphkit.config import Policy, Settings
from graphkit.model.assemble import assemble
from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.reporters import json as reporter
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, Size, organisation, organisations, policies

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
REPORT = Draft202012Validator(api.report_schema(), format_checker=FormatChecker())
WHY = Draft202012Validator(api.why_schema(), format_checker=FormatChecker())
SETTINGS = Settings(today=TODAY)


def written(report: Report, folder: Path) -> dict[str, Any]:
    """A report as it comes back from a file."""
    with (folder / "report.json").open("w", encoding="utf-8") as stream:
        reporter.write(report, stream)
    read: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return read


def expect_all_proofs_valid(model: Model, policy: Policy | None = None) -> None:
    for process in range(model.nodes["Process"].height):
        WHY.validate(api.why(model, process, settings=Settings(policy=policy or Policy(), today=TODAY)).to_dict())


def sharing_ids() -> Tables:
    """Every label numbers its nodes from 0."""
    size = Size(people=6, functions=5, roles=3, things=2, processes=5, mandates=5, mess=2, sane=True, shared_ids=True)
    return organisation(Random(7), size)


@pytest.mark.parametrize("name", ["meridian", "first-minute", "first-minute/without-performers", "bpmn-with-owners"])
def test_examples(name: str, tmp_path: Path) -> None:
    model = api.load(EXAMPLES / name)
    REPORT.validate(written(api.check(model, SETTINGS), tmp_path))
    expect_all_proofs_valid(model)


def test_a_model_without_anything(tmp_path: Path) -> None:
    read = written(api.check(assemble([]), SETTINGS), tmp_path)
    REPORT.validate(read)
    assert read["model"] == {"nodes": {}, "relationships": {}}
    assert read["processes"] == read["findings"] == []


def test_ids_that_labels_share(tmp_path: Path) -> None:
    model = assemble(raw_tables(sharing_ids()))
    read = written(api.check(model, SETTINGS), tmp_path)
    REPORT.validate(read)
    expect_all_proofs_valid(model)
    assert [row["id"] for row in read["processes"]] == [f"Process:{n}" for n in range(5)]
    assert all(owner.split(":")[0] in ("Person", "Role") for row in read["processes"] for owner in row["owners"])


@settings(max_examples=60, derandomize=True, database=None)
@given(organisations(), policies())
def test_any_organisation(tables: Tables, policy: Policy) -> None:
    model = assemble(raw_tables(tables))
    REPORT.validate(api.check(model, Settings(policy=policy, today=TODAY)).to_dict())
    expect_all_proofs_valid(model, policy)


def fail(*_: object) -> Any:
    raise ZeroDivisionError("on purpose")


def test_rules_that_crash(tmp_path: Path) -> None:
    at_all = Rule("ACME001", "fails-at-all", "error", fail, fail, fail, "Fails.")
    (real,) = (rule for rule in api.rules() if rule.code == "OWN001")
    to_speak = Rule("ACME002", "fails-to-speak", "error", real.find, fail, fail, "An owner is missing.\n\nAnd more.")
    report = api.check(EXAMPLES / "first-minute", SETTINGS, rules=[at_all, to_speak, real])
    read = written(report, tmp_path)
    REPORT.validate(read)
    assert [(f["code"], f["message"]) for f in read["findings"]] == [
        ("ACME002", "An owner is missing."),
        ("OWN001", "Idea to Launch has no owner"),
    ]
    said = "ZeroDivisionError: on purpose"
    assert [(crash.code, crash.error) for crash in report.crashes] == [("ACME001", said), ("ACME002", said)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("today",), "tomorrow"),
        (("more",), 1),
        (("model", "nodes", "Robot"), 1),
        (("summary", "gap"), None),
        (("processes", 0, "verdict"), "fine"),
        (("processes", 0, "reasons"), []),
        (("processes", 0, "coverage", "people"), {"held": 1}),
        (("processes", 0, "coverage", "money"), None),
        (("processes", 0, "owner"), None),
        (("findings", 0, "code"), "aut001"),
        (("findings", 0, "fingerprint"), "0" * 15),
        (("findings", 0, "line"), 0),
        (("findings", 0, "evidence"), ["same", "same"]),
    ],
    ids=str,
)
def test_the_schema_is_strict(path: tuple[str | int, ...], value: object, meridian: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(meridian))
    changed["processes"].sort(key=lambda row: row["coverage"] is None or row["verdict"] != "gap")
    assert REPORT.is_valid(changed)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not REPORT.is_valid(changed)


@pytest.fixture(scope="module")
def meridian() -> dict[str, Any]:
    return api.check(EXAMPLES / "meridian", Settings(today=date(2026, 11, 23))).to_dict()


def test_nothing_may_be_left_out(meridian: dict[str, Any]) -> None:
    for part in (meridian, meridian["processes"][0], meridian["findings"][0]):
        for name in list(part):
            value = part.pop(name)
            assert not REPORT.is_valid(meridian), name
            part[name] = value


@pytest.mark.parametrize("kind", ["model", "check", "why"])
def test_the_schemas_can_be_had(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", kind]) == 0
    shown = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(shown)
    assert shown == {"model": api.model_schema, "check": api.report_schema, "why": api.why_schema}[kind]()


def names_in(schema: object) -> set[str]:
    """Names of all properties, however deep."""
    if isinstance(schema, list):
        return set().union(*map(names_in, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if schema.get("additionalProperties") is False else set()
    return own.union(*map(names_in, schema.values()))


def test_the_page_explains_every_field_and_word() -> None:
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    told = {word for name in re.findall(r"`(\S+?)`", page) for word in name.split(".")}
    dimensions = {"people", "functions", "technology", "rules", "workflow", "resources"}
    of_models = {*LABELS, *RELATIONSHIPS}
    assert names_in(api.report_schema()) | names_in(api.why_schema()) <= told | dimensions | of_models
    words = set(re.findall(r'"enum": (\[.*?\])', json.dumps([api.report_schema(), api.why_schema()])))
    assert {word for several in words for word in json.loads(several) if word} <= told | dimensions
