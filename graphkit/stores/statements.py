"""What is said to Neo4j: labels and types from the lists of the schema, everything else as parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE
from graphkit.queries import cypher_folder

OURS = "_graphkit"
"""The property that says of a node or relationship that graphkit wrote it; nothing else is read, changed or removed."""

WHOLE_ID = "_id"
"""The property that holds an id which is too long to be indexed; `id` is then a shorter one that stands for it."""

DERIVED: Mapping[str, tuple[str, ...]] = {
    "ANSWERS_TO": (),
    "HAS_AUTHORITY": ("level", "dimension", "via", "process"),
    "ABOUT": ("as",),
}
"""Types of relationships that follow from the model, with their properties; see `docs/neo4j.md`."""

DERIVED_LABELS: Mapping[str, tuple[str, ...]] = {
    "Finding": ("code", "name", "severity", "message", "fix", "fingerprint", "path", "line"),
    "Verdict": ("verdict", "cross_functional", "owner_source", "empowered", "reasons"),
}
"""Labels of nodes that follow from the model, with their properties beyond the id."""

STATE_LABEL = "GraphkitModel"
"""The label of the node that says which model a database holds."""

PROBLEM_LABEL = "GraphkitProblem"
"""The label of a fault that was found when the model was read."""

_LABELS = frozenset(LABELS) | frozenset(DERIVED_LABELS)
_TYPES = frozenset(RELATIONSHIPS) | frozenset(DERIVED)
_OF_SCHEMA = (
    *(label.all_properties for label in LABELS.values()),
    *(type_.properties for type_ in RELATIONSHIPS.values()),
)
PROPERTIES = frozenset(
    {property_.name for several in _OF_SCHEMA for property_ in several}
    | {name for names in (*DERIVED.values(), *DERIVED_LABELS.values()) for name in names}
    | {OURS, WHOLE_ID, FILE, LINE, "derived"}
)
"""The properties that may be named in a statement; those that people made up come as parameters."""

STATE = f"MATCH (m:{STATE_LABEL} {{id: 'model'}}) RETURN properties(m)"
CLAIM = (
    f"MERGE (m:{STATE_LABEL} {{id: 'model'}}) WITH m WHERE coalesce(m.push, '') = $seen "
    "SET m.push = $push, m.revision = $revision, m.complete = false RETURN count(m)"
)
GUARD = f"MATCH (m:{STATE_LABEL} {{id: 'model', push: $push}}) SET m.push = $push RETURN count(m)"
FINISH = (
    f"MATCH (m:{STATE_LABEL} {{id: 'model', push: $push}}) SET m += $state, m.pushed_at = datetime() RETURN count(m)"
)

READ_PROBLEMS = f"MATCH (p:{PROBLEM_LABEL}) RETURN properties(p)"
REMOVE_PROBLEMS = f"MATCH (p:{PROBLEM_LABEL}) WITH p LIMIT $limit DETACH DELETE p RETURN count(*)"
CREATE_PROBLEMS = f"UNWIND $rows AS row CREATE (p:{PROBLEM_LABEL}) SET p = row RETURN count(*)"

NAMES = (
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
)
"""What asks a database for its labels, types and properties."""

_NODE = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0]"
_RELATIONSHIP = "UNWIND $rows AS row MATCH ()-[n]->() WHERE elementId(n) = row[0]"
CHANGE_NODES = f"{_NODE} SET n = row[1] RETURN count(*)"
CHANGE_RELATIONSHIPS = f"{_RELATIONSHIP} SET n = row[1] RETURN count(*)"
FORGET_NODES = f"{_NODE} REMOVE n._file, n._line RETURN count(*)"
FORGET_RELATIONSHIPS = f"{_RELATIONSHIP} REMOVE n._file, n._line RETURN count(*)"
REMOVE_NODES = f"{_NODE} AND NOT EXISTS {{ (n)--() }} DELETE n RETURN count(*)"
REMOVE_RELATIONSHIPS = f"{_RELATIONSHIP} DELETE n RETURN count(*)"


def constraints() -> list[str]:
    """The statements of `cypher/schema/constraints.cypher`, and those for what is written beside a model.

    Examples:
        >>> constraints()[0]
        'CREATE CONSTRAINT process_id IF NOT EXISTS FOR (n:Process) REQUIRE n.id IS UNIQUE'
    """
    text = (cypher_folder() / "schema" / "constraints.cypher").read_text(encoding="utf-8")
    parts = re.sub(r"//[^\n]*", "", text).split(";")
    others = {"graphkit_model_id": STATE_LABEL} | {f"{label.lower()}_id": label for label in DERIVED_LABELS}
    more = (
        f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{of}) REQUIRE n.id IS UNIQUE" for name, of in others.items()
    )
    return [*(part.strip() for part in parts if part.strip()), *more]


def read_nodes(label: str) -> str:
    """The statement that reads what graphkit wrote of a label: where it is, and its properties."""
    return f"MATCH (n:{_label(label)}) WHERE n.{OURS} RETURN elementId(n), properties(n)"


def read_relationships(type_: str) -> str:
    """The statement that reads what graphkit wrote of a type: both ends by label and id, where it is, properties."""
    return (
        f"MATCH (a)-[r:{_type(type_)}]->(b) WHERE r.{OURS} AND a.{OURS} AND b.{OURS} "
        "RETURN [l IN labels(a) WHERE l IN $labels][0], a.id, [l IN labels(b) WHERE l IN $labels][0], b.id, "
        "elementId(r), properties(r)"
    )


def create_nodes(label: str, names: Sequence[str], *, more: bool = False) -> str:
    """The statement that makes nodes of a label.

    Args:
        label: The label.
        names: The properties that a row has.
        more: Whether a map of others comes behind them.

    Examples:
        >>> create_nodes("Role", ["id", "vacant"])
        'UNWIND $rows AS row CREATE (n:`Role` {`id`: row[0], `vacant`: row[1]}) RETURN count(*)'
    """
    others = f" SET n += row[{len(names)}]" if more else ""
    return f"UNWIND $rows AS row CREATE (n:{_label(label)} {_properties(names, 0)}){others} RETURN count(*)"


def create_relationships(type_: str, source: str, target: str, names: Sequence[str], *, more: bool = False) -> str:
    """The statement that makes relationships of a type.

    Args:
        type_: The type.
        source: The label of the sources, whose ids come first in a row.
        target: The label of the targets, whose ids come next.
        names: The properties that follow.
        more: Whether a map of others comes behind them.
    """
    others = f" SET r += row[{len(names) + 2}]" if more else ""
    return (
        f"UNWIND $rows AS row MATCH (a:{_label(source)} {{id: row[0]}}) MATCH (b:{_label(target)} {{id: row[1]}}) "
        f"CREATE (a)-[r:{_type(type_)} {_properties(names, 2)}]->(b){others} RETURN count(*)"
    )


def _properties(names: Sequence[str], first: int) -> str:
    """A map of properties that are in a row, from some place on."""
    if strange := set(names) - PROPERTIES:
        raise ValueError(f"{sorted(strange)} are not properties of the schema")
    return "{" + ", ".join(f"`{name}`: row[{at}]" for at, name in enumerate(names, start=first)) + "}"


def foreign_nodes(label: str) -> str:
    """The statement that reads nodes that others made: where each is, and some properties.

    Args:
        label: Their label.

    Examples:
        >>> foreign_nodes("a`b")[:40]
        'MATCH (n:`a``b`) WHERE n._graphkit IS NU'
    """
    return (
        f"MATCH (n:{_quoted(label)}) WHERE n.{OURS} IS NULL AND none(l IN labels(n) WHERE l IN $before) "
        "RETURN elementId(n), [key IN $keys | n[key]]"
    )


def foreign_relationships(type_: str) -> str:
    """The statement that reads relationships that others made: where both ends are, and some properties."""
    ends = " AND ".join(f"any(l IN labels({end}) WHERE l IN $labels)" for end in ("a", "b"))
    return (
        f"MATCH (a)-[r:{_quoted(type_)}]->(b) WHERE r.{OURS} IS NULL AND {ends} "
        "RETURN elementId(a), elementId(b), [key IN $keys | r[key]]"
    )


def _quoted(name: str) -> str:
    """A name that is not ours, so that it can be nothing but a name; Cypher reads escapes even before quotes."""
    escaped = name.replace("\\", "\\u005C").replace("`", "``")
    return f"`{escaped}`"


def _label(name: str) -> str:
    """A label that may stand in a statement: one of the schema, or nothing at all."""
    if name not in _LABELS:
        raise ValueError(f"{name!r} is not a label of the schema")
    return f"`{name}`"


def _type(name: str) -> str:
    if name not in _TYPES:
        raise ValueError(f"{name!r} is not a relationship type of the schema")
    return f"`{name}`"
