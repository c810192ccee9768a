"""Disturbances of an organisation: what goes wrong in real models, and some things that just change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graphkit.model.schema import DIMENSIONS, LABELS, REFERENCES, Property
from tests.random_organisation import COLUMNS, Maker, Node

if TYPE_CHECKING:
    from collections.abc import Callable

_DATES = (dt.date(2025, 1, 1), dt.date(2026, 5, 31), dt.date(2026, 6, 1), dt.date(2026, 6, 2), dt.date(2027, 1, 1))
_TITLES = ("COO", "Chief Process Officer", "CPO", "clerk")


def put_something(maker: Maker, node: Node, column: str) -> None:
    """Let a cell name one or two nodes of a label that it admits; now and then something that is not there."""
    admits = COLUMNS[node[0], column].admits
    maker.refer(node, column, maker.some(maker.nodes(*admits), 2, 1))
    if maker.chance(0.04):
        maker.row(node)[column].append(maker.rng.choice(["nobody", "p0", "f0", "Person:nobody"]))


def _value(maker: Maker, property_: Property) -> object:
    if property_.kind == "bool":
        return maker.chance(0.5)
    if property_.kind == "date":
        return maker.rng.choice(_DATES)
    if property_.name == "dimensions":
        return maker.some(DIMENSIONS, 3, 1)
    if property_.name == "capacity":
        return maker.rng.choice([0.0, 0.2, 0.5, 2.0])
    if property_.name == "title":
        return maker.rng.choice(_TITLES)
    return maker.rng.choice(property_.choices)


def _settable(label: str) -> list[Property]:
    own = LABELS[label].properties
    return [p for p in own if p.choices or p.kind in ("bool", "date") or p.name in ("capacity", "title")]


def _any_node(maker: Maker, *labels: str) -> Node | None:
    nodes = maker.nodes(*(labels or LABELS))
    return maker.rng.choice(nodes) if nodes else None


def _set_reference(maker: Maker) -> None:
    node = _any_node(maker)
    if node and REFERENCES[node[0]]:
        put_something(maker, node, maker.rng.choice(REFERENCES[node[0]]).name)


def _set_property(maker: Maker) -> None:
    node = _any_node(maker)
    if node and _settable(node[0]):
        property_ = maker.rng.choice(_settable(node[0]))
        maker.row(node)[property_.name] = _value(maker, property_)


def _clear(maker: Maker) -> None:
    node = _any_node(maker)
    if node and len(maker.row(node)) > 1:
        maker.row(node).pop(maker.rng.choice([name for name in maker.row(node) if name != "id"]))


def _set_mandate(maker: Maker) -> None:
    """Limit a mandate in some way."""
    mandate = _any_node(maker, "Mandate")
    if mandate:
        property_ = maker.rng.choice(LABELS["Mandate"].properties)
        maker.row(mandate)[property_.name] = _value(maker, property_)


def _join(maker: Maker) -> None:
    """Let one mandate be granted by whom another empowers, over and over if it comes full circle."""
    mandates = maker.nodes("Mandate")
    if mandates:
        upper, lower = maker.rng.choice(mandates), maker.rng.choice(mandates)
        maker.row(lower)["by"] = list(maker.row(upper).get("to", []))


def _turn_round(maker: Maker) -> None:
    """Let the grantee grant: so reports empower their managers."""
    mandate = _any_node(maker, "Mandate")
    if mandate:
        row = maker.row(mandate)
        row["by"], row["to"] = row.get("to", []), row.get("by", [])


def _lower_grantors(maker: Maker) -> None:
    """Let somebody other than the top grant, somebody without much command."""
    mandate = _any_node(maker, "Mandate")
    if mandate:
        maker.refer(mandate, "by", [maker.rng.choice(maker.nodes("Person", "Role"))])


def _fix_mandate(maker: Maker) -> None:
    mandate = _any_node(maker, "Mandate")
    if mandate:
        maker.row(mandate)["delegable"] = False


def _retire(maker: Maker) -> None:
    person = _any_node(maker, "Person")
    if person:
        maker.row(person)["active"] = False


def _dot(maker: Maker) -> None:
    person = _any_node(maker, "Person")
    if person:
        put_something(maker, person, "dotted_line_to")


def _own_twice(maker: Maker) -> None:
    process = _any_node(maker, "Process")
    if process:
        maker.refer(process, "owner", maker.some(maker.nodes("Person", "Person", "Role"), 2, 2))


def _close_circle(maker: Maker) -> None:
    """A cycle of management or of parts."""
    label, column = maker.rng.choice([("Person", "reports_to"), ("Function", "part_of"), ("Process", "part_of")])
    nodes = maker.some(maker.nodes(label), 3, 1)
    for lower, upper in zip(nodes, nodes[1:] + nodes[:1], strict=True):
        maker.refer(lower, column, [upper])


def _repeat(maker: Maker) -> None:
    """Write a row again, with another value or reference."""
    node = _any_node(maker)
    if node:
        again: dict[str, object] = {"id": node[1]}
        if _settable(node[0]):
            property_ = maker.rng.choice(_settable(node[0]))
            again[property_.name] = _value(maker, property_)
        maker.rows[node[0]].append(again)


_DISTURBANCES: tuple[Callable[[Maker], None], ...] = (
    *(_set_reference,) * 6,
    *(_set_property,) * 3,
    *(_clear,) * 2,
    *(_set_mandate,) * 2,
    *(_join,) * 2,
    _turn_round,
    *(_lower_grantors,) * 2,
    _fix_mandate,
    _retire,
    _dot,
    _own_twice,
    _close_circle,
    _repeat,
)


def disturb(maker: Maker) -> None:
    """Change one thing."""
    maker.rng.choice(_DISTURBANCES)(maker)
