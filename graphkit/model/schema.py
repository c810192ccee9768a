"""The list of labels, relationships and columns; everything else is derived from it.

A model is one labelled property graph. Every input format writes the same tables, and
every table is declared here: its label, its own properties, and the columns that name
other nodes and so become relationships.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

PropertyKind = Literal["text", "texts", "bool", "int", "float", "date"]

DIMENSIONS = ("people", "functions", "technology", "rules", "workflow", "resources")
"""The six dimensions of a footprint, in the order in which they are always shown."""

LEVELS = ("influence", "direct", "decide")
"""Levels of authority from the least to the greatest; none is the absence of one."""

RACI = ("R", "A", "C", "I")


class Property(NamedTuple):
    """A typed property of a node or relationship.

    Attributes:
        name: Column and property name.
        kind: How a cell is read; `texts` is a list of words.
        description: One sentence for people and for editors.
        choices: The only values allowed, where they are limited.
        default: What an absent value means to the analysis (it is not stored).
    """

    name: str
    kind: PropertyKind
    description: str
    choices: tuple[str, ...] = ()
    default: str | bool | float | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Label:
    """A kind of node.

    Attributes:
        name: The label in the graph, as Cypher writes it.
        table: The table, file or sheet that lists such nodes.
        description: What it is.
        properties: Its own properties, beyond `id`, `name` and `description`.
    """

    name: str
    table: str
    description: str
    properties: tuple[Property, ...] = ()

    @cached_property
    def all_properties(self) -> tuple[Property, ...]:
        """The properties every node has, then this label's own."""
        return COMMON_PROPERTIES + self.properties


@dataclass(frozen=True)
class RelationshipType:
    """A kind of relationship, read `(source)-[:NAME]->(target)`.

    Attributes:
        name: The type, as Cypher writes it.
        sources: Labels it may start from.
        targets: Labels it may lead to.
        same_label: Both ends must have one label.
        properties: Its properties.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    description: str
    properties: tuple[Property, ...] = ()
    same_label: bool = False

    def allows(self, source: str, target: str) -> bool:
        """Whether this type may lead from one label to another."""
        if self.same_label and source != target:
            return False
        return source in self.sources and target in self.targets


class ReferenceColumn(NamedTuple):
    """A column of a table whose cells name other nodes.

    Attributes:
        label: The label whose table has the column.
        name: The column.
        type: The relationship it writes.
        admits: Labels that its cells may name.
        inward: The named node is the source and the row's node the target.
        properties: Fixed property values of the relationships it writes.
        companions: Other columns of the row that give a property of the relationship: property → column.
        description: One sentence for people and for editors.
    """

    label: str
    name: str
    type: str
    admits: tuple[str, ...]
    description: str
    inward: bool = False
    properties: tuple[tuple[str, str], ...] = ()
    companions: tuple[tuple[str, str], ...] = ()


COMMON_PROPERTIES = (
    Property("id", "text", "What other rows call it; unique within its table. Where it is left out, the name serves."),
    Property("name", "text", "What people call it."),
    Property("description", "text", "A sentence or two about it."),
)

_CUSTODY = ("System", "Rule", "Workflow", "Resource")

_LABELS = (
    Label(
        "Process",
        "processes",
        "An enterprise process, process, sub-process or activity.",
        (
            Property(
                "level",
                "text",
                "How large a piece of work it is.",
                choices=("enterprise", "process", "subprocess", "activity"),
            ),
            Property("strategic", "bool", "Whether it is recorded as a strategic asset."),
            Property("cross_functional", "bool", "What the author declares; the analysis computes its own."),
        ),
    ),
    Label(
        "Function",
        "functions",
        "A unit of the organisation.",
        (
            Property(
                "kind",
                "text",
                "What sort of unit it is: coe is a centre of excellence, external a customer or supplier.",
                choices=("function", "team", "coe", "external"),
                default="function",
            ),
        ),
    ),
    Label(
        "Person",
        "people",
        "A named human being.",
        (
            Property("title", "text", "Job title; spelled-out executive titles are recognised."),
            Property("active", "bool", "Whether the person is still there.", default=True),
            Property("grade", "int", "Pay or seniority grade."),
            Property("skills", "texts", "What the person has mastered."),
            Property("capacity", "float", "Full-time equivalents available for owning processes.", default=1.0),
        ),
    ),
    Label(
        "Role",
        "roles",
        "A position that people hold.",
        (
            Property(
                "kind", "text", "Executive kind (ceo, coo, cpo, cio, cfo, …); recognised from the name otherwise."
            ),
            Property(
                "vacant",
                "bool",
                "Nobody fills it. A role without holders and without this mark stands for whoever does.",
            ),
        ),
    ),
    Label("System", "systems", "Technology that processes use."),
    Label(
        "Rule",
        "rules",
        "A policy, business rule or procedure.",
        (Property("kind", "text", "What sort of rule it is."),),
    ),
    Label("Workflow", "workflows", "The agreed way the work flows."),
    Label(
        "Resource",
        "resources",
        "Anything else a process consumes: budget, data, a facility.",
        (Property("kind", "text", "What sort of resource it is."),),
    ),
    Label(
        "Mandate",
        "mandates",
        "A grant of authority, written down.",
        (
            Property("level", "text", "How much authority it grants.", choices=LEVELS, default="influence"),
            Property("dimensions", "texts", "Where it grants it.", choices=DIMENSIONS, default=DIMENSIONS),
            Property("delegable", "bool", "Whether it may be passed on.", default=False),
            Property("valid_from", "date", "First day on which it is current."),
            Property("valid_until", "date", "Last day on which it is current."),
            Property("accepted", "bool", "Whether the grantee has accepted it.", default=True),
        ),
    ),
)

_LINE = Property("line", "text", "Solid or dotted line.", choices=("solid", "dotted"), default="solid")
_RACI = Property("raci", "text", "Responsible, accountable, consulted or informed.", choices=RACI, default="R")
_COMMUNICATED = Property("communicated", "bool", "Whether the sponsor's buy-in has been communicated.")

_RELATIONSHIPS = (
    RelationshipType(
        "PART_OF", ("Process", "Function"), ("Process", "Function"), "Is a part of a larger one.", same_label=True
    ),
    RelationshipType("MEMBER_OF", ("Person",), ("Function",), "Works in."),
    RelationshipType("REPORTS_TO", ("Person",), ("Person",), "Has as manager.", (_LINE,)),
    RelationshipType("HOLDS", ("Person",), ("Role",), "Fills the position."),
    RelationshipType("HEADS", ("Person", "Role"), ("Function",), "Leads the function."),
    RelationshipType("PERFORMED_BY", ("Process",), ("Function",), "Is done by."),
    RelationshipType("INVOLVES", ("Process",), ("Person", "Role"), "Takes part, by RACI.", (_RACI,)),
    RelationshipType("USES", ("Process",), ("System",), "Runs on."),
    RelationshipType("GOVERNED_BY", ("Process",), ("Rule",), "Must obey."),
    RelationshipType("FOLLOWS", ("Process",), ("Workflow",), "Flows as agreed in."),
    RelationshipType("CONSUMES", ("Process",), ("Resource",), "Needs."),
    RelationshipType("FLOWS_TO", ("Process",), ("Process",), "Hands its work to."),
    RelationshipType("BELONGS_TO", ("Process", "Role", *_CUSTODY), ("Function",), "Is in the keeping of the function."),
    RelationshipType("OWNS", ("Person", "Role", "Function"), ("Process", *_CUSTODY), "Is the recorded owner of."),
    RelationshipType("SPONSORS", ("Person", "Role"), ("Process",), "Has bought in as sponsor.", (_COMMUNICATED,)),
    RelationshipType("GRANTS", ("Person", "Role"), ("Mandate",), "Grants."),
    RelationshipType("EMPOWERS", ("Mandate",), ("Person", "Role"), "Is granted to."),
    RelationshipType("WITHIN", ("Mandate",), ("Process",), "Holds within the process and its parts."),
    RelationshipType(
        "COVERS",
        ("Mandate",),
        tuple(label.name for label in _LABELS if label.name != "Mandate"),
        "Gives authority over it and what it contains.",
    ),
    RelationshipType("COORDINATES", ("Person", "Role"), ("Function", "Person"), "Coordinates."),
    RelationshipType("SUPPORTS", ("Function",), ("Process",), "Gives its skills to."),
)

LABELS: Mapping[str, Label] = {label.name: label for label in _LABELS}
RELATIONSHIPS: Mapping[str, RelationshipType] = {type_.name: type_ for type_ in _RELATIONSHIPS}
TABLES: Mapping[str, Label] = {label.table: label for label in _LABELS}
RELATIONSHIPS_TABLE = "relationships"
"""The extra table that writes any relationship directly: `source`, `type`, `target` and properties."""

_PEOPLE = ("Person", "Role")
_OWNERS = ("Person", "Role", "Function")


def _raci(column: str, letter: str, description: str) -> ReferenceColumn:
    return ReferenceColumn("Process", column, "INVOLVES", _PEOPLE, description, properties=(("raci", letter),))


def _custody(label: str) -> tuple[ReferenceColumn, ReferenceColumn]:
    return (
        ReferenceColumn(label, "belongs_to", "BELONGS_TO", ("Function",), "The function that keeps it."),
        ReferenceColumn(label, "owner", "OWNS", _OWNERS, "Its recorded owner.", inward=True),
    )


_REFERENCES = (
    ReferenceColumn("Process", "part_of", "PART_OF", ("Process",), "The larger process it is a part of."),
    ReferenceColumn("Process", "performed_by", "PERFORMED_BY", ("Function",), "The functions that do the work."),
    _raci("responsible", "R", "Who does the work (RACI)."),
    _raci("accountable", "A", "Who answers for the result (RACI)."),
    _raci("consulted", "C", "Who is asked (RACI)."),
    _raci("informed", "I", "Who is told (RACI)."),
    ReferenceColumn("Process", "uses", "USES", ("System",), "The systems it runs on."),
    ReferenceColumn("Process", "governed_by", "GOVERNED_BY", ("Rule",), "The rules it must obey."),
    ReferenceColumn("Process", "follows", "FOLLOWS", ("Workflow",), "The workflow it follows."),
    ReferenceColumn("Process", "consumes", "CONSUMES", ("Resource",), "The resources it needs."),
    ReferenceColumn("Process", "flows_to", "FLOWS_TO", ("Process",), "Where its work goes next."),
    *_custody("Process"),
    ReferenceColumn(
        "Process",
        "sponsor",
        "SPONSORS",
        _PEOPLE,
        "The executive who has bought in.",
        inward=True,
        companions=(("communicated", "sponsor_communicated"),),
    ),
    ReferenceColumn("Function", "part_of", "PART_OF", ("Function",), "The larger function it is a part of."),
    ReferenceColumn("Function", "head", "HEADS", _PEOPLE, "Who leads it.", inward=True),
    ReferenceColumn("Function", "coordinator", "COORDINATES", _PEOPLE, "Who coordinates it.", inward=True),
    ReferenceColumn("Function", "supports", "SUPPORTS", ("Process",), "The processes it lends its skills to."),
    ReferenceColumn("Person", "member_of", "MEMBER_OF", ("Function",), "The functions the person works in."),
    ReferenceColumn(
        "Person", "reports_to", "REPORTS_TO", ("Person",), "Manager (solid line).", properties=(("line", "solid"),)
    ),
    ReferenceColumn(
        "Person",
        "dotted_line_to",
        "REPORTS_TO",
        ("Person",),
        "Second manager (dotted line).",
        properties=(("line", "dotted"),),
    ),
    ReferenceColumn("Person", "holds", "HOLDS", ("Role",), "The positions the person fills."),
    ReferenceColumn("Person", "coordinator", "COORDINATES", _PEOPLE, "Who coordinates the person.", inward=True),
    ReferenceColumn("Role", "belongs_to", "BELONGS_TO", ("Function",), "The function the position is in."),
    *(column for label in _CUSTODY for column in _custody(label)),
    ReferenceColumn("Mandate", "by", "GRANTS", _PEOPLE, "Who grants it.", inward=True),
    ReferenceColumn("Mandate", "to", "EMPOWERS", _PEOPLE, "Who is empowered."),
    ReferenceColumn("Mandate", "within", "WITHIN", ("Process",), "The processes it holds within."),
    ReferenceColumn("Mandate", "covers", "COVERS", RELATIONSHIPS["COVERS"].targets, "What it gives authority over."),
)

REFERENCES: Mapping[str, tuple[ReferenceColumn, ...]] = {
    name: tuple(column for column in _REFERENCES if column.label == name) for name in LABELS
}
"""Label → the reference columns of its table."""

FOOTPRINT: Mapping[str, str] = {
    "people": "INVOLVES",
    "functions": "PERFORMED_BY",
    "technology": "USES",
    "rules": "GOVERNED_BY",
    "workflow": "FOLLOWS",
    "resources": "CONSUMES",
}
"""Dimension → the relationship whose targets are its elements."""


def columns_of(label: str) -> tuple[str, ...]:
    """Every column that the table of a label knows, in the order in which they are written.

    Args:
        label: A label of the schema.

    Returns:
        Property columns, then reference columns with their companions.

    Examples:
        >>> columns_of("Role")
        ('id', 'name', 'description', 'kind', 'vacant', 'belongs_to')
    """
    names = [property_.name for property_ in LABELS[label].all_properties]
    for reference in REFERENCES[label]:
        names.append(reference.name)
        names.extend(column for _, column in reference.companions)
    return tuple(names)
