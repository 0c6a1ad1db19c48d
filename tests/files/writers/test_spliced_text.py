"""New values stand where the old ones stood; all else stays byte for byte."""

import pytest

from coach.errors import WriteError
from coach.files.readers import text_file
from coach.files.records import Origin, Record, Slot
from coach.files.source import ReadOptions, Source
from coach.files.writers.spliced_text import Change, spliced


def change(start: int, end: int, value: str, line: int = 1) -> Change:
    return Change(Record(Origin("a.txt", f"line {line}", line), ""), (start, end), value, value, ())


def write(content: bytes, *changes: Change, encoding: str | None = None) -> bytes:
    source = Source("a.txt", ReadOptions(encoding=encoding), content)
    return spliced(source, changes, text_file.quoted).content


def test_places_are_taken_in_any_order():
    assert write("一二三四".encode(), change(2, 3, "叁叁"), change(0, 1, "壹")) == "壹二叁叁四".encode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
    ids=str,
)
def test_encoding_and_byte_order_mark_stay(mark: bytes, encoding: str):
    old, new = ("\r\n你😊\r\n好\n".replace("你", word).encode(encoding) for word in "你您")
    assert write(mark + old, change(2, 3, "您")) == mark + new


def test_a_named_encoding_stays():
    assert write("你好".encode("gb18030"), change(0, 1, "您"), encoding="gb18030") == "您好".encode("gb18030")


def test_an_encoding_that_lacks_a_character_is_told_with_the_record():
    with pytest.raises(WriteError, match="“您”") as caught:
        write("妳好".encode("shift_jis", "ignore") or b"", change(0, 1, "您", 4), encoding="shift_jis")
    assert (caught.value.path, caught.value.locator) == ("a.txt", "line 4")
    assert "shift_jis" in caught.value.message


def test_a_file_that_would_not_come_back_the_same_is_left_alone():
    content = b"+ZeBnCQ- +ZeBnCQ-x"  # UTF-7 may be written in many ways
    with pytest.raises(WriteError, match="和原来不一样"):
        write(content, change(0, 1, "您"), encoding="utf-7")


def test_what_the_format_cannot_hold_is_left_out():
    done = spliced(Source("a.txt", content="一二".encode()), [change(0, 1, ""), change(1, 2, "贰")], text_file.quoted)
    assert (done.content, [one.value for one in done.changes]) == ("一贰".encode(), ["贰"])


def test_what_would_be_written_anew_around_the_change_is_left_out():
    """A text that escapes one of two equal characters comes back with both escaped."""
    slot = Slot((0, 8), "，你，")
    one = Change(Record(Origin("a.txt"), "", slot=slot), slot.place, "，您，", "", ())

    def quoted(value: str, written: str) -> str:
        return value.replace("，", "\\uff0c")

    content = "\\uff0c你，".encode()
    assert spliced(Source("a.txt", content=content), [one], quoted).content == content
    whole = "\\uff0c你\\uff0c"
    same = one._replace(place=(0, len(whole)))
    assert (
        spliced(Source("a.txt", content=whole.encode()), [same], quoted).content == whole.replace("你", "您").encode()
    )


def test_places_that_overlap_are_not_both_written():
    assert write("一二三".encode(), change(0, 2, "壹贰"), change(1, 3, "贰叁")) == "壹贰三".encode()
