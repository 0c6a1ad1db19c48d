"""What a comment says of the reply beside it."""

import pytest

from coach.files.markers import markdown_markers, markers, yaml_markers


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        (" coach: ignore no-but 法务要求原文", [("no-but", "法务要求原文")]),
        ("coach:ignore a, positive/b、c 一起\n看", [("a", "一起 看"), ("positive/b", "一起 看"), ("c", "一起 看")]),
        ("coach: ignore no-but", [("no-but", "")]),
        ("coach: ignore", []),
        ("coach: please ignore no-but", []),
        ("见 coach: ignore no-but", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_comment(comment: str, found: list[tuple[str, str]]):
    assert list(markers(comment)) == found


def test_a_markdown_block_that_is_a_comment():
    assert markdown_markers("<!-- coach: ignore no-but 原因 -->\n") == (("no-but", "原因"),)
    assert markdown_markers("您好 <!-- coach: ignore no-but 原因 -->") == ()


def test_a_yaml_comment_is_for_its_line_or_the_next():
    text = """\
# coach: ignore no-but 上面
# 另一句
- 第一条
- 第二条 # coach: ignore soon 同行
- "#coach: ignore x 引号里"

- 第三条
# coach: ignore a 一
# coach: ignore b 二

- 第四条
"""
    assert yaml_markers(text.splitlines()) == {
        3: (("no-but", "上面"),),
        4: (("soon", "同行"),),
        11: (("a", "一"), ("b", "二")),
    }
