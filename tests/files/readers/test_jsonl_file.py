"""JSON Lines: one reply or conversation a line; a line that is not right is reported, the others are read."""

import json

import pytest

from coach.core.model.conversation import Message
from coach.files.readers import jsonl_file
from coach.files.records import Record, Unreadable
from coach.files.source import Source


def read(*lines: object) -> list[Record | Unreadable]:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(jsonl_file.read(Source("a.jsonl", content=b"\n".join(written))))


def test_a_reply():
    [found] = read({"text": "不能退"})
    assert found == Record(found.origin, "不能退", slot=found.slot)
    assert found.origin == ("a.jsonl", "line 1", 1)


@pytest.mark.parametrize(
    ("given", "context"),
    [("骗子", ("骗子",)), (["在吗", "骗子"], ("在吗", "骗子")), ([], ()), (None, ())],
)
def test_the_customers_words(given: object, context: tuple[str, ...]):
    assert read({"text": "好的", "context": given})[0].context == context


@pytest.mark.parametrize("given", ["r-1", 7, None])
def test_the_id_is_the_inputs_own(given: object):
    assert read({"id": given, "text": "好的"})[0].id == given


def test_no_id_is_none():
    assert read({"text": "好的"})[0].id is None


def test_a_conversation():
    messages = [{"speaker": "customer", "text": "在吗"}, {"speaker": "agent", "text": "在的"}]
    [found] = read({"id": "c", "messages": messages})
    assert found.conversation.messages == (Message("customer", "在吗"), Message("agent", "在的"))
    assert found.id == "c"


def test_other_keys_are_passed_over():
    assert read({"text": "好的", "agent": "小王", "score": 5})[0].text == "好的"


def test_blank_lines_are_passed_over_and_counted():
    found = read({"text": "一"}, b"", b"  \r", {"text": "二"})
    assert [(one.text, one.origin.locator) for one in found] == [("一", "line 1"), ("二", "line 4")]


def test_windows_line_ends_and_a_byte_order_mark():
    content = '\ufeff{"text": "一"}\r\n{"text": "二"}\r\n'.encode()
    assert [one.text for one in jsonl_file.read(Source("a.jsonl", content=content))] == ["一", "二"]


def test_strange_text_is_text():
    assert read({"text": "半\ud800\x00"})[0].text == "半\ud800\x00"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "JSON"),
        (b"not json", "JSON"),
        (b"[" * 100000, "JSON"),
        (b'{"text": ' + b"1" * 5000 + b"}", ""),
        ('{"text": "不能"}'.encode("gb18030"), "UTF-8"),
        (["不能"], "JSON 对象"),
        ("不能", "JSON 对象"),
        (7, "JSON 对象"),
        (None, "JSON 对象"),
        ({}, "text"),
        ({"text": 7}, "text"),
        ({"text": None}, "text"),
        ({"context": "好"}, "text"),
        ({"text": "好", "context": 7}, "context"),
        ({"text": "好", "context": [7]}, "context"),
        ({"text": "好", "context": {"a": "b"}}, "context"),
        ({"messages": "好"}, "messages"),
        ({"messages": ["好"]}, "messages 第 1 条"),
        ({"messages": [{"speaker": "agent", "text": "好"}, {"speaker": "bot", "text": "好"}]}, "messages 第 2 条"),
        ({"messages": [{"speaker": ["agent"], "text": "好"}]}, "messages 第 1 条"),
        ({"messages": [{"speaker": "agent"}]}, "messages 第 1 条"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_line_that_is_not_right_is_told_and_the_others_are_read(read_around, line: object, message: str):
    first, told, last = read_around(read, line)
    assert message in told
    assert (first.text, last.text) == ("一", "二")


@pytest.mark.parametrize(
    ("content", "is_jsonl"),
    [
        ('{"text": "好"}', True),
        ('\n  \n{"messages": []}\n', True),
        ('\ufeff{"text": "好"}', True),
        ('{"text": "好"}\n坏', True),
        ('{"name": "好"}', False),
        ('["text"]', False),
        ('"text"', False),
        ("您好 text", False),
        ("{text}您好", False),
        ("", False),
        ("[" * 100000, False),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_looks_like_json_lines(content: str, is_jsonl: bool):
    assert jsonl_file.is_jsonl(content.encode()) is is_jsonl


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "不能\\n退"}',
        '{"note": "\\"text\\"", "text" : "不能\\n退", "id": 1}',
        '{"meta": {"text": "能"}, "text": "不能\\n退"}',
        '{"meta": {"text": "能"}, "\\u0074ext": "不能\\n退"}',
        '  {"text": "\\u4e0d能\\n退", "context": "text"}',
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_knows_its_place_in_the_decoded_file(line: str, mark: str):
    content = f'{{"text": "😀"}}\r\n坏\n\n{line}\r\n'
    found = list(jsonl_file.read(Source("a.jsonl", content=(mark + content).encode())))
    start, end = found[-1].slot.place
    assert found[-1].text == found[-1].slot.value == "不能\n退"
    assert json.loads(content[start:end]) == "不能\n退"
    changed = content[:start] + jsonl_file.quoted("能退", content[start:end]) + content[end:]
    again = list(jsonl_file.read(Source("a.jsonl", content=changed.encode())))
    assert [one.text for one in again if isinstance(one, Record)] == ["😀", "能退"]


def test_a_conversation_and_a_text_that_stands_twice_have_no_place():
    content = '{"messages": [{"speaker": "agent", "text": "好"}]}\n{"text": "一", "text": "二"}'
    found = list(jsonl_file.read(Source("a.jsonl", content=content.encode())))
    assert [(one.text, one.slot) for one in found] == [("", None), ("二", None)]


def test_a_number_too_long_to_read_is_one_sentence():
    content = b'{"text": "x", "id": ' + b"9" * 6000 + b"}"
    [one] = jsonl_file.read(Source("a.jsonl", content=content))
    assert one.message == "里面有一个数长得读不了"
