"""One BPMN file as records: what it holds, before references between files are followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from graphkit.loaders.bpmn.notes import Notes
from graphkit.loaders.bpmn.xml import children, key, label, local, name

TASKS = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "scriptTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "callActivity",
    }
)
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
GLOBAL_TASKS = frozenset(
    {"globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"}
)


@dataclass
class Work:
    """A row of the processes table while it is being put together.

    Attributes:
        id: Its id in the model.
        key: Its BPMN id, which other elements of the file refer to.
        line: The line of its element.
        level: Its level in the model.
        element: Its element.
        within: The sub-process or process that it stands in.
    """

    id: str
    key: str
    line: int
    level: str
    element: etree._Element
    name: str | None = None
    within: Work | None = None
    part_of: list[str] = field(default_factory=list)
    performed_by: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)
    governed_by: list[str] = field(default_factory=list)
    flows_to: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Function:
    """A row of the functions table."""

    id: str
    name: str | None
    line: int
    part_of: str | None = None
    external: bool = False


@dataclass
class Scope:
    """A process with all that stands in it at any depth, for ids mean what stands in the same process.

    Attributes:
        process: The process itself.
        works: Every activity and sub-process, in the order of the file.
        by_key: BPMN id → activity or sub-process; where an id is used twice, the first.
        others: Every other element that stands directly in the process or a sub-process, with that container.
        known: Every BPMN id that stands in the process.
    """

    process: Work
    works: list[Work] = field(default_factory=list)
    by_key: dict[str, Work] = field(default_factory=dict)
    others: list[tuple[etree._Element, Work]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def of(self, *names: str) -> Iterator[tuple[etree._Element, Work]]:
        """The other elements with one of these local names, each with its container."""
        return ((element, container) for element, container in self.others if name(element) in names)

    def resolve(self, reference: str | None) -> str:
        """The BPMN id that a reference means: with or without the prefix of a qualified name."""
        whole = key(reference)
        return whole if whole in self.known else whole.rpartition(":")[2]


@dataclass(frozen=True)
class Call:
    """A call activity and the id that it calls."""

    caller: Work
    process: Work
    called: str


@dataclass
class Document:
    """One file.

    Attributes:
        file: The file as the user named it.
        source: Position of the path, among those given, that it belongs to.
        stem: What the ids of its processes and activities start with.
        root: Its `definitions` element.
        notes: Messages about it.
        scopes: Its processes and global tasks.
        enterprises: A row for each collaboration of two participants or more.
        functions: Pools and lanes, by id; the first of several with one id.
        calls: Calls of other processes, followed when all files are read.
        systems: Systems by name, with the line of the first mention; rules, roles and people alike.
    """

    file: str
    source: int
    stem: str
    root: etree._Element
    notes: Notes
    scopes: list[Scope] = field(default_factory=list)
    enterprises: list[Work] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    systems: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def work(self, element: etree._Element, level: str, within: Work | None = None) -> Work:
        """Make the row of an element, with an id that no other row of the file has."""
        line = line_of(element)
        bpmn_id = key(element.get("id"))
        base = bpmn_id or f"{local(element)}-{line}"
        if bpmn_id in self._ids:
            self.notes.add("id '{}' is used again; references mean the first", line, bpmn_id)
        free, count = base, 1
        while free in self._ids:
            count += 1
            free = f"{base}-{count}"
        self._ids.add(free)
        part_of = [] if within is None else [within.id]
        return Work(f"{self.stem}#{free}", bpmn_id, line, level, element, label(element), within, part_of)

    def add_function(self, function: Function) -> str:
        """Keep a function, unless one with its id is there already, and give its id.

        A pool that is drawn empty once and with its process elsewhere is not external.
        """
        known = self.functions.get(function.id)
        if known is None or (known.external and not function.external):
            self.functions[function.id] = function
        return function.id

    def works(self) -> Iterator[Work]:
        """Every row of the processes table."""
        yield from self.enterprises
        for scope in self.scopes:
            yield scope.process
            yield from scope.works


def read_scopes(document: Document) -> None:
    """Find the processes and global tasks of a file and what stands in them."""
    for element in document.root:
        kind = name(element)
        if kind == "process":
            scope = Scope(document.work(element, "process"))
            _fill(document, scope, scope.process)
            document.scopes.append(scope)
        elif kind in GLOBAL_TASKS:
            document.scopes.append(Scope(document.work(element, "activity")))
        elif kind in {"choreography", "globalChoreographyTask"}:
            document.notes.add("choreographies are left out", line_of(element))


def _fill(document: Document, scope: Scope, container: Work) -> None:
    for element in container.element:
        kind = name(element)
        if kind is None or kind == "extensionElements":
            continue
        if bpmn_id := key(element.get("id")):
            scope.known.add(bpmn_id)
        if kind not in TASKS and kind not in SUBPROCESSES:
            scope.others.append((element, container))
            continue
        work = document.work(element, "activity" if kind in TASKS else "subprocess", container)
        scope.works.append(work)
        if work.key:
            scope.by_key.setdefault(work.key, work)
        if kind in SUBPROCESSES:
            _fill(document, scope, work)


def line_of(element: etree._Element) -> int:
    """The line of an element, counted from 1."""
    return cast(int | None, element.sourceline) or 1


def definitions(document: Document, *names: str) -> dict[str, etree._Element]:
    """The elements directly under `definitions` with these local names, by BPMN id; the first of several."""
    found: dict[str, etree._Element] = {}
    for element in children(document.root, *names):
        found.setdefault(key(element.get("id")), element)
    return found


def add_once(values: list[str], value: str) -> None:
    """Add a value to a list that does not have it yet."""
    if value not in values:
        values.append(value)
