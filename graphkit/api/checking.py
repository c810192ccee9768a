"""Models loaded, compiled and checked, with proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.config import Policy, Settings
from graphkit.index.index import Index
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.report.runner import Selection, run
from graphkit.rules.registry import load_rules

if TYPE_CHECKING:
    from graphkit.model.rows import Tell
    from graphkit.report.why import Why


def load(paths: str | Path | Sequence[str | Path], tell: Tell = lambda _: None) -> Model:
    """Read a model from files and folders, merged in the order given.

    Args:
        paths: One path or several.
        tell: Takes messages for the user, one line each.

    Returns:
        The model, with whatever was wrong in it as `Model.problems`.

    Raises:
        InputError: When a file cannot be read or understood.
    """
    from graphkit.loaders import read
    from graphkit.model.assemble import assemble

    several = [paths] if isinstance(paths, str | Path) else list(paths)
    return assemble(read(several, tell))


def rules() -> tuple[Rule, ...]:
    """Every rule, the project's own and those of plug-ins, by code.

    Raises:
        RuleLoadError: When a plug-in does not load, or a code is taken twice.
    """
    return load_rules()


def compile_index(model: Model, policy: Policy | None = None, today: date | None = None) -> Index:
    """Compile a model for questions about it.

    Args:
        model: The organisation.
        policy: What the organisation has set; the defaults where None.
        today: The day on which mandates must be current; the day of the run where None.
    """
    return Index(model, policy or Policy(), today or date.today())


@contextmanager
def compiled(
    paths: Sequence[str], settings: Settings, tell: Tell = lambda _: None, *, cache: bool | None = None
) -> Iterator[Index]:
    """Read and compile a model, or take it from the user's cache, and keep there what is worked out of it meanwhile.

    Args:
        paths: The inputs.
        settings: Policy and day.
        tell: Takes messages for the user, one line each.
        cache: Whether to use the cache; where None, only for large inputs.

    Yields:
        The compiled model.

    Raises:
        InputError: When a path cannot be read or understood.
    """
    from graphkit.cache import entry_of

    today = settings.today or date.today()
    entry = entry_of(paths, settings.policy, today, cache)
    known = entry.read(tell) if entry else None
    if known is not None:
        yield known
        return
    messages: list[str] = []

    def told(message: str) -> None:
        messages.append(message)
        tell(message)

    index = compile_index(load(paths, told), settings.policy, today)
    yield index
    if entry:
        entry.write(index, messages, tell)


def check(
    model: Model | Index | str | Path | Sequence[str | Path],
    settings: Settings | None = None,
    *,
    processes: Iterable[int] = (),
    rules: Sequence[Rule] | None = None,
) -> Report:
    """Say which cross-functional processes lack an empowered owner with sufficient authority, and why.

    Args:
        model: A model, one that is compiled for the policy and the day of the settings, or paths to read one from.
        settings: Rules selected, policy and day; the defaults where None.
        processes: Numbers of the processes to report; all where empty.
        rules: The rules to choose from; all there are where None.

    Raises:
        InputError: When a path cannot be read or understood.
        RuleLoadError: When a plug-in does not load, or a code is taken twice.
    """
    chosen = settings or Settings()
    if isinstance(model, Index):
        index = model
    else:
        loaded = model if isinstance(model, Model) else load(model)
        index = compile_index(loaded, chosen.policy, chosen.today)
    selection = Selection(chosen.select, chosen.ignore, tuple(processes) or None)
    return run(index, load_rules() if rules is None else rules, selection)


def why(model: Model, process: int, element: int | None = None, settings: Settings | None = None) -> Why:
    """Prove the verdict on a process, element by element.

    Args:
        model: A model.
        process: The process's number.
        element: The one element wanted; all of them where None.
        settings: Policy and day; the defaults where None.

    Raises:
        InputError: When the process has no such element.
    """
    from graphkit.report.why import prove

    chosen = settings or Settings()
    return prove(compile_index(model, chosen.policy, chosen.today), process, element)
