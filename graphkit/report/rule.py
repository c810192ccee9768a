"""What a rule is: its metadata, how it finds, and its two sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.report.finding import SEVERITIES, Hit, Hits, Severity

CODE = re.compile(r"[A-Z]{3,}[0-9]{3}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SECTIONS = ("What it does", "Why it matters", "Example", "What to do", "Settings")
"""The sections that a rule's page has, in this order."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Raises:
        ValueError: When its code, name or severity is none.

    Attributes:
        code: Three letters and three digits, stable for ever; plug-ins may use more letters.
        name: In kebab case.
        severity: What its findings weigh, unless `Hits.severity` says otherwise.
        find: Finds everything at once, as columns.
        message: Says what is wrong, for one finding.
        fix: Says what would mend it, for one finding.
        page: The rule's page: a summary line, then `## ` sections; usually the module's docstring.
        identity: Names of `Hits.texts` that, with subject and process, tell findings apart.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[Index, Policy], Hits]
    message: Callable[[Hit], str]
    fix: Callable[[Hit], str]
    page: str
    identity: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise ValueError(f"{self.code!r} is not a code such as ABC001")
        if not NAME.fullmatch(self.name):
            raise ValueError(f"the name of {self.code}, {self.name!r}, is not in kebab case")
        if self.severity not in SEVERITIES:
            raise ValueError(f"the severity of {self.code}, {self.severity!r}, is none of {', '.join(SEVERITIES)}")

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.strip().splitlines()[0]

    @property
    def sections(self) -> tuple[str, ...]:
        """Titles of the page's sections, in their order."""
        return tuple(re.findall(r"^## (.+)$", self.page, flags=re.MULTILINE))
