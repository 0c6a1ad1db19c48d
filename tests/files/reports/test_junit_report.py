"""JUnit: a suite for each file, a case for each canned response, a failure where the run fails."""

from xml.etree import ElementTree

import pytest

from coach.core.model.conversation import conversation
from coach.files.records import Origin, Record, Unreadable


@pytest.fixture
def suites(written):
    """The suites of a JUnit report."""

    def call(*parts: object, **told: object) -> list[ElementTree.Element]:
        root = ElementTree.fromstring(written("junit", *parts, **told))
        assert root.tag == "testsuites"
        assert {suite.tag for suite in root} <= {"testsuite"}
        return list(root)

    return call


def counts(suite: ElementTree.Element) -> tuple[str, ...]:
    return tuple(suite.get(name, "") for name in ("tests", "failures", "errors", "skipped"))


def test_a_suite_for_each_file_and_a_case_for_each_response(suites):
    first, second = suites(
        Record(Origin("a.csv", "row 2", 2), "好的", id=7, title="问好"),
        Record(Origin("a.csv", "row 3", 3), "不能退"),
        Record(Origin("b.txt", "line 1", 1), "无法"),
    )
    assert (first.get("name"), counts(first)) == ("a.csv", ("2", "1", "0", "0"))
    assert (second.get("name"), counts(second)) == ("b.txt", ("1", "1", "0", "0"))
    assert [case.get("name") for case in first] == ["7 问好 · row 2", "row 3"]
    assert [(case.get("classname"), case.get("file"), case.get("line")) for case in first] == [
        ("a.csv", "a.csv", "2"),
        ("a.csv", "a.csv", "3"),
    ]
    assert [len(case) for case in first] == [0, 1]


def test_what_fails_the_run_is_a_failure_and_the_rest_is_said(suites):
    [suite] = suites(Record(Origin("a.txt", "line 1", 1), "抱歉，不能退，尽快"))
    [case] = suite
    failure, said = case
    assert (failure.tag, said.tag) == ("failure", "system-out")
    assert failure.get("message") == "不说不能"
    assert "警告 · 不说不能（positive/no-cannot）“不能退”：说了不能。" in failure.text
    assert "提示 · 说清时间（strict/soon）“尽快”" in said.text
    assert "尽快" not in failure.text.splitlines()[0].split("可以这样说")[0]


@pytest.mark.parametrize(
    ("fail_on", "failures", "tags"),
    [
        ("info", "2", [["failure"], ["failure"]]),
        ("warning", "1", [["failure"], ["system-out"]]),
        ("error", "0", [["system-out"], ["system-out"]]),
        ("never", "0", [["system-out"], ["system-out"]]),
    ],
)
def test_the_threshold_is_that_of_the_run(suites, fail_on: str, failures: str, tags: list[list[str]]):
    [suite] = suites(Record(Origin("a.txt"), "不能退"), Record(Origin("a.txt"), "尽快"), fail_on=fail_on)
    assert suite.get("failures") == failures
    assert [[part.tag for part in case] for case in suite] == tags


def test_what_cannot_be_read_is_an_error(suites):
    [suite] = suites(Unreadable(Origin("a.csv", "row 3", 4), "少了几列"), Record(Origin("a.csv", "row 4", 5), "好的"))
    assert counts(suite) == ("2", "0", "1", "0")
    [error] = suite[0]
    assert (error.tag, error.get("message"), suite[0].get("name")) == ("error", "少了几列", "row 3")


def test_a_conversation_is_one_case(suites):
    chat = conversation([("agent", "不能退"), ("customer", "哼"), ("agent", "尽快")])
    [suite] = suites(Record(Origin("a.jsonl", "line 1", 1), "", id="c-1", conversation=chat))
    [case] = suite
    assert [part.tag for part in case] == ["failure", "system-out"]


@pytest.mark.parametrize(("path", "name"), [(None, "这段文字"), ("-", "标准输入")])
def test_text_that_stands_in_no_file(suites, path: str | None, name: str):
    [suite] = suites(Record(Origin(path), "不能退"))
    assert (suite.get("name"), suite[0].get("name"), suite[0].get("file")) == (name, name, None)


def test_nothing_at_all_is_a_document_too(suites):
    assert suites() == []


def test_a_long_file_keeps_its_order(suites):
    [suite] = suites(*(Record(Origin("a.txt", f"line {number}", number), "好的" * 20) for number in range(1, 12_001)))
    assert counts(suite)[0] == "12000"
    assert [case.get("line") for case in suite] == [str(number) for number in range(1, 12_001)]
