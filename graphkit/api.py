"""The one place where the parts are put together: load, check, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from graphkit.config import GraphMapping, Policy, Settings
from graphkit.errors import GraphkitError
from graphkit.index.index import Index
from graphkit.model.tables import Model
from graphkit.report.report import Report
from graphkit.report.rule import Rule
from graphkit.report.runner import Selection, run
from graphkit.rules.registry import load_rules

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import polars as pl

    from graphkit.advice.candidates import Candidates
    from graphkit.advice.maturity import Maturities
    from graphkit.advice.role_fit import RoleFit
    from graphkit.changes.actions import Change
    from graphkit.changes.remedy import Remedy
    from graphkit.model.rows import Tell
    from graphkit.report.comparison import Comparison
    from graphkit.report.why import Why
    from graphkit.stores.answer import Answer
    from graphkit.stores.derived import Derived
    from graphkit.stores.neo4j import Credentials, Database
    from graphkit.stores.push import Pushed
    from graphkit.views.report import Contents


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


def candidates(model: Model, process: int, settings: Settings | None = None, *, most: int = 10) -> Candidates:
    """Score everybody as owner of a process, each term of the score explained.

    Args:
        model: A model.
        process: The process's number.
        settings: Weights, policy and day; the defaults where None.
        most: How many of the best are told of.
    """
    from graphkit.advice.candidates import find_candidates

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    return find_candidates(index, process, chosen.candidates, most)


def role_fit(
    model: Model,
    people: Sequence[int] = (),
    role: str = "cpo",
    process: int | None = None,
    settings: Settings | None = None,
    *,
    compare: bool = False,
) -> RoleFit:
    """Say whether people may take on a role: skills, authority, breadth and clout, each with its evidence.

    Args:
        model: A model.
        people: People and roles; all executives where it is empty.
        role: cpo or coo; owner for the owner of one process.
        process: The process to be owned.
        settings: Thresholds, policy and day; the defaults where None.
        compare: Put all executives beside them.

    Raises:
        InputError: When nobody active is meant.
    """
    from graphkit.advice.role_fit import fit_role, somebody

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    asked = somebody(index, people, compare=compare or not people)
    return fit_role(index, asked, role, process, chosen.role_fit)


def maturity(model: Model, settings: Settings | None = None, *, processes: Iterable[int] = ()) -> Maturities:
    """How mature the ownership of cross-functional processes is, and what is missing for the next level.

    Args:
        model: A model.
        settings: Thresholds, policy and day; the defaults where None.
        processes: Numbers of the processes wanted; all where empty.
    """
    from graphkit.advice.maturity import find_maturity

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    return find_maturity(index, chosen.maturity, tuple(processes) or None)


def whatif(
    model: Model,
    changes: Sequence[Change],
    settings: Settings | None = None,
    *,
    file: str | None = None,
    rules: Sequence[Rule] | None = None,
) -> Comparison:
    """Say what changes would close and open, without touching the model.

    Args:
        model: The model.
        changes: The changes, in their order.
        settings: Rules selected, policy and day; the defaults where None.
        file: The change file, for messages and as the place of what is new.
        rules: The rules to choose from; all there are where None.

    Raises:
        InputError: When a change does not fit the model.
    """
    from graphkit.changes.whatif import what_if

    chosen = settings or Settings()
    known = load_rules() if rules is None else rules
    index = compile_index(model, chosen.policy, chosen.today)

    def judge(changed: Model, policy: Policy) -> Report:
        return check(changed, replace(chosen, policy=policy, today=index.today), rules=known)

    return what_if(index, changes, judge, file)


def diff(
    old: Model, new: Model, settings: Settings | None = None, *, rules: Sequence[Rule] | None = None
) -> Comparison:
    """Compare the findings and verdicts of two models.

    Args:
        old: The model before.
        new: The model after.
        settings: Rules selected, policy and day; the defaults where None.
        rules: The rules to choose from; all there are where None.
    """
    from graphkit.report.comparison import compare

    known = load_rules() if rules is None else rules
    chosen = settings or Settings()
    dated = replace(chosen, today=chosen.today or date.today())
    return compare(check(old, dated, rules=known), check(new, dated, rules=known))


def remedy(model: Model, settings: Settings | None = None, *, processes: Iterable[int] = ()) -> Remedy:
    """Find the smallest set of appointments and mandates that leaves no gap, and the buy-ins that are missing.

    Args:
        model: A model.
        settings: Policy and day; the defaults where None.
        processes: Numbers of the processes whose gaps are to be closed; all where empty.
    """
    from graphkit.changes.remedy import find_remedy

    chosen = settings or Settings()
    return find_remedy(compile_index(model, chosen.policy, chosen.today), processes)


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


def check_address(uri: str) -> str:
    """The address of a Neo4j server, as it may be shown.

    Raises:
        GraphkitError: It is none, it has a password in it, or the driver is not installed.
    """
    try:
        from graphkit.stores.neo4j import address
    except ModuleNotFoundError as error:
        raise GraphkitError("the Neo4j driver is not installed: pip install 'graphkit-org[neo4j]'") from error
    return address(uri)


def connect(uri: str, credentials: Credentials, database: str | None = None) -> AbstractContextManager[Database]:
    """Reach a Neo4j database; see `graphkit.stores.neo4j.connect`."""
    from graphkit.stores.neo4j import connect

    return connect(uri, credentials, database)


def push(
    model: Model,
    database: Database,
    settings: Settings | None = None,
    *,
    report: Report | None = None,
    prune: bool = False,
    dry_run: bool = False,
) -> Pushed:
    """Make a database hold a model, and who answers to whom by position.

    Args:
        model: The model.
        database: Where it is written.
        settings: Policy and day; the defaults where None.
        report: What `check` says of this model: findings, verdicts and what owners hold are written too. Without
            it, those of an earlier push are removed.
        prune: Remove what an earlier push wrote and the model no longer has.
        dry_run: Only say what would be done.

    Raises:
        InputError: When the database refuses something, or another push begins meanwhile.
    """
    from graphkit.stores.push import push

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today) if report is None else report.index
    return push(database, model, _derived(index, report), prune=prune, dry_run=dry_run)


def derived(model: Model, settings: Settings | None = None) -> Mapping[str, pl.DataFrame]:
    """The relationships that follow from a model, as a database gets them.

    Args:
        model: The model.
        settings: Policy; the defaults where None.

    Returns:
        Type → `source` and `target`, node numbers.
    """
    chosen = settings or Settings()
    return _derived(compile_index(model, chosen.policy, chosen.today), None).relationships


def _derived(index: Index, report: Report | None) -> Derived:
    """What is written beside a model."""
    import polars as pl

    from graphkit.report.graph import ReportGraph
    from graphkit.stores.derived import Derived, DerivedNodes

    up = index.command.reach.up
    answers_to = {"ANSWERS_TO": pl.DataFrame({"source": up.keys, "target": up.values})}
    if report is None:
        return Derived(relationships=answers_to)
    graph = ReportGraph(report)
    nodes = {
        "Finding": DerivedNodes(graph.fingerprints, graph.findings),
        "Verdict": DerivedNodes(index.model.nodes["Process"]["id"], graph.verdicts),
    }
    relationships = answers_to | {"HAS_AUTHORITY": graph.has_authority(), "ABOUT": graph.about()}
    return Derived(nodes, relationships, index.today)


@contextmanager
def query(
    model: Model,
    cypher: str,
    parameters: Mapping[str, Any] | None = None,
    settings: Settings | None = None,
    *,
    cache: Path | None = None,
    tell: Tell = lambda _: None,
) -> Iterator[Answer]:
    """Ask a model in Cypher, without a server.

    The model is loaded into an embedded database, which is kept for the next time.

    Args:
        model: The model.
        cypher: One statement that only reads.
        parameters: Its parameters, by name.
        settings: Policy; the defaults where None.
        cache: The folder in which databases are kept; the user's cache folder where None.
        tell: Takes messages for the user, one line each.

    Yields:
        The columns and rows. The rows come as they are asked for, within the block.

    Raises:
        GraphkitError: The engine is not installed, or the query cannot be run; it says where and why.

    Examples:
        >>> model = load("examples/meridian")
        >>> with query(model, "MATCH (p:Process) RETURN count(*) AS processes") as answer:  # doctest: +SKIP
        ...     list(answer.rows)
    """
    try:
        from graphkit.stores.embedding import opened
    except ModuleNotFoundError as error:
        raise GraphkitError(
            "the embedded Cypher engine is not installed: pip install 'graphkit-org[cypher]', or ask a Neo4j database"
        ) from error
    with opened(model, lambda: derived(model, settings), cache, tell) as database:
        yield database.ask(cypher, parameters or {}, tell)


def pull(database: Database, tell: Tell = lambda _: None) -> Model:
    """Read the model that a push wrote, property for property.

    Args:
        database: Where it is read.
        tell: Takes messages for the user, one line each.

    Raises:
        InputError: When there is none, it is not whole, or somebody wrote to it meanwhile.
    """
    from graphkit.stores.pull import pull

    model, state = pull(database)
    if state.extra:
        tell(
            f"{database.name} holds revision {state.revision} and {state.extra} nodes and relationships of earlier "
            "ones; 'graphkit push --prune' removes those"
        )
    return model


def pull_mapped(database: Database, mapping: GraphMapping, tell: Tell = lambda _: None) -> Model:
    """Read a graph that graphkit did not make.

    Args:
        database: Where it is read; nothing is written.
        mapping: Its labels, types and properties to ours.
        tell: Takes messages for the user, one line each.

    Raises:
        InputError: When something in it cannot be understood.
    """
    from graphkit.model.assemble import assemble
    from graphkit.stores.foreign import read_mapped

    return assemble(read_mapped(database, mapping, tell))


def model_schema() -> dict[str, Any]:
    """The JSON Schema of a model written as YAML or JSON."""
    from graphkit.model.jsonschema import json_schema

    return json_schema()


def report_schema() -> dict[str, Any]:
    """The JSON Schema of what `check --format json` writes, and of `Report.to_dict`."""
    from graphkit.report import contract

    return contract.report_schema()


def why_schema() -> dict[str, Any]:
    """The JSON Schema of what `why --format json` writes, and of `Why.to_dict`."""
    from graphkit.report import contract

    return contract.why_schema()
