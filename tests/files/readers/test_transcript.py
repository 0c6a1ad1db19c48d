"""Chat transcripts are known by their lines, and are conversations."""

from pathlib import Path

import pytest

from coach.files.inputs import read_paths, read_source
from coach.files.readers import reader_for
from coach.files.records import Record, Unreadable
from coach.files.source import ReadOptions, Source

TALK = "客户：怎么还不退钱！\n客服：您好\n请稍等，我查一下\n客户：快点\n客服：好的\n"


def source(content: str, name: str = "a.txt", **options: str) -> Source:
    return Source(name, ReadOptions(**options), content.encode())


def talks(content: str) -> list[list[tuple[str, str]]]:
    found = list(read_source(source(content, reader="transcript")))
    assert all(isinstance(one, Record) for one in found), found
    return [[(one.speaker, one.text) for one in record.conversation.messages] for record in found]


def test_lines_go_on_with_the_message_above():
    assert talks(TALK) == [
        [("customer", "怎么还不退钱！"), ("agent", "您好\n请稍等，我查一下"), ("customer", "快点"), ("agent", "好的")]
    ]


@pytest.mark.parametrize(
    "line",
    [
        "客服：您好",
        "坐席: 您好",
        "卖家：您好",
        "Agent: 您好",
        "AGENT：您好",
        "[10:21] 客服 小李：您好",
        "【10:21:05】客服：您好",
        "2026-11-20 10:21:05 客服小李：您好",
        "10:21 客服（小李）：您好",
        "客服 小李 10:21：您好",
        "客服01：您好",
        "**客服**：您好",
        "- 客服：您好",
    ],
)
def test_who_speaks_may_be_written_so(line: str):
    assert talks(f"{line}\n用户：嗯\n") == [[("agent", "您好"), ("customer", "嗯")]]


@pytest.mark.parametrize("word", ["客户", "用户", "顾客", "买家", "Customer"])
def test_who_asks_may_be_written_so(word: str):
    assert talks(f"{word}：在吗\n客服：在的") == [[("customer", "在吗"), ("agent", "在的")]]


@pytest.mark.parametrize("line", ["客服电话：400-100-1000", "用户名：小李", "客户端：请更新", "请联系客服：谢谢"])
def test_a_line_that_only_looks_so_goes_on_with_the_message(line: str):
    assert talks(f"客户：怎么联系\n客服：您好\n{line}\n") == [[("customer", "怎么联系"), ("agent", f"您好\n{line}")]]


def test_what_the_system_says_is_nobodys():
    assert talks("客户：在吗\n系统：已转接\n客服：在的") == [[("customer", "在吗"), ("agent", "在的")]]


def test_blank_lines_part_conversations():
    assert [len(one) for one in talks("客户：一\n客服：二\n\n\n客户：三\n客服：四\n客户：五\n")] == [2, 3]


def test_a_line_of_equals_signs_parts_conversations_and_blank_lines_then_do_not():
    assert [len(one) for one in talks("客户：一\n\n客服：二\n======\n客户：三\n\n客服：四\n\n客户：五\n")] == [2, 3]


def test_blank_lines_between_all_messages_part_nothing():
    assert [len(one) for one in talks("客户：一\n\n客服：二\n\n客户：三\n")] == [3]


def test_a_blank_line_inside_a_message():
    content = "客户：一\n客服：二\n\n还有一点也要和您说清楚，请留意。\n\n客户：三\n客服：四\n"
    assert talks(content) == [
        [("customer", "一"), ("agent", "二\n还有一点也要和您说清楚，请留意。")],
        [("customer", "三"), ("agent", "四")],
    ]


def test_the_line_above_is_the_name_and_the_place_is_the_first_message():
    found = list(
        read_source(source("# 会话 1\n客户：一\n客服：二\n\n会话 2\n客户：三\n客服：四\n", reader="transcript"))
    )
    assert [(one.title, one.origin) for one in found] == [
        ("会话 1", ("a.txt", "line 2", 2)),
        ("会话 2", ("a.txt", "line 6", 6)),
    ]


def test_a_text_in_which_nobody_speaks_is_told():
    [found] = read_source(source("您好\n再见\n", reader="transcript"))
    assert isinstance(found, Unreadable)
    assert found.origin == ("a.txt", "line 1", 1)
    assert "谁说的" in found.message


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.log"])
def test_known_by_what_it_holds(name: str):
    assert reader_for(source(TALK, name)) == "transcript"


@pytest.mark.parametrize(
    "content",
    [
        "客服：您好\n客服：再见\n",
        "客户：您好\n",
        "您好，客服：在。客户：不在\n",
        "您好\n" * 20 + "客服：例子\n客户：例子\n",
        "",
    ],
)
def test_other_texts_are_not_taken_for_one(content: str):
    assert reader_for(source(content)) == "text"
    assert reader_for(source(content, "a.md")) == "markdown"
    assert reader_for(source(content, "a.log")) is None


def test_the_caller_may_say_that_it_is_text():
    assert reader_for(source(TALK, reader="text")) == "text"
    assert reader_for(source(TALK, records="lines")) == "text"


def test_another_encoding_may_be_named():
    told = Source("a.txt", ReadOptions(encoding="gb18030"), TALK.encode("gb18030"))
    assert reader_for(told) == "transcript"
    [found] = read_source(told)
    assert len(found.conversation.messages) == 4


def test_other_logs_in_a_folder_are_passed_over(tmp_path: Path):
    (tmp_path / "server.log").write_text("GET / 200\n", encoding="utf-8")
    (tmp_path / "chat.log").write_text(TALK, encoding="utf-8")
    assert [one.origin.path for one in read_paths([str(tmp_path)])] == [(tmp_path / "chat.log").as_posix()]
    [named] = read_paths([str(tmp_path / "server.log")])
    assert isinstance(named, Unreadable)
