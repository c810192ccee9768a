"""Every proof is true: the reference, which knows nothing of proofs, confirms each step of it."""

from __future__ import annotations

import math
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from graphkit import api
from graphkit.config import Policy, Settings
from graphkit.errors import InputError
from graphkit.index.judgement import HELD, MISSING, UNGOVERNED
from graphkit.index.proof import ElementProof, EmpowermentProof, Link
from graphkit.model.assemble import assemble
from graphkit.model.schema import LEVELS
from graphkit.model.tables import Model
from graphkit.report.why import Why, prove
from tests.organisation_files import Tables, raw_tables
from tests.reference import command, mandates, verdict
from tests.reference.organisation import Node, Organisation, actors, holds_empowering_role
from tests.reference.participation import footprint, functions
from tests.strategies import TODAY, organisations, policies

MERIDIAN = Path(__file__).parents[2] / "examples" / "meridian"
OFTEN = max(20, int(os.environ.get("GRAPHKIT_EXAMPLES", "5000")) // 20)


class Confirmation:
    """Confirms the proof of the verdict on one process."""

    def __init__(self, org: Organisation, why: Why) -> None:
        self.org = org
        self.why = why
        self.model = why.index.model
        self.process = self.node(why.result.number)
        self.owner = verdict.judged_owner(org, self.process)

    def node(self, number: int) -> Node:
        return self.model.label_of(number), str(self.model.ids[number])

    def confirm(self) -> None:
        proofs = {self.node(proof.element): proof for proof in self.why.elements}
        judged = self.why.result.cross_functional and self.owner is not None
        assert proofs.keys() == (footprint(self.org, self.process, self.owner) if judged else set())
        for element, proof in proofs.items():
            self.confirm_element(element, proof)
        empowered = verdict.empowered(self.org, self.process) if self.owner else None
        assert (self.why.empowerment is None) == (empowered not in ("position", "mandate"))
        if self.why.empowerment is not None:
            assert bool(self.why.empowerment.chain) == (empowered == "mandate")
            self.confirm_empowerment(self.why.empowerment)

    def confirm_element(self, element: Node, proof: ElementProof) -> None:
        assert self.owner is not None
        assert proof.level == mandates.level(self.org, self.owner, element, self.process)
        required = self.org.policy.required[self.why.dimension_of(proof)]
        assert proof.required == ("none", *LEVELS).index(required)
        governed = command.is_governed(self.org, element)
        below = MISSING if governed else UNGOVERNED
        assert proof.status == (HELD if proof.level >= proof.required else below)
        if proof.status == MISSING:
            self.confirm_grantors(element, proof)
        else:
            assert not proof.grantors
        if proof.status != HELD or proof.level == 0:
            assert (proof.chain, proof.path, proof.dotted) == ((), (), False)
        elif proof.dotted:
            assert (proof.chain, proof.path) == ((), ())
            assert (proof.level, self.owner in command.dotted_managers(self.org, element)) == (1, True)
        elif proof.chain:
            self.confirm_grants(element, proof)
        else:
            assert proof.level == 3
            self.confirm_path(proof.path, element, self.owner)

    def confirm_path(self, path: tuple[int, ...], lower: Node, upper: Node) -> None:
        nodes = [self.node(number) for number in path]
        assert (nodes[0], nodes[-1]) == (lower, upper)
        assert all(step[1] in command.edges(self.org).get(step[0], set()) for step in pairwise(nodes))
        assert len(nodes) - 1 == self.distances(lower)[upper]

    def distances(self, start: Node) -> dict[Node, int]:
        """Command edges from a node up to everything above it."""
        found, layer = {start: 0}, [start]
        while layer:
            above = {upper for node in layer for upper in command.edges(self.org).get(node, set())} - found.keys()
            found |= dict.fromkeys(above, found[layer[0]] + 1)
            layer = list(above)
        return found

    def links(self, chain: tuple[Link, ...]) -> list[tuple[Node, Node, Node]]:
        """The chain as nodes, once it is known to hang together."""
        found = [(self.node(link.grantee), self.node(link.mandate), self.node(link.grantor)) for link in chain]
        assert found[0][0] == self.owner
        assert all(lower[2] == upper[0] for lower, upper in pairwise(found))
        for number, (grantee, mandate, grantor) in enumerate(found):
            assert mandate in mandates.current(self.org)
            assert grantee in mandates.grantees(self.org, mandate)
            assert grantor in mandates.grantors(self.org, mandate)
            assert number == 0 or mandates.is_delegable(self.org, mandate)
        return found

    def confirm_grants(self, element: Node, proof: ElementProof) -> None:
        links = self.links(proof.chain)
        for _, mandate, grantor in links:
            assert mandates.applies(self.org, mandate, element, self.process)
            assert mandates.level_of(self.org, mandate) >= proof.level
            assert mandates.gives(self.org, element, self.process)[grantor] >= proof.level
        assert command.commands(self.org, links[-1][2], element)
        self.confirm_path(proof.path, element, links[-1][2])

    def confirm_grantors(self, element: Node, proof: ElementProof) -> None:
        able = {
            person
            for person in actors(self.org)
            if person != self.owner and mandates.gives(self.org, element, self.process)[person] >= proof.required
        }
        named = [(self.node(grantor.person), grantor.distance) for grantor in proof.grantors]
        distances = self.distances(element)
        assert {person for person, _ in named} == able
        assert len(named) == len(able)
        assert named == [(person, distances.get(person)) for person, _ in named]
        keys = [(math.inf if distance is None else distance, person[1]) for person, distance in named]
        assert keys == sorted(keys)

    def confirm_empowerment(self, proof: EmpowermentProof) -> None:
        assert self.owner is not None
        entitled = self.owner
        if proof.chain:
            links = self.links(proof.chain)
            assert all(mandates.is_about(self.org, mandate, self.process) for _, mandate, _ in links)
            assert links[0][2] in mandates.independent_grantors(self.org, links[0][1], self.owner)
            assert links[0][2] in mandates.entitled(self.org, self.process)
            entitled = links[-1][2]
        assert sum((bool(proof.path), proof.role, proof.functions)) == 1
        if proof.path:
            self.confirm_path(proof.path, self.process, entitled)
        if proof.role:
            assert holds_empowering_role(self.org, entitled)
        if proof.functions:
            assert not proof.chain
            units = functions(self.org, self.process)
            assert units
            assert all(command.commands(self.org, entitled, unit) for unit in units)


def confirm_all(model: Model, policy: Policy, today: date) -> None:
    org = Organisation(model.to_networkx(), policy, today)
    index = api.compile_index(model, policy, today)
    for process in range(model.nodes["Process"].height):
        Confirmation(org, prove(index, process)).confirm()


def test_the_example() -> None:
    confirm_all(api.load(MERIDIAN), Policy(), date(2026, 11, 23))


@settings(max_examples=OFTEN, derandomize=True, database=None)
@given(organisations(), policies())
def test_any_organisation(tables: Tables, policy: Policy) -> None:
    confirm_all(assemble(raw_tables(tables)), policy, TODAY)


def test_one_element() -> None:
    model = api.load(MERIDIAN)
    process, element, stranger = (model.find(name)[0] for name in ("hire-to-retire", "safety", "crm"))
    at = Settings(today=date(2026, 11, 23))
    (proof,) = api.why(model, process, element, at).elements
    assert proof.element == element
    with pytest.raises(InputError, match="crm is not in the footprint of hire-to-retire"):
        api.why(model, process, stranger, at)
    with pytest.raises(InputError, match="is not judged element by element"):
        api.why(model, model.find("idea-to-launch")[0], element, at)
