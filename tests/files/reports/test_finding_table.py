"""Findings as rows: what each column holds, identifiers starred, nothing that a terminal or a sheet would obey."""

import pytest

from coach.core.model.conversation import Conversation, Message
from coach.files.checking import check_record
from coach.files.records import Origin, Record
from coach.files.reports.finding_table import HEADER, Row, calculates, rows

ORIGIN = Origin("话术.xlsx", "售后!row 3")


@pytest.fixture
def rows_of(small_coach):
    def call(text: str, **more: object) -> list[Row]:
        return list(rows(check_record(small_coach, Record(more.pop("origin", ORIGIN), text, **more))))

    return call


def test_a_finding_is_a_row(rows_of):
    [row] = rows_of("您好。亲，不能退的哦。再见。", id="k1", title="退货", group="售后")
    assert dict(zip(HEADER, row, strict=True)) == {
        "文件": "话术.xlsx", "位置": "售后!row 3", "编号": "k1", "标题": "退货", "级别": "警告", "准则": "不说不能",
        "维度": "保证性", "原文": "您好。亲，不能退的哦。再见。", "命中": "不能退", "问题": "说了不能。",
        "建议说法": "亲，我来帮您退的哦", "理由": "门关了。",
    }  # fmt: skip


def test_a_clean_reply_has_no_row_and_each_finding_one(rows_of):
    assert rows_of("好的") == []
    assert [(row.excerpt, row.severity) for row in rows_of("不能退，尽快")] == [("不能退", "警告"), ("尽快", "提示")]


def test_each_turn_of_a_conversation_says_where_it_is(small_coach):
    messages = [
        Message("agent", "不能退"),
        Message("customer", "啊"),
        Message("agent", "您好"),
        Message("agent", "无法换"),
    ]
    record = Record(Origin("a.jsonl", "line 1", 1), "", id=7, conversation=Conversation(tuple(messages)))
    found = list(rows(check_record(small_coach, record)))
    assert [(row.id, row.place, row.text) for row in found] == [
        ("7", "line 1 第 1 条消息", "不能退"), ("7", "line 1 第 3 条消息", "您好\n无法换"),
    ]  # fmt: skip


def test_identifiers_are_starred_everywhere(rows_of):
    [row] = rows_of("不能打13812345678，邮箱xiaowang@example.com", id="13812345678", title="找13812345678")
    told = "".join(row)
    assert "12345678" not in told
    assert "xiaowang" not in told
    assert row.text == "不能打138****78，邮箱***@example.com"


def test_an_id_of_the_library_stays_whole(rows_of):
    assert rows_of("不能退", id="2026000123")[0].id == "2026000123"


def test_what_would_be_obeyed_is_shown(rows_of):
    [row] = rows_of("不能退\x1b[2J\u202e\r\n再见", title="\x07")
    assert (row.text, row.title) == ("不能退\\x1b[2J\\u202e\n再见", "\\x07")


@pytest.mark.parametrize(("path", "file"), [("-", "标准输入"), (None, "")])
def test_what_is_no_file(rows_of, path: str | None, file: str):
    assert rows_of("不能退", origin=Origin(path))[0].file == file


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", " =1", "\n=1", "＝1", "＋1", "－1", "＠a", "\t1"])
def test_what_a_sheet_might_calculate(cell: str):
    assert calculates(cell)


@pytest.mark.parametrize("cell", ["", "亲", "1+1", "a=1", "'=1", "k-1"])
def test_what_no_sheet_calculates(cell: str):
    assert not calculates(cell)
