"""Labelled replies: what readers said of each, and which lines cannot be taken."""

import json

import pytest

from coach.core.evaluate import Labels, verdicts
from coach.files.labelled import FAULTS, HIGHLIGHTS, Aspect, Row, read
from coach.files.records import Unreadable

KNOWN = ["no-cannot", "soon", "soothe"]
CHAT = [{"speaker": "customer", "text": "能退吗"}, {"speaker": "agent", "text": "可以"}]


def rows(*lines: object, aspect: Aspect = FAULTS) -> list[Row | Unreadable]:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(read(b"\n".join(written), "a.jsonl", KNOWN, aspect))


def test_a_labelled_reply():
    given = {"text": "不能", "context": ["在吗"], "breaks": ["no-cannot"], "unsure": ["soon"], "id": 7}
    [row] = rows({**given, "spans": {"no-cannot": "不能"}})
    assert row.labels == Labels(frozenset({"no-cannot"}), frozenset({"soon"}))
    assert (row.record.text, row.record.context, row.record.id) == ("不能", ("在吗",), 7)
    assert row.record.origin == ("a.jsonl", "line 1", 1)
    assert row.spans == {"no-cannot": "不能"}


def test_a_row_that_says_only_what_is_kept_judges_no_other_guideline():
    [partial, whole] = rows({"text": "能退", "keeps": ["soon"]}, {"text": "能退", "keeps": ["soon"], "breaks": []})
    assert partial.labels == Labels(frozenset(), frozenset(), frozenset({"soon"}), partial=True)
    assert not whole.labels.partial
    assert verdicts(partial.labels, ["soon", "no-cannot"]) == {"soon": "fp"}
    assert verdicts(whole.labels, ["soon", "no-cannot"]) == {"soon": "fp", "no-cannot": "fp"}
    assert verdicts(partial.labels, []) == {}


def test_of_highlights_such_a_row_says_nothing():
    [row] = rows({"text": "能退", "keeps": ["soon"]}, aspect=HIGHLIGHTS)
    assert verdicts(row.labels, ["soothe"]) == {}


def test_a_labelled_conversation():
    [row] = rows({"messages": CHAT, "breaks": ["soon"]})
    assert row.labels.given == {"soon"}
    assert [message.text for message in row.record.conversation.messages] == ["能退吗", "可以"]


def test_a_reply_without_labels_breaks_nothing():
    [row] = rows({"text": "好的"})
    assert row.labels == Labels(frozenset(), frozenset())


def test_highlights_are_read_from_keys_of_their_own():
    line = {"text": "好", "breaks": "?", "highlights": ["soon"], "unsure_highlights": ["soothe"]}
    [row] = rows(line, aspect=HIGHLIGHTS)
    assert row.labels == Labels(frozenset({"soon"}), frozenset({"soothe"}))


@pytest.mark.parametrize("spans", [None, [], "不能", {"no-cannot": None}, {"no-cannot": ["不能"]}])
def test_spans_that_say_nothing_do_no_harm(spans: object):
    [row] = rows({"text": "不能", "breaks": ["no-cannot"], "spans": spans})
    assert row.spans == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"text": "好", "breaks": "no-cannot"}, "breaks 要是一个列表"),
        ({"text": "好", "breaks": None}, "breaks 要是一个列表"),
        ({"text": "好", "keeps": "soon"}, "keeps 要是一个列表"),
        ({"text": "好", "keeps": ["soon"], "unsure": ["soon"]}, "soon 同时写在 keeps 和 breaks 或 unsure 里"),
        ({"text": "好", "breaks": [7]}, "breaks 要是一个列表"),
        ({"text": "好", "unsure": {"soon": 1}}, "unsure 要是一个列表"),
        ({"text": "好", "breaks": ["no-canot"]}, "没有叫“no-canot”的，是不是“no-cannot”？"),
        ({"text": "好", "unsure": ["???"]}, "unsure 里要写准则（亮点除外）的名字，没有叫“???”的"),
        ({"text": "好", "breaks": ["soon"], "unsure": ["soon"]}, "soon 同时写在 breaks 和 unsure 里"),
        ({"breaks": ["soon"]}, "text"),
        ({"messages": [CHAT[0]], "breaks": []}, "没有客服"),
        ({"messages": [], "breaks": []}, "没有客服"),
        ({"messages": "好", "breaks": []}, "messages"),
        (b"{", "JSON"),
        ([], "JSON 对象"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_a_line_that_is_not_right_is_told_and_the_others_are_read(read_around, line: object, message: str):
    first, told, last = read_around(rows, line)
    assert message in told
    assert (first.record.text, last.record.text) == ("一", "二")
