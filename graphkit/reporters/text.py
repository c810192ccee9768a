"""The report for people: what the model cannot tell, the processes, the findings, the counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TextIO

import numpy as np
from rich.text import Text

from graphkit.index.arrays import Ints
from graphkit.report.finding import Finding
from graphkit.report.process import ProcessResult
from graphkit.report.report import Report
from graphkit.reporters.blind_spots import CODES, blind_spots
from graphkit.reporters.console import VERDICT_STYLES, Page, console_for, styled
from graphkit.reporters.overview import LEGEND, overview, rows_worst_first
from graphkit.reporters.sections import Section, Sections

MOST = 50
"""How many processes are shown unless all are asked for."""

MOST_OF_ONE = 20
"""How many findings at one process, or elsewhere, are shown unless all are asked for."""

_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_COUNTED = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}


def write(
    report: Report,
    stream: TextIO,
    *,
    statistics: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    **_options: object,
) -> None:
    """Write a report for people to read.

    Args:
        report: What was found.
        stream: Where to write; colours only where it is a terminal.
        statistics: Count the findings of each rule instead of listing them.
        quiet: Leave out advice.
        verbose: Show everything and the evidence, instead of the worst processes.
        **_options: What other formats go by.
    """
    page = Page(console_for(stream))
    _Report(report, page, quiet=quiet, verbose=verbose).write(statistics)
    page.flush()


class _Report:
    """One report on one page."""

    def __init__(self, report: Report, page: Page, *, quiet: bool, verbose: bool) -> None:
        self._report = report
        self._page = page
        self._most = None if verbose else MOST
        self._most_of_one = None if verbose else MOST_OF_ONE
        self._quiet = quiet
        self._verbose = verbose

    def write(self, statistics: bool) -> None:
        """Write all parts in the order in which a person wants to see them."""
        if not self._quiet:
            self._write_blind_spots()
        crossing = rows_worst_first(self._report)
        self._write_overview(crossing)
        if statistics:
            self._write_statistics()
        else:
            self._write_findings(crossing)
        for crash in self._report.crashes:
            self._line(styled(f"rule {crash.code} crashed, so not all it finds is here: {crash.error}", "bold red"))
        self._write_counts()

    def _line(self, words: Text | str = "", lead: Text | str = "") -> None:
        self._page.write(Text(words) if isinstance(words, str) else words, lead)

    def _write_blind_spots(self) -> None:
        spots = list(blind_spots(self._report))
        if not spots:
            return
        self._line(Text("What the model cannot tell yet", style="bold underline"))
        for spot in spots:
            words = styled(f"{spot.unknown}: ").append_text(styled(spot.add, "green"))
            self._line(words.append(f" [{spot.code}]" if spot.code else "", style="dim"), "• ")
        self._line()

    def _write_overview(self, crossing: Ints) -> None:
        if not len(crossing):
            return
        shown = crossing[: self._most]
        model = self._report.index.model
        owners = self._report.index.judgement.owner[shown].tolist()
        names = {model.show(owner): model.name_of(owner) for owner in owners if owner >= 0}
        self._line(Text("Cross-functional processes, the worst first", style="bold underline"))
        for line in overview(list(self._report.results(shown)), names, self._page.width):
            self._page.write_as_is(line)
        self._line_of_rest(len(crossing) - len(shown), "")
        if not self._quiet:
            for legend in LEGEND:
                self._line(Text(legend, style="dim"))
        self._line()

    def _line_of_rest(self, count: int, of_what: str, lead: str = "") -> None:
        if count:
            self._line(Text(f"and {count} more{of_what} (-v shows all)", style="dim"), lead)

    def _write_findings(self, crossing: Ints) -> None:
        """Findings by process: the cross-functional ones first, then the others, then what is elsewhere."""
        found = tuple(part for part in self._report.found if self._quiet or part.rule.code not in CODES)
        others = self._report.rows[~np.isin(self._report.rows, crossing)]
        sections = Sections(self._report, found, np.concatenate([crossing, others]))
        for result, section in self._with_results(sections.at_processes(self._most, self._most_of_one)):
            self._write_section(section, _process_heading(result))
        findings, processes = sections.beyond(self._most)
        if findings:
            at = _number(processes, "more process", "more processes")
            self._line(Text(f"and {_number(findings, 'finding', 'findings')} at {at} (-v shows all)", style="dim"))
            self._line()
        self._write_section(sections.elsewhere(self._most_of_one), Text("Elsewhere in the model", style="bold"))

    def _with_results(self, sections: Iterator[Section]) -> Iterator[tuple[ProcessResult, Section]]:
        """Each section with what was found out about its process, many at a time."""
        while batch := list(islice(sections, MOST)):
            processes = np.array([section.process for section in batch], dtype=np.int64)
            yield from zip(self._report.results(processes), batch, strict=True)

    def _write_section(self, section: Section, heading: Text) -> None:
        if not section.findings:
            return
        self._line(heading)
        for finding in section.findings:
            self._write_finding(finding)
        self._line_of_rest(section.left_out, " here", "  ")
        self._line()

    def _write_finding(self, finding: Finding) -> None:
        lead = Text("  ").append(f"{finding.severity:<8} ", style=_SEVERITY_STYLES[finding.severity])
        lead.append(f"{finding.code:<6} ", style="bold")
        under = " " * lead.cell_len
        self._line(styled(finding.message), lead)
        if not self._quiet:
            self._line(styled(f"fix: {finding.fix}", "green"), under)
        if finding.path is not None:
            place = f"{finding.path}:{finding.line}" if finding.line else finding.path
            self._line(styled(f"at {place}", "dim", most=None), under)
        if self._verbose and finding.evidence:
            self._line(styled(f"evidence: {', '.join(finding.evidence)}", "dim", most=None), under)

    def _write_statistics(self) -> None:
        counted = [(len(found.hits), found.rule) for found in self._report.found if len(found.hits)]
        if not counted:
            return
        self._line(Text("Findings by rule", style="bold underline"))
        for count, rule in sorted(counted, key=lambda pair: (-pair[0], pair[1].code)):
            self._line(f"{count:>8}  {rule.code:<6}  {rule.name}")
        self._line()

    def _write_counts(self) -> None:
        verdicts = self._report.verdicts
        processes = Text(_number(len(self._report.rows), "process: ", "processes: "))
        for number, (verdict, count) in enumerate(verdicts.items()):
            processes.append(", " if number else "")
            processes.append(f"{count} {verdict}", style=VERDICT_STYLES[verdict] if count else "dim")
        findings = Text("findings: ")
        for number, (severity, count) in enumerate(self._report.counts.items()):
            findings.append(", " if number else "")
            style = _SEVERITY_STYLES[severity] if count else "dim"
            findings.append(_number(count, *_COUNTED[severity]), style=style)
        self._line(processes)
        self._line(findings)
        if not self._quiet and any(self._report.counts.values()):
            self._line(Text("to learn more: graphkit why PROCESS, graphkit explain CODE", style="dim"))


def _process_heading(result: ProcessResult) -> Text:
    heading = styled(result.name, "bold")
    if result.id != result.name:
        heading.append_text(styled(f" ({result.id})", "dim"))
    heading.append(": ")
    verdict = result.verdict if result.cross_functional is not None else "not known whether cross-functional"
    heading.append(verdict, style=VERDICT_STYLES[result.verdict])
    if result.reasons:
        heading.append(f" ({', '.join(reason.replace('-', ' ') for reason in result.reasons)})")
    return heading


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
