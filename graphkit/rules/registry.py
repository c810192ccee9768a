"""Every rule there is: the project's own modules, and plug-ins by entry point."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import graphkit.rules
from graphkit.errors import RuleLoadError
from graphkit.report.rule import Rule

ENTRY_POINTS = "graphkit.rules"
"""The entry-point group in which a plug-in names a rule, or a module with one as `RULE`."""


_NAMED_BY_CODE = re.compile(r"[a-z]{3}\d{3}_")


def load_rules(plugins: Iterable[EntryPoint] | None = None) -> tuple[Rule, ...]:
    """Load every rule.

    Args:
        plugins: Entry points to load besides the project's own rules; those installed where None.

    Returns:
        The rules, by code.

    Raises:
        RuleLoadError: A rule does not load, or two have the same code.
    """
    found: dict[str, tuple[Rule, str]] = {}
    installed = entry_points(group=ENTRY_POINTS) if plugins is None else plugins
    for rule, where in [*_own_rules(), *(_plugin(point) for point in installed)]:
        if rule.code in found:
            raise RuleLoadError(f"rule {rule.code} is defined twice: in {found[rule.code][1]} and in {where}")
        found[rule.code] = (rule, where)
    return tuple(found[code][0] for code in sorted(found))


def _own_rules() -> Iterator[tuple[Rule, str]]:
    for family in pkgutil.iter_modules(graphkit.rules.__path__, "graphkit.rules."):
        if not family.ispkg:
            continue
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(package.__path__):
            if _NAMED_BY_CODE.match(module.name):
                name = f"{family.name}.{module.name}"
                yield _rule_of(importlib.import_module(name), name), name


def _plugin(point: EntryPoint) -> tuple[Rule, str]:
    where = f"the plug-in {point.name} ({point.value})"
    try:
        loaded = point.load()
    except Exception as error:  # a plug-in may fail in any way, and each is fatal and named
        raise RuleLoadError(f"{where} does not load: {error}") from error
    return _rule_of(loaded, where), where


def _rule_of(loaded: object, where: str) -> Rule:
    rule = loaded.__dict__.get("RULE") if isinstance(loaded, ModuleType) else loaded
    if not isinstance(rule, Rule):
        raise RuleLoadError(f"{where} has no RULE")
    return rule
