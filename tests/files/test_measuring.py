"""Measuring: labelled replies are checked as drafts, with every built-in pack."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import coach
from coach.core.evaluate import Counts
from coach.files.labelled import FAULTS, HIGHLIGHTS, Aspect
from coach.files.measuring import Measured, guidelines, measure

BLANK_GUIDELINE = """\
blank: {title: 空没有填, pack: own, dimension: tangibles, severity: error,
  what: 空着。, why: 客户看不懂。, instead: 填好。, source: 测试}
"""
BLANK = """\
guideline: blank
check: {kind: phrase, any: [某某]}
outgoing: true
examples:
  - {flag: 某某您好}
  - {quiet: 您好}
"""


@pytest.fixture
def measured(write_pack: Callable[..., str], praise: dict[str, str]) -> Callable[..., Measured]:
    """Labelled rows, measured with the small house and a pack of one's own."""
    guidelines_file = BLANK_GUIDELINE + praise["guidelines.yaml"]
    folder = write_pack({**praise, "guidelines.yaml": guidelines_file, "blank.yaml": BLANK})

    def call(*rows: dict, aspect: Aspect = FAULTS) -> Measured:
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
        trained = coach.load(["all", folder])
        assert trained.problems == ()
        return measure(trained, "a.jsonl", aspect)

    return call


def chat(*messages: str) -> list[dict[str, str]]:
    """`客 …` and `服 …` as messages."""
    speakers = {"客": "customer", "服": "agent"}
    return [{"speaker": speakers[one[0]], "text": one[2:]} for one in messages]


def test_counts_and_misses(measured):
    done = measured(
        {"text": "不能退", "breaks": ["no-cannot"]},
        {"text": "没法退", "breaks": ["no-cannot"], "spans": {"no-cannot": "没法"}},
        {"text": "不能说不好", "breaks": []},
        {"text": "无法", "breaks": [], "unsure": ["no-cannot"]},
        {"text": "尽快", "breaks": []},
    )
    assert done.evaluation.counts == {"no-cannot": Counts(1, 1, 1)}
    assert [(miss.origin.locator, miss.verdict, miss.guideline, miss.excerpt) for miss in done.misses] == [
        ("line 2", "fn", "no-cannot", "没法"),
        ("line 3", "fp", "no-cannot", "不能说不好"),
    ]
    assert (done.path, done.evaluation.replies, done.unreadable) == ("a.jsonl", 5, [])


def test_severity_and_number_of_places_make_no_difference(measured):
    done = measured({"text": "尽快，尽快，尽快", "breaks": ["soon"]}, {"text": "不能，不能", "breaks": ["no-cannot"]})
    assert done.evaluation.counts == {"no-cannot": Counts(1, 0, 0), "soon": Counts(1, 0, 0)}


def test_the_customers_words_are_known(measured):
    done = measured(
        {"text": "我查一下", "context": "骗子", "breaks": ["soothe"]},
        {"text": "我查一下", "context": ["骗子", "在吗"], "breaks": ["soothe"]},
        {"text": "我查一下", "context": "在吗", "breaks": []},
    )
    assert done.evaluation.counts == {"soothe": Counts(2, 0, 0)}


class TestConversations:
    def test_labels_speak_of_the_agents_last_turn(self, measured):
        done = measured(
            {"messages": chat("客 能退吗", "服 不能退", "客 什么时候", "服 您好", "服 尽快"), "breaks": ["soon"]},
            {"messages": chat("客 能退吗", "服 不能退", "客 好吧"), "breaks": ["no-cannot"]},
        )
        assert done.evaluation.counts == {"no-cannot": Counts(1, 0, 0), "soon": Counts(1, 0, 0)}

    def test_with_what_came_before(self, measured):
        done = measured({"messages": chat("客 骗子", "服 我查一下"), "breaks": ["soothe"]})
        assert done.evaluation.counts == {"soothe": Counts(1, 0, 0)}


def test_replies_are_drafts_about_to_be_sent(measured):
    said = "某某您好"
    talk = chat("客 在吗", f"服 {said}")
    done = measured({"text": said, "breaks": ["blank"]}, {"messages": talk, "breaks": ["blank"]})
    assert done.evaluation.counts == {"blank": Counts(2, 0, 0)}


def test_highlights_are_measured_the_same_way(measured):
    done = measured(
        {"text": "谢谢", "breaks": ["no-such"], "highlights": ["thanks"]},
        {"text": "感谢", "highlights": ["thanks"], "spans": {"thanks": "感谢"}},
        {"text": "谢谢，不能", "highlights": []},
        {"text": "谢谢", "unsure_highlights": ["thanks"]},
        aspect=HIGHLIGHTS,
    )
    assert done.evaluation.counts == {"thanks": Counts(1, 1, 1)}
    assert [(miss.verdict, miss.excerpt) for miss in done.misses] == [("fn", "感谢"), ("fp", "谢谢")]
    assert done.unreadable == []


def test_highlights_are_no_faults(measured):
    done = measured({"text": "谢谢", "breaks": ["thanks"]})
    assert [part.origin.place for part in done.unreadable] == ["a.jsonl:1"]


def test_the_guidelines_are_in_the_order_of_their_file(measured):
    measured()
    trained = coach.load(["all", "own"])
    assert guidelines(trained) == {
        "no-cannot": "不说不能",
        "soon": "说清时间",
        "soothe": "先安抚",
        "blank": "空没有填",
    }
    assert guidelines(trained, HIGHLIGHTS) == {"thanks": "道谢"}


def test_a_file_that_is_not_there_is_told(small_house):
    done = measure(coach.load(["all"]), "none.jsonl")
    assert [(part.origin.place, part.message) for part in done.unreadable] == [("none.jsonl", "没有这个文件")]
    assert done.evaluation.counts == {}
