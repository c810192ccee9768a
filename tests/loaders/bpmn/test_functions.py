"""Pools and lanes as functions, in every shape that tools write them."""

from __future__ import annotations

from pathlib import Path

from tests.loaders.bpmn.reading import model, read_body, read_paths


def _functions(folder: Path, body: str) -> dict[str, list[str] | None]:
    return {id_: row["part_of"] for id_, row in read_body(folder, body).rows("functions").items()}


def _lanes(*lanes: str) -> str:
    return f"<laneSet>{''.join(lanes)}</laneSet>"


def _lane(name: str, *refs: str, inner: str = "", id_: str = "l") -> str:
    nodes = "".join(f"<flowNodeRef> {ref} </flowNodeRef>" for ref in refs)
    return f'<lane id="{id_}" name="{name}">{nodes}{inner}</lane>'


def _pool(*participants: str, flows: str = "", id_: str = "c") -> str:
    return f'<collaboration id="{id_}">{"".join(participants)}{flows}</collaboration>'


def _participant(name: str, process: str = "", id_: str = "a") -> str:
    reference = f'processRef="{process}"' if process else ""
    return f'<participant id="{id_}" name="{name}" {reference}/>'


def test_nested_lanes_are_parts_and_only_the_innermost_performs(tmp_path: Path) -> None:
    nested = f"<childLaneSet>{_lane('Night &amp; Day', 't', id_='i')}{_lane('', 's', id_='Lane_9')}</childLaneSet>"
    reading = read_body(
        tmp_path,
        _pool(_participant("Äcme\n  GmbH", "p"))
        + f'<process id="p">{_lanes(_lane("Ops", "t", "s", "u", inner=nested), _lane("Empty"))}'
        '<task id="t"/><task id="s"/><task id="u"/></process>',
    )
    assert {id_: row["part_of"] for id_, row in reading.rows("functions").items()} == {
        "acme-gmbh": None,
        "acme-gmbh/ops": ["acme-gmbh"],
        "acme-gmbh/ops/night-day": ["acme-gmbh/ops"],
        "acme-gmbh/ops/Lane_9": ["acme-gmbh/ops"],
        "acme-gmbh/empty": ["acme-gmbh"],
    }
    assert reading.column("performed_by") == {
        "t": ["acme-gmbh/ops/night-day"],
        "s": ["acme-gmbh/ops/Lane_9"],
        "u": ["acme-gmbh/ops"],
    }
    assert reading.rows("functions")["acme-gmbh"]["name"] == "Äcme GmbH"
    assert reading.rows("functions")["acme-gmbh/ops/Lane_9"]["name"] is None
    assert reading.messages == []


def test_lanes_with_one_name_are_one_function_and_a_node_may_be_in_two(tmp_path: Path) -> None:
    reading = read_body(
        tmp_path,
        f'<process id="p">{_lanes(_lane("Sales", "t"), _lane("sales ", "u"), _lane("IT", "u"))}'
        '<task id="t"/><task id="u"/></process>',
    )
    assert reading.rows("functions").keys() == {"sales", "it"}
    assert reading.column("performed_by") == {"t": ["sales"], "u": ["sales", "it"]}


def test_what_stands_in_a_sub_process_is_done_by_its_lane_unless_it_has_one_itself(tmp_path: Path) -> None:
    reading = read_body(
        tmp_path,
        f'<process id="p">{_lanes(_lane("A", "s"), _lane("B", "u"))}'
        '<subProcess id="s" triggeredByEvent="true"><transaction id="x"><task id="t"/><task id="u"/></transaction>'
        f'<adHocSubProcess id="h">{_lanes(_lane("C", "v"))}<task id="v"/></adHocSubProcess></subProcess></process>',
    )
    assert reading.column("performed_by") == {"s": ["a"], "x": ["a"], "t": ["a"], "u": ["b"], "h": ["a"], "v": ["c"]}
    levels = {row["id"]: row["level"] for row in reading.rows("processes").values()}
    assert [levels[f"m#{id_}"] for id_ in "psxht"] == ["process", *["subprocess"] * 3, "activity"]


def test_an_activity_in_no_lane_is_done_by_the_pool(tmp_path: Path) -> None:
    process = f'<process id="p">{_lanes(_lane("A", "t", "gone"))}<task id="t"/><task id="u"/><task id="v"/></process>'
    reading = read_body(tmp_path, _pool(_participant("Bank", "tns:p")) + process)
    assert reading.column("performed_by") == {"t": ["bank/a"], "u": ["bank"], "v": ["bank"]}
    path = tmp_path / "m.bpmn"
    assert reading.messages == [
        f"{path}:2: a lane refers to 'gone', which is not in its process",
        f"{path}:2: activity 'u' is in no lane: its pool performs it (and 1 more)",
    ]
    reading = read_body(tmp_path, process)
    assert reading.column("performed_by") == {"t": ["a"]}
    assert "nobody is said to perform it" in reading.messages[1]


def test_lanes_without_nodes_leave_the_work_to_the_pool(tmp_path: Path) -> None:
    body = _pool(_participant("Bank", "p")) + f'<process id="p">{_lanes(_lane("A"))}<task id="t"/></process>'
    reading = read_body(tmp_path, body)
    assert reading.column("performed_by") == {"t": ["bank"]}
    assert reading.messages == []


def test_a_pool_whose_process_is_empty_performs_it(tmp_path: Path) -> None:
    reading = read_body(tmp_path, _pool(_participant("Bank", "p")) + '<process id="p"/>')
    assert reading.column("performed_by") == {"p": ["bank"]}
    assert reading.rows("processes")["m#p"]["name"] == "Bank"


def test_a_pool_without_a_process_is_external_where_messages_reach_it(tmp_path: Path) -> None:
    reading = read_body(
        tmp_path,
        _pool(
            _participant("Bank", "p"),
            _participant("Customer", id_="k"),
            _participant("Nobody", id_="n"),
            _participant("Lost", "gone", id_="o"),
            flows='<messageFlow sourceRef="k" targetRef="t"/>',
        )
        + '<process id="p"><task id="t"/></process>',
    )
    assert {id_: row["kind"] for id_, row in reading.rows("functions").items()} == {
        "bank": None,
        "customer": "external",
    }
    assert reading.column("performed_by") == {"c": ["customer"], "t": ["bank"]}
    assert reading.column("part_of") == {"p": ["c"], "t": ["p"]}
    assert [message.partition(": ")[2] for message in reading.messages] == [
        "pool 'customer' shows no process: taken as external",
        "pool 'Nobody' has neither process nor messages; left out (and 1 more)",
        "a pool refers to process 'gone', which is not there",
    ]


def test_a_pool_drawn_empty_in_one_place_and_whole_in_another_is_not_external(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bpmn", tmp_path / "two.bpmn"
    empty = _pool(_participant("Bank", "p"), _participant("IT", id_="k"), flows='<messageFlow sourceRef="k"/>')
    one.write_text(model(empty + '<process id="p"/>'))
    two.write_text(model(_pool(_participant("it", "q")) + '<process id="q"/>'))
    for paths in ((one, two), (two, one)):
        rows = [t.frame.to_dicts() for t in read_paths(*paths).tables if t.table == "functions"]
        found = [row for table in rows for row in table if row["id"] == "it"]
        assert len(found) == 2
        assert found[0] == found[1]  # so that merging them finds nothing that disagrees
        assert found[0]["kind"] is None


def test_several_collaborations(tmp_path: Path) -> None:
    two = _participant("A", "p", "x") + _participant("B", "q", "y")
    reading = read_body(
        tmp_path,
        _pool(two, id_="c1")
        + _pool(two, id_="c2")
        + _pool(_participant("Z", "p"), id_="c3")
        + '<process id="p"><task id="t"/></process><process id="q"/>',
    )
    assert reading.column("part_of") == {"p": ["c1", "c2"], "q": ["c1", "c2"], "t": ["p"]}
    assert reading.column("performed_by") == {"t": ["a"], "q": ["b"]}
    assert [message.partition(": ")[2] for message in reading.messages] == [
        "process 'p' is in several pools; the first performs it"
    ]


def test_an_unnamed_pool_is_known_by_its_file_and_id(tmp_path: Path) -> None:
    assert _functions(
        tmp_path, _pool('<participant id="a" processRef="p"/>') + f'<process id="p">{_lanes(_lane("L"))}</process>'
    ) == {
        "m#a": None,
        "m#a/l": ["m#a"],
    }
    assert _functions(tmp_path, _pool('<participant id="a" name="???" processRef="p"/>') + '<process id="p"/>') == {
        "m#a": None
    }


def test_the_same_department_in_two_models_is_one_function(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "m.bpmn", tmp_path / "b" / "m.bpmn"]
    for path, name in zip(paths, ("Bank  Ltd.", "bank ltd"), strict=True):
        path.parent.mkdir()
        path.write_text(model(_pool(_participant(name, "p")) + '<process id="p"><task id="t"/></process>'))
    reading = read_paths(*paths)
    assert reading.rows("functions") == {
        "bank-ltd": {"id": "bank-ltd", "name": "Bank Ltd.", "kind": None, "part_of": None}
    }
    # Two files of one name keep their activities apart.
    assert set(reading.rows("processes")) == {"a/m#p", "a/m#t", "b/m#p", "b/m#t"}
    assert [table.source for table in reading.tables] == [0, 0, 1, 1]
