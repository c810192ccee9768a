"""The one place where the parts are put together: load, check, rules."""

from __future__ import annotations

from graphkit.api.advising import candidates, maturity, role_fit
from graphkit.api.changing import diff, remedy, whatif
from graphkit.api.checking import check, compile_index, compiled, load, rules, why
from graphkit.api.databases import check_address, connect, derived, pull, pull_mapped, push, query
from graphkit.api.schemas import model_schema, report_schema, why_schema
from graphkit.api.showing import report_contents, view

__all__ = [
    "candidates",
    "check",
    "check_address",
    "compile_index",
    "compiled",
    "connect",
    "derived",
    "diff",
    "load",
    "maturity",
    "model_schema",
    "pull",
    "pull_mapped",
    "push",
    "query",
    "remedy",
    "report_contents",
    "report_schema",
    "role_fit",
    "rules",
    "view",
    "whatif",
    "why",
    "why_schema",
]
