"""JSON: one document or one object a line, in order, exact for whoever asked."""

import json

import pytest

from coach.files.records import Origin, Record, Unreadable
from coach.files.reports.json_text import json_text

PARTS = (
    Record(Origin("a.txt", "line 1", 1), "好的"),
    Unreadable(Origin("a.txt", "line 2", 2), "坏了"),
    Record(Origin("a.txt", "line 3", 3), "不能打13812345678"),
)


def test_one_object_a_line_in_order(written):
    clean, wrong, marked = map(json.loads, written("jsonl", *PARTS).splitlines())
    assert clean["findings"] == []
    assert (wrong["error"], wrong["origin"]["locator"]) == ("坏了", "line 2")
    assert "13812345678" in marked["findings"][0]["excerpt"]


def test_one_document_with_the_same_objects(written):
    document = json.loads(written("json", *PARTS))
    assert document["results"] == [json.loads(line) for line in written("jsonl", *PARTS).splitlines()]
    assert document["summary"]["errors"] == 1


OBEYED = ["\x1b[31m", "\x9b31m", "\x7f", "\u202e", "\u2066", "\u2028", "\ud800", "##[error]a", "##vso[a]", "a\\u202e"]


@pytest.mark.parametrize("text", OBEYED, ids=ascii)
def test_what_would_be_obeyed_is_escaped_and_reads_back_the_same(text: str):
    for indent in (None, 2):
        shown = json_text({"text": text, text: [text]}, indent)
        assert json.loads(shown) == {"text": text, text: [text]}
        assert text not in shown
        assert not any(0x7F <= ord(one) < 0xA0 or one in "\x1b\u202e\u2066\u2028\ud800" for one in shown)


def test_chinese_stays_readable():
    assert json_text({"a": "您好😊 # 号"}) == '{"a": "您好😊 # 号"}'
