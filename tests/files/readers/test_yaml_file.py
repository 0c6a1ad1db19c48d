"""YAML files: the same shapes as JSON, with path and line; what is not right is one sentence."""

import pytest

from coach.files.inputs import read_source
from coach.files.readers import yaml_file
from coach.files.records import Unreadable
from coach.files.source import Source

LIBRARY = """\
# 售后
macros:
  - id: 1
    title: 拒绝
    actions:
      - {field: comment_value, value: 不能退}
---
- id: no
  content: |
    您好，
    不能退
- 内容: &same '不能换'
- 内容: *same
"""


def read(text: str) -> list:
    return list(yaml_file.read(Source("a.yaml", content=text.encode())))


def test_an_export():
    [found] = read(LIBRARY.partition("---")[0])
    assert (found.origin, found.text, found.id) == (("a.yaml", "$.macros[0].actions[0].value", 6), "不能退", "1")


def test_a_list_of_objects_and_a_text_used_twice():
    text = LIBRARY.partition("---\n")[2]
    first, second = read(text)
    assert (first.origin, first.text, first.id) == (("a.yaml", "$[0].content", 2), "您好，\n不能退\n", "no")
    assert (second.origin.locator, second.text) == ("$[1].内容", "不能换")
    assert text[slice(*second.slot.place)] == "'不能换'"


def test_documents_of_one_reply_each():
    found = read("---\nid: a\ncontent: 不能退\n---\nid: b\ncontent: 不能换\n")
    assert [(one.origin.locator, one.text, one.id) for one in found] == [
        ("$[0].content", "不能退", "a"),
        ("$[1].content", "不能换", "b"),
    ]


def test_what_is_written_back_leaves_all_else():
    text = LIBRARY.partition("---\n")[2]
    start, end = read(text)[0].slot.place
    changed = text[:start] + yaml_file.quoted("可以换\n", text[start:end]) + text[end:]
    assert changed == text.replace("    您好，\n    不能退\n", "    可以换\n")


@pytest.mark.parametrize(
    "content", [b"", b"a: [", b"- " * 10_000, b"a: 1\na: 2", b"a: \x01", b"\xff", b"a: &a [*a]", b"x: [1]"], ids=repr
)
def test_a_file_that_is_not_right_is_one_sentence(content):
    [told] = read_source(Source("a.yaml", content=content))
    assert isinstance(told, Unreadable)
    assert told.origin.path == "a.yaml"


def test_markers_are_for_the_entry_that_follows_and_for_the_line_they_stand_on():
    records = read(
        """\
# coach: ignore no-cannot 法务要求
- id: a
  content: 不能退
- id: b
  content: 不能换  # coach: ignore no-but 品牌语气
- {id: c, content: 不能修}
"""
    )
    assert [record.ignored for record in records] == [
        (("no-cannot", "法务要求"),),
        (("no-but", "品牌语气"),),
        (),
    ]


def test_markers_in_an_export_and_in_a_list_of_texts():
    [one] = read(LIBRARY.partition("---")[0].replace("  - id: 1", "  - id: 1  # coach: ignore no-but 原因"))
    assert one.ignored == (("no-but", "原因"),)
    first, second = read("退货:\n  - 不能退货\n  # coach: ignore no-but 原因\n  - 不能换货\n")
    assert (first.ignored, second.ignored) == ((), (("no-but", "原因"),))
