"""Who is to sponsor what: nothing that a role at the top has to back is left, and no fewer buy-ins would do."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.api import compile_index, whatif
from graphkit.changes.changefile import parse_changes
from graphkit.changes.lines import lines_of
from graphkit.changes.remedy import Remedy, changes_of, find_remedy, to_dict
from graphkit.config import Settings
from graphkit.index.index import Index
from graphkit.model.assemble import assemble
from tests.organisation_files import Tables, raw_tables
from tests.strategies import TODAY, organisations

GOVERNANCE = Settings(select=("GOV001", "GOV002"), today=TODAY)
COMPANY = """
people:
  - {id: eva, title: CEO}
  - {id: max, title: COO, reports_to: [eva]}
  - {id: fay, title: CFO, reports_to: [eva]}
  - {id: ana, reports_to: [max]}
functions:
  - {id: sales, head: [ana]}
  - {id: service, head: [max]}
  - {id: finance, head: [fay]}
processes:
  - {id: run, level: enterprise}
  - {id: order, performed_by: [sales, service], part_of: [run], owner: [ana]}
  - {id: claims, performed_by: [sales, finance], part_of: [run], owner: [ana]}
  - {id: pay, performed_by: [sales, service], owner: [max], sponsor: [fay]}
"""


def remedy_of(*processes: str) -> Remedy:
    index = compile_index(assemble(raw_tables(yaml.safe_load(COMPANY))), today=TODAY)
    return find_remedy(index, [number for name in processes for number in index.model.find(name)])


def buy_ins(*processes: str) -> list[tuple[str, ...]]:
    remedy = remedy_of(*processes)
    show = remedy.model.show
    return [(show(each.sponsor), show(each.process)) for each in remedy.buy_ins]


def test_who_buys_into_what() -> None:
    assert buy_ins("order") == [("max", "order")]  # the lowest who commands both of its functions
    assert buy_ins("order", "claims") == [("eva", "run")]  # one for two, and finance answers to nobody lower
    assert buy_ins("pay") == [("eva", "pay")]  # nobody sponsors their own process while there is somebody else


def test_what_is_written_closes_the_findings() -> None:
    remedy = remedy_of()
    told: dict[str, Any] = to_dict(remedy)
    assert told["communications"] == [
        {"process": "pay", "sponsors": ["fay"], "reason": "the functions have not been told that fay bought in"}
    ]
    assert [each["reason"] for each in told["buy_ins"]] == [
        "nobody whose role empowers sponsors pay",
        "nobody whose role empowers sponsors run, nor in it claims and order",
    ]
    changes = parse_changes("\n".join(lines_of(changes_of(remedy))), "remedy.yaml")
    outcome = whatif(remedy.model, changes, GOVERNANCE)
    assert {finding.code for finding in outcome.closed.findings()} == {"GOV001", "GOV002"}
    assert list(outcome.after.findings()) == []


def test_nobody_at_the_top() -> None:
    tables = yaml.safe_load(COMPANY)
    tables["people"] = [row | {"title": None} for row in tables["people"]]
    remedy = find_remedy(compile_index(assemble(raw_tables(tables)), today=TODAY))
    assert remedy.buy_ins == ()
    assert to_dict(remedy)["unsponsored"] == ["claims", "order", "pay", "run"]


def unbacked(index: Index, chosen: list[int], backed: set[int]) -> set[int]:
    """Of some processes those that need somebody at the top behind them and have nobody, by hand."""
    above = {n: {n} for n in range(len(index.parts))}
    for _ in above:
        for lower, upper in zip(index.processes.up.keys.tolist(), index.processes.up.values.tolist(), strict=True):
            above[lower] |= above[upper]
    sponsored = {*backed, *(index.model.relationships["SPONSORS"].filter(top(index))["target"].to_list())}
    needed = index.participation.crossing | index.facts.enterprise
    return {n for n in chosen if needed[n] and not above[n] & sponsored}


def top(index: Index) -> list[bool]:
    """Whether each recorded sponsor has a holder whose role empowers."""
    sponsors = index.model.relationships["SPONSORS"]["source"].to_list()
    return [bool(index.authority.empowering[index.holders[each]].any()) for each in sponsors]


@settings(max_examples=25, deadline=None)
@given(organisations(), st.integers(0, 2**32))
def test_the_fewest_that_serve_all(tables: Tables, seed: int) -> None:
    rng = Random(seed)
    for row in tables["processes"]:
        if rng.random() < 0.3 and tables["people"]:
            row["sponsor"] = [f"Person:{rng.choice(tables['people'])['id']}"]
            row["sponsor_communicated"] = rng.random() < 0.5
    index = compile_index(assemble(raw_tables(tables)), today=TODAY)
    everything = range(len(index.parts))
    chosen = [n for n in everything if rng.random() < 0.6] or list(everything)
    remedy = find_remedy(index, chosen)
    if not index.governance.recorded:
        assert (remedy.buy_ins, remedy.unsponsored) == ((), ())
        return
    served = {each.process for each in remedy.buy_ins}
    assert unbacked(index, chosen, served) == set(remedy.unsponsored)
    assert all(index.authority.empowering[each.sponsor] for each in remedy.buy_ins)
    if not remedy.unsponsored:
        fewer = chain.from_iterable(combinations(everything, count) for count in range(len(served)))
        assert all(unbacked(index, chosen, set(some)) for some in fewer)
    changed = whatif(index.model, parse_changes("\n".join(lines_of(changes_of(remedy))), "r"), GOVERNANCE).after
    left = {finding.to_dict()["subject"] for finding in changed.findings()} & {index.model.show(n) for n in chosen}
    assert left <= {index.model.show(n) for n in remedy.unsponsored}
