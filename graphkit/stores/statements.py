"""What is said to Neo4j: labels and types from the lists of the schema, everything else as parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphkit.model.schema import LABELS, RELATIONSHIPS
from graphkit.queries import cypher_folder

OURS = "_graphkit"
"""The property that says of a node or relationship that graphkit wrote it; nothing else is read, changed or removed."""

DERIVED: Mapping[str, str] = {
    "ANSWERS_TO": "Is commanded by: authority that comes with position, computed, without what lies on a cycle."
}
"""Types of relationships that follow from the model; they are replaced whenever it is written."""

_STATE = "GraphkitModel"
_PROBLEM = "GraphkitProblem"
_LABELS = frozenset(LABELS)
_TYPES = frozenset(RELATIONSHIPS) | frozenset(DERIVED)

STATE = f"MATCH (m:{_STATE} {{id: 'model'}}) RETURN properties(m)"
CLAIM = (
    f"MERGE (m:{_STATE} {{id: 'model'}}) WITH m WHERE coalesce(m.push, '') = $seen "
    "SET m.push = $push, m.revision = $revision, m.complete = false RETURN count(m)"
)
GUARD = f"MATCH (m:{_STATE} {{id: 'model', push: $push}}) SET m.push = $push RETURN count(m)"
FINISH = f"MATCH (m:{_STATE} {{id: 'model', push: $push}}) SET m += $state, m.pushed_at = datetime() RETURN count(m)"

READ_PROBLEMS = f"MATCH (p:{_PROBLEM}) RETURN properties(p)"
REMOVE_PROBLEMS = f"MATCH (p:{_PROBLEM}) WITH p LIMIT $limit DETACH DELETE p RETURN count(*)"
CREATE_PROBLEMS = f"UNWIND $rows AS row CREATE (p:{_PROBLEM}) SET p = row RETURN count(*)"

_NODE = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0]"
_RELATIONSHIP = "UNWIND $rows AS row MATCH ()-[n]->() WHERE elementId(n) = row[0]"
CHANGE_NODES = f"{_NODE} SET n = row[1] RETURN count(*)"
CHANGE_RELATIONSHIPS = f"{_RELATIONSHIP} SET n = row[1] RETURN count(*)"
FORGET_NODES = f"{_NODE} REMOVE n._file, n._line RETURN count(*)"
FORGET_RELATIONSHIPS = f"{_RELATIONSHIP} REMOVE n._file, n._line RETURN count(*)"
REMOVE_NODES = f"{_NODE} AND NOT EXISTS {{ (n)--() }} DELETE n RETURN count(*)"
REMOVE_RELATIONSHIPS = f"{_RELATIONSHIP} DELETE n RETURN count(*)"


def constraints() -> list[str]:
    """The statements of `cypher/schema/constraints.cypher`, and one for the node that tells the state.

    Examples:
        >>> constraints()[0]
        'CREATE CONSTRAINT process_id IF NOT EXISTS FOR (n:Process) REQUIRE n.id IS UNIQUE'
    """
    text = (cypher_folder() / "schema" / "constraints.cypher").read_text(encoding="utf-8")
    parts = re.sub(r"//[^\n]*", "", text).split(";")
    state = f"CREATE CONSTRAINT graphkit_model_id IF NOT EXISTS FOR (n:{_STATE}) REQUIRE n.id IS UNIQUE"
    return [*(part.strip() for part in parts if part.strip()), state]


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


def create_nodes(label: str) -> str:
    """The statement that makes nodes of a label, a row being their properties."""
    return f"UNWIND $rows AS row CREATE (n:{_label(label)}) SET n = row RETURN count(*)"


def create_relationships(type_: str, source: str, target: str) -> str:
    """The statement that makes relationships of a type, a row being the ids of both ends and the properties."""
    return (
        f"UNWIND $rows AS row MATCH (a:{_label(source)} {{id: row[0]}}) MATCH (b:{_label(target)} {{id: row[1]}}) "
        f"CREATE (a)-[r:{_type(type_)}]->(b) SET r = row[2] RETURN count(*)"
    )


def _label(name: str) -> str:
    """A label that may stand in a statement: one of the schema, or nothing at all."""
    if name not in _LABELS:
        raise ValueError(f"{name!r} is not a label of the schema")
    return f"`{name}`"


def _type(name: str) -> str:
    if name not in _TYPES:
        raise ValueError(f"{name!r} is not a relationship type of the schema")
    return f"`{name}`"
