"""Placeholders: what a desk or a pack knows is left alone, what would reach the customer as it stands is told."""

import time

import pytest

from coach.files.library_variables import doubts

KNOWN = {"姓名": "person", "客户姓名": "person", "订单号": "order", "快递单号": "order", "发货时间": "time"}


@pytest.mark.parametrize(
    "text",
    [
        "您好{姓名}",
        "您好【客户姓名】",
        "您好｛姓名｝",
        "您好${姓名}，单号[订单号]",
        "您好{{ticket.requester.first_name}}",
        "您好{{ ticket.ticket_field_360012 }}",
        "您好{{contact.name}}，{{agent.name}}",
        "您好{{contact.custom_attribute.vip}}",
        '您好{{user.first_name|fallback:"亲"}}',
        '您好<attribute key="first_name" default="亲"/>',
        "您好{!Contact.Name}，{{{Recipient.Name}}}",
        "您好%s，{% if ticket.id %}",
    ],
)
def test_what_desks_and_packs_know_is_left_alone(text: str):
    assert list(doubts(text, KNOWN)) == []


@pytest.mark.parametrize(
    "text",
    [
        "【温馨提示】今天放假",
        "好的[微笑]",
        "见[我们的页面](https://example.com)",
        ":[",
        "{1，2；3}",
        "【发货时间说明】明天",
    ],
)
def test_headings_emoticons_links_and_sets_are_text(text: str):
    assert list(doubts(text, KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "written", "nearest"),
    [
        ("您好{客户性名}", "{客户性名}", "客户姓名"),
        ("您好{姓明}", "{姓明}", "姓名"),
        ("今天【快递单好】发出", "【快递单好】", "快递单号"),
        ("您好{{ticket.requster.name}}", "{{ticket.requster.name}}", "{{ticket.requester.name}}"),
        ("您好{{contct.name}}", "{{contct.name}}", "{{contact.name}}"),
        ("单号{ticket.id}", "{ticket.id}", "{{ticket.id}}"),
    ],
)
def test_a_slip_is_told_with_the_nearest_name(text: str, written: str, nearest: str):
    assert list(doubts(text, KNOWN)) == [(written, "misspelt", nearest)]


@pytest.mark.parametrize("written", ["{城市}", "{{foo}}", "${门牌}", "{}", "[USER_NAME]", "【会员编号】"])
def test_a_name_that_nobody_knows_is_told(written: str):
    assert list(doubts(f"您好，{written}", KNOWN)) == [(written, "unknown", "")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("您好{姓名，再见", "{姓名，再见"),
        ("您好姓名}再见", "您好姓名}"),
        ("您好{{姓名}再见", "{{姓名}再见"),
        ("重要【今天发货", "【今天发货"),
        ("单号[订单号，请查收", "[订单号，请查收"),
    ],
)
def test_a_bracket_that_stands_alone_is_told(text: str, written: str):
    assert next(doubts(text, KNOWN)) == (written, "unclosed", "")


@pytest.mark.parametrize("text", ["{" * 50_000, "{{" * 50_000 + "}}", "【" * 50_000, "{a[" * 30_000])
def test_strange_text_takes_no_time(text: str):
    start = time.perf_counter()
    assert list(doubts(text, KNOWN))
    assert time.perf_counter() - start < 5
