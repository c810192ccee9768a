"""The Cypher folder agrees with the schema."""

from __future__ import annotations

import re

from graphkit.model.schema import LABELS
from graphkit.queries import cypher_folder


def test_every_label_has_a_constraint_on_its_id() -> None:
    text = (cypher_folder() / "schema" / "constraints.cypher").read_text()
    found = re.findall(r"CREATE CONSTRAINT (\w+) IF NOT EXISTS FOR \(n:(\w+)\) REQUIRE n\.id IS UNIQUE;", text)
    assert found == [(f"{label.lower()}_id", label) for label in LABELS]
