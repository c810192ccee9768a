"""How the graph of a database that graphkit did not make is read: `[neo4j]`. See docs/neo4j.md."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from graphkit.config.sources import Entry
from graphkit.config.values import Reader, table
from graphkit.errors import nearest
from graphkit.model.schema import LABELS, RELATIONSHIPS, columns_of

_REVERSE = "reverse"


@dataclass(frozen=True)
class MappedType:
    """What a type of relationship of theirs stands for.

    Attributes:
        type: The type of ours.
        reverse: Whether theirs points the other way.
        properties: Properties that all such relationships have.
    """

    type: str
    reverse: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GraphMapping:
    """`[neo4j]`: their names → ours.

    Attributes:
        labels: Label → label.
        relationships: Type → what it may stand for; the first whose ends fit counts.
        properties: Label or type → property → property, reference column, or None for one that is not read.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    relationships: Mapping[str, tuple[MappedType, ...]] = field(default_factory=dict)
    properties: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.labels)

    def known_properties(self, name: str) -> set[str]:
        """The properties that what their label or type stands for may have, made-up ones apart."""
        known = set(columns_of(self.labels[name])) if name in self.labels else set()
        for mapped in self.relationships.get(name, ()):
            known |= {property_.name for property_ in RELATIONSHIPS[mapped.type].properties}
        return known


def check_mapping(mapping: GraphMapping, origins: Mapping[str, Entry]) -> None:
    """Make sure that the parts of a mapping fit together.

    Args:
        mapping: The mapping.
        origins: Where its parts were written: `neo4j.properties` and the others.

    Raises:
        ConfigError: A property belongs to a label or type that is not mapped, or one of ours is not known.
    """
    if (entry := origins.get("neo4j.relationships")) is not None and not mapping.labels:
        raise entry.wrong("neo4j.relationships needs neo4j.labels: which labels stand for which")
    if (entry := origins.get("neo4j.properties")) is None:
        return
    for name, properties in table(entry).items():
        mapped = (*mapping.labels, *mapping.relationships)
        if name not in mapped:
            message = f"'{name}' is in {entry.name} and neither in neo4j.labels nor in neo4j.relationships"
            raise properties.wrong(message, nearest(name, mapped))
        known = mapping.known_properties(name)
        for theirs, property_ in table(properties).items():
            ours = mapping.properties[name][theirs]
            if ours is not None and ours not in known and not ours.startswith("x_"):
                raise property_.wrong(f"unknown property '{ours}' of {name}", nearest(ours, known))
            if ours is not None and list(mapping.properties[name].values()).count(ours) > 1:
                raise property_.wrong(f"two properties of {name} stand for '{ours}'")


def _labels(entry: Entry) -> Mapping[str, str]:
    return {theirs: _known(label, LABELS, "label") for theirs, label in table(entry).items()}


def _relationships(entry: Entry) -> Mapping[str, tuple[MappedType, ...]]:
    return {theirs: _mapped_types(mapped) for theirs, mapped in table(entry).items()}


def _mapped_types(entry: Entry) -> tuple[MappedType, ...]:
    """One type, or a list of those that it may stand for."""
    values = entry.value if isinstance(entry.value, list | tuple) else [entry.value]
    if not values:
        raise entry.wrong(f"{entry.name} stands for nothing")
    return tuple(_mapped_type(Entry(entry.key, value, entry.file, entry.variable)) for value in values)


def _mapped_type(entry: Entry) -> MappedType:
    if not isinstance(entry.value, Mapping):
        return MappedType(_known(entry, RELATIONSHIPS, "relationship type"))
    parts = dict(table(entry))
    if "type" not in parts:
        raise entry.wrong(f"{entry.name} has no type: which relationship it stands for")
    type_ = _known(parts.pop("type"), RELATIONSHIPS, "relationship type")
    reverse = parts.pop(_REVERSE, None)
    if reverse is not None and not isinstance(reverse.value, bool):
        raise reverse.wrong(f"{reverse.name} must be true or false")
    own = {property_.name: property_ for property_ in RELATIONSHIPS[type_].properties}
    for name, part in parts.items():
        if name not in own:
            raise part.wrong(f"unknown key '{name}' in {entry.name}", nearest(name, ("type", _REVERSE, *own)))
        choices = own[name].choices
        if choices and part.value not in choices:
            raise part.wrong(f"{part.name} must be one of {', '.join(choices)}", nearest(str(part.value), choices))
    properties = {name: str(part.value) for name, part in parts.items()}
    return MappedType(type_, reverse is not None and bool(reverse.value), properties)


def _properties(entry: Entry) -> Mapping[str, Mapping[str, str | None]]:
    return {
        name: {theirs: _property(ours) for theirs, ours in table(properties).items()}
        for name, properties in table(entry).items()
    }


def _property(entry: Entry) -> str | None:
    if entry.value is False:
        return None
    if not isinstance(entry.value, str) or not entry.value.strip():
        raise entry.wrong(f"{entry.name} must be the name of a property, or false for one that is not read")
    return entry.value


def _known(entry: Entry, known: Collection[str], what: str) -> str:
    if not isinstance(entry.value, str) or entry.value not in known:
        near = nearest(entry.value, known) if isinstance(entry.value, str) else None
        raise entry.wrong(f"unknown {what} {entry.value!r} in {entry.name}", near)
    return entry.value


MAPPING_READERS: Mapping[str, Reader] = {
    "labels": _labels,
    "relationships": _relationships,
    "properties": _properties,
}
"""How each key of `[neo4j]` is read."""
