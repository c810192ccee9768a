"""Every rule against its cases, which are data: a model, and exactly what the rule finds in it.

`<CODE>/pass-*.yaml` must find nothing and `<CODE>/fail-*.yaml` what it lists under `findings`. A case holds

- `model`: native tables (or a list of such models, which are merged),
- `policy` and `today`, where the defaults do not do,
- `findings`: subject, process (none), evidence (none) and severity of each, and message, fix or line to have these
  compared too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.loaders import read as read_tables
from graphkit.model.assemble import assemble
from graphkit.model.tables import Model
from graphkit.report.finding import ORGANISATION, SEVERITIES, Hit, Hits
from graphkit.report.rule import SECTIONS, Rule
from graphkit.rules.registry import load_rules

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.yaml"))
TODAY = dt.date(2026, 6, 1)
RULES = {rule.code: rule for rule in load_rules(plugins=())}
SENTENCES = ("message", "fix")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def index_of(case: Mapping[str, Any], folder: Path) -> Index:
    return Index(model_of(case["model"], folder), policy_of(case.get("policy", {})), case.get("today", TODAY))


def model_of(written: Any, folder: Path) -> Model:
    """The model as it is when read from a file, or from several."""
    models = written if isinstance(written, list) else [written]
    paths: list[str | Path] = [folder / f"model-{number}.yaml" for number in range(len(models))]
    for path, tables in zip(paths, models, strict=True):
        Path(path).write_text(yaml.safe_dump(tables, sort_keys=False), encoding="utf-8")
    return assemble(read_tables(paths, pytest.fail))


def policy_of(given: Mapping[str, Any]) -> Policy:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    if "required" in plain:
        plain["required"] = {**Policy().required, **plain["required"]}
    return Policy(**plain)


def found(rule: Rule, index: Index) -> Iterator[dict[str, Any]]:
    hits = rule.find(index, index.policy)
    for row in range(len(hits)):
        hit = hit_of(index, hits, row)
        yield {
            "subject": "organisation" if hit.subject == ORGANISATION else index.model.show(hit.subject),
            "process": None if hit.process < 0 else index.model.show(hit.process),
            "evidence": sorted(index.model.show_all(hit.evidence)),
            "severity": rule.severity if hits.severity is None else SEVERITIES[hits.severity[row]],
            "message": rule.message(hit),
            "fix": rule.fix(hit),
            "line": None if hits.lines is None else int(hits.lines[row]),
        }


def hit_of(index: Index, hits: Hits, row: int) -> Hit:
    texts = {name: words[row] for name, words in hits.texts.items()}
    return Hit(index, int(hits.subject[row]), int(hits.process[row]), tuple(hits.evidence[row].tolist()), texts)


def in_order(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("subject", "process", "evidence", "message")
    return sorted(findings, key=lambda finding: [str(finding.get(key)) for key in keys])


def full(expected: Mapping[str, Any]) -> dict[str, Any]:
    return {"process": None, **expected, "evidence": sorted(expected.get("evidence", []))}


def name_of_case(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=name_of_case)
def test_a_rule_finds_what_its_case_says(path: Path, tmp_path: Path) -> None:
    case = read(path)
    fails = path.stem.startswith("fail-")
    assert fails or path.stem.startswith("pass-")
    assert fails == bool(case.get("findings")), "only cases that fail list findings"
    expected = in_order([full(finding) for finding in case.get("findings", [])])
    actual = in_order(list(found(RULES[path.parent.name], index_of(case, tmp_path))))
    told = [{key: finding[key] for key in wanted} for wanted, finding in zip(expected, actual, strict=False)]
    assert told + actual[len(told) :] == expected


@pytest.mark.parametrize("path", CASES, ids=name_of_case)
def test_sentences_are_plain(path: Path, tmp_path: Path) -> None:
    for finding in found(RULES[path.parent.name], index_of(read(path), tmp_path)):
        for sentence in (finding[key] for key in SENTENCES):
            assert sentence == " ".join(sentence.split())
            assert sentence
            assert not sentence.endswith(".")


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_cases_and_shows_its_sentences(code: str) -> None:
    stems = {path.stem.partition("-")[0]: path for path in CASES if path.parent.name == code}
    assert stems.keys() == {"pass", "fail"}
    findings = [finding for path in CASES if path.parent.name == code for finding in read(path).get("findings", [])]
    assert any(finding.keys() >= set(SENTENCES) for finding in findings)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    assert rule.sections == SECTIONS
    assert rule.summary.endswith(".")
    assert not any(empty.strip() == "" for empty in rule.page.split("\n## ")[1:])


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_example_on_the_page_shows_it(rule: Rule, tmp_path: Path) -> None:
    example = next(section for section in rule.page.split("\n## ") if section.startswith("Example"))
    written = yaml.safe_load(example.split("```")[1].removeprefix("yaml"))
    assert list(found(rule, Index(model_of(written, tmp_path), Policy(), TODAY)))


def test_the_catalogue_is_stable() -> None:
    assert {code: [rule.name, rule.severity] for code, rule in RULES.items()} == read(HERE / "catalogue.yaml")


def test_no_case_is_left_over() -> None:
    assert {path.parent.name for path in CASES} <= RULES.keys()
