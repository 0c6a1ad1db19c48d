"""Plain text: replies separated by blank lines if there are any, else one a line."""

import pytest

from coach.files.readers import text_file
from coach.files.records import Record, Unreadable
from coach.files.source import ReadOptions, Source


def read(content: str | bytes, records: str | None = None) -> list[tuple[str | None, str]]:
    whole = content if isinstance(content, bytes) else content.encode()
    found = list(text_file.read(Source("a.txt", ReadOptions(records=records), whole)))
    assert all(isinstance(one, Record) and one.origin.path == "a.txt" for one in found)
    return [(one.origin.locator, one.text) for one in found]


def test_one_reply_a_line():
    assert read("您好\n不能退\n好的") == [("line 1", "您好"), ("line 2", "不能退"), ("line 3", "好的")]


def test_blank_lines_separate_replies_of_several_messages():
    assert read("您好\n不能退\n\n\n好的\n") == [("line 1", "您好\n不能退"), ("line 5", "好的")]


def test_a_line_of_white_space_is_blank():
    assert read("您好\n \t\n不能退\n再见") == [("line 1", "您好"), ("line 3", "不能退\n再见")]


@pytest.mark.parametrize("content", ["\n\n您好\n不能退\n", "您好\n不能退\n\n\n"])
def test_blank_lines_at_the_ends_separate_nothing(content: str):
    assert [text for _, text in read(content)] == ["您好", "不能退"]


def test_the_caller_may_say_how_replies_stand():
    assert [text for _, text in read("您好\n不能退\n\n好的", "lines")] == ["您好", "不能退", "好的"]
    assert [text for _, text in read("您好\n不能退", "blocks")] == ["您好\n不能退"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system(end: str):
    assert read(end.join(["您好", "不能退", "", "好的"])) == [("line 1", "您好\n不能退"), ("line 4", "好的")]


def test_a_byte_order_mark_is_no_text():
    assert read(b"\xef\xbb\xbf" + "您好".encode()) == [("line 1", "您好")]


def test_white_space_inside_a_reply_stays():
    assert read("  您好  \n") == [("line 1", "  您好  ")]


@pytest.mark.parametrize("content", ["", "\n", " \n\t\n"])
def test_an_empty_file_has_no_replies(content: str):
    assert read(content) == []


def test_a_file_that_is_not_utf8_is_told_with_its_line():
    [found] = text_file.read(Source("a.txt", content="您好\n".encode() + "不能退".encode("gb18030")))
    assert isinstance(found, Unreadable)
    assert (found.origin.path, found.origin.locator) == ("a.txt", "line 2")
    assert "UTF-8" in found.message
