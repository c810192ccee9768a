"""Writes the table of the BPMN reference models into docs/bpmn.md: `python -m docs.miwg`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from lxml import etree

from graphkit import api

MODELS = Path(__file__).parent.parent / "examples" / "bpmn-miwg"
PAGE = Path(__file__).parent / "bpmn.md"
_START, _END = "<!-- table of reference models -->\n", "<!-- end of table -->\n"
_HEADER = (
    "model",
    "pools",
    "lanes",
    "processes",
    "sub-processes",
    "activities",
    "cross-functional",
    "functional",
    "not known",
)


def table() -> str:
    """What each reference model holds, as a Markdown table.

    Pools and lanes are counted in the XML; all else in the model that is made of it. The three last
    columns are the processes and sub-processes, enterprise processes included, and add up to them.
    """
    rows = [_HEADER, ("---", *["---:"] * (len(_HEADER) - 1))]
    rows += [(path.stem, *map(str, _counts(path))) for path in sorted(MODELS.glob("*.bpmn"))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _counts(path: Path) -> tuple[int, ...]:
    drawn = [etree.QName(element).localname for element in etree.parse(path).iter("{*}participant", "{*}lane")]
    model = api.load(path)
    level = model.nodes["Process"]["level"]
    participation = api.compile_index(model).participation
    activity = (level == "activity").to_numpy()
    crossing, known = participation.crossing[~activity], participation.known[~activity]
    return (
        drawn.count("participant"),
        drawn.count("lane"),
        level.is_in(["enterprise", "process"]).to_list().count(True),
        level.to_list().count("subprocess"),
        int(activity.sum()),
        int(crossing.sum()),
        int(np.sum(known & ~crossing)),
        int(np.sum(~known)),
    )


def page() -> str:
    """The page with the table brought up to date."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
    return f"{before}{_START}{table()}{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
