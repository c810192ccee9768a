"""Activities: ids, flows, calls, who does them and what they use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.bpmn.reading import model, read_body, read_paths


def _process(*parts: str, id_: str = "p") -> str:
    return f'<process id="{id_}">{"".join(parts)}</process>'


def _flows(*pairs: str) -> str:
    return "".join(f'<sequenceFlow sourceRef="{pair[0]}" targetRef="{pair[1]}"/>' for pair in pairs)


def _tasks(ids: str) -> str:
    return "".join(f'<task id="{id_}"/>' for id_ in ids)


def test_names_on_several_lines_and_lines_of_elements(tmp_path: Path) -> None:
    reading = read_body(tmp_path, '<process id="p">\n<task id="t"\n name=" Check&#10;the\nbill\u00a0"/>\n</process>')
    assert reading.rows("processes")["m#t"]["name"] == "Check the bill"
    (table,) = reading.tables
    assert table.file == str(tmp_path / "m.bpmn")
    assert table.lines.to_list()[0] == 2
    assert 3 <= table.lines.to_list()[1] <= 5  # where its start tag starts or, as libxml2 has it, ends


def test_every_kind_of_task_is_an_activity(tmp_path: Path) -> None:
    kinds = [*(f"{kind}Task" for kind in ("user", "manual", "service", "script", "send", "receive", "businessRule"))]
    kinds += ["task", "callActivity"]
    reading = read_body(tmp_path, _process(*(f'<{kind} id="{kind}"/>' for kind in kinds), '<startEvent id="e"/>'))
    rows = reading.rows("processes")
    assert [rows[f"m#{kind}"]["level"] for kind in kinds] == ["activity"] * 9
    assert len(rows) == 10


def test_an_id_used_twice_names_the_first_and_both_are_kept(tmp_path: Path) -> None:
    reading = read_body(tmp_path, _process(_tasks("ttu"), _flows("tu")) + _process(_tasks("tu"), _flows("ut"), id_="q"))
    assert reading.column("flows_to") == {"t": ["u"], "u-2": ["t-3"]}  # in q, its own t and u
    assert set(reading.column("part_of")) == {"t", "t-2", "t-3", "u", "u-2"}
    assert reading.messages == [
        f"{tmp_path / 'm.bpmn'}:2: id 't' is used again; references mean the first (and 2 more)"
    ]


def test_elements_without_an_id_are_kept(tmp_path: Path) -> None:
    reading = read_body(tmp_path, '<process><task name="A"/><task name="B"/></process>')
    assert set(reading.rows("processes")) == {"m#process-2", "m#task-2", "m#task-2-2"}


def test_flows_end_at_the_first_activity_whatever_is_between(tmp_path: Path) -> None:
    between = '<exclusiveGateway id="x"/><parallelGateway id="y"/><intermediateThrowEvent id="z"/>'
    reading = read_body(
        tmp_path, _process(_tasks("abc"), between, _flows("ax", "xy", "yx", "yz", "zb", "xb", "bc", "ba"))
    )
    assert reading.column("flows_to") == {"a": ["b"], "b": ["c", "a"]}


def test_a_loop_leads_back_to_the_activity_itself(tmp_path: Path) -> None:
    reading = read_body(tmp_path, _process(_tasks("a"), '<exclusiveGateway id="x"/>', _flows("ax", "xa")))
    assert reading.column("flows_to") == {"a": ["a"]}


def test_link_events_and_boundary_events(tmp_path: Path) -> None:
    link = '<linkEventDefinition name="L"/>'
    reading = read_body(
        tmp_path,
        _process(
            _tasks("abc"),
            f'<intermediateThrowEvent id="t">{link}</intermediateThrowEvent>',
            f'<intermediateCatchEvent id="u">{link}</intermediateCatchEvent>',
            '<boundaryEvent id="x" attachedToRef="a"/>',
            _flows("at", "ub", "xc"),
        ),
    )
    assert reading.column("flows_to") == {"a": ["b", "c"]}


def test_a_flow_to_nowhere_is_left_out_and_told(tmp_path: Path) -> None:
    reading = read_body(tmp_path, _process(_tasks("a"), _flows("ab", "ca"), '<sequenceFlow sourceRef="a"/>'))
    assert reading.column("flows_to") == {}
    assert reading.messages == [
        f"{tmp_path / 'm.bpmn'}:2: a sequence flow names 'b', which is not in its process; left out (and 2 more)"
    ]


def test_many_gateways_in_a_ladder_take_no_time(tmp_path: Path) -> None:
    # 2 to the power of 200 paths.
    gateways = "".join(f'<exclusiveGateway id="g{n}"/>' for n in range(400))
    flows = "".join(
        f'<sequenceFlow sourceRef="g{n}" targetRef="g{target}"/>'
        for n in range(396)
        for target in (n // 2 * 2 + 2, n // 2 * 2 + 3)
    )
    ends = '<sequenceFlow sourceRef="a" targetRef="g0"/><sequenceFlow sourceRef="g397" targetRef="b"/>'
    reading = read_body(tmp_path, _process(_tasks("ab"), gateways, flows, ends))
    assert reading.column("flows_to") == {"a": ["b"]}


def _performers(folder: Path, inner: str, attributes: str = "") -> list[str] | None:
    resources = '<resource id="r1" name="Clerk, senior"/><resource id="r2"/>'
    reading = read_body(folder, resources + _process(f'<userTask id="t" {attributes}>{inner}</userTask>'))
    responsible: list[str] | None = reading.column("responsible").get("t")
    listed = {f"Person:{id_}" for id_ in reading.rows("people")} | {f"Role:{id_}" for id_ in reading.rows("roles")}
    assert listed == set(responsible or ())
    return responsible


def _assigned(kind: str, written: str) -> str:
    expression = f"<formalExpression>{written}</formalExpression>"
    return f"<{kind}><resourceAssignmentExpression>{expression}</resourceAssignmentExpression></{kind}>"


@pytest.mark.parametrize(
    ("inner", "attributes", "expected"),
    [
        ("<performer><resourceRef>r1</resourceRef></performer>", "", ["Role:Clerk, senior"]),
        ("<resourceRole><resourceRef>x:r2</resourceRef></resourceRole>", "", ["Role:r2"]),
        ("<potentialOwner><resourceRef>gone</resourceRef></potentialOwner>", "", None),
        ('<potentialOwner name="Boss"/>', "", ["Role:Boss"]),
        (_assigned("potentialOwner", "manager"), "", ["Role:manager"]),
        (_assigned("humanPerformer", "kermit"), "", ["Person:kermit"]),
        (_assigned("potentialOwner", "user(ann), group(it, hr)"), "", ["Person:ann", "Role:it", "Role:hr"]),
        (_assigned("potentialOwner", "${who}"), "", None),
        ("", 'camunda:assignee="demo"', ["Person:demo"]),
        (
            "",
            'camunda:candidateUsers="ann, bob" camunda:candidateGroups="it,hr,"',
            ["Person:ann", "Person:bob", "Role:it", "Role:hr"],
        ),
        ("", 'camunda:candidateGroups="it,${f(a, b)}"', ["Role:it"]),
        ("", 'xmlns:f="http://flowable.org/bpmn" f:assignee="ann"', ["Person:ann"]),
        ('<extensionElements><zeebe:assignmentDefinition candidateGroups="it"/></extensionElements>', "", ["Role:it"]),
        (
            """<extensionElements><zeebe:assignmentDefinition assignee='="ann"' candidateGroups='= ["it", "h r"]'/>
            </extensionElements>""",
            "",
            ["Person:ann", "Role:it", "Role:h r"],
        ),
        ('<extensionElements><zeebe:assignmentDefinition assignee="=who"/></extensionElements>', "", None),
    ],
)
def test_performers(tmp_path: Path, inner: str, attributes: str, expected: list[str] | None) -> None:
    assert _performers(tmp_path, inner, attributes) == expected


def test_who_is_worked_out_later_is_told(tmp_path: Path) -> None:
    reading = read_body(tmp_path, _process('<userTask id="t" camunda:assignee="${who}"/>'))
    assert reading.messages == [f"{tmp_path / 'm.bpmn'}:2: '${{who}}' is worked out while the process runs; left out"]


@pytest.mark.parametrize(
    ("attributes", "inner", "system"),
    [
        ('implementation="##WebService"', "", None),
        ('implementation="##unspecified"', "", None),
        ('implementation="webService"', "", None),
        ('implementation="http://erp"', "", "http://erp"),
        ('operationRef="o" camunda:topic="x"', "", "ERP"),
        ('operationRef="gone"', "", None),
        ('camunda:type="external" camunda:topic="mail"', "", "mail"),
        ('camunda:type="mail"', "", "mail"),
        ('camunda:class="com.acme.Book"', "", "com.acme.Book"),
        ('camunda:delegateExpression="#{booking}"', "", "booking"),
        ('camunda:expression="${erp.book(order)}"', "", "erp"),
        ("", '<extensionElements><zeebe:taskDefinition type="pay"/></extensionElements>', "pay"),
        ("", '<extensionElements><zeebe:taskDefinition type="=job"/></extensionElements>', None),
    ],
)
def test_services(tmp_path: Path, attributes: str, inner: str, system: str | None) -> None:
    interface = '<interface name="ERP"><operation id="o" name="book"/></interface>'
    reading = read_body(tmp_path, interface + _process(f'<serviceTask id="t" {attributes}>{inner}</serviceTask>'))
    assert reading.column("uses") == ({} if system is None else {"t": [system]})
    assert set(reading.rows("systems")) == ({system} - {None})


def test_data_stores(tmp_path: Path) -> None:
    reading = read_body(
        tmp_path,
        '<dataStore id="d" name="CRM"/><dataStore id="e" name="Unused"/>'
        + _process(
            '<dataStoreReference id="r1" dataStoreRef="d" name="CRM (read)"/>',
            '<dataStoreReference id="r2" name="Files"/><dataStoreReference id="r3" name="Archive"/>',
            '<task id="a"><dataInputAssociation><sourceRef>r1</sourceRef></dataInputAssociation></task>',
            '<task id="b"><dataOutputAssociation><targetRef>r1</targetRef></dataOutputAssociation></task>',
            '<association sourceRef="r2" targetRef="b"/>',
        ),
    )
    assert reading.column("uses") == {"a": ["CRM"], "b": ["CRM", "Files"], "p": ["Archive"]}
    assert set(reading.rows("systems")) == {"CRM", "Files", "Archive", "Unused"}


def test_rules(tmp_path: Path) -> None:
    decision = '<extensionElements><zeebe:calledDecision decisionId="risk"/></extensionElements>'
    reading = read_body(
        tmp_path,
        _process(
            '<businessRuleTask id="a" name="Rate\nrisk"/>',
            '<businessRuleTask id="b" name="B" camunda:decisionRef="credit"/>',
            f'<businessRuleTask id="c" name="C">{decision}</businessRuleTask>',
            '<businessRuleTask id="d" name="Dynamic" camunda:decisionRef="${d}"/>',
            '<businessRuleTask id="e"/>',
        ),
    )
    rules = {"a": ["Rate risk"], "b": ["credit"], "c": ["risk"], "d": ["Dynamic"]}
    assert reading.column("governed_by") == rules
    assert set(reading.rows("rules")) == {"Rate risk", "credit", "risk", "Dynamic"}


def _call(id_: str, called: str) -> str:
    return f'<callActivity id="{id_}" calledElement="{called}"/>'


def test_called_processes_and_global_tasks_are_parts_of_their_callers(tmp_path: Path) -> None:
    called = '<extensionElements><zeebe:calledElement processId="q"/></extensionElements>'
    zeebe = f'<callActivity id="z">{called}</callActivity>'
    reading = read_body(
        tmp_path,
        '<globalUserTask id="g" name="G"/>'
        + _process(_call("a", "tns:q"), _call("b", "g"), _call("c", "${x}"), _call("d", "gone"), zeebe)
        + _process(id_="q"),
    )
    assert reading.column("part_of") == {"g": ["b"], "q": ["a", "z"], **{id_: ["p"] for id_ in "abcdz"}}
    assert [message.partition(": ")[2] for message in reading.messages] == [
        "'${x}' is worked out while the process runs; left out",
        "calls 'gone', which is in none of the files; left out",
    ]


def test_calls_in_a_circle_are_left_out_and_told(tmp_path: Path) -> None:
    reading = read_body(
        tmp_path,
        _process(_call("a", "p"), _call("b", "q"))
        + _process(_call("c", "p"), _call("d", "r"), id_="q")
        + _process(id_="r"),
    )
    assert reading.column("part_of") == {"a": ["p"], "b": ["p"], "c": ["q"], "d": ["q"], "r": ["d"]}
    assert reading.messages == [f"{tmp_path / 'm.bpmn'}:2: calls 'p', which calls it back; left out (and 2 more)"]


def test_a_call_means_the_own_file_then_the_imported_then_the_only_one(tmp_path: Path) -> None:
    caller, one, two = tmp_path / "caller.bpmn", tmp_path / "one.bpmn", tmp_path / "two.bpmn"
    one.write_text(model(_process(id_="q")))
    two.write_text(model(_process(id_="q") + _process(id_="r")))
    caller.write_text(model(_process(_call("a", "q"), _call("b", "r"))))
    reading = read_paths(caller, one, two)
    assert reading.rows("processes")["one#q"]["part_of"] is None
    assert reading.rows("processes")["two#r"]["part_of"] == ["caller#b"]
    assert reading.messages == [f"{caller}:2: calls 'q', which several files have; left out"]
    caller.write_text(model('<import location="x/two.bpmn"/>' + _process(_call("a", "q"))))
    assert read_paths(two, one, caller).rows("processes")["two#q"]["part_of"] == ["caller#a"]
    caller.write_text(model(_process(_call("a", "q")) + _process(id_="q")))
    assert read_paths(two, one, caller).rows("processes")["caller#q"]["part_of"] == ["caller#a"]


def test_a_file_without_a_process_is_told(tmp_path: Path) -> None:
    reading = read_body(tmp_path, '<choreography id="c"/>')
    assert reading.tables == []
    assert [message.partition(": ")[2] for message in reading.messages] == [
        "choreographies are left out",
        "holds no process",
    ]


def test_tables_are_only_those_with_rows(tmp_path: Path) -> None:
    assert [table.table for table in read_body(tmp_path, _process(_tasks("a"))).tables] == ["processes"]
