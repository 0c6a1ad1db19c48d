"""Lines that fit, and breaks where one may break."""

import pytest
from wcwidth import wcswidth

from coach.files.reports.plain_text import cropped, wrapped

LONG = "先说愿意帮忙，再说“限制”（和原因），最后说 abc 能做的事；" * 4


@pytest.mark.parametrize("columns", [24, 30, 41, 80])
def test_a_text_is_wrapped_into_lines_that_fit(columns: int):
    lines = wrapped(LONG, columns, "    ")
    assert "".join(line[4:] for line in lines) == LONG
    assert all(line.startswith("    ") for line in lines)
    assert all(wcswidth(line) <= columns + 2 * 3 for line in lines)  # closing marks may hang over


@pytest.mark.parametrize("columns", range(24, 44))
def test_no_line_starts_with_a_closing_mark_or_ends_in_an_opening_one(columns: int):
    lines = [line[2:] for line in wrapped(LONG, columns, "  ")]
    assert not [line for line in lines[1:] if line[0] in "，。；”）"]
    assert not [line for line in lines[:-1] if line[-1] in "“（"]


def test_a_line_of_opening_marks_only_is_cut_all_the_same():
    assert "".join(line.strip() for line in wrapped("（" * 50, 24, "  ")) == "（" * 50


@pytest.mark.parametrize("text", ["", "好", "a" * 20, "好" * 10])
def test_what_fits_is_one_line(text: str):
    assert wrapped(text, 24, "    ") == ["    " + text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("好的", "好的"),
        ("一二三四五", "一二三四五"),
        ("一二三四五六", "一二三四五…"),
        ("abcdefghij", "abcdefghij"),
        ("a一二三四五", "a一二三四…"),
        ("一\n二", "一 ⏎ 二"),
        ("\x1b[0m", "\\x1b[0m"),
    ],
)
def test_a_text_is_cropped_to_a_width(text: str, shown: str):
    assert cropped(text, 10) == shown
