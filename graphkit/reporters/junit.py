"""A report as JUnit XML, which build servers show as tests: one a process, and one a finding elsewhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TextIO

from lxml import etree

from graphkit.config import SEVERITIES, Severity
from graphkit.report.finding import Finding
from graphkit.report.report import Report
from graphkit.reporters.console import clean


def write(report: Report, stream: TextIO, *, fail_on: Severity = "error", **_options: object) -> None:
    """Write a report as JUnit XML.

    A test is a process, and fails where there is a finding about it that makes the exit code 1; so is whatever else
    has findings. Findings of less weight stand in the output of the test.

    Args:
        report: What was found.
        stream: Where to write; text, UTF-8.
        fail_on: The least severity of a finding that makes the exit code 1.
        **_options: What other formats can leave out or add.
    """
    findings: dict[str, list[Finding]] = {result.id: [] for result in report.processes()}
    elsewhere: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings():
        if finding.process in findings:
            findings[finding.process].append(finding)
        else:
            elsewhere[finding.subject].append(finding)
    grave = SEVERITIES[SEVERITIES.index(fail_on) :]
    root = etree.Element("testsuites", name="graphkit")
    for name, cases in (("processes", findings), ("elsewhere", dict(sorted(elsewhere.items())))):
        root.append(_suite(name, cases, grave))
    if report.crashes:
        root.append(_crashes(report))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    etree.indent(root)
    stream.write(etree.tostring(root, encoding="unicode") + "\n")


def _suite(name: str, cases: dict[str, list[Finding]], grave: tuple[str, ...]) -> etree._Element:
    suite = etree.Element("testsuite", name=name)
    failures = 0
    for subject, findings in cases.items():
        case = etree.SubElement(suite, "testcase", name=clean(subject), classname=f"graphkit.{name}")
        failing = [finding for finding in findings if finding.severity in grave]
        if failing:
            failures += 1
            failure = etree.SubElement(case, "failure", type=failing[0].code, message=clean(failing[0].message))
            failure.text = "\n".join(map(_line, failing))
        rest = [finding for finding in findings if finding.severity not in grave]
        if rest:
            etree.SubElement(case, "system-out").text = "\n".join(map(_line, rest))
    for count, number in (("tests", len(cases)), ("failures", failures), ("errors", 0)):
        suite.set(count, str(number))
    return suite


def _crashes(report: Report) -> etree._Element:
    suite = etree.Element("testsuite", name="rules")
    for crash in report.crashes:
        case = etree.SubElement(suite, "testcase", name=crash.code, classname="graphkit.rules")
        etree.SubElement(case, "error", type="crash", message=clean(crash.error))
    for count, number in (("tests", len(report.crashes)), ("failures", 0), ("errors", len(report.crashes))):
        suite.set(count, str(number))
    return suite


def _line(finding: Finding) -> str:
    place = f" ({finding.path}:{finding.line})" if finding.path and finding.line else ""
    return clean(f"{finding.severity} {finding.code} {finding.message}. To do: {finding.fix}.{place}")
