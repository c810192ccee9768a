"""Which rules run, and what happens when one fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graphkit import api
from graphkit.cli import run as cli
from graphkit.config import Policy, Settings
from graphkit.index.arrays import Ragged
from graphkit.index.index import Index
from graphkit.report.finding import Hits
from graphkit.report.rule import Rule
from graphkit.report.runner import Selection, run
from tests.strategies import TODAY

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = api.rules()
SETTINGS = Settings(today=TODAY)


@pytest.mark.parametrize(
    ("select", "ignore", "taken"),
    [
        ((), (), "AUT001 OWN001 OWN002 OWN010"),
        (("OWN",), (), "OWN001 OWN002 OWN010"),
        ((), ("OWN",), "AUT001"),
        (("OWN",), ("OWN00",), "OWN010"),
        (("OWN001",), ("OWN",), "OWN001"),
        (("OWN001", "AUT"), ("OWN", "A"), "AUT001 OWN001"),
        (("OWN",), ("OWN",), ""),
        (("OWN0", "OWN001"), ("OWN00",), "OWN001 OWN010"),
    ],
)
def test_the_longer_prefix_wins(select: tuple[str, ...], ignore: tuple[str, ...], taken: str) -> None:
    selection = Selection(select, ignore)
    codes = ("AUT001", "OWN001", "OWN002", "OWN010")
    assert [code for code in codes if selection.takes(code)] == taken.split()


def only(number: int) -> Callable[[Index, Policy], Hits]:
    """Finds something about the process of this number."""
    return lambda index, policy: Hits.at_processes(np.array([number]))


def unequal(index: Index, policy: Policy) -> Hits:
    one, two = np.array([0]), np.array([0, 1])
    return Hits(two, one, Ragged.empty(2))


def nowhere(index: Index, policy: Policy) -> Hits:
    return Hits.at_nodes(np.array([index.model.size]))


def unheard_of(index: Index, policy: Policy) -> Hits:
    return Hits.at_processes(np.array([0]), severity=np.array([3]))


@pytest.mark.parametrize("find", [unequal, nowhere, unheard_of, lambda index, policy: None])
def test_what_no_rule_may_find_is_a_crash_of_that_rule(find: Callable[[Index, Policy], Hits]) -> None:
    good = Rule("ACME001", "good", "info", only(0), lambda hit: "m", lambda hit: "f", "Good.")
    bad = Rule("ACME002", "bad", "info", find, lambda hit: "m", lambda hit: "f", "Bad.")
    report = run(api.compile_index(api.load(EXAMPLES / "first-minute"), today=TODAY), [good, bad])
    assert [finding.code for finding in report.findings()] == ["ACME001"]
    assert [crash.code for crash in report.crashes] == ["ACME002"]


@pytest.mark.parametrize(
    ("code", "name", "severity"), [("own1", "a", "info"), ("OWN001", "A b", "info"), ("OWN001", "a", "bad")]
)
def test_a_rule_that_is_none(code: str, name: str, severity: str) -> None:
    with pytest.raises(ValueError, match=code):
        Rule(code, name, severity, only(0), str, str, "Page.")  # type: ignore[arg-type]


def test_a_report_on_some_processes() -> None:
    model = api.load(EXAMPLES / "meridian")
    whole = api.check(model, SETTINGS)
    (number,) = model.find("engineering-change", ["Process"])
    part = api.check(model, SETTINGS, processes=[number])
    (row,) = part.processes()
    assert row == next(result for result in whole.processes() if result.id == "engineering-change")
    assert {finding.code for finding in part.findings()} == set(row.findings)
    about = [f for f in whole.findings() if "engineering-change" in (f.subject, f.process, *f.evidence)]
    assert list(part.findings()) == about
    assert sum(part.counts.values()) == len(about)


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("options", [[], ["--exit-zero"]])
def test_a_crash_is_named_and_exits_with_3(
    format_: str, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speechless = Rule("ACME001", "speechless", "info", only(0), lambda hit: str(1 // 0), str, "Good.")
    monkeypatch.setattr("graphkit.api.checking.load_rules", lambda: (speechless, *REAL))
    assert cli.run(["check", str(EXAMPLES / "first-minute"), "--format", format_, *options]) == 3
    out, err = capsys.readouterr()
    assert "OWN001" in out
    named = err if format_ == "json" else out
    assert named.count("rule ACME001 crashed") == 1
    assert "ZeroDivisionError" in named
