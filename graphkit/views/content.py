"""What a page holds: tables of plain values, ready to be written as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graphkit.index.arrays import Bools, Ints, chunks
from graphkit.model.schema import DIMENSIONS, LABELS, RELATIONSHIPS
from graphkit.model.tables import FILE, LINE
from graphkit.report.finding import SEVERITIES, Finding
from graphkit.report.process import Coverage, ProcessResult
from graphkit.report.report import Found, Report, made_by
from graphkit.views.focus import neighbourhood
from graphkit.views.overview import overview_picture
from graphkit.views.picture import NO_NODE, Picture
from graphkit.views.process import process_pictures
from graphkit.views.style import LOOKS, SHAPES

MOST_FINDINGS = 4_000
"""Findings in a page in words; of more, each rule keeps its share, and the page says how many are left out."""
MOST_EVIDENCE = 150
_PICTURES_A_BLOCK = 100

_STATUSES = tuple(LOOKS)
_ROLES = ("proof", "command", "grant", "footprint", "flow")
_TYPES = (*RELATIONSHIPS,)
_PRIVATE = ("Person", "Mandate")
"""Labels whose properties may tell who somebody is."""

Block = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """What a page is to show.

    Attributes:
        title: What it is about.
        start: What it opens on, as the fragment of an address says it; the overview where empty.
        everything: Every node and relationship, not only those that verdicts and findings rest on.
        pseudonyms: The names of people have been replaced.
        focus: A node whose neighbourhood is held as well.
        depth: How far that goes.
    """

    title: str
    start: str = ""
    everything: bool = False
    pseudonyms: bool = False
    focus: int | None = None
    depth: int = 1


@dataclass(frozen=True, eq=False)
class Content:
    """The blocks of a page about a report.

    Attributes:
        report: What was found.
        choice: What to show of it.
    """

    report: Report
    choice: Choice

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Every block with its name: `head` and `graph`, which a page reads at once, then `pictures-0`, ….

        Yields:
            Name, and a tree of dicts, lists and plain values.
        """
        pictures = [
            (f"pictures-{at}", [self._drawn(picture) for picture in self._pictures[part]])
            for at, part in enumerate(chunks(len(self._pictures), _PICTURES_A_BLOCK))
        ]
        yield "head", self._head()
        yield "graph", {"nodes": self._nodes(), "edges": self._edges(), "properties": list(self._properties())}
        yield from ((name, {"pictures": drawn}) for name, drawn in pictures)

    @cached_property
    def overview(self) -> Picture:
        """What the page opens on, its nodes numbered as in the page."""
        spots = [
            replace(
                spot,
                node=NO_NODE if spot.node == NO_NODE else int(self._local[spot.node]),
                members=tuple(self._local[list(spot.members)].tolist()),
            )
            for spot in self._overview.spots
        ]
        return replace(self._overview, spots=tuple(spots))

    @cached_property
    def _rows(self) -> list[int]:
        return [int(row) for row in self.report.rows]

    @cached_property
    def _illustrated(self) -> list[int]:
        """The processes that have a picture: those judged and those with a finding, unless everything is wanted."""
        crossing, codes = self.report.index.participation.crossing, self.report.codes_by_process
        return [row for row in self._rows if self.choice.everything or crossing[row] or codes.counts[row]]

    @cached_property
    def _pictures(self) -> list[Picture]:
        return list(process_pictures(self.report.index, self._illustrated))

    @cached_property
    def _overview(self) -> Picture:
        return overview_picture(self.report.index, self.report.rows)

    @cached_property
    def _results(self) -> list[ProcessResult]:
        return list(self.report.processes())

    @cached_property
    def _findings(self) -> list[tuple[Found, int, Finding]]:
        """The findings told in words, the gravest first, with what found them and their row there."""
        found = sorted(self.report.found, key=lambda each: (len(each.hits), each.rule.code))
        budget, told = MOST_FINDINGS, []
        for place, each in enumerate(found):
            rows = np.arange(min(len(each.hits), budget // (len(found) - place)))
            budget -= len(rows)
            told += [
                (each, row, words) for row, words in zip(rows.tolist(), self.report.worded(each, rows), strict=True)
            ]
        rank = {severity: -place for place, severity in enumerate(SEVERITIES)}
        return sorted(
            told, key=lambda each: (rank[each[2].severity], each[2].code, each[2].subject, each[2].process or "")
        )

    @cached_property
    def _kept(self) -> Bools:
        """The nodes that the page holds, one flag each."""
        index = self.report.index
        kept = np.full(index.model.size, self.choice.everything, dtype=np.bool_)
        kept[self._rows] = True
        kept[index.ownership.owners.take(self.report.rows).values] = True
        kept[index.participation.functions.take(self.report.rows).values] = True
        for picture in (self._overview, *self._pictures):
            kept[[spot.node for spot in picture.spots if spot.node != NO_NODE]] = True
        for found, row, _ in self._findings:
            kept[found.hits.evidence[row][:MOST_EVIDENCE]] = True
            if found.hits.subject[row] >= 0:
                kept[int(found.hits.subject[row])] = True
        for spot in self._overview.spots:
            kept[list(spot.members)] = True
        if self.choice.focus is not None:
            kept[neighbourhood(index.model, self.choice.focus, self.choice.depth)] = True
        return kept

    @cached_property
    def _local(self) -> Ints:
        """For each node its number in the page, -1 for those it does not hold."""
        local = np.full(len(self._kept), -1, dtype=np.int64)
        local[self._kept] = np.arange(int(self._kept.sum()))
        return local

    def _head(self) -> Block:
        report, choice = self.report, self.choice
        return made_by(report.index) | {
            "title": choice.title,
            "start": choice.start,
            "everything": choice.everything,
            "pseudonyms": choice.pseudonyms,
            "summary": report.summary,
            "verdicts": report.verdicts,
            "labels": list(LABELS),
            "types": list(_TYPES),
            "dimensions": list(DIMENSIONS),
            "statuses": list(_STATUSES),
            "roles": list(_ROLES),
            "severities": list(SEVERITIES),
            "looks": {word: asdict(look) for word, look in LOOKS.items()},
            "shapes": dict(SHAPES),
            "files": list(report.index.model.files),
            "rules": [
                {"code": each.rule.code, "name": each.rule.name, "summary": each.rule.summary, "count": len(each.hits)}
                for each in report.found
            ],
            "crashes": [f"rule {crash.code} crashed: {crash.error}" for crash in report.crashes],
            "processes": self._processes(),
            "findings": self._told(),
            "more": sum(report.counts.values()) - len(self._findings),
            "block": _PICTURES_A_BLOCK,
        }

    def _processes(self) -> Block:
        """One row a process, in the order of ids."""
        number = {result.id: int(self._local[result.number]) for result in self._results}
        written = self.report.index.model.show_all
        kept = np.flatnonzero(self._kept)
        local = dict(zip(written(kept), range(len(kept)), strict=True)) | number
        code = {found.rule.code: place for place, found in enumerate(self.report.found)}
        picture = {row: place for place, row in enumerate(self._illustrated)}
        rows = self._results
        return {
            "node": [int(self._local[row.number]) for row in rows],
            "level": [row.level for row in rows],
            "verdict": [_STATUSES.index(row.verdict) for row in rows],
            "crossing": [row.cross_functional for row in rows],
            "functions": [[local[each] for each in row.functions] for row in rows],
            "owners": [[local[each] for each in row.owners] for row in rows],
            "owner": [-1 if row.owner is None else local[row.owner] for row in rows],
            "source": [row.owner_source for row in rows],
            "empowered": [row.empowered for row in rows],
            "coverage": [None if row.coverage is None else _flat(row.coverage.values()) for row in rows],
            "reasons": [list(row.reasons) for row in rows],
            "codes": [[code[each] for each in row.findings] for row in rows],
            "picture": [picture.get(row.number, -1) for row in rows],
        }

    def _told(self) -> Block:
        """One row a finding, the gravest first."""
        rows, local = self._findings, self._local
        rule = {found.rule.code: place for place, found in enumerate(self.report.found)}
        file = {name: place for place, name in enumerate(self.report.index.model.files)}
        subjects = [int(found.hits.subject[row]) for found, row, _ in rows]
        processes = [int(found.hits.process[row]) for found, row, _ in rows]
        evidence = [found.hits.evidence[row] for found, row, _ in rows]
        words = [finding for _, _, finding in rows]
        return {
            "rule": [rule[finding.code] for finding in words],
            "severity": [SEVERITIES.index(finding.severity) for finding in words],
            "subject": [-1 if node < 0 else int(local[node]) for node in subjects],
            "process": [-1 if node < 0 else int(local[node]) for node in processes],
            "message": [finding.message for finding in words],
            "fix": [finding.fix for finding in words],
            "evidence": [local[nodes[:MOST_EVIDENCE]].tolist() for nodes in evidence],
            "more": [max(len(nodes) - MOST_EVIDENCE, 0) for nodes in evidence],
            "file": [-1 if finding.path is None else file[finding.path] for finding in words],
            "line": [finding.line for finding in words],
            "fingerprint": [finding.fingerprint for finding in words],
        }

    def _nodes(self) -> Block:
        """The nodes held, a column each for what all have."""
        model = self.report.index.model
        kept = np.flatnonzero(self._kept)
        name = pl.concat(
            [model.nodes[label].select(pl.coalesce("name", "id")).to_series().cast(pl.String) for label in LABELS]
        )
        file, line = (pl.concat([model.nodes[label][column] for label in LABELS]) for column in (FILE, LINE))
        return {
            "label": model.label_codes[kept].tolist(),
            "id": model.show_all(kept),
            "name": name.gather(kept).to_list(),
            "file": file.gather(kept).to_list(),
            "line": line.gather(kept).to_list(),
        }

    def _edges(self) -> Block:
        """Relationships between nodes held: sources as differences from the one before, targets, and a note."""
        edges = {}
        for type_, table in self.report.index.model.relationships.items():
            source, target = (table[end].to_numpy().astype(np.int64) for end in ("source", "target"))
            held = np.flatnonzero(self._kept[source] & self._kept[target])
            if not len(held):
                continue
            local = self._local[source[held]]
            edges[type_] = {"step": np.diff(local, prepend=0).tolist(), "target": self._local[target[held]].tolist()}
            note = next((name for name in ("raci", "line") if name in table.columns), None)
            if note:
                edges[type_]["note"] = table[note].gather(held).to_list()
        return edges

    def _properties(self) -> Iterator[Block]:
        """What nodes have besides, a column for each property, as far as it is known."""
        model = self.report.index.model
        for label, table in model.nodes.items():
            first = model.offsets[label]
            kept = self._kept[first : first + table.height]
            for name in table.columns:
                if name in ("id", "name", FILE, LINE) or self._hidden(label, name):
                    continue
                rows = np.flatnonzero(kept & table[name].is_not_null().to_numpy())
                if len(rows):
                    values = table[name].gather(rows)
                    plain = values.cast(pl.String) if values.dtype == pl.Date else values
                    nodes = self._local[first + rows].tolist()
                    yield {"name": name, "step": np.diff(nodes, prepend=0).tolist(), "value": plain.to_list()}

    def _hidden(self, label: str, name: str) -> bool:
        return self.choice.pseudonyms and (label in _PRIVATE or name == "description" or name.startswith("x_"))

    def _drawn(self, picture: Picture) -> Block:
        """A picture as columns; names only of what is no node, or stands for several."""
        named = {
            place: spot.name
            for place, spot in enumerate(picture.spots)
            if spot.node == NO_NODE or len(spot.members) > 1
        }
        spots, lines = picture.spots, picture.lines
        return {
            "title": picture.title,
            "node": [-1 if spot.node == NO_NODE else int(self._local[spot.node]) for spot in spots],
            "kind": [list(LABELS).index(spot.kind) for spot in spots],
            "status": [_STATUSES.index(spot.status) for spot in spots],
            "x": [_short(spot.x) for spot in spots],
            "y": [_short(spot.y) for spot in spots],
            "size": [_short(spot.size) for spot in spots],
            "lane": [spot.lane for spot in spots],
            "source": [line.source for line in lines],
            "target": [line.target for line in lines],
            "type": [_TYPES.index(line.kind) for line in lines],
            "role": [_ROLES.index(line.role) for line in lines],
            "held": [_STATUSES.index(line.status) for line in lines],
            "lanes": [[lane.name, _short(lane.y), _short(lane.height)] for lane in picture.lanes],
            "names": named,
            "cut": picture.cut,
        }


def _flat(coverage: Sequence[Coverage | None] | Any) -> list[int]:
    """Held, missing and ungoverned of each dimension, one behind the other."""
    parts: list[int] = []
    for each in coverage:
        parts += [0, 0, 0] if each is None else [each.held, each.missing, each.ungoverned]
    return parts


def _short(number: float) -> float | int:
    """A number without the zeros behind its point."""
    return int(number) if number == int(number) else round(number, 1)
