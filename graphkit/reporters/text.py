"""The report for people: what the model cannot tell, the processes, the findings, the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

import numpy as np
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graphkit.index.arrays import Ints
from graphkit.report.finding import SEVERITIES, Finding
from graphkit.report.process import ProcessResult
from graphkit.report.report import Found, Report
from graphkit.reporters.console import VERDICT_STYLES, console_for, styled
from graphkit.reporters.overview import legend, process_table, rows_worst_first

MOST = 50
"""How many processes, and how many other findings, are shown unless all are asked for."""

BLIND_SPOTS = ("MOD014", "MOD013", "MOD015", "MOD008")
"""Findings that say what the model cannot tell; shown first, in this order."""

_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def write(
    report: Report, stream: TextIO, *, statistics: bool = False, quiet: bool = False, verbose: bool = False
) -> None:
    """Write a report for people to read.

    Args:
        report: What was found.
        stream: Where to write; colours only where it is a terminal.
        statistics: Count the findings of each rule instead of listing them.
        quiet: Leave out advice.
        verbose: Show everything and the evidence, instead of the worst processes.
    """
    console = console_for(stream)
    _Page(report, console, most=None if verbose else MOST, quiet=quiet, verbose=verbose).write(statistics)


class _Page:
    """One report on one console."""

    def __init__(self, report: Report, console: Console, *, most: int | None, quiet: bool, verbose: bool) -> None:
        self._report = report
        self._console = console
        self._most = most
        self._quiet = quiet
        self._verbose = verbose

    def write(self, statistics: bool) -> None:
        """Write all parts in the order in which a person wants to see them."""
        if not self._quiet:
            self._print_section("What the model cannot tell yet", self._blind_spots())
        crossing = rows_worst_first(self._report)
        self._write_overview(crossing)
        if statistics:
            self._print_section("Findings by rule", [self._statistics()])
        else:
            self._write_findings(crossing)
        for crash in self._report.crashes:
            self._console.print(styled(f"rule {crash.code} crashed: {crash.error}", "bold red"))
        self._console.print(self._summary())

    def _print_section(self, heading: str, parts: Iterable[RenderableType]) -> None:
        shown = list(parts)
        if not shown:
            return
        self._console.print(Text(heading, style="bold underline"))
        for part in shown:
            self._console.print(part)
        self._console.print()

    def _blind_spots(self) -> Iterator[RenderableType]:
        unknown = int((~self._report.index.participation.known[self._report.rows]).sum())
        if unknown:
            yield _bullet(_not_known(unknown, len(self._report.rows)))
        by_code = {found.rule.code: found for found in self._report.found}
        for code in BLIND_SPOTS:
            if code in by_code:
                found = by_code[code]
                for finding in self._report.worded(found, np.arange(len(found.hits))):
                    yield _bullet(f"{finding.message}: {finding.fix}", code)

    def _write_overview(self, crossing: Ints) -> None:
        shown = crossing[: self._most]
        if not len(shown):
            return
        results = list(self._report.results(shown))
        model = self._report.index.model
        owners = self._report.index.judgement.owner[shown].tolist()
        names = {model.show(owner): model.name_of(owner) for owner in owners if owner >= 0}
        parts: list[RenderableType] = [process_table(results, names), legend()]
        if len(crossing) > len(shown):
            parts.append(Text(f"and {len(crossing) - len(shown)} more (-v shows all)", style="dim"))
        self._print_section("Cross-functional processes, the worst first", parts)

    def _write_findings(self, crossing: Ints) -> None:
        others = np.setdiff1d(self._with_findings(), crossing, assume_unique=True)
        others = self._report.rows[np.isin(self._report.rows, others)]
        rows = np.concatenate([crossing, others])
        by_process: dict[int, list[Finding]] = {row: [] for row in rows[: self._most].tolist()}
        rest: list[Finding] = []
        left_out = 0
        for found in self._report.found:
            at_process, elsewhere = self._split(found, by_process)
            for row, finding in zip(at_process.tolist(), self._report.worded(found, at_process), strict=True):
                by_process[int(found.hits.process[row])].append(finding)
            room = len(elsewhere) if self._most is None else max(self._most - len(rest), 0)
            rest.extend(self._report.worded(found, elsewhere[:room]))
            left_out += max(len(elsewhere) - room, 0)
        with_findings = [row for row, findings in by_process.items() if findings]
        for result in self._report.results(np.array(with_findings, dtype=np.int64)):
            self._print_section_of(_process_heading(result), by_process[result.number])
        if rest:
            self._print_section_of(Text("Elsewhere in the model", style="bold"), rest)
        if left_out:
            self._console.print(Text(f"and {left_out} more such findings (-v shows all)\n", style="dim"))

    def _with_findings(self) -> Ints:
        processes = [found.hits.process for found in self._report.found]
        rows = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *processes]))
        return rows[rows >= 0]

    def _split(self, found: Found, shown: Iterable[int]) -> tuple[Ints, Ints]:
        """Rows of findings at the processes shown, and of those at no process."""
        told_before = found.rule.code in BLIND_SPOTS and not self._quiet
        process = found.hits.process
        at_process = np.flatnonzero(np.isin(process, list(shown)))
        elsewhere = np.flatnonzero(process < 0)
        return at_process, elsewhere[:0] if told_before else elsewhere

    def _print_section_of(self, heading: Text, findings: list[Finding]) -> None:
        self._console.print(heading)
        gravest_first = sorted(findings, key=lambda finding: -SEVERITIES.index(finding.severity))
        for finding in gravest_first:
            self._console.print(Padding(self._finding(finding), (0, 0, 0, 2)))
        self._console.print()

    def _finding(self, finding: Finding) -> Table:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, width=8)
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        place = "" if finding.path is None else f"{finding.path}:{finding.line}" if finding.line else finding.path
        grid.add_row(
            Text(finding.severity, style=_SEVERITY_STYLES[finding.severity]),
            Text(finding.code, style="bold"),
            styled(finding.message),
        )
        if not self._quiet:
            grid.add_row("", "", styled(f"fix: {finding.fix}", "green"))
        if place:
            grid.add_row("", "", styled(f"at {place}", "dim"))
        if self._verbose and finding.evidence:
            grid.add_row("", "", styled(f"evidence: {', '.join(finding.evidence)}", "dim"))
        return grid

    def _statistics(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column("findings", justify="right")
        table.add_column("code")
        table.add_column("name")
        counted = [(len(found.hits), found.rule) for found in self._report.found if len(found.hits)]
        for count, rule in sorted(counted, key=lambda pair: (-pair[0], pair[1].code)):
            table.add_row(str(count), rule.code, rule.name)
        return table

    def _summary(self) -> Text:
        counts, verdicts = self._report.counts, self._report.summary
        text = Text(f"{_number(len(self._report.rows), 'process', 'processes')}, ")
        text.append(f"{verdicts['cross_functional']} cross-functional: ")
        for name in ("gap", "unknown", "governed"):
            among = verdicts[name]
            text.append(f"{among} {name}", style=VERDICT_STYLES[name] if among else "dim")
            text.append("  ")
        text.append("|  ")
        words = {"error": "errors", "warning": "warnings", "info": "notes"}
        for severity, count in counts.items():
            text.append(f"{count} {words[severity]}  ", style=_SEVERITY_STYLES[severity] if count else "dim")
        text.rstrip()
        return text


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


def _not_known(unknown: int, processes: int) -> str:
    whose = "these processes" if unknown == processes else f"{unknown} of the {processes} processes"
    nothing = ", so nothing can be called cross-functional yet" if unknown == processes else ""
    return (
        f"which functions take part in {whose} is not known{nothing}: add performed_by to the processes, "
        "or member_of to the people and belongs_to to the roles that take part"
    )


def _bullet(words: str, code: str = "") -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    text = styled(words)
    if code:
        text.append(f" [{code}]", style="dim")
    grid.add_row("•", text)
    return grid


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
