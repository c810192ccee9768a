"""Models in Neo4j and in the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.api.checking import compile_index
from graphkit.config import GraphMapping, Settings
from graphkit.errors import GraphkitError
from graphkit.index.index import Index
from graphkit.model.tables import Model
from graphkit.report.report import Report

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import polars as pl

    from graphkit.model.rows import Tell
    from graphkit.stores.answer import Answer
    from graphkit.stores.derived import Derived
    from graphkit.stores.neo4j import Credentials, Database
    from graphkit.stores.push import Pushed


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
        >>> from graphkit.api import load
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
