"""Pages to look at, and what a report says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graphkit.api.checking import check, compile_index
from graphkit.config import Settings
from graphkit.errors import GraphkitError
from graphkit.model.tables import Model
from graphkit.report.rule import Rule
from graphkit.rules.registry import load_rules

if TYPE_CHECKING:
    from graphkit.model.rows import Tell
    from graphkit.views.report import Contents


def view(
    model: Model,
    settings: Settings | None = None,
    *,
    title: str = "the organisation",
    processes: Iterable[int] = (),
    focus: int | None = None,
    depth: int = 1,
    findings: Sequence[str] = (),
    everything: bool = False,
    pseudonyms: bool = False,
    rules: Sequence[Rule] | None = None,
) -> str:
    """Show verdicts, findings and pictures in one HTML file that needs nothing else.

    Args:
        model: A model.
        settings: Rules selected, policy and day; the defaults where None.
        title: What the page is about.
        processes: Numbers of the processes wanted; all where empty. One alone is what the page opens on.
        focus: The person, role or function that the page opens on, with the processes that concern it.
        depth: How many relationships around `focus` are shown at first.
        findings: Prefixes of codes; only such findings, and the processes that have one. All where empty.
        everything: Hold every node and relationship, not only what verdicts and findings rest on.
        pseudonyms: Replace the names of people and mandates; without MOD rules, whose findings quote the files.
        rules: The rules to choose from; all there are where None.

    Raises:
        GraphkitError: When the extra `views` is not installed.
    """
    from graphkit.views.content import Choice
    from graphkit.views.focus import narrow, processes_of
    from graphkit.views.page import view_page
    from graphkit.views.pseudonyms import pseudonymous

    chosen = settings or Settings()
    if findings:
        chosen = replace(chosen, select=tuple(findings))
    if pseudonyms:
        model, chosen = pseudonymous(model), replace(chosen, ignore=(*chosen.ignore, "MOD"))
    rows = tuple(processes)
    if focus is not None and not rows:
        concerned = processes_of(compile_index(model, chosen.policy, chosen.today), focus)
        rows = tuple(concerned.tolist())
    report = check(model, chosen, processes=rows, rules=rules)
    if findings:
        report = narrow(report)
    start = ""
    if focus is not None:
        start = f"#{urlencode({'node': model.show(focus), 'depth': depth})}"
    elif len(rows) == 1:
        start = f"#{urlencode({'process': model.show(rows[0])})}"
    choice = Choice(title, start, everything, pseudonyms, focus, depth)
    try:
        return view_page(report, choice)
    except ModuleNotFoundError as error:
        raise GraphkitError("pictures need more: pip install 'graphkit-org[views]'") from error


def report_contents(
    model: Model,
    settings: Settings | None = None,
    *,
    title: str = "Process ownership report",
    most: int = 20,
    doing: Tell = lambda _: None,
) -> Contents:
    """Gather what a report for a steering committee says.

    Args:
        model: A model.
        settings: Rules selected, waivers, thresholds, policy and day; the defaults where None.
        title: The report's title.
        most: How many processes are told as a story.
        doing: Takes the name of each step as it begins.
    """
    from graphkit.changes.baseline import waive
    from graphkit.views.report import Scope, gather

    chosen = settings or Settings()
    doing("checking")
    known = load_rules()
    report = waive(check(model, chosen, rules=known), chosen.waivers, [rule.code for rule in known]).report
    return gather(report, Scope(title, most, chosen.maturity), doing)
