"""The reference models of the interchange suite: all load, and four hold exactly what was counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.model.schema import LABELS, REFERENCES, TABLES
from tests.loaders.bpmn.reading import MIWG, MODELS, Reading, read_paths


def _read(name: str) -> Reading:
    return read_paths(MIWG / f"{name}.bpmn")


def test_there_are_models() -> None:
    assert len(MODELS) == 21


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_model_loads_with_all_references_answered(path: Path) -> None:
    reading = read_paths(path)
    assert reading.rows("processes")
    for raw in reading.tables:
        assert raw.frame.height == len(raw.lines) > 0
        assert (raw.lines > 0).all()
        assert not raw.flat
        assert raw.frame["id"].is_unique().all()
        for reference in REFERENCES[TABLES[raw.table].name]:
            if reference.name in raw.frame.columns:
                known = {
                    written
                    for label in reference.admits
                    for id_ in reading.rows(LABELS[label].table)
                    for written in (id_, f"{label}:{id_}")
                }
                assert set(raw.frame[reference.name].explode().drop_nulls()) <= known


def test_a41_pools_lanes_and_sub_processes() -> None:
    reading = _read("A.4.1")
    assert reading.rows("functions") == {
        "pool-1": {"id": "pool-1", "name": "Pool 1", "kind": None, "part_of": None},
        "pool-2": {"id": "pool-2", "name": "Pool 2", "kind": None, "part_of": None},
        "pool-1/lane-1": {"id": "pool-1/lane-1", "name": "Lane 1", "kind": None, "part_of": ["pool-1"]},
        "pool-2/lane-2": {"id": "pool-2/lane-2", "name": "Lane 2", "kind": None, "part_of": ["pool-2"]},
        "pool-2/lane-3": {"id": "pool-2/lane-3", "name": "Lane 3", "kind": None, "part_of": ["pool-2"]},
    }
    assert {row["name"]: row["level"] for row in reading.rows("processes").values()} == {
        "A.4.1": "enterprise",
        "Pool 1": "process",
        "Pool 2": "process",
        "Expanded Sub-Process 1": "subprocess",
        "Expanded Sub-Process 2": "subprocess",
        **{f"Task {n}": "activity" for n in range(1, 7)},
    }
    assert reading.by_name("part_of") == {
        "Pool 1": ["A.4.1"],
        "Pool 2": ["A.4.1"],
        "Task 1": ["Pool 1"],
        "Task 2": ["Pool 1"],
        "Task 3": ["Pool 2"],
        "Expanded Sub-Process 1": ["Pool 2"],
        "Task 4": ["Expanded Sub-Process 1"],
        "Task 5": ["Pool 2"],
        "Expanded Sub-Process 2": ["Pool 2"],
        "Task 6": ["Expanded Sub-Process 2"],
    }
    assert reading.by_name("performed_by") == {
        "Task 1": ["pool-1/lane-1"],
        "Task 2": ["pool-1/lane-1"],
        "Task 3": ["pool-2/lane-2"],
        "Expanded Sub-Process 1": ["pool-2/lane-2"],
        "Task 4": ["pool-2/lane-2"],
        "Task 5": ["pool-2/lane-2"],
        "Expanded Sub-Process 2": ["pool-2/lane-3"],
        "Task 6": ["pool-2/lane-3"],
    }
    assert reading.by_name("flows_to") == {
        "Task 1": ["Task 2"],
        "Task 3": ["Expanded Sub-Process 2", "Expanded Sub-Process 1"],
        "Expanded Sub-Process 1": ["Task 5"],
    }
    assert reading.messages == []


def test_c10_performers_and_an_unnamed_lane() -> None:
    reading = _read("C.1.0")
    unnamed = "team-assistant/sid-744AEFB3-C93D-46A3-8976-EFA91784A51F"
    engine = "process-engine-invoice-receipt"
    assert {id_: row["part_of"] for id_, row in reading.rows("functions").items()} == {
        "team-assistant": None,
        engine: None,
        unnamed: ["team-assistant"],
        f"{engine}/approver": [engine],
        f"{engine}/team-assistant": [engine],
        f"{engine}/accountant": [engine],
    }
    assert reading.by_name("performed_by") == {
        "Scan Invoice": [unnamed],
        "Archive original": [unnamed],
        "Assign approver": [unnamed],
        "Review and document result": [unnamed],
        "Approve Invoice": [f"{engine}/approver"],
        "Assign Approver": [f"{engine}/team-assistant"],
        "Rechnung klären": [f"{engine}/team-assistant"],
        "Prepare Bank Transfer": [f"{engine}/accountant"],
        "Archive Invoice": [f"{engine}/accountant"],
    }
    assert reading.by_name("responsible") == {
        "Approve Invoice": ["Role:Approver"],
        "Assign Approver": ["Role:Team Assistant", "Person:demo"],
        "Rechnung klären": ["Role:Team Assistant", "Person:demo"],
        "Prepare Bank Transfer": ["Role:Accountant", "Role:accounting"],
    }
    assert reading.by_name("uses") == {"Archive Invoice": ["archiveService"]}
    assert reading.by_name("flows_to") == {
        "Scan Invoice": ["Archive original"],
        "Archive original": ["Assign approver"],
        "Assign approver": ["Review and document result"],
        "Assign Approver": ["Approve Invoice"],
        "Approve Invoice": ["Prepare Bank Transfer", "Rechnung klären"],
        "Rechnung klären": ["Approve Invoice"],
        "Prepare Bank Transfer": ["Archive Invoice"],
    }
    assert set(reading.rows("roles")) == {"Approver", "Team Assistant", "Accountant", "accounting"}
    assert set(reading.rows("people")) == {"demo"}
    assert len(reading.messages) == 1
    assert "${approver}" in reading.messages[0]


_HR = "money-bank/hr-department"
_DEPARTMENT = "money-bank/responsible-department"


def test_c40_stores_and_four_collaborations() -> None:
    reading = _read("C.4.0")
    # Four collaborations of one participant each: no enterprise process.
    assert [row["name"] for row in reading.rows("processes").values() if row["part_of"] is None] == [
        "Money Bank - Process",
        "IT - Process",
        "Payroll - Process",
        "Facilities - Process",
    ]
    assert set(reading.rows("functions")) == {"money-bank", _HR, _DEPARTMENT, "it", "payroll", "facilities"}
    performed = reading.by_name("performed_by")
    assert {function: [*performed.values()].count([function]) for function in reading.rows("functions")} == {
        "money-bank": 0,
        _HR: 7,
        _DEPARTMENT: 5,
        "it": 5,
        "payroll": 3,
        "facilities": 2,
    }
    assert performed["Review terms of contract"] == [_HR]
    assert performed["Compile welcome package"] == [_DEPARTMENT]
    assert set(reading.rows("systems")) == {"Employee Details", "User Management", "Payroll system"}
    assert reading.by_name("uses") == {
        "Get signature on contract and notify responsible department": ["Employee Details"],
        "Create domain account": ["Employee Details", "User Management"],
        "Assign required applications and permissions": ["User Management"],
        "Configure workstation": ["User Management"],
        "Validate provided information": ["Employee Details"],
        "Update payroll system": ["Payroll system"],
        "Configure access details": ["Employee Details"],
    }
    flows = reading.by_name("flows_to")
    assert sum(map(len, flows.values())) == 21
    signature = "Get signature on contract and notify responsible department"
    assert flows["Send candidate Contract"] == [signature, "Review terms of contract"]
    assert flows["Review terms of contract"] == ["Send candidate Contract"]
    assert flows["Validate provided information"] == ["Clarify missing points", "Update payroll system"]
    assert flows["Compile welcome package"] == ["Give employee welcome package"]
    assert "Give employee welcome package" not in flows


def test_b20_flows_through_boundaries_gateways_and_links() -> None:
    reading = _read("B.2.0")
    global_task = "Call Activity calling a Global User Task"
    many = "Collapsed Sub-Process 1 Multi-Instances"
    ids = {row["id"]: row["name"] for row in reading.rows("processes").values()}
    flows = {
        (ids[row["id"]], ids[target]) for row in reading.rows("processes").values() for target in row["flows_to"] or []
    }
    assert flows == {
        ("User Task 12 Muti-Inst. Seq.", "User Task 13"),
        ("User Task 13", "Service Task 14"),
        ("Abstract Task 1", "Send Task 2"),
        ("Send Task 2", "User Task 3"),
        ("User Task 3", "Service Task 4"),
        ("User Task 3", global_task),
        ("Service Task 4", many),
        (global_task, "Expanded Sub-Process 1"),
        (many, "Task 5"),
        ("Expanded Sub-Process 1", "User Task 8"),
        ("User Task 8", "Task 9"),
        ("Task 5", "Task 6"),
        ("Task 9", "Task 10"),
        ("Task 11", "Expanded Call Activity"),
        ("Task 11", "Collapsed Sub-Process 2"),
        ("Task 11", "Task 21"),
        ("Collapsed Sub-Process 2", "Collapsed Call Activity"),
        ("Collapsed Sub-Process 2", "Task 18"),
        ("Expanded Call Activity", "Service Task 15"),
        ("Service Task 15", "Receive Task 16"),
        ("Service Task 15", "Expanded Sub-Process 3"),
        ("Collapsed Call Activity", "Task 17"),
        ("Collapsed Call Activity", "Task 18"),
        ("Task 17", "Task 19"),
        ("Task 18", "Task 23"),
        ("Task 21", "Expanded Sub-Process 2"),
        ("Task 21", "Task 27"),
        ("Expanded Sub-Process 2", "Task 23"),
        ("Expanded Sub-Process 2", "Task 29"),
        ("Expanded Sub-Process 2", "Task 30"),
        ("Task 23", "Task 24"),
        ("Task 25", "Task 26"),
        ("Task 25", "Expanded Sub-Process 3"),
        ("Task 26", "Task 28"),
        ("Task 27", "Task 28"),
        ("Expanded Sub-Process 3", "Task 32"),
        ("Task 32", "Task 33"),
    }


def test_a_process_in_another_file_is_part_of_the_activity_that_calls_it() -> None:
    reading = read_paths(*(MIWG / f"C.9.{n}.bpmn" for n in range(3)))
    rows = reading.rows("processes")
    assert rows["C.9.2#ManualCheck"]["part_of"] == ["C.9.0#Activity_ManualCheck"]
    assert rows["C.9.1#requestDocument_en"]["part_of"] == ["C.9.2#CallActivity_RequestDocument"]
    assert reading.messages == []


def test_a_process_in_no_file_is_told() -> None:
    assert _read("C.9.0").messages == [
        f"{MIWG / 'C.9.0.bpmn'}:174: calls 'ManualCheck', which is in none of the files; left out"
    ]


def test_the_same_ids_in_two_files_are_not_mixed() -> None:
    # B.1.0 and B.2.0 both have a WFP-0- that a call activity of their own calls.
    rows = read_paths(MIWG / "B.1.0.bpmn", MIWG / "B.2.0.bpmn").rows("processes")
    for stem in ("B.1.0", "B.2.0"):
        (caller,) = rows[f"{stem}#WFP-0-"]["part_of"]
        assert caller.startswith(f"{stem}#")
    assert rows["B.1.0#global-task"]["level"] == "activity"
    assert len(rows["B.1.0#global-task"]["part_of"]) == 1
