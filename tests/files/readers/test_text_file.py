"""Plain text: replies separated by blank lines if there are any, else one a line."""

import pytest

from coach.errors import ReadError
from coach.files.readers import text_file
from coach.files.records import Record
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
    content = "您好\n".encode() + "不能退".encode("gb18030")
    with pytest.raises(ReadError, match="UTF-8") as caught:
        list(text_file.read(Source("a.txt", content=content)))
    assert (caught.value.path, caught.value.locator) == ("a.txt", "line 2")


def test_another_encoding_may_be_named():
    source = Source("a.txt", ReadOptions(encoding="big5"), "您好\n不能退".encode("big5"))
    assert [one.text for one in text_file.read(source)] == ["您好", "不能退"]


@pytest.mark.parametrize(
    "content", ["您好\n不能退\n", " 您好 \r\n\r\n不能退\r\n再见\r\n", "\n\n一\r\n二\n三\r四\n\n五"]
)
@pytest.mark.parametrize("records", ["lines", "blocks"])
def test_every_reply_knows_where_it_stands(content: str, records: str):
    source = Source("a.txt", ReadOptions(records=records), b"\xef\xbb\xbf" + content.encode())
    found = list(text_file.read(source))
    assert found
    for one in found:
        start, end = one.slot.place
        assert content[start:end] == one.slot.value
        offsets = one.slot.offsets or range(len(one.slot.value) + 1)
        assert len(offsets) == len(one.text) + 1
        for character, offset in zip(one.text, offsets, strict=False):
            assert one.slot.value[offset] in (("\r", "\n") if character == "\n" else character)


def test_the_whole_text_may_be_one_reply():
    [found] = text_file.read(Source("-", ReadOptions(records="whole"), "您好\n\n不能退\r\n".encode()))
    assert (found.text, found.origin, found.slot.place) == ("您好\n\n不能退", ("-", None, 0), (0, 7))


@pytest.mark.parametrize("value", ["", " ", "您好\n\n", "您\n好\n", "您好\r\n \r\n吗"])
def test_what_would_no_longer_be_one_reply_is_not_written(value: str):
    with pytest.raises(ValueError, match="一条回复"):
        text_file.quoted(value, "你好")


def test_a_value_stands_in_a_text_file_as_it_is():
    assert text_file.quoted("您好\n再见", "你好\n再见") == "您好\n再见"
