"""Libraries of no known desk: lists of objects, objects and texts by their id, lists of texts."""

import json

import pytest

from coach.errors import ReadError
from coach.files.readers import json_file
from coach.files.records import Record, Unreadable
from coach.files.source import ReadOptions, Source


def read(data: object, text_column: str | None = None) -> list[Record | Unreadable]:
    content = json.dumps(data, ensure_ascii=False).encode()
    return list(json_file.read(Source("a.json", ReadOptions(text_column=text_column), content)))


def shown(data: object, text_column: str | None = None) -> list[tuple[object, ...]]:
    return [(one.origin.locator, one.text, one.id, one.title, one.group) for one in read(data, text_column)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            [{"编码": "a1", "标题": "拒绝", "内容": "不能退", "分组": "售后"}, {"内容": " "}],
            [("$[0].内容", "不能退", "a1", "拒绝", "售后")],
        ),
        ({"v": "1", "items": [{"id": 1, "reply": "不能退"}]}, [("$.items[0].reply", "不能退", 1, "", "")]),
        ({"id": 1, "title": "拒绝", "content": "不能退"}, [("$.content", "不能退", 1, "拒绝", "")]),
        ({"no": {"title": "拒绝", "content": "不能退"}}, [("$.no.content", "不能退", "no", "拒绝", "")]),
        ({"a b": {"content": "不能退"}}, [('$["a b"].content', "不能退", "a b", "", "")]),
        (
            [{"name": "售后", "replies": [{"title": "拒绝", "content": "不能退"}]}],
            [("$[0].replies[0].content", "不能退", None, "拒绝", "售后")],
        ),
        (
            {"售后": [{"content": "不能退"}], "售前": [{"content": "在的"}]},
            [("$.售后[0].content", "不能退", None, "", "售后"), ("$.售前[0].content", "在的", None, "", "售前")],
        ),
        (
            {"hello": "您好", "no": "不能退"},
            [("$.hello", "您好", "hello", "hello", ""), ("$.no", "不能退", "no", "no", "")],
        ),
        (
            {"售后": {"拒绝": "不能退"}, "售前": ["在的"]},
            [("$.售后.拒绝", "不能退", "拒绝", "拒绝", "售后"), ("$.售前[0]", "在的", None, "", "售前")],
        ),
        (["您好", "不能退"], [("$[0]", "您好", None, "", ""), ("$[1]", "不能退", None, "", "")]),
        (
            [{"intent": "退款", "responses": ["不能退", "退不了"]}],
            [("$[0].responses[0]", "不能退", None, "", ""), ("$[0].responses[1]", "退不了", None, "", "")],
        ),
        (
            [{"x": "这边真的不能退的呢，请谅解"}, {"x": "这边也不能换的呢，请谅解哦"}],
            [
                ("$[0].x", "这边真的不能退的呢，请谅解", None, "", ""),
                ("$[1].x", "这边也不能换的呢，请谅解哦", None, "", ""),
            ],
        ),
    ],
    ids=lambda value: "",
)
def test_what_holds_replies(data, expected):
    assert shown(data) == expected


def test_html_and_plain_text_of_one_reply_are_one_record():
    data = [{"message": "不能\n退", "message_body": "<p>不能</p><p>退 &amp; 换</p>", "body": "<p>不能</p><p>退</p>"}]
    assert [(one.origin.locator, one.text) for one in read(data)] == [
        ("$[0].message_body", "不能\n退 & 换"),
        ("$[0].body", "不能\n退"),
    ]


def test_a_named_field_is_read_and_no_other():
    data = {"a": [{"content": "好的", "fallback": "不能退"}, {"fallback": ["退不了"]}]}
    assert [(one.origin.locator, one.text) for one in read(data, "fallback")] == [
        ("$.a[0].fallback", "不能退"),
        ("$.a[1].fallback[0]", "退不了"),
    ]


def test_a_field_nobody_has_is_told():
    with pytest.raises(ReadError, match="没有叫“回话”的字段"):
        read([{"content": "好的"}], "回话")


@pytest.mark.parametrize("data", [{}, [], None, 3, [1, 2], {"name": "x", "scripts": {"a": "b"}}, [{"content": ""}], ""])
def test_no_replies_is_told(data):
    with pytest.raises(ReadError, match="没有找到话术"):
        read(data)


def test_objects_as_in_json_lines():
    reply, chat, wrong = read(
        [
            {"id": "r", "text": "不能退", "context": ["在吗", "骗子"]},
            {"id": "c", "messages": [{"speaker": "agent", "text": "不能退"}]},
            {"messages": [{"speaker": "robot", "text": "不能退"}]},
        ]
    )
    assert (reply.text, reply.context, reply.id) == ("不能退", ("在吗", "骗子"), "r")
    assert chat.conversation.messages[0].text == "不能退"
    assert chat.slot is None
    assert (wrong.origin.locator, wrong.origin.line) == ("$[2]", 1)
    assert "speaker" in wrong.message


def test_a_reply_that_is_no_text_is_told_and_the_others_are_read():
    first, wrong, last = read([{"内容": "一"}, {"内容": 2}, {"内容": "三"}])
    assert (first.text, last.text) == ("一", "三")
    assert wrong == Unreadable(wrong.origin, "内容 要是文字，这里是数字")
    assert wrong.origin.locator == "$[1].内容"


def test_a_file_of_conversations_alone():
    data = [{"messages": [{"speaker": "customer", "text": "在吗"}, {"speaker": "agent", "text": "不能退"}]}]
    [found] = read({"chats": data})
    assert [message.speaker for message in found.conversation.messages] == ["customer", "agent"]
