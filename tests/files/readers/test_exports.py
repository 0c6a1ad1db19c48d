"""Exports of known desks: the reply, what it is called, and where it stands."""

import json

import pytest

from coach.files.readers import json_file
from coach.files.readers.exports import EXPORTS
from coach.files.source import Source

ZENDESK = {"id": 1, "title": "退款::拒绝", "active": False, "actions": [{"field": "status", "value": "open"}]}
CASES = {
    "Zendesk": (
        {"macros": [{**ZENDESK, "actions": [*ZENDESK["actions"], {"field": "comment_value", "value": "不能退的"}]}]},
        ("$.macros[0].actions[1].value", "不能退的", 1, "退款::拒绝", ""),
    ),
    "Zendesk, both bodies": (
        {
            "macro": {
                **ZENDESK,
                "actions": [
                    {"field": "comment_value", "value": "不能退的"},
                    {"field": "comment_value_html", "value": "<p>不能<b>退</b>的</p>"},
                ],
            }
        },
        ("$.macro.actions[1].value", "不能退的", 1, "退款::拒绝", ""),
    ),
    "Zendesk, with its channel": (
        [{**ZENDESK, "actions": [{"field": "comment_value", "value": ["channel:all", "不能退"]}]}],
        ("$[0].actions[0].value[1]", "不能退", 1, "退款::拒绝", ""),
    ),
    "Chatwoot": (
        [{"id": 7, "account_id": 1, "short_code": "no-refund", "content": "不能退"}],
        ("$[0].content", "不能退", 7, "no-refund", ""),
    ),
    "Intercom": (
        {"type": "list", "data": [{"id": "9", "name": "拒绝", "body": "<p>不能退</p>", "body_text": "不能退"}]},
        ("$.data[0].body", "不能退", "9", "拒绝", ""),
    ),
    "Intercom, variables": (
        [
            {
                "id": "9",
                "name": "问候",
                "visible_to": "everyone",
                "body": '<p>您好 <attribute key="a" default="亲"/></p>',
            }
        ],
        ("$[0].body", '您好 <attribute key="a" default="亲"/>', "9", "问候", ""),
    ),
    "Gorgias": (
        {
            "data": [
                {
                    "id": 3,
                    "name": "拒绝",
                    "intent": "refund",
                    "actions": [
                        {"name": "addTags", "arguments": {"tags": "x"}},
                        {"name": "setResponseText", "arguments": {"body_text": "不能退", "body_html": "不能<br>退"}},
                    ],
                }
            ]
        },
        ("$.data[0].actions[1].arguments.body_html", "不能\n退", 3, "拒绝", "refund"),
    ),
    "Front": (
        {"_results": [{"id": "rsp_1", "name": "拒绝", "subject": "关于", "body": "<div>不能退</div>"}]},
        ("$._results[0].body", "不能退", "rsp_1", "拒绝", ""),
    ),
    "Freshdesk": (
        {
            "folders": [{"id": 30, "name": "售后"}],
            "responses": [
                {"id": 5, "title": "拒绝", "content": "不能退", "content_html": "<p>不能退</p>", "folder_id": 30}
            ],
        },
        ("$.responses[0].content_html", "不能退", 5, "拒绝", "售后"),
    ),
    "Freshdesk, plain": (
        [{"id": 5, "title": "拒绝", "content": "不能退", "folder_id": 30}],
        ("$[0].content", "不能退", 5, "拒绝", "30"),
    ),
    "Salesforce": (
        {"records": [{"Id": "a0", "Name": "拒绝", "Message": "不能退", "Category": "售后"}]},
        ("$.records[0].Message", "不能退", "a0", "拒绝", "售后"),
    ),
    "Rocket.Chat": (
        {"cannedResponses": [{"_id": "r", "shortcut": "no", "text": "不能退", "scope": "global"}]},
        ("$.cannedResponses[0].text", "不能退", "r", "no", "global"),
    ),
    "Amazon Q in Connect": (
        {
            "quickResponses": [
                {"quickResponseId": "q", "name": "拒绝", "isActive": False, "content": {"content": "不能退"}}
            ]
        },
        ("$.quickResponses[0].content.content", "不能退", "q", "拒绝", ""),
    ),
    "Amazon Q in Connect, as listed": (
        {"name": "拒绝", "contents": {"plainText": {"content": "不能退"}}},
        ("$.contents.plainText.content", "不能退", None, "拒绝", ""),
    ),
    "Tencent": (
        {
            "GroupList": [{"GroupId": 2, "GroupName": "售后"}],
            "ReplyList": [{"QuickReplyId": 8, "GroupId": 2, "Title": "拒绝", "Content": "不能退"}],
        },
        ("$.ReplyList[0].Content", "不能退", 8, "拒绝", "售后"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_export_is_recognised_by_its_shape(name):
    data, expected = CASES[name]
    text = json.dumps(data, ensure_ascii=False, indent=1)
    [found] = json_file.read(Source("a.json", content=text.encode()))
    assert (found.origin.locator, found.text, found.id, found.title, found.group) == expected
    start, end = found.slot.place
    assert json.loads(text[start:end]) == found.slot.value
    assert found.origin.line == text.count("\n", 0, start) + 1
    if found.slot.offsets:
        assert [found.slot.value[offset] for offset in found.slot.offsets[:2]] == list(found.text[:2])


def test_every_desk_is_tried():
    assert {name.partition(",")[0] for name in CASES} == {export.desk for export in EXPORTS}


def test_a_macro_that_replies_nothing_is_no_record():
    data = {"macros": [ZENDESK, {**ZENDESK, "actions": [{"field": "comment_value", "value": "好的"}, None, 3]}]}
    [found] = json_file.read(Source("a.json", content=json.dumps(data).encode()))
    assert found.text == "好的"


def test_an_entry_that_lacks_a_key_of_the_others_is_read_as_they_are():
    data = [{"name": "一", "subject": "s", "body": "好的"}, {"name": "二", "body": "不能退"}]
    found = list(json_file.read(Source("a.json", content=json.dumps(data).encode())))
    assert [(one.title, one.text) for one in found] == [("一", "好的"), ("二", "不能退")]
