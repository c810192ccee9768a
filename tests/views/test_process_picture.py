"""Pictures of processes say what the proofs say."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from graphkit import api
from graphkit.generate import organisation, write
from graphkit.index.index import Index
from graphkit.index.judgement import STATUSES
from graphkit.index.proof import ElementProof, prove_elements, prove_empowerment
from graphkit.views.grants import chains_of_empowerment
from graphkit.views.picture import NO_NODE, Picture
from graphkit.views.process import process_picture, process_pictures


@cache
def meridian() -> Index:
    return api.compile_index(api.load("examples/meridian"))


def processes() -> list[int]:
    return list(range(len(meridian().parts)))


def drawn(picture: Picture, *roles: str) -> set[tuple[int, int]]:
    return {
        (picture.spots[line.source].node, picture.spots[line.target].node)
        for line in picture.lines
        if line.role in roles
    }


def is_shown(proof: ElementProof, owner: int, process: int, picture: Picture) -> bool:
    """Whether the lines of a picture prove what the proof proves."""
    if STATUSES[proof.status] != "held":
        return (process, proof.element) in drawn(picture, "footprint")
    if proof.chain:
        grants = {(link.grantor, link.mandate) for link in proof.chain}
        grants |= {(link.mandate, link.grantee) for link in proof.chain}
        return grants | {(owner, proof.element)} <= drawn(picture, "grant")
    if proof.path:
        return set(pairwise(reversed(proof.path))) <= drawn(picture, "command")
    return (owner, proof.element) in drawn(picture, "command", "grant")


@pytest.mark.parametrize("process", processes())
def test_every_element_is_there_with_its_status_and_proof(process: int) -> None:
    index = meridian()
    picture = process_picture(index, process)
    owner = int(index.judgement.owner[process])
    statuses = {spot.node: spot.status for spot in picture.spots}
    for proof in prove_elements(index, process):
        assert statuses[proof.element] == STATUSES[proof.status]
        assert is_shown(proof, owner, process, picture)
    empowerment = prove_empowerment(index, process)
    for link in empowerment.chain if empowerment else ():
        assert (link.mandate, link.grantee) in drawn(picture, "grant")
    assert statuses.get(owner, statuses.get(NO_NODE)) == ("owner" if owner >= 0 else "missing")


@pytest.mark.parametrize("process", processes())
def test_nothing_lies_upon_anything_else(process: int) -> None:
    picture = process_picture(meridian(), process)
    for one, other in combinations(picture.spots, 2):
        assert max(abs(one.x - other.x) / 100, abs(one.y - other.y) / 60) >= 1, (one.name, other.name)


def test_what_is_cut_is_counted_and_what_is_missing_stays() -> None:
    index = meridian()
    process = index.model.number_of("Process", "hire-to-retire") or 0
    whole, small = process_picture(index, process), process_picture(index, process, most=4)
    elements = [spot for spot in small.spots if spot.status in STATUSES]
    assert small.cut == len([spot for spot in whole.spots if spot.status in STATUSES]) - 4
    assert [spot.status for spot in elements] == ["missing"] * 4


def test_of_each_dimension_as_many_are_kept() -> None:
    index = meridian()
    process = index.model.number_of("Process", "hire-to-retire") or 0
    kept = [spot.node for spot in process_picture(index, process, most=6).spots if spot.status in STATUSES]
    assert sorted(index.authority.dimensions[kept].tolist()) == [0, 1, 2, 3, 4, 5]


def test_drawn_together_or_alone_they_are_the_same() -> None:
    together = list(process_pictures(meridian(), processes()))
    assert together == [process_picture(api.compile_index(meridian().model), process) for process in processes()]


def test_chains_found_together_are_those_proved_one_by_one(tmp_path: Path) -> None:
    write(organisation(3000, 3), tmp_path / "model", "parquet")
    index = api.compile_index(api.load(tmp_path / "model"))
    every = np.arange(len(index.parts))
    found = chains_of_empowerment(index, every)
    proofs = {process: prove_empowerment(index, process) for process in every.tolist()}
    proved = {process: proof.chain for process, proof in proofs.items() if proof and proof.chain}
    assert len(proved) > 20
    assert {
        process: [(grant.grantee, grant.mandate, grant.grantor) for grant in chain] for process, chain in found.items()
    } == {process: [(link.grantee, link.mandate, link.grantor) for link in chain] for process, chain in proved.items()}
